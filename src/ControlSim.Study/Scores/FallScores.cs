using System.Collections.Immutable;
using ControlSim.Scenarios;
using ControlSim.Study.Statistics;

namespace ControlSim.Study.Scores;

/// <summary>
/// The dates and the order of falls. Only what was observed to fall counts here; places that fall in runs alone cost in the Brier
/// score, and <see cref="FalseFalls"/> tells how many they are.
/// </summary>
/// <param name="Falls">Every observed fall.</param>
/// <param name="MedianError">
/// Median absolute error of the dates, days. Where half the runs do not have the fall by the end, the error is right-censored: at
/// least the days from the observed fall to the end. NaN without falls.
/// </param>
/// <param name="IsAtLeast">A censored error is not larger than the median, so the true median is at least that.</param>
/// <param name="MedianLag">Median of the signed errors, days, above 0 where the runs are late; not reached counts as the end.</param>
/// <param name="Crps">Mean continuous ranked probability score, days, up to the end of the scenario; NaN without falls.</param>
/// <param name="Coverage50">Share of the dates inside the central half of the runs, 0 to 1; NaN without falls.</param>
/// <param name="Coverage90">Share inside the central nine tenths.</param>
/// <param name="Ranks">Where each date lies among the runs, 0 to 1, ties at random by the place's id.</param>
/// <param name="Histogram">Ranks in ten bins.</param>
/// <param name="ChiSquare">Chi-square of the histogram against a flat one, nine degrees of freedom.</param>
/// <param name="Tau">Kendall's tau-b of the order of falls; a place that falls in no run is last, tied with others such.</param>
/// <param name="TauStatic">The same of the static order.</param>
/// <param name="FalseFalls">Mean number of places a run takes, of those that the record keeps with one holder all the time.</param>
public sealed record FallScores(
    ImmutableArray<FallScore> Falls, double MedianError, bool IsAtLeast, double MedianLag, double Crps, double Coverage50, double Coverage90,
    ImmutableArray<double> Ranks, ImmutableArray<int> Histogram, double ChiSquare, double Tau, double TauStatic, double FalseFalls)
{
    private const int Bins = 10;

    /// <summary>Scores some falls.</summary>
    /// <param name="observed">The record.</param>
    /// <param name="forecast">The runs.</param>
    /// <param name="falls">The falls that count.</param>
    /// <param name="staticOrder">Values of the static order for them.</param>
    public static FallScores Of(ObservedControl observed, ForecastControl forecast, ImmutableArray<ObservedFall> falls, double[] staticOrder)
    {
        int last = observed.Scenario.Ticks;
        ImmutableArray<FallScore> scores = [.. falls.Select(f => FallScore.Of(f, forecast.Falls(f.Town.Location, f.Bloc), last))];
        double[] dates = [.. falls.Select(f => (double)f.Tick)];
        ImmutableArray<double> ranks = [.. scores.Select(s => Rank(observed.Scenario, s))];
        double median = Quantiles.Of([.. scores.Select(s => s.Error(last).Days)], 0.5);
        int[] histogram = new int[Bins];
        foreach (double rank in ranks) histogram[Math.Min(Bins - 1, (int)(rank * Bins))]++;
        double even = (double)ranks.Length / Bins;
        double Mean(Func<FallScore, double> of) => scores.IsEmpty ? double.NaN : scores.Average(of);
        return new FallScores(
            scores,
            median,
            scores.Any(s => s.Error(last) is { IsExact: false } error && error.Days <= median),
            Quantiles.Of([.. scores.Select(s => (s.Median ?? last) - s.Fall.Tick)], 0.5),
            Mean(s => s.Crps),
            Mean(s => s.IsCovered(0.5) ? 1 : 0),
            Mean(s => s.IsCovered(0.9) ? 1 : 0),
            ranks,
            [.. histogram],
            ranks.IsEmpty ? double.NaN : histogram.Sum(n => (n - even) * (n - even) / even),
            Kendall.Tau([.. scores.Select(s => s.Mean)], dates),
            Kendall.Tau(staticOrder, dates),
            observed.Towns.Where(t => IsKept(t, last)).Sum(t => forecast.ChangeShare(t.Location)));
    }

    private static bool IsKept(ObservedTown town, int last) =>
        town.Start.Length == 1 && town.States.Where(s => s.Tick > 0 && s.Tick <= last).All(s => s.Holders.SequenceEqual(town.Start));

    private static double Rank(Scenario scenario, FallScore score)
    {
        double at = new KeyedUniform(scenario.Seed, "rank-ties").At(score.Fall.Tick, score.Fall.Town.Location);
        return score.Earlier + (at * (score.EarlierOrEqual - score.Earlier));
    }
}
