namespace ControlSim.Scenarios;

/// <summary>What a dated event changes.</summary>
public enum EventKind
{
    /// <summary>Crossing <c>Target</c>: opened (value 1) or shut (value 0) to supply and units.</summary>
    Crossing,

    /// <summary>Morale of faction <c>Target</c> in <c>Country</c> becomes <c>Value</c>.</summary>
    Morale,

    /// <summary>Legitimacy of faction <c>Target</c> in <c>Country</c> becomes <c>Value</c>.</summary>
    Legitimacy,

    /// <summary>Air threat to faction <c>Target</c> in <c>Country</c> becomes <c>Value</c>.</summary>
    AirThreat,

    /// <summary>Daily income of depot <c>Target</c> becomes <c>Value</c>.</summary>
    DepotIncome,

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
}

/// <summary>A change that the scenario dictates on a date: an input, never a result of fighting.</summary>
/// <param name="Id">Stable id.</param>
/// <param name="Date">Day on which it takes effect.</param>
/// <param name="Kind">What it changes.</param>
/// <param name="Target">Id of the crossing, faction, depot, air actor or airlift.</param>
/// <param name="Country">Country for inputs that differ by country; empty for all.</param>
/// <param name="Value">New value.</param>
public sealed record DatedEvent(string Id, DateOnly Date, EventKind Kind, string Target, string Country, double Value);
