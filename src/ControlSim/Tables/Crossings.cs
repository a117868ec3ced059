namespace ControlSim.Tables;

/// <summary>The gates on the border.</summary>
internal sealed class Crossings(int count)
{
    public int Count => count;

    /// <summary>Does supply pass today?</summary>
    public bool[] OpenToSupply { get; } = new bool[count];

    /// <summary>Do massed units and displaced people pass today?</summary>
    public bool[] OpenToUnits { get; } = new bool[count];

    /// <summary>Most supply a day, man-days; infinity if the road is the limit.</summary>
    [Fixed]
    public double[] Throughput { get; } = new double[count];

    /// <summary>Bit b: bloc b can use it whoever holds the ends.</summary>
    [Fixed]
    public ulong[] UsableBy { get; } = new ulong[count];

    /// <summary>Location that an external gate opens into, or the location of the same id, or -1.</summary>
    [Fixed]
    public int[] Location { get; } = new int[count];
}
