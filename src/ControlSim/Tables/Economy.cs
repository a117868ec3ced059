namespace ControlSim.Tables;

/// <summary>Money, prestige and inclusion of the factions: one row a faction.</summary>
internal sealed class Economy(int factions, int groups)
{
    public int Groups => groups;

    /// <summary>Treasury, USD.</summary>
    public long[] Treasury { get; } = new long[factions];

    /// <summary>Wage of a fighter, USD a day.</summary>
    public double[] Wage { get; } = new double[factions];

    /// <summary>Income from outside the map, USD a day.</summary>
    public double[] ExternalIncome { get; } = new double[factions];

    /// <summary>Share psi of the wages that is paid, 0 to 1.</summary>
    public double[] PayRatio { get; } = new double[factions];

    /// <summary>Share of the price of its depots' income that is paid, 0 to 1.</summary>
    public double[] DepotPay { get; } = new double[factions];

    /// <summary>Prestige Q, 0 to 1.</summary>
    public double[] Prestige { get; } = new double[factions];

    /// <summary>Training of recruits, 0 to 1.</summary>
    public double[] Training { get; } = new double[factions];

    /// <summary>Foreign volunteers a day at full prestige.</summary>
    public double[] ForeignInflow { get; } = new double[factions];

    /// <summary>Share of the inhabitants under own control that is drafted a day.</summary>
    public double[] Conscription { get; } = new double[factions];

    /// <summary>Fighters up to which a faction drafts.</summary>
    public double[] Establishment { get; } = new double[factions];

    /// <summary>Inclusion of a group by a faction, 0 to 1: <c>faction * groups + group</c>.</summary>
    public double[] Inclusion { get; } = new double[factions * groups];

    /// <summary>Inclusion of the group of a location; 1 where the group does not matter.</summary>
    public double InclusionOf(int faction, int group) => group < 0 ? 1 : Inclusion[(faction * groups) + group];
}
