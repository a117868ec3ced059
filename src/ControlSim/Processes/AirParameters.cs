using ControlSim.Scenarios;

namespace ControlSim.Processes;

/// <summary>Parameters of <c>AirCover</c> and <c>AirStrikes</c> (P5). Visibilities by posture stand with <c>Combat</c>.</summary>
public sealed record AirParameters
{
    /// <summary>Budget B_ref at which massed units under full visibility feel an air threat of 1.</summary>
    [Parameter(0.1, 1000, 11.3, "strike/day", "CJTF-OIR: 14,104 strikes in Iraq in the 41 months to December 2017")]
    public required double ReferenceStrikes { get; init; }

    /// <summary>Rate kI of finding by surveillance: i = 1 - exp(-kI ISR (1 - D)).</summary>
    [Parameter(0, 10, 0.1, "1", "no source")]
    public required double IsrRate { get; init; }

    /// <summary>Rate kT of finding by tips: i = 1 - exp(-kT T).</summary>
    [Parameter(0, 10, 0.1, "1", "no source; form Kalyvas 2006, Berman et al. 2011")]
    public required double TipRate { get; init; }

    /// <summary>Kills w_s of a strike at full visibility.</summary>
    [Parameter(0, 100, 1, "fighter/strike", "no source")]
    public required double KillsPerStrike { get; init; }

    /// <summary>Weight of fighters in contact with ground forces of the actor's side when it splits its strikes; 1 is the weight of others.</summary>
    [Parameter(1, 100, 5, "1", "no source; most strikes of 2014 to 2019 were flown for partners in contact")]
    public required double ContactWeight { get; init; }

    /// <summary>Civilians rho per kill missed, among civilians only, for strikes without any precision.</summary>
    [Parameter(0, 100, 3, "person/fighter", "no source")]
    public required double CollateralImprecise { get; init; }

    /// <summary>The same for strikes of full precision.</summary>
    [Parameter(0, 100, 0.5, "person/fighter", "no source")]
    public required double CollateralPrecise { get; init; }

    /// <summary>Loss g_e of effectiveness of a massed unit for a share 1 of it killed from the air: the best go first.</summary>
    [Parameter(0, 10, 1.5, "1", "no source; direction S1-27")]
    public required double QualityLoss { get; init; }

    /// <summary>Effectiveness below which strikes do not press it.</summary>
    [Parameter(0.01, 1, 0.1, "1", "no source")]
    public required double QualityLeast { get; init; }

    /// <summary>Visibility of massed units on the march.</summary>
    [Parameter(0, 1, 0.95, "1", "no source")]
    public required double VisibilityColumn { get; init; }

    /// <summary>Factor on the kills of massed units on the march on desert tracks and off the road.</summary>
    [Parameter(1, 10, 2, "1", "no source; direction S0-8")]
    public required double OpenGroundFactor { get; init; }

    /// <summary>Rate at which a strike destroys a depot's income and stock.</summary>
    [Parameter(0, 1, 0.02, "1/strike", "no source")]
    public required double DepotDamage { get; init; }

    /// <summary>Rate at which a strike destroys the oil income of a place.</summary>
    [Parameter(0, 1, 0.02, "1/strike", "no source; oil income of IS 2015 to 2016: -50 to -64 % (press)")]
    public required double OilDamage { get; init; }

    /// <summary>Rate at which a strike destroys a corridor's capacity.</summary>
    [Parameter(0, 1, 0.05, "1/strike", "no source")]
    public required double RoadDamage { get; init; }

    /// <summary>Share of the damage to depots that is repaired in a day.</summary>
    [Parameter(0, 1, 0.03, "1/day", "no source")]
    public required double DepotRepair { get; init; }

    /// <summary>Share of the damage to oil that is repaired in a day.</summary>
    [Parameter(0, 1, 0.01, "1/day", "no source")]
    public required double OilRepair { get; init; }

    /// <summary>Share of the damage to roads that is repaired in a day.</summary>
    [Parameter(0, 1, 0.1, "1/day", "no source")]
    public required double RoadRepair { get; init; }
}
