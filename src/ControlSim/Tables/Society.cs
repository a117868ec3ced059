namespace ControlSim.Tables;

/// <summary>The people of the locations: one row a location.</summary>
internal sealed class Society(int locations, int factions)
{
    /// <summary>Groups of displaced people that a location can have.</summary>
    public const int GroupsOfDisplaced = 4;

    /// <summary>Main group, row in the scenario's list of groups; -1 if it does not matter.</summary>
    [Fixed]
    public int[] Group { get; } = new int[locations];

    /// <summary>Services of the state, 0 to 1.</summary>
    public double[] Service { get; } = new double[locations];

    /// <summary>Local protective forces, 0 to 1.</summary>
    public double[] LocalSecurity { get; } = new double[locations];

    /// <summary>Political weight, 0 to 1.</summary>
    [Fixed]
    public double[] PoliticalWeight { get; } = new double[locations];

    /// <summary>Income from oil at full production, USD a day.</summary>
    public double[] OilIncome { get; } = new double[locations];

    /// <summary>Share of the oil income that air strikes have destroyed and nobody has repaired, 0 to 1.</summary>
    public double[] OilDamage { get; } = new double[locations];

    /// <summary>Legitimacy L, 0 to 1: <c>location * factions + faction</c>.</summary>
    public double[] Legitimacy { get; } = new double[locations * factions];

    /// <summary>Grievance A, 0 to 1.</summary>
    public double[] Grievance { get; } = new double[locations];

    /// <summary>Fear F, 0 to 1.</summary>
    public double[] Fear { get; } = new double[locations];

    /// <summary>Attacks of cells on the day.</summary>
    public double[] Attacks { get; } = new double[locations];

    /// <summary>Civilian casualties of the day.</summary>
    public double[] Collateral { get; } = new double[locations];

    /// <summary>Place where a group of displaced people stays, or -1: <c>origin * GroupsOfDisplaced + k</c>.</summary>
    public int[] DisplacedAt { get; } = NoPlaces(locations * GroupsOfDisplaced);

    /// <summary>People of the group; index as <see cref="DisplacedAt"/>.</summary>
    public double[] Displaced { get; } = new double[locations * GroupsOfDisplaced];

    /// <summary>People at home who have no way out today.</summary>
    public double[] Besieged { get; } = new double[locations];

    private static int[] NoPlaces(int length)
    {
        var places = new int[length];
        Array.Fill(places, -1);
        return places;
    }

    /// <summary>Attacks and casualties of the day have had their effect.</summary>
    public void EndDay()
    {
        Array.Clear(Attacks);
        Array.Clear(Collateral);
    }
}
