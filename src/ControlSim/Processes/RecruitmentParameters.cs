using ControlSim.Scenarios;

namespace ControlSim.Processes;

/// <summary>Parameters of <c>Recruitment</c> and of the raising of units (P11).</summary>
public sealed record RecruitmentParameters
{
    /// <summary>Rate r at which inhabitants with full grievance join who controls their place.</summary>
    [Parameter(0, 0.001, 0.000001, "1/day", "no source; lower bound of the range, since cells recruit by contact beside it")]
    public required double Rate { get; init; }

    /// <summary>Most fighters Rmax that live off a place, a share of its inhabitants.</summary>
    [Parameter(0.000001, 1, 0.01, "1", "no source")]
    public required double Most { get; init; }

    /// <summary>Recruits that a fighter underground wins a day among people with full grievance, whoever else stands there.</summary>
    [Parameter(0, 0.1, 0.012, "1/day", "form Castillo-Chavez, Song 2003; value: a force of some 4,000 dismantled in 2008 is 5,000 to 10,000 at the end of 2013, S1-29")]
    public required double Contact { get; init; }

    /// <summary>Distance over which cells in a refuge lose influence on a neighbouring place to 1/e.</summary>
    [Parameter(1, 500, 50, "km", "Boulding 1962, form; value no source")]
    public required double ReachKm { get; init; }

    /// <summary>Recruits theta that a civilian casualty brings the holder's enemies.</summary>
    [Parameter(0, 1, 0.1, "1", "form Kress, Szechtman 2009; value no source; disputed")]
    public required double Backlash { get; init; }

    /// <summary>Days over which a faction that drafts makes up what it lacks of its establishment, if its people suffice.</summary>
    [Parameter(1, 3650, 90, "day", "no source; basic training lasts some weeks to months")]
    public required double ReplacementDays { get; init; }

    /// <summary>Fighters from which on a unit takes no recruits if a new one can be formed.</summary>
    [Parameter(1, 100000, 150, "fighter", "no source")]
    public required double UnitSize { get; init; }
}
