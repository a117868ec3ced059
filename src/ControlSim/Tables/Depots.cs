using ControlSim.Scenarios;

namespace ControlSim.Tables;

/// <summary>The depots. Supply is counted in whole thousandths of a man-day, so that its ledger balances exactly.</summary>
internal sealed class Depots(int count)
{
    public int Count => count;

    [Fixed]
    public int[] Location { get; } = new int[count];

    /// <summary>Bloc that it belonged to at the start.</summary>
    [Fixed]
    public int[] Bloc { get; } = new int[count];

    [Fixed]
    public DepotSource[] Source { get; } = new DepotSource[count];

    /// <summary>External crossing through which the income comes, or -1.</summary>
    [Fixed]
    public int[] Gate { get; } = new int[count];

    /// <summary>Income, thousandths of a man-day a day.</summary>
    public long[] Income { get; } = new long[count];

    /// <summary>Share of the income that air strikes have destroyed and nobody has repaired, 0 to 1.</summary>
    public double[] Damage { get; } = new double[count];

    /// <summary>Most that it stores, days of income.</summary>
    [Fixed]
    public double[] StockDays { get; } = new double[count];

    /// <summary>Value of <see cref="User"/> before the first day.</summary>
    public const int Unused = -2;

    /// <summary>Bloc that it feeds today, or -1.</summary>
    public int[] User { get; } = Enumerable.Repeat(Unused, count).ToArray();

    /// <summary>Stock, thousandths of a man-day.</summary>
    public long[] Stock { get; } = new long[count];
}
