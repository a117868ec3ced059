using System.Collections.Immutable;

namespace ControlSim.Scenarios;

/// <summary>An armed party: what its units are worth, how its commander decides. Every faction belongs to one bloc.</summary>
public sealed record Faction
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    public required string Bloc { get; init; }

    /// <summary>May its units go over to cells and back (P3)?</summary>
    public required bool CanDisperse { get; init; }

    /// <summary>Location of its headquarters; empty if none.</summary>
    public required string Headquarters { get; init; }

    /// <summary>Least ratio of own to enemy effective strength at which its commander attacks.</summary>
    public required double RequiredRatio { get; init; }

    /// <summary>Share of a location's fighters that an operation leaves behind, 0 to 1.</summary>
    public required double Reserve { get; init; }

    /// <summary>Share of an operation's fighters lost at one objective beyond which it is broken off, 0 to 1.</summary>
    public required double LossLimit { get; init; }

    /// <summary>Days to prepare the next objective of a campaign unless it is exploited at once.</summary>
    public required int PreparationDays { get; init; }

    /// <summary>How its commander decides.</summary>
    public required DoctrineInputs Doctrine { get; init; }

    /// <summary>Money, prestige and foreign support.</summary>
    public required EconomyInputs Economy { get; init; }

    /// <summary>How it reports what it takes.</summary>
    public required ReportingInputs Reporting { get; init; }

    /// <summary>How far its rule includes a group, 0 to 1, by group; groups that are not listed have the value of the empty one.</summary>
    public required ImmutableArray<GroupInclusion> Inclusion { get; init; }

    /// <summary>Ids of factions of a kindred aim: where they are hostile, fighters go over, in both directions.</summary>
    public required ImmutableArray<string> Kindred { get; init; }

    /// <summary>Ids of crossings by which its foreign volunteers come; none come without one.</summary>
    public required ImmutableArray<string> EntryCrossings { get; init; }

    /// <summary>What differs by country; a country that is not listed uses the row with the empty country.</summary>
    public required ImmutableArray<CountryStance> Stances { get; init; }
}

/// <summary>How far a faction's rule includes a group of inhabitants.</summary>
/// <param name="Group">Group, or empty for all others.</param>
/// <param name="Value">0 excluded to 1 fully included.</param>
public sealed record GroupInclusion(string Group, double Value);

/// <summary>A faction's inputs in one country. They come from the scenario until the society processes compute them.</summary>
/// <param name="Country">Country, or empty for "elsewhere".</param>
/// <param name="Morale">0 to 1.</param>
/// <param name="Legitimacy">Acceptance of its rule by those who live there, 0 to 1, at the start and while its conduct is neutral.</param>
/// <param name="AirThreat">Air power that can strike it there, relative to a reference budget, 0 or more.</param>
/// <param name="Abuse">Abuse of civilians by its garrisons there, 0 to 1: conduct, which can change.</param>
/// <param name="Extraction">What it takes from the people there, 0 to 1.</param>
/// <param name="MainCity">Location whose loss breaks the will to hold in this country, lost from the first day if the bloc does not hold it then; empty if none.</param>
public sealed record CountryStance(
    string Country, double Morale, double Legitimacy, double AirThreat, double Abuse, double Extraction, string MainCity);
