namespace ControlSim.Study.Statistics;

/// <summary>
/// Percentile intervals by resampling cases with replacement (Efron 1979). Which cases a resample holds follows from the seed
/// alone, so an interval has the same bits on every machine.
/// </summary>
/// <param name="Resamples">Number of resamples, at least 2.</param>
/// <param name="Confidence">Confidence of the intervals, between 0 and 1.</param>
/// <param name="Seed">Seed of the resamples.</param>
public sealed record Bootstrap(int Resamples = 1000, double Confidence = 0.95, ulong Seed = 1)
{
    /// <summary>Intervals of several statistics that are computed from the same cases.</summary>
    /// <param name="cases">Number of cases; below two there is no interval.</param>
    /// <param name="statistics">The statistics of a resample, given as indexes of cases.</param>
    public Interval[] Of(int cases, Func<int[], double[]> statistics)
    {
        int[] drawn = new int[cases];
        if (cases < 2)
        {
            return [.. statistics([.. Enumerable.Range(0, cases)]).Select(_ => Interval.None)];
        }

        var uniform = new KeyedUniform(Seed, "bootstrap");
        double[][] values = new double[Resamples][];
        for (int r = 0; r < Resamples; r++)
        {
            for (int i = 0; i < cases; i++)
            {
                drawn[i] = uniform.Below(cases, r, i);
            }

            values[r] = statistics(drawn);
        }

        double tail = (1 - Confidence) / 2;
        return
        [
            .. Enumerable.Range(0, values[0].Length).Select(s =>
            {
                double[] sorted = Quantiles.SortedPresent([.. values.Select(v => v[s])]);
                return new Interval(Quantiles.OfSorted(sorted, tail), Quantiles.OfSorted(sorted, 1 - tail));
            }),
        ];
    }

    /// <summary>Interval of the mean of values.</summary>
    public Interval OfMean(double[] values) => Of(values.Length, drawn => [drawn.Sum(i => values[i]) / drawn.Length])[0];
}
