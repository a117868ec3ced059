using ControlSim.Study.Statistics;

namespace ControlSim.Study.Scores;

/// <summary>One observed fall against the dates of the runs, in ticks.</summary>
/// <param name="Fall">What was observed.</param>
/// <param name="Probability">Share of the runs in which the same bloc takes the place by the end, 0 to 1.</param>
/// <param name="Median">Tick by which half the runs have it; null if they do not by the end.</param>
/// <param name="Mean">Mean tick, a run without the fall counting as the last tick: what the order of falls is made of.</param>
/// <param name="Crps">Continuous ranked probability score up to the last tick, days.</param>
/// <param name="Earlier">Share of the runs that are earlier, 0 to 1.</param>
/// <param name="EarlierOrEqual">Share that are earlier or on the day, 0 to 1.</param>
public sealed record FallScore(
    ObservedFall Fall, double Probability, double? Median, double Mean, double Crps, double Earlier, double EarlierOrEqual)
{
    /// <summary>Absolute error of the median, days: exact where half the runs have the fall, else at least this.</summary>
    public (double Days, bool IsExact) Error(int ticks) =>
        Median is double median ? (Math.Abs(median - Fall.Tick), true) : (ticks - Fall.Tick, false);

    /// <summary>Does the central interval of the runs contain the observed date? A run without the fall is later than any date.</summary>
    /// <param name="level">Probability of the interval, 0 to 1.</param>
    public bool IsCovered(double level) => Earlier <= (1 + level) / 2 && EarlierOrEqual >= (1 - level) / 2;

    /// <summary>Scores a fall.</summary>
    /// <param name="fall">What was observed.</param>
    /// <param name="ticks">Tick of the fall in each run, infinite where there is none.</param>
    /// <param name="last">Last tick, where what is later is censored.</param>
    public static FallScore Of(ObservedFall fall, double[] ticks, int last)
    {
        double[] censored = [.. ticks.Select(t => Math.Min(t, last))];
        var curve = KaplanMeier.CensoredAt(last, ticks.Select(t => double.IsInfinity(t) ? double.NaN : t));
        double Share(Func<double, bool> of) => (double)ticks.Count(of) / ticks.Length;
        return new FallScore(
            fall,
            Share(double.IsFinite),
            curve.Quantile(0.5),
            censored.Average(),
            Statistics.Crps.Of(censored, fall.Tick),
            Share(t => t < fall.Tick),
            Share(t => t <= fall.Tick));
    }
}
