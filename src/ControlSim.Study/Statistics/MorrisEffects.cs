using System.Collections.Immutable;

namespace ControlSim.Study.Statistics;

/// <summary>Elementary effects of one factor over its whole range.</summary>
/// <param name="Mean">Mean effect, mu.</param>
/// <param name="MeanAbsolute">Mean of the absolute effects, mu* (Campolongo, Cariboni, Saltelli 2007): how much the factor matters.</param>
/// <param name="MeanAbsoluteInterval">Its bootstrap interval over the trajectories.</param>
/// <param name="Deviation">Standard deviation, sigma: bends of the response and interactions.</param>
/// <param name="Effects">Number of effects.</param>
public sealed record MorrisEffect(double Mean, double MeanAbsolute, Interval MeanAbsoluteInterval, double Deviation, int Effects);

/// <summary>
/// Screening by elementary effects (Morris 1991) in the unit cube: an effect is the change of the response per whole range of
/// the factor, with the sign of the step.
/// </summary>
public static class MorrisEffects
{
    /// <summary>Effects of all factors.</summary>
    /// <param name="points">Points in the unit cube; a trajectory is d + 1 consecutive ones, each changing one factor.</param>
    /// <param name="responses">Response at each point; an effect with a missing response (NaN) is left out.</param>
    /// <param name="bootstrap">How intervals are made.</param>
    /// <exception cref="ArgumentException">The points are no trajectories; the message names the first wrong one.</exception>
    public static ImmutableArray<MorrisEffect> Of(IReadOnlyList<double[]> points, double[] responses, Bootstrap bootstrap)
    {
        int factors = points.Count == 0 ? 0 : points[0].Length;
        double[][] effects = EffectsOf(points, responses, factors);
        int trajectories = points.Count / (factors + 1);
        int[] all = [.. Enumerable.Range(0, trajectories)];
        Interval[] intervals = bootstrap.Of(trajectories, drawn => [.. effects.Select(e => MeanOf(drawn, t => Math.Abs(e[t])))]);
        return
        [
            .. Enumerable.Range(0, factors).Select(j =>
            {
                double[] present = [.. effects[j].Where(e => !double.IsNaN(e))];
                double mean = MeanOf(all, t => effects[j][t]);
                double squares = present.Sum(e => (e - mean) * (e - mean));
                double deviation = present.Length < 2 ? double.NaN : Math.Sqrt(squares / (present.Length - 1));
                return new MorrisEffect(mean, MeanOf(all, t => Math.Abs(effects[j][t])), intervals[j], deviation, present.Length);
            }),
        ];
    }

    private static double[][] EffectsOf(IReadOnlyList<double[]> points, double[] responses, int factors)
    {
        if (factors == 0 || points.Count % (factors + 1) != 0)
        {
            throw new ArgumentException(
                $"{points.Count} rows are no whole number of trajectories of {factors + 1} rows ({factors} factors and the start).");
        }

        double[][] effects = [.. Enumerable.Range(0, factors).Select(_ => new double[points.Count / (factors + 1)])];
        for (int first = 0; first < points.Count; first += factors + 1)
        {
            var moved = new HashSet<int>();
            for (int i = first + 1; i <= first + factors; i++)
            {
                int[] changed = [.. Enumerable.Range(0, factors).Where(j => points[i][j] != points[i - 1][j])];
                if (changed.Length != 1 || !moved.Add(changed[0]))
                {
                    throw new ArgumentException(
                        $"row {i + 1} of the design does not change exactly one factor that its trajectory has not changed yet.");
                }

                double step = points[i][changed[0]] - points[i - 1][changed[0]];
                effects[changed[0]][first / (factors + 1)] = (responses[i] - responses[i - 1]) / step;
            }
        }

        return effects;
    }

    private static double MeanOf(int[] trajectories, Func<int, double> value)
    {
        double sum = 0;
        int count = 0;
        foreach (int t in trajectories)
        {
            double v = value(t);
            sum += double.IsNaN(v) ? 0 : v;
            count += double.IsNaN(v) ? 0 : 1;
        }

        return count == 0 ? double.NaN : sum / count;
    }
}
