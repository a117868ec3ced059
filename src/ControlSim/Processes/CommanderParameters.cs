using ControlSim.Scenarios;

namespace ControlSim.Processes;

/// <summary>Parameters of <c>Commander</c> (P0): how commanders perceive, value and price.</summary>
public sealed record CommanderParameters
{
    /// <summary>Deviation of the logarithm of what a commander believes of an enemy's strength where nothing is seen or told.</summary>
    [Parameter(0, 2, 0.3, "1", "no source")]
    public required double PerceptionNoise { get; init; }

    /// <summary>Weight of the expected loss, as a share of the own fighters, against value.</summary>
    [Parameter(0, 20, 2, "1", "no source")]
    public required double CostWeight { get; init; }

    /// <summary>What a day counts against value, of march and of battle.</summary>
    [Parameter(0, 1, 0.01, "1/day", "no source")]
    public required double TravelCost { get; init; }

    /// <summary>What the target of the last decision counts more, against dithering.</summary>
    [Parameter(0, 1, 0.1, "1", "no source")]
    public required double Persistence { get; init; }

    /// <summary>What a contested place in which the bloc already holds a part counts more: what is begun is finished first.</summary>
    [Parameter(0, 10, 1, "1", "no source; Mosul before Tal Afar and Hawija in 2017")]
    public required double BegunWeight { get; init; }

    /// <summary>
    /// Deviation of the logarithm of each weight by which a faction's commander values and prices, one draw a faction, weight and run:
    /// what he is after and what he risks for it is known of nobody.
    /// </summary>
    [Parameter(0, 2, 0, "1", "0 takes the doctrine's weights, which have no source")]
    public required double AimSpread { get; init; }

    /// <summary>Least score of an operation.</summary>
    [Parameter(-10, 10, 0.05, "1", "no source")]
    public required double LeastScore { get; init; }

    /// <summary>Scales the days of preparation of every faction's own operations; with the attrition constant it decides dates most.</summary>
    [Parameter(0.1, 10, 1, "1", "no source")]
    public required double PreparationFactor { get; init; }

    /// <summary>Deviation of the logarithm of the days that preparing takes: readiness slips.</summary>
    [Parameter(0, 2, 0.4, "1", "no source; S3-14")]
    public required double PreparationSpread { get; init; }

    /// <summary>Deviation of the logarithm of the pace that a bloc keeps in all its preparations of one run: what nobody knew beforehand.</summary>
    [Parameter(0, 2, 0.3, "1", "no source")]
    public required double TempoSpread { get; init; }

    /// <summary>Ratio of strengths that closes a ring round a place, and for which a commander besieges; storming asks for his doctrine's.</summary>
    [Parameter(0.1, 10, 1, "1", "no source; a ring must withstand a sortie of the whole garrison")]
    public required double SiegeRatio { get; init; }

    /// <summary>What the value of a place counts that is to be starved and not stormed: it comes late, and the ring is tied down meanwhile.</summary>
    [Parameter(0, 1, 0.5, "1", "no source")]
    public required double SiegeDiscount { get; init; }

    /// <summary>Days after which a siege is lifted that has not made the place ripe for storming.</summary>
    [Parameter(1, 3650, 180, "day", "no source")]
    public required int SiegeDays { get; init; }

    /// <summary>Strength asked for, over the strength needed.</summary>
    [Parameter(1, 10, 1.5, "1", "no source")]
    public required double Margin { get; init; }

    /// <summary>Days within which a commander wants a battle decided: he sends the strength for it, if he has it.</summary>
    [Parameter(1, 3650, 56, "day", "three of four operations of 2014-2017 not of IS were over in 56 days")]
    public required double PlanDays { get; init; }

    /// <summary>Least share of its need that the road must bring a force at the place to which it is sent: so many are sent and no more.</summary>
    [Parameter(0, 1, 0.3, "1", "no source; below it half the strength is gone")]
    public required double LeastSupply { get; init; }

    /// <summary>Fewest fighters that are sent to take a place, if there are so many: about a brigade.</summary>
    [Parameter(0, 100000, 3000, "fighter", "operations of 2014-2017 against defended places: median of the least attackers 3,000-5,000")]
    public required double LeastForce { get; init; }

    /// <summary>Ratio of enemy to own strength at and beside a place at which holding it is hopeless.</summary>
    [Parameter(1, 100, 8, "1", "no source")]
    public required double HopelessRatio { get; init; }

    /// <summary>Days after a friend or neutral has turned hostile during which a garrison that his field forces outmatch leaves unfought.</summary>
    [Parameter(0, 365, 14, "day", "no source; nothing is prepared against who was no enemy yesterday")]
    public required int SurpriseDays { get; init; }

    /// <summary>Ratio of enemy to own strength beside a place above which it is reinforced.</summary>
    [Parameter(0, 100, 1, "1", "no source")]
    public required double ThreatRatio { get; init; }

    /// <summary>Fighters in cells below which nobody sweeps.</summary>
    [Parameter(0, 10000, 50, "fighter", "no source")]
    public required double SweepLeast { get; init; }

    /// <summary>Days that a sweep lasts.</summary>
    [Parameter(1, 120, 10, "day", "no source")]
    public required int SweepDays { get; init; }

    /// <summary>Days after a sweep during which a faction does not search the same place again.</summary>
    [Parameter(0, 365, 60, "day", "no source")]
    public required int SweepPauseDays { get; init; }

    /// <summary>Probability that a cell unit learns of a sweep in time and slips away, before intelligence lowers it.</summary>
    [Parameter(0, 1, 0.5, "1", "no source; S2-16")]
    public required double EarlyWarning { get; init; }

    /// <summary>Days until a lost headquarters stands again.</summary>
    [Parameter(0, 365, 14, "day", "no source; S1-45")]
    public required int HeadquartersDays { get; init; }

    /// <summary>Share of its prestige that a faction loses with its headquarters.</summary>
    [Parameter(0, 1, 0.2, "1", "no source; S4-26")]
    public required double HeadquartersPrestige { get; init; }
}
