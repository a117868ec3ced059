using System.Collections.Immutable;
using ControlSim.Study.ResultFiles;

namespace ControlSim.Study.Statistics;

/// <summary>When a bloc first takes a place, over the replicates of a result.</summary>
/// <param name="Location">Row in <c>Scenario.Locations</c>.</param>
/// <param name="Bloc">Row in <c>Scenario.Blocs</c>.</param>
/// <param name="Times">Tick of the first capture in each replicate in which there is one, ascending.</param>
/// <param name="Probability">Share of the replicates with one, 0 to 1.</param>
/// <param name="Curve">Share of the replicates in which it still has to come, censored at the end of the run.</param>
public sealed record PlaceFall(int Location, int Bloc, ImmutableArray<double> Times, double Probability, KaplanMeier Curve)
{
    /// <summary>Tick by which the share <paramref name="q"/> of the replicates has it; null if not reached.</summary>
    public double? Quantile(double q) => Curve.Quantile(q);

    /// <summary>Every place and bloc with a capture: by median, then the most probable first, then by the ids.</summary>
    public static ImmutableArray<PlaceFall> Of(ResultData result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return
        [
            .. result.Captures
                .GroupBy(c => (c.Capture.Location, c.Capture.Bloc))
                .Select(g => From(result, g.Key.Location, g.Key.Bloc, g.GroupBy(c => c.Replicate).Select(r => (double)r.Min(c => c.Capture.Tick))))
                .OrderBy(f => f.Quantile(0.5) ?? double.PositiveInfinity)
                .ThenByDescending(f => f.Probability)
                .ThenBy(f => result.Scenario.Locations[f.Location].Id, StringComparer.Ordinal)
                .ThenBy(f => f.Bloc),
        ];
    }

    private static PlaceFall From(ResultData result, int location, int bloc, IEnumerable<double> firsts)
    {
        ImmutableArray<double> times = [.. firsts.Order()];
        var curve = KaplanMeier.CensoredAt(result.Scenario.Ticks, times.Concat(Enumerable.Repeat(double.NaN, result.Runs - times.Length)));
        return new PlaceFall(location, bloc, times, (double)times.Length / result.Runs, curve);
    }
}
