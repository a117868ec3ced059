using ControlSim.Scenarios;
using ControlSim.Tables;

namespace ControlSim.Processes;

/// <summary>Parameters of <c>Break</c> (P7).</summary>
public sealed record BreakParameters
{
    /// <summary>Mean break threshold of an attacker, before morale.</summary>
    [Parameter(0, 1, 0.25, "1", "Helmbold 1971, second-hand")]
    public required double ThresholdAttacker { get; init; }

    /// <summary>Mean break threshold of a defender, before morale.</summary>
    [Parameter(0, 1, 0.35, "1", "Helmbold 1971, second-hand")]
    public required double ThresholdDefender { get; init; }

    /// <summary>Threshold of a last stand in a headquarters, a main city, or of those who are fed and can neither leave nor go to cells.</summary>
    [Parameter(0, 1, 0.9, "1", "no source; S4-14")]
    public required double ThresholdLastStand { get; init; }

    /// <summary>Threshold of defenders in a country whose main city the faction has lost.</summary>
    [Parameter(0, 1, 0.15, "1", "no source; S4-14")]
    public required double ThresholdAfterMainCity { get; init; }

    /// <summary>Morale below which a unit breaks whatever its losses.</summary>
    [Parameter(0, 1, 0.2, "1", "no source")]
    public required double LeastMorale { get; init; }

    /// <summary>Share of an encircled broken unit that surrenders; the rest goes to cells if the faction can.</summary>
    [Parameter(0, 1, 0.5, "1", "no source")]
    public required double SurrenderShare { get; init; }

    /// <summary>Mean threshold of units in a situation, before morale.</summary>
    internal double MeanThreshold(BreakSituation situation) => situation switch
    {
        BreakSituation.LastStand => ThresholdLastStand,
        BreakSituation.MainCityLost => ThresholdAfterMainCity,
        BreakSituation.Defender => ThresholdDefender,
        _ => ThresholdAttacker,
    };
}
