namespace ControlSim.Tables;

/// <summary>
/// Where fighters, people, money and supply went since the start: the books balance exactly in every tick of a stochastic
/// run, those of money in every run.
/// </summary>
internal sealed class Ledger(int factions, int blocs, int locations)
{
    /// <summary>Fighters at the start, by faction.</summary>
    [Fixed]
    public double[] Start { get; } = new double[factions];

    /// <summary>Killed in combat, by faction.</summary>
    public double[] Killed { get; } = new double[factions];

    /// <summary>Surrendered, by faction.</summary>
    public double[] Surrendered { get; } = new double[factions];

    /// <summary>Left the map when their presence in a country ended, by faction.</summary>
    public double[] Departed { get; } = new double[factions];

    /// <summary>Came back when a presence began again, by faction.</summary>
    public double[] Returned { get; } = new double[factions];

    /// <summary>Deserted, by faction.</summary>
    public double[] Deserted { get; } = new double[factions];

    /// <summary>Gone over to another faction, by the faction that they left.</summary>
    public double[] DefectedOut { get; } = new double[factions];

    /// <summary>Come over from another faction, by the faction that they joined.</summary>
    public double[] DefectedIn { get; } = new double[factions];

    /// <summary>Recruited among the inhabitants, by faction.</summary>
    public double[] Recruited { get; } = new double[factions];

    /// <summary>Volunteers from abroad, by faction.</summary>
    public double[] Inflow { get; } = new double[factions];

    /// <summary>Fighters that a faction must have now by the books.</summary>
    public double Due(int faction) =>
        Start[faction] + Recruited[faction] + Inflow[faction] + DefectedIn[faction] + Returned[faction]
        - Killed[faction] - Surrendered[faction] - Deserted[faction] - DefectedOut[faction] - Departed[faction];

    /// <summary>Inhabitants killed, by location.</summary>
    public double[] CiviliansKilled { get; } = new double[locations];

    /// <summary>Treasury at the start, USD, by faction.</summary>
    public long[] TreasuryStart { get; } = new long[factions];

    /// <summary>Income from territory and from outside, USD, by faction.</summary>
    public long[] Revenue { get; } = new long[factions];

    /// <summary>Wages paid, USD, by faction.</summary>
    public long[] Wages { get; } = new long[factions];

    /// <summary>Paid for operations, USD, by faction.</summary>
    public long[] OperationCosts { get; } = new long[factions];

    /// <summary>Paid for the income of depots, USD, by faction.</summary>
    public long[] DepotCosts { get; } = new long[factions];

    /// <summary>Issued from depots today, thousandths of a man-day, by bloc.</summary>
    public long[] Issued { get; } = new long[blocs];

    /// <summary>Delivered today, by bloc.</summary>
    public long[] Delivered { get; } = new long[blocs];

    /// <summary>Lost on the way today, by bloc.</summary>
    public long[] Lost { get; } = new long[blocs];

    /// <summary>Part of <see cref="Issued"/> that came from outside the map by air today, out of no depot, by bloc.</summary>
    public long[] FlownIn { get; } = new long[blocs];

    /// <summary>Burnt in depots by air strikes today, thousandths of a man-day, by bloc.</summary>
    public long[] Burnt { get; } = new long[blocs];
}
