namespace ControlSim.Tables;

/// <summary>The airlifts: one row each.</summary>
internal sealed class Airlifts(int count)
{
    public int Count => count;

    public ulong[] StableIds { get; } = new ulong[count];

    /// <summary>Bloc that is supplied.</summary>
    public int[] Bloc { get; } = new int[count];

    /// <summary>Location of the depots, or -1 for supply from outside the map.</summary>
    public int[] From { get; } = new int[count];

    /// <summary>Location that is supplied.</summary>
    public int[] To { get; } = new int[count];

    /// <summary>Most that it loads on a day on which it flies, thousandths of a man-day.</summary>
    public long[] Load { get; } = new long[count];

    /// <summary>Share lost, 0 to 1.</summary>
    public double[] Loss { get; } = new double[count];

    /// <summary>Probability of flying on a day.</summary>
    public double[] Flying { get; } = new double[count];
}
