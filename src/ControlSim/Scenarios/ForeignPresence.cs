using System.Collections.Immutable;

namespace ControlSim.Scenarios;

/// <summary>A guest's presence in a country: it lasts as long as the host consents and what it depends on is there.</summary>
public sealed record ForeignPresence
{
    public required string Id { get; init; }

    /// <summary>The guest.</summary>
    public required string Faction { get; init; }

    public required string Country { get; init; }

    /// <summary>Bloc that consents.</summary>
    public required string Host { get; init; }

    /// <summary>Consent at the start, 0 to 1.</summary>
    public required double Consent { get; init; }

    /// <summary>Consent below which the presence ends.</summary>
    public required double Limit { get; init; }

    /// <summary>Days from the loss of consent to the end; consent won back in between calls it off.</summary>
    public required int DelayDays { get; init; }

    /// <summary>Presences without which this one ends at once.</summary>
    public required ImmutableArray<string> DependsOn { get; init; }

    /// <summary>Loss of consent a day.</summary>
    public required double ErosionPerDay { get; init; }

    /// <summary>Loss of consent with every strike of the guest on the host's soil.</summary>
    public required double ErosionPerStrike { get; init; }

    /// <summary>Loss of consent with every incident between the guest and a faction of the host's bloc in the country.</summary>
    public required double ErosionPerAttack { get; init; }
}
