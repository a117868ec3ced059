using System.Collections.Immutable;
using ControlSim.Runs;
using ControlSim.Scenarios;
using ControlSim.Study.Experiments;
using ControlSim.Study.Scores;

namespace ControlSim.Study.Calibrations;

/// <summary>
/// Runs against the observations that parameters may be fitted on. The scenario ends with the window, so nothing later is even
/// simulated, and towns of other countries do not count.
/// </summary>
public sealed class FitMeasure
{
    /// <summary>Standard deviation by which the model may be wrong for reasons that no parameter mends: this share of the towns, at least one. No source.</summary>
    public const double Discrepancy = 0.05;

    private readonly ObservedControl observed;
    private readonly ScoredCells cells;
    private readonly ImmutableArray<int> cases;
    private readonly ImmutableArray<IGrouping<int, int>> months;

    /// <summary>Lays the table over the part of a scenario that may be fitted.</summary>
    /// <param name="scenario">The scenario, to its own end.</param>
    /// <param name="rows">The table.</param>
    /// <param name="window">What may be fitted.</param>
    public FitMeasure(Scenario scenario, ImmutableArray<ObservedRow> rows, FitWindow window)
    {
        Scenario = Cut(scenario, window);
        observed = ObservedControl.Of(Scenario, rows);
        cells = ScoredCells.Of(observed);
        bool Counts(ScoredCell cell) => window.Holds(Scenario.Locations[observed.Towns[cell.Town].Location].Country, Scenario.DateOf(cell.Tick));
        cases = scenario.Start >= window.Until ? [] : [.. Enumerable.Range(0, cells.Cells.Length).Where(i => Counts(cells.Cells[i]))];
        months = [.. cases.GroupBy(i => cells.Cells[i].Tick)];
    }

    /// <summary>The scenario, ended with the window.</summary>
    public Scenario Scenario { get; }

    /// <summary>Number of observations that are fitted: towns at the ends of months.</summary>
    public int Observations => cases.Length;

    /// <summary>Towns that are fitted.</summary>
    public int Towns => cases.Select(i => cells.Cells[i].Town).Distinct().Count();

    /// <summary>What the runs must keep.</summary>
    public RecorderOptions Options => ControlScore.Options(observed);

    /// <summary>The scenario ended with the window, where it reaches beyond it.</summary>
    public static Scenario Cut(Scenario scenario, FitWindow window) =>
        scenario.End > window.Until && scenario.Start < window.Until ? ScenarioCut.Until(scenario, window.Until) : scenario;

    /// <summary>Measures runs of the scenario.</summary>
    /// <param name="ensemble">At least two runs, made with <see cref="Options"/>.</param>
    public FitResult Of(Ensemble ensemble)
    {
        double[][] runs = [.. ensemble.Results.Select(r => new ForecastControl(Part(ensemble, [r])).Shares(cells))];
        double Brier(Func<int, bool> counts)
        {
            double[][] some = [.. runs.Where((_, i) => counts(i))];
            double[] mean = [.. Enumerable.Range(0, some[0].Length).Select(c => some.Average(r => r[c]))];
            return BrierScore.Of(mean, cells.Shares, observed.Holders.Count, cases).Value;
        }

        double halves = Math.Abs(Brier(i => i % 2 == 0) - Brier(i => i % 2 == 1)) / 2;
        return new FitResult(Brier(_ => true), halves, months.Max(m => Implausibility(m, runs)));
    }

    // Between-run variance, the error of the mean, and the discrepancy; the record of a month's end is taken as exact.
    private double Implausibility(IEnumerable<int> month, double[][] runs)
    {
        int[] some = [.. month];
        double[] changed = [.. runs.Select(r => Changed(some, r))];
        double mean = changed.Average(), variance = changed.Sum(c => (c - mean) * (c - mean)) / (changed.Length - 1);
        double allowed = Math.Max(1, Discrepancy * some.Length);
        double deviation = Math.Sqrt((variance * (1 + (1.0 / changed.Length))) + (allowed * allowed));
        return Math.Abs(mean - Changed(some, cells.Shares)) / deviation;
    }

    /// <summary>Number of towns that are no longer in the hands of those who had them at the start; parts count as parts.</summary>
    private double Changed(int[] month, double[] shares) => month.Sum(i =>
    {
        Span<double> cell = cells.Of(shares, i);
        double kept = 0;
        foreach (int holder in observed.Towns[cells.Cells[i].Town].Start) kept += cell[holder];
        return 1 - kept;
    });

    private static Ensemble Part(Ensemble ensemble, ImmutableArray<RunResult> results) => new()
    {
        Scenario = ensemble.Scenario,
        Replicates = results.Length,
        Results = results,
        Numbers = [.. Enumerable.Range(0, results.Length)],
        Failures = [],
    };
}
