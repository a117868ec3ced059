namespace ControlSim.Scenarios;

/// <summary>What a dated event or a trigger changes.</summary>
public enum EventKind
{
    /// <summary>Crossing <c>Target</c>: opened (value 1) or shut (value 0) to supply and units.</summary>
    Crossing,

    /// <summary>Morale of faction <c>Target</c> in <c>Country</c> becomes <c>Value</c>, and with it the level that it returns to.</summary>
    Morale,

    /// <summary>Legitimacy of faction <c>Target</c> in <c>Country</c> becomes <c>Value</c>.</summary>
    Legitimacy,

    /// <summary>Air threat to faction <c>Target</c> in <c>Country</c> becomes <c>Value</c>.</summary>
    AirThreat,

    /// <summary>Daily income of depot <c>Target</c> becomes <c>Value</c>.</summary>
    DepotIncome,

    /// <summary>Factions <c>Target</c> and <c>Other</c> stand as <c>Relation</c> in <c>Country</c>, until a dated relation of theirs begins or ends.</summary>
    Relation,

    /// <summary>Inclusion of <c>Group</c> by faction <c>Target</c> becomes <c>Value</c>.</summary>
    Inclusion,

    /// <summary>Services of the state at location <c>Target</c> become <c>Value</c>.</summary>
    Service,

    /// <summary>Local protective forces at location <c>Target</c> become <c>Value</c>.</summary>
    LocalSecurity,

    /// <summary>Wage of a fighter of faction <c>Target</c> becomes <c>Value</c>, USD a day.</summary>
    Wage,

    /// <summary>Income of faction <c>Target</c> from outside the map becomes <c>Value</c>, USD a day.</summary>
    ExternalIncome,

    /// <summary>Foreign volunteers for faction <c>Target</c> at full prestige become <c>Value</c> a day.</summary>
    ForeignInflow,

    /// <summary>Share of the inhabitants under its control that faction <c>Target</c> drafts a day becomes <c>Value</c>.</summary>
    Conscription,

    /// <summary>Fighters up to which faction <c>Target</c> drafts become <c>Value</c>.</summary>
    Establishment,

    /// <summary>Prestige of faction <c>Target</c> becomes <c>Value</c>, and with it the level that it returns to.</summary>
    Prestige,

    /// <summary>Training of the recruits of faction <c>Target</c> becomes <c>Value</c>.</summary>
    Training,

    /// <summary>Abuse of civilians by faction <c>Target</c> in <c>Country</c> becomes <c>Value</c>.</summary>
    Abuse,

    /// <summary>What faction <c>Target</c> takes from the people in <c>Country</c> becomes <c>Value</c>.</summary>
    Extraction,

    /// <summary>Presence of faction <c>Target</c> in <c>Country</c> begins again (value 1) or ends at once (value 0).</summary>
    Presence,

    /// <summary>Consent to the presence <c>Target</c> becomes <c>Value</c>.</summary>
    Consent,

    /// <summary>Breach of terms: consent to the presence <c>Target</c> falls by <c>Value</c>.</summary>
    Breach,

    /// <summary>Coordination of faction <c>Target</c> becomes <c>Value</c> (loss of a leader); it recovers slowly.</summary>
    Coordination,

    /// <summary>Tension between factions <c>Target</c> and <c>Other</c> becomes <c>Value</c> (a crisis, a private signal).</summary>
    Tension,

    /// <summary>Tension between the patrons of factions <c>Target</c> and <c>Other</c> becomes <c>Value</c>.</summary>
    PatronTension,

    /// <summary>Strikes a day of air actor <c>Target</c> become <c>Value</c>.</summary>
    AirStrikes,

    /// <summary>Surveillance of air actor <c>Target</c> becomes <c>Value</c>.</summary>
    AirIsr,

    /// <summary>Intelligence of air actor <c>Target</c> becomes <c>Value</c>.</summary>
    AirIntelligence,

    /// <summary>Transport of air actor <c>Target</c> becomes <c>Value</c>.</summary>
    AirTransport,

    /// <summary>Share of air actor <c>Target</c> that is diverted to force protection becomes <c>Value</c>.</summary>
    AirDiversion,

    /// <summary>Man-days that airlift <c>Target</c> loads on a day become <c>Value</c>.</summary>
    AirliftLoad,

    /// <summary>Order <c>Target</c>, which is on call, is launched: its forces gather and go.</summary>
    Launch,
}

/// <summary>One change of one input, by a dated event or a trigger. What a kind does not use is empty.</summary>
/// <param name="Kind">What it changes.</param>
/// <param name="Target">Id of the crossing, faction, depot, location, presence, air actor, airlift or order.</param>
/// <param name="Other">The other faction of a relation or tension.</param>
/// <param name="Country">Country for inputs that differ by country; empty for all.</param>
/// <param name="Value">New value.</param>
/// <param name="Relation">New relation.</param>
/// <param name="Group">Group of inhabitants.</param>
public sealed record Effect(
    EventKind Kind, string Target, string Other, string Country, double Value, RelationKind Relation, string Group);
