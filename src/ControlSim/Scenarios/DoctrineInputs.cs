namespace ControlSim.Scenarios;

/// <summary>How a faction's commander decides where no order tells him to.</summary>
public sealed record DoctrineInputs
{
    [Parameter(0, 1, 1, "1", "no source", Meaning = "Share of decision days that its commander uses; 0 = orders only")]
    public required double Initiative { get; init; }

    [Parameter(1, 90, 7, "day", "no source", Meaning = "Days between two decisions")]
    public required int CadenceDays { get; init; }

    [Parameter(0, 4, 2, "1", "no source", Meaning = "Most operations of its own at once")]
    public required int MaxOperations { get; init; }

    [Parameter(0, 10, 1, "1", "no source", Meaning = "Weight of population in the value of a place")]
    public required double ValuePopulation { get; init; }

    [Parameter(0, 10, 0.5, "1", "no source", Meaning = "Weight of revenue in the value of a place")]
    public required double ValueRevenue { get; init; }

    [Parameter(0, 10, 0.5, "1", "no source; S0-2", Meaning = "Weight of the enemy supply that passes through a place")]
    public required double ValueCriticality { get; init; }

    [Parameter(0, 10, 0.5, "1", "no source", Meaning = "Weight of political weight in the value of a place")]
    public required double ValuePolitical { get; init; }

    [Parameter(0, 10, 0.3, "1", "no source; S2-14", Meaning = "Weight of the enemy fighters at a place, so that refuges are hunted")]
    public required double ValueEnemy { get; init; }

    [Parameter(0, 1, 0.5, "1", "no source; S1-22", Meaning = "Readiness to give up a hopeless place and keep the fighters")]
    public required double Preserve { get; init; }
}
