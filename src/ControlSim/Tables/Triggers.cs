namespace ControlSim.Tables;

/// <summary>The triggers: one row a trigger, and the conditions of all of them one after another.</summary>
internal sealed class Triggers(int count, int conditions)
{
    public int Count => count;

    /// <summary>Days in a row on which its conditions have held.</summary>
    public int[] HeldDays { get; } = new int[count];

    /// <summary>Times that it has fired.</summary>
    public int[] Fired { get; } = new int[count];

    /// <summary>Tick on which its effects happen, or -1.</summary>
    public int[] DueTick { get; } = Filled(count, -1);

    /// <summary>Chances added up since the last firing; used in deterministic runs only.</summary>
    public double[] Chance { get; } = new double[count];

    /// <summary>Last owner of a condition's location, as it was seen the day before, by condition.</summary>
    public int[] LastOwner { get; } = Filled(conditions, -1);

    private static int[] Filled(int length, int value)
    {
        var array = new int[length];
        Array.Fill(array, value);
        return array;
    }
}
