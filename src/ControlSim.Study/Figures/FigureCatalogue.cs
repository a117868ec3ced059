using System.Collections.Immutable;
using ControlSim.Study.ResultFiles;
using ControlSim.Study.Statistics;

namespace ControlSim.Study.Figures;

/// <summary>What a figure may be given beside the result.</summary>
public sealed record FigureRequest
{
    /// <summary>Day of a map; null: the day of the map that the scenario asks for.</summary>
    public DateOnly? Date { get; init; }

    /// <summary>Captures on record.</summary>
    public ImmutableArray<ObservedCapture> Observed { get; init; } = [];

    /// <summary>The ground of maps of this result, made once for many figures; null: each makes its own.</summary>
    internal MapGround? Ground { get; init; }

    internal MapGround GroundOf(ResultData result) => Ground ?? MapGround.Of(result);
}

/// <summary>A figure that can be drawn from a result.</summary>
/// <param name="Name">Name on the command line, and of its file.</param>
/// <param name="Title">What it shows.</param>
/// <param name="Describe">Describes it; null where the result holds nothing to show.</param>
public sealed record CatalogueFigure(string Name, string Title, Func<ResultData, FigureRequest, Figure?> Describe)
{
    /// <summary>Needs captures on record.</summary>
    public bool NeedsObserved { get; init; }

    /// <summary>Stands in a report as it is.</summary>
    public bool InReport { get; init; } = true;
}

/// <summary>Every figure of a single result, in the order of a report.</summary>
public static class FigureCatalogue
{
    /// <summary>The figures.</summary>
    public static ImmutableArray<CatalogueFigure> All { get; } =
    [
        new("control-map", "who holds what on one day", (r, a) => ControlMap.Describe(ControlMapOfResults.Input(r, Tick(r, a), a.GroundOf(r)))) { InReport = false },
        new("maps-by-month", "who holds what, month by month", (r, a) => MapsByMonth.Describe(r, a.GroundOf(r))) { InReport = false },
        new("control-over-time", "population held by each bloc", (r, _) => ControlOverTime.Describe(ControlOverTimeOfResults.HeldPopulation(r))),
        new("control-stacked", "who holds the land, stacked", (r, _) => ControlStacked.Describe(r)),
        new("who-when", "who holds which place when", (r, _) => WhoWhen.Describe(r)),
        new("capture-dates", "when places fall", (r, a) => CaptureDates.Describe(r, a.Observed)),
        new("survival", "how long places hold", (r, _) => SurvivalCurves.Describe(r)),
        new("posture", "massed against cells", (r, _) => PostureOverTime.Describe(r)),
        new("fighters", "massed fighters of each bloc", (r, _) => Ledger.Describe(r, "massed", "fighters", "Massed fighters", "massed fighters", "fighters")),
        new("money", "money of each bloc", (r, _) => Ledger.Describe(r, "money", "money", "Money", "money in hand", "dollars")),
        new("people", "displaced people by bloc", (r, _) => Ledger.Describe(r, "displaced", "people", "Displaced people", "displaced people", "people")),
        new("fighters-ledger", "where fighters came from and went", (r, _) => LedgerBars.Fighters(r)),
        new("money-ledger", "where money came from and went", (r, _) => LedgerBars.Money(r)),
        new("supply-map", "supply over the theatre and the narrowest cut", (r, a) => SupplyMap.Describe(r, Tick(r, a), a.GroundOf(r))),
        new("criticality", "what supply hangs on", (r, _) => CriticalityBars.Describe(r)),
        new("network", "locations, corridors and crossings", (r, a) => NetworkMap.Describe(r, a.GroundOf(r))) { InReport = false },
        new("event-sizes", "how large events are, log-log", (r, _) => EventSizes.Describe(r)),
        new("reliability", "forecast shares against what happened", (r, a) => Reliability.Describe(r, a.Observed)) { NeedsObserved = true },
        new("rank-histogram", "rank of observed dates among the runs", (r, a) => RankHistogram.Describe(r, a.Observed)) { NeedsObserved = true },
    ];

    /// <summary>The figure of a name; null if there is none.</summary>
    public static CatalogueFigure? Find(string name) => All.FirstOrDefault(f => f.Name == name);

    private static int Tick(ResultData result, FigureRequest request) => request.Date is { } date
        ? Math.Clamp(result.Scenario.TickOf(date), 0, result.Scenario.Ticks)
        : ControlMapOfResults.MapTick(result);
}
