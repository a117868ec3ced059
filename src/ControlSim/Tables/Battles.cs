namespace ControlSim.Tables;

/// <summary>
/// The last battle of each location: what the log tells of a capture. Index by bloc: <c>location * blocs + bloc</c>.
/// </summary>
internal sealed class Battles(int locations, int blocs)
{
    /// <summary>First tick of the battle, or -1 if there was none.</summary>
    public int[] Since { get; } = Enumerable.Repeat(-1, locations).ToArray();

    /// <summary>Its last tick so far.</summary>
    public int[] LastDay { get; } = Enumerable.Repeat(-1, locations).ToArray();

    /// <summary>Its end is logged.</summary>
    public bool[] IsOver { get; } = Enumerable.Repeat(true, locations).ToArray();

    /// <summary>Fighters of a bloc killed in it; whatever kills at a location adds here.</summary>
    public double[] Lost { get; } = new double[locations * blocs];

    /// <summary>Greatest effective massed strength of a bloc in it.</summary>
    public double[] Strength { get; } = new double[locations * blocs];

    /// <summary>Supply state of a bloc's fighters when they were last there in it; -1 if they never were.</summary>
    public double[] Supply { get; } = Enumerable.Repeat(-1.0, locations * blocs).ToArray();
}
