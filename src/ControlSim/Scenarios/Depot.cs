namespace ControlSim.Scenarios;

/// <summary>What a depot's income depends on.</summary>
public enum DepotSource
{
    /// <summary>The place itself (tax base, oil town, stores): it feeds whoever holds the location.</summary>
    Local,

    /// <summary>A patron or a rear area off the graph: it feeds its own bloc only, and nothing while others hold the place.</summary>
    Patron,
}

/// <summary>A place with income of supply. It is won or lost with its location.</summary>
/// <param name="Id">Stable id.</param>
/// <param name="Faction">Faction that it belongs to at the start.</param>
/// <param name="Location">Location id.</param>
/// <param name="Income">Man-days of supply a day.</param>
/// <param name="StockDays">Stock at the start and most that it can store, in days of income.</param>
/// <param name="Source">Local or patron.</param>
/// <param name="Gate">External crossing through which the income comes; empty if none.</param>
public sealed record Depot(
    string Id, string Faction, string Location, double Income, double StockDays, DepotSource Source, string Gate);
