namespace ControlSim.Scenarios;

/// <summary>
/// What an air actor brings: surveillance, intelligence, transport and air support are four separate inputs (S2-16), and
/// all four shrink by what it diverts to the protection of its own forces.
/// </summary>
public sealed record AirInputs
{
    [Parameter(0, 1000, 0, "strike/day", "no source", Meaning = "Air support: strikes it can fly a day, a fixed budget B")]
    public required double Strikes { get; init; }

    [Parameter(0, 10, 0, "1", "no source", Meaning = "Surveillance of the country, 1 for full coverage")]
    public required double Isr { get; init; }

    [Parameter(0, 10, 0, "1", "no source", Meaning = "Intelligence that makes tips of the people usable, beside the 1 that local forces have of their own")]
    public required double Intelligence { get; init; }

    [Parameter(0, 10, 0, "1", "no source", Meaning = "Transport for the massed units that it supports, 1 for full support")]
    public required double Transport { get; init; }

    [Parameter(0, 1, 0.5, "1", "no source", Meaning = "Precision of its strikes, 0 to 1: decides how many civilians they hit")]
    public required double Precision { get; init; }

    [Parameter(0, 1, 0, "1", "no source; S2-10", Meaning = "Share D of all four inputs that it diverts to the protection of its own forces")]
    public required double Diversion { get; init; }

    [Parameter(0, 1, 1, "1", "no source", Meaning = "Rules of engagement: greatest share of civilians among those present at which it strikes; 1 for no limit")]
    public required double RoeCap { get; init; }

    [Parameter(0, 1, 0.7, "1", "no source; S3-28", Meaning = "Weight of fighters among its targets; the weight of a class without targets goes to the others")]
    public required double WeightFighters { get; init; }

    [Parameter(0, 1, 0.1, "1", "no source; S3-28", Meaning = "Weight of depots among its targets")]
    public required double WeightDepots { get; init; }

    [Parameter(0, 1, 0.1, "1", "no source; S3-28", Meaning = "Weight of oil among its targets")]
    public required double WeightOil { get; init; }

    [Parameter(0, 1, 0.1, "1", "no source; S3-28", Meaning = "Weight of roads among its targets")]
    public required double WeightRoads { get; init; }
}
