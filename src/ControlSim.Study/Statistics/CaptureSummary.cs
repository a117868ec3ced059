using System.Collections.Immutable;
using ControlSim.Scenarios;
using ControlSim.Study.Experiments;

namespace ControlSim.Study.Statistics;

/// <summary>
/// How probable it is that a bloc takes a location, and when. Dates are of the first capture, censored at the end of the run.
/// </summary>
/// <param name="Location">Location id.</param>
/// <param name="Bloc">Bloc id.</param>
/// <param name="Probability">Share of replicates with at least one capture of the location by the bloc.</param>
/// <param name="DateP05">Date by which 5 % have it; null if not reached.</param>
/// <param name="DateMedian">Date by which half have it; null if not reached.</param>
/// <param name="DateP95">Date by which 95 % have it; null if not reached.</param>
public sealed record CaptureSummary(
    string Location, string Bloc, double Probability, DateOnly? DateP05, DateOnly? DateMedian, DateOnly? DateP95)
{
    /// <summary>
    /// Every location and bloc with a capture in some replicate, and those that an outcome asks for even without one;
    /// by location id, then bloc id.
    /// </summary>
    public static ImmutableArray<CaptureSummary> Of(Ensemble ensemble)
    {
        Scenario scenario = ensemble.Scenario;
        var firsts = new Dictionary<(string Location, string Bloc), double[]>();
        foreach (Outcome outcome in scenario.Outcomes)
        {
            if (outcome.Kind == OutcomeKind.CaptureDate && outcome.Bloc.Length > 0)
            {
                _ = TimesOf(firsts, (outcome.Locations[0], outcome.Bloc), ensemble.Results.Length);
            }
        }

        for (int r = 0; r < ensemble.Results.Length; r++)
        {
            foreach (Runs.Capture capture in ensemble.Results[r].Captures)
            {
                var key = (scenario.Locations[capture.Location].Id, scenario.Blocs[capture.Bloc].Id);
                double[] times = TimesOf(firsts, key, ensemble.Results.Length);
                if (double.IsNaN(times[r]) || capture.Tick < times[r])
                {
                    times[r] = capture.Tick;
                }
            }
        }

        return [.. firsts
            .OrderBy(f => f.Key.Location, StringComparer.Ordinal)
            .ThenBy(f => f.Key.Bloc, StringComparer.Ordinal)
            .Select(f => From(scenario, f.Key.Location, f.Key.Bloc, f.Value))];
    }

    private static double[] TimesOf(
        Dictionary<(string Location, string Bloc), double[]> firsts, (string Location, string Bloc) key, int runs)
    {
        if (!firsts.TryGetValue(key, out double[]? times))
        {
            times = new double[runs];
            Array.Fill(times, double.NaN);
            firsts.Add(key, times);
        }

        return times;
    }

    private static CaptureSummary From(Scenario scenario, string location, string bloc, double[] times)
    {
        var curve = KaplanMeier.CensoredAt(scenario.Ticks, times);
        DateOnly? Date(double q) => curve.Quantile(q) is double tick ? scenario.DateOf((int)tick) : null;
        double probability = times.Length == 0 ? 0 : (double)times.Count(t => !double.IsNaN(t)) / times.Length;
        return new CaptureSummary(location, bloc, probability, Date(0.05), Date(0.5), Date(0.95));
    }
}
