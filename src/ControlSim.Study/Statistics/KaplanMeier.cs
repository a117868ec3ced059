using System.Collections.Immutable;

namespace ControlSim.Study.Statistics;

/// <summary>One step of the survival curve.</summary>
/// <param name="Time">Time of one or more events.</param>
/// <param name="AtRisk">Cases that are still observed just before it; a case censored at this time counts.</param>
/// <param name="Events">Events at it.</param>
/// <param name="Survival">Estimated probability that the event comes later than this.</param>
public sealed record SurvivalStep(double Time, int AtRisk, int Events, double Survival);

/// <summary>
/// Product-limit estimate of a survival curve with right-censored cases (Kaplan and Meier 1958). A case without the event
/// says that it comes later than its last observed time, so a capture that did not happen is no reason to leave a run out.
/// </summary>
public sealed class KaplanMeier
{
    /// <summary>
    /// Slack in comparing the curve with a level: the product of (1 - d/n) ends some units in the last place beside the
    /// fraction that it stands for (0.5 of 100 runs must be reached by the fiftieth, not by the fifty-first).
    /// </summary>
    private const double Slack = 1e-9;

    private KaplanMeier(ImmutableArray<SurvivalStep> steps) => Steps = steps;

    /// <summary>The steps at event times, ascending.</summary>
    public ImmutableArray<SurvivalStep> Steps { get; }

    /// <summary>Estimate from times, each with an event or censored.</summary>
    /// <param name="cases">Time, and whether the event happened then (else: last time observed).</param>
    /// <exception cref="ArgumentException">A time is NaN.</exception>
    public static KaplanMeier Of(IEnumerable<(double Time, bool Happened)> cases)
    {
        var sorted = cases.OrderBy(c => c.Time).ToArray();
        if (sorted.Any(c => double.IsNaN(c.Time)))
        {
            throw new ArgumentException("A time is not a number; give the last observed time of a censored case.", nameof(cases));
        }

        var steps = ImmutableArray.CreateBuilder<SurvivalStep>();
        double survival = 1;
        for (int i = 0; i < sorted.Length;)
        {
            int next = i;
            int events = 0;
            for (; next < sorted.Length && sorted[next].Time == sorted[i].Time; next++)
            {
                events += sorted[next].Happened ? 1 : 0;
            }

            int atRisk = sorted.Length - i;
            if (events > 0)
            {
                survival *= 1 - ((double)events / atRisk);
                steps.Add(new SurvivalStep(sorted[i].Time, atRisk, events, survival));
            }

            i = next;
        }

        return new KaplanMeier(steps.ToImmutable());
    }

    /// <summary>Estimate from event times of which those without the event are NaN and observed until <paramref name="end"/>.</summary>
    public static KaplanMeier CensoredAt(double end, IEnumerable<double> times) =>
        Of(times.Select(t => double.IsNaN(t) ? (end, false) : (t, true)));

    /// <summary>Smallest time at which the share <paramref name="q"/> has had the event: S(t) ≤ 1 - q.</summary>
    /// <param name="q">Level, above 0 to 1.</param>
    /// <returns>The time; null if the curve does not come down so far.</returns>
    public double? Quantile(double q)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(q);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(q, 1);
        foreach (SurvivalStep step in Steps)
        {
            if (step.Survival <= 1 - q + Slack)
            {
                return step.Time;
            }
        }

        return null;
    }
}
