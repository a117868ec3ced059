namespace ControlSim.Tables;

/// <summary>What is delivered every day until a bloc plans anew, and what it was planned for.</summary>
internal sealed class SupplyPlans(int locations, int corridors, int depots, int blocs)
{
    /// <summary>Does a bloc's plan stand?</summary>
    public bool[] IsMade { get; } = new bool[blocs];

    /// <summary>Need that was planned for, man-days a day, index <c>bloc * locations + location</c>.</summary>
    public double[] Need { get; } = new double[locations * blocs];

    /// <summary>What is sent, thousandths of a man-day a day; index as <see cref="Need"/>.</summary>
    public long[] Grant { get; } = new long[locations * blocs];

    /// <summary>
    /// Part of the network in which the location shares equally, divided from the others by roads that carry all they can; -1 where no
    /// depot reaches. Index as <see cref="Need"/>.
    /// </summary>
    public int[] Part { get; } = new int[locations * blocs];

    /// <summary>What a depot had when its user planned, thousandths of a man-day.</summary>
    public long[] DepotStock { get; } = new long[depots];

    /// <summary>What is drawn from a depot, thousandths of a man-day a day.</summary>
    public long[] DepotDraw { get; } = new long[depots];

    /// <summary>What a corridor could carry when supply was last delivered, thousandths of a man-day a day.</summary>
    public long[] RoadCapacity { get; } = new long[corridors];

    /// <summary>Bit b: bloc b could use the corridor then.</summary>
    public ulong[] RoadUsableBy { get; } = new ulong[corridors];
}
