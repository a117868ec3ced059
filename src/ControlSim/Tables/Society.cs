namespace ControlSim.Tables;

/// <summary>The people of the locations: one row a location.</summary>
internal sealed class Society(int locations)
{
    /// <summary>Main group, row in the scenario's list of groups; -1 if it does not matter.</summary>
    public int[] Group { get; } = new int[locations];

    /// <summary>Services of the state, 0 to 1.</summary>
    public double[] Service { get; } = new double[locations];

    /// <summary>Local protective forces, 0 to 1.</summary>
    public double[] LocalSecurity { get; } = new double[locations];

    /// <summary>Political weight, 0 to 1.</summary>
    public double[] PoliticalWeight { get; } = new double[locations];

    /// <summary>Income from oil at full production, USD a day.</summary>
    public double[] OilIncome { get; } = new double[locations];

    /// <summary>Share of the oil income that air strikes have destroyed and nobody has repaired, 0 to 1.</summary>
    public double[] OilDamage { get; } = new double[locations];

    /// <summary>Grievance A, 0 to 1.</summary>
    public double[] Grievance { get; } = new double[locations];

    /// <summary>Fear F, 0 to 1.</summary>
    public double[] Fear { get; } = new double[locations];

    /// <summary>Attacks of cells on the day.</summary>
    public double[] Attacks { get; } = new double[locations];

    /// <summary>Civilian casualties of the day.</summary>
    public double[] Collateral { get; } = new double[locations];
}
