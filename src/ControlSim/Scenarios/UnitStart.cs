namespace ControlSim.Scenarios;

/// <summary>How a unit stands in the field.</summary>
public enum Posture
{
    /// <summary>In formation: holds and takes ground, visible.</summary>
    Massed,

    /// <summary>Dispersed in small groups: hard to find, holds nothing in the open.</summary>
    Cells,
}

/// <summary>A unit at the start: the armed agent, 10 to some hundred fighters of one faction.</summary>
/// <param name="Id">Stable id.</param>
/// <param name="Faction">Faction id.</param>
/// <param name="Location">Location id.</param>
/// <param name="Fighters">Number of fighters who are there, a whole number unless the scenario is deterministic.</param>
/// <param name="Posture">Massed or cells.</param>
/// <param name="Quality">Effectiveness e, 1 for a trained regular.</param>
/// <param name="Supply">Supply state s at the start, 0 to 1.</param>
/// <param name="Hold">Ordered to hold: does not switch posture before its break threshold.</param>
/// <param name="Absent">Fighters on paper who are not there.</param>
public sealed record UnitStart(
    string Id, string Faction, string Location, double Fighters, Posture Posture, double Quality, double Supply, bool Hold,
    double Absent);
