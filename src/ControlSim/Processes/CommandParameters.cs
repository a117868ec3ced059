using ControlSim.Scenarios;

namespace ControlSim.Processes;

/// <summary>Parameters of <c>Command</c> (P0): how orders are executed.</summary>
public sealed record CommandParameters
{
    /// <summary>An objective this near to one just won needs no preparation.</summary>
    [Parameter(0, 200, 30, "km", "no source")]
    public required double ExploitationKm { get; init; }

    /// <summary>Days after its window that an order waits for its starting places and for the forces that its launch requires.</summary>
    [Parameter(0, 365, 60, "day", "no source")]
    public required int LapseDays { get; init; }

    /// <summary>Days after an abort before the objective is tried again.</summary>
    [Parameter(0, 120, 21, "day", "no source")]
    public required int RetryDays { get; init; }

    /// <summary>Deviation of the logarithm of the days that regrouping takes: readiness slips.</summary>
    [Parameter(0, 2, 0.4, "1", "no source; S3-14")]
    public required double RegroupSpread { get; init; }

    /// <summary>Days before the launch on which the forces of an order begin to assemble.</summary>
    [Parameter(0, 60, 14, "day", "no source")]
    public required int AssemblyDays { get; init; }

    /// <summary>Farthest that units are called from to an assembly, in days of march.</summary>
    [Parameter(0, 120, 12, "day", "no source")]
    public required double AssemblyReachDays { get; init; }

    /// <summary>Odds of the enemy beside a place that a commander accepts when he takes units from its garrison for his own operations.</summary>
    [Parameter(0.1, 100, 3, "1", "three to one: the usual rule for an attack")]
    public required double GuardRatio { get; init; }

    /// <summary>Ratio of effective strengths that the first attack of an order waits for, where its faction requires more: orders are carried out.</summary>
    [Parameter(0, 100, 1, "1", "no source; even odds")]
    public required double OrderRatio { get; init; }

    /// <summary>Share of the forces asked for that must have arrived before the attack.</summary>
    [Parameter(0, 1, 0.6, "1", "no source")]
    public required double AssembledShare { get; init; }

    /// <summary>Days after which an attack goes ahead with what has arrived, if the ratio allows it.</summary>
    [Parameter(0, 120, 10, "day", "no source")]
    public required int AssemblyPatienceDays { get; init; }

    /// <summary>Share of what it lacks of the trained quality that a unit in training gains in a day.</summary>
    [Parameter(0, 1, 0.01, "1/day", "no source; S3-12 to S3-15: months")]
    public required double TrainingRate { get; init; }

    /// <summary>Quality e_t that training leads to; 1 is a regular.</summary>
    [Parameter(0.1, 10, 1.25, "1", "no source; S3-12")]
    public required double TrainingQuality { get; init; }

    /// <summary>Deviation of the logarithm of a faction's fighters at the start, all of them together, from run to run: counts are bands.</summary>
    [Parameter(0, 2, 0, "1", "0 takes the file's numbers; published bands of 2014-2018 span 0.75 to 1.3 of their middle")]
    public required double StrengthSpread { get; init; }

    /// <summary>Deviation of the logarithm of what of a faction stands at a place at the start: the split over places is mostly a rule.</summary>
    [Parameter(0, 2, 0, "1", "0 takes the file's numbers; allocations by assumption span 0.65 to 1.45")]
    public required double GarrisonSpread { get; init; }

    /// <summary>Deviation of the logarithm of the forces that an order gets.</summary>
    [Parameter(0, 2, 0, "1", "0 takes the file's numbers; most orders are known to 0.6 to 1.5 of their forces")]
    public required double ForcesSpread { get; init; }
}
