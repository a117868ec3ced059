namespace ControlSim.Tables;

/// <summary>The locations: one array a column, one row a location, in canonical order (see <see cref="CanonicalOrder"/>).</summary>
internal sealed class Locations(int count, int blocs)
{
    public int Count => count;

    /// <summary>Stable ids: keys of random draws.</summary>
    [Fixed]
    public ulong[] StableIds { get; } = new ulong[count];

    /// <summary>Row of the country.</summary>
    [Fixed]
    public int[] Country { get; } = new int[count];

    /// <summary>Inhabitants who live at home; those who have fled are in <see cref="Society.Displaced"/>.</summary>
    public double[] Population { get; } = new double[count];

    /// <summary>Area that is held with the location, km².</summary>
    [Fixed]
    public double[] AreaKm2 { get; } = new double[count];

    /// <summary>Ground on which fighters can hide beside the population's share, heads.</summary>
    [Fixed]
    public double[] HidingGround { get; } = new double[count];

    [Fixed]
    public bool[] IsRefuge { get; } = new bool[count];

    /// <summary>Control share, 0 to 1, index <c>location * blocs + bloc</c>; a location's shares sum to at most 1.</summary>
    public double[] Control { get; } = new double[count * blocs];

    /// <summary>Owner bloc, or -1.</summary>
    public int[] Owner { get; } = Filled(count, -1);

    /// <summary>Bloc that owned it last, or -1.</summary>
    public int[] LastOwner { get; } = Filled(count, -1);

    /// <summary>Bloc that the public is told owns it, or -1.</summary>
    public int[] ReportedOwner { get; } = Filled(count, -1);

    /// <summary>Bloc whose report is under way, or -1.</summary>
    public int[] PendingReport { get; } = Filled(count, -1);

    /// <summary>Tick on which that report is published.</summary>
    public int[] ReportTick { get; } = new int[count];

    /// <summary>1 for a bloc whose fighters here are short of supply, until they have 0.6; index as <see cref="Control"/>.</summary>
    public byte[] LowSupply { get; } = new byte[count * blocs];

    /// <summary>Tick since which less than half of a bloc's need was delivered here, or -1; index as <see cref="Control"/>.</summary>
    public int[] ShortSince { get; } = Filled(count * blocs, -1);

    /// <summary>1 for a bloc that contests the location since the start and has not been driven out; index as <see cref="Control"/>.</summary>
    public byte[] Holdout { get; } = new byte[count * blocs];

    /// <summary>1 for a bloc that a siege shuts in: no road brings it supply or lets it out; index as <see cref="Control"/>.</summary>
    public byte[] ShutIn { get; } = new byte[count * blocs];

    /// <summary>Tick since which the owner holds it; 0 from the start.</summary>
    public int[] OwnerSince { get; } = new int[count];

    /// <summary>Consolidation K, 0 to 1.</summary>
    public double[] Consolidation { get; } = new double[count];

    /// <summary>Days for which hostile massed units have faced each other here without a break; 0 = no battle.</summary>
    public int[] BattleDays { get; } = new int[count];

    /// <summary>Massed fighters of a bloc here when the present battle began; index as <see cref="Control"/>.</summary>
    public double[] BattleStart { get; } = new double[count * blocs];

    private static int[] Filled(int length, int value)
    {
        var array = new int[length];
        Array.Fill(array, value);
        return array;
    }
}
