namespace ControlSim.Scenarios;

/// <summary>Money, prestige and foreign support of a faction at the start.</summary>
public sealed record EconomyInputs
{
    [Parameter(0, 1e11, 1e9, "USD", "no source", Meaning = "Treasury at the start")]
    public required double Treasury { get; init; }

    [Parameter(0, 1000, 0, "USD/day", "no source", Meaning = "Wage of a fighter; 0 if it is paid from outside the model")]
    public required double Wage { get; init; }

    [Parameter(0, 1e9, 0, "USD/day", "no source", Meaning = "Income from patrons and other sources outside the map")]
    public required double ExternalIncome { get; init; }

    [Parameter(0, 1, 0.5, "1", "no source; S3-46", Meaning = "Prestige Q at the start")]
    public required double Prestige { get; init; }

    [Parameter(0, 1, 0.5, "1", "no source; S3-12", Meaning = "Level of training of recruits")]
    public required double Training { get; init; }

    [Parameter(0, 1000, 0, "fighter/day", "no source; S3-42", Meaning = "Foreign volunteers at full prestige while an open way leads from an entry crossing to a place of its own")]
    public required double ForeignInflow { get; init; }

    [Parameter(0, 0.001, 0, "1/day", "no source; 1e-5 takes a thousandth of a people in a hundred days", Meaning = "Share of the inhabitants under its own control that it drafts or enlists a day while it is below its establishment")]
    public required double Conscription { get; init; }

    [Parameter(0, 1e7, 0, "fighter", "no source", Meaning = "Establishment: fighters up to which it drafts; 0 for as many as at the start")]
    public required double Establishment { get; init; }
}
