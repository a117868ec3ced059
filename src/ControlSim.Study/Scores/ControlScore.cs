using System.Collections.Immutable;
using ControlSim.Runs;
using ControlSim.Scenarios;
using ControlSim.Study.Experiments;

namespace ControlSim.Study.Scores;

/// <summary>An ensemble against an observed table, beside forecasts that need no model.</summary>
public sealed record ControlScore
{
    public required Scenario Scenario { get; init; }

    /// <summary>Runs that finished.</summary>
    public required int Replicates { get; init; }

    /// <summary>Towns scored.</summary>
    public required int Towns { get; init; }

    /// <summary>Towns on month ends that are scored.</summary>
    public required int Observations { get; init; }

    /// <summary>Half-Brier score of who holds each town at the end of each month.</summary>
    public required BrierScore Brier { get; init; }

    /// <summary>Of each baseline, in the order persistence, hazard, front, script_only.</summary>
    public required ImmutableArray<(string Name, BrierScore Brier)> Baselines { get; init; }

    /// <summary>Ranked score of the control zones where a town was contested; NaN where none was.</summary>
    public required double Ranked { get; init; }

    /// <summary>Observations in it.</summary>
    public required int RankedObservations { get; init; }

    /// <summary>Dates and order of falls.</summary>
    public required FallScores Falls { get; init; }

    /// <summary>The two hazards of the baselines.</summary>
    public required HazardFit Fit { get; init; }

    /// <summary>Score of each town, worst first: the town, and the model's and the best hazard baseline's half-Brier over its months.</summary>
    public required ImmutableArray<(ObservedTown Town, double Brier, double Persistence)> ByTown { get; init; }

    /// <summary>Observed shares against forecast shares, for a reliability diagram: one pair for each bloc that either side names.</summary>
    public required ImmutableArray<(double Forecast, double Observed)> Pairs { get; init; }

    public required ImmutableArray<string> Notes { get; init; }

    /// <summary>Skill over a baseline: 1 - score / its score; 1 is perfect, 0 no better. NaN where the baseline is perfect.</summary>
    public double Skill(string baseline)
    {
        double score = Baselines.First(b => b.Name == baseline).Brier.Value;
        return score > 0 ? 1 - (Brier.Value / score) : double.NaN;
    }

    /// <summary>What the runs must keep so that they can be scored.</summary>
    public static RecorderOptions Options(ObservedControl observed)
    {
        ScoredCells cells = ScoredCells.Of(observed);
        return new RecorderOptions([.. ContestedCells(cells).Select(i => cells.Cells[i].Tick).Distinct().Order()]);
    }

    /// <summary>Scores the runs on all observations, or on those for which <paramref name="counts"/> holds.</summary>
    /// <param name="ensemble">Runs made with <see cref="Options"/>, at least one.</param>
    /// <param name="observed">The table.</param>
    /// <param name="counts">Location and tick; null for all.</param>
    public static ControlScore Of(Ensemble ensemble, ObservedControl observed, Func<Location, int, bool>? counts = null)
    {
        Scenario scenario = ensemble.Scenario;
        ScoredCells cells = ScoredCells.Of(observed);
        var forecast = new ForecastControl(ensemble);
        var roads = new RoadDistances(scenario);
        var fit = HazardFit.Of(observed, roads);
        var baselines = new Baselines(cells, roads, fit);
        bool Counts(ObservedTown town, int tick) => counts is null || counts(scenario.Locations[town.Location], tick);
        ImmutableArray<int> cases = [.. Enumerable.Range(0, cells.Cells.Length).Where(i => Counts(observed.Towns[cells.Cells[i].Town], cells.Cells[i].Tick))];
        ImmutableArray<ObservedFall> falls =
            [.. observed.Towns.Select(t => t.Fall(scenario.Ticks, observed.Holders)).OfType<ObservedFall>().Where(f => Counts(f.Town, f.Tick))];
        double[] shares = forecast.Shares(cells), persistence = baselines.Persistence();
        BrierScore Brier(double[] of) => BrierScore.Of(of, cells.Shares, observed.Holders.Count, cases);
        int[] contested = [.. ContestedCells(cells).Intersect(cases)];
        return new ControlScore
        {
            Scenario = scenario,
            Replicates = forecast.Runs,
            Towns = cases.Select(i => cells.Cells[i].Town).Distinct().Count(),
            Observations = cases.Length,
            Brier = Brier(shares),
            Baselines =
            [
                ("persistence", Brier(persistence)), ("hazard", Brier(baselines.Hazard())),
                ("front", Brier(baselines.Front())), ("script_only", Brier(baselines.ScriptOnly())),
            ],
            Ranked = contested.Length == 0 ? double.NaN : contested.Average(i => RankedOf(cells, forecast, i)),
            RankedObservations = contested.Length,
            Falls = FallScores.Of(observed, forecast, falls, baselines.StaticOrder(falls)),
            Fit = fit,
            ByTown = TownScores(cells, shares, persistence, cases),
            Pairs = [.. cases.SelectMany(i => PairsOf(cells, shares, i))],
            Notes = observed.Notes,
        };
    }

    private static IEnumerable<int> ContestedCells(ScoredCells cells) =>
        Enumerable.Range(0, cells.Cells.Length).Where(i => cells.Observed.Towns[cells.Cells[i].Town].At(cells.Cells[i].Tick).Length > 1);

    private static double RankedOf(ScoredCells cells, ForecastControl forecast, int cell)
    {
        (int town, int tick) = cells.Cells[cell];
        ImmutableArray<int> parties = cells.Observed.Towns[town].At(tick);
        return RankedScore.Of(forecast.Zones(tick, cells.Observed.Towns[town].Location, parties[0], parties.Skip(1)), RankedScore.Zones / 2);
    }

    private static ImmutableArray<(ObservedTown Town, double Brier, double Persistence)> TownScores(
        ScoredCells cells, double[] shares, double[] persistence, ImmutableArray<int> cases) =>
    [
        .. cases
            .GroupBy(i => cells.Cells[i].Town)
            .Select(g => (
                Town: cells.Observed.Towns[g.Key],
                Brier: g.Average(i => BrierScore.Of(cells.Of(shares, i), cells.Of(cells.Shares, i))),
                Persistence: g.Average(i => BrierScore.Of(cells.Of(persistence, i), cells.Of(cells.Shares, i)))))
            .OrderByDescending(t => t.Brier)
            .ThenBy(t => cells.Observed.Scenario.Locations[t.Town.Location].Id, StringComparer.Ordinal),
    ];

    // A bloc that neither side gives a share is no forecast: counting it would fill the lowest bin with certainties.
    private static IEnumerable<(double Forecast, double Observed)> PairsOf(ScoredCells cells, double[] shares, int cell)
    {
        int count = cells.Observed.Holders.Count;
        for (int h = 0; h < count; h++)
        {
            double forecast = shares[(cell * count) + h], observed = cells.Shares[(cell * count) + h];
            if (forecast > 0 || observed > 0) yield return (Math.Min(1, forecast), observed);
        }
    }
}
