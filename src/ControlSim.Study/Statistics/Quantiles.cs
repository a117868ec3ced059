namespace ControlSim.Study.Statistics;

/// <summary>
/// Sample quantiles of type 7 (Hyndman and Fan 1996): linear between order statistics, what R, NumPy and Excel give.
/// </summary>
public static class Quantiles
{
    /// <summary>Quantile of all values.</summary>
    /// <param name="values">Values in any order; they are not changed.</param>
    /// <param name="q">Level, 0 to 1.</param>
    /// <returns>The quantile; NaN if there is no value or any value is NaN.</returns>
    public static double Of(ReadOnlySpan<double> values, double q)
    {
        double[] sorted = values.ToArray();
        Array.Sort(sorted);

        // Array.Sort puts NaN first.
        return sorted.Length > 0 && double.IsNaN(sorted[0]) ? double.NaN : OfSorted(sorted, q);
    }

    /// <summary>Quantile of the values that exist: NaN is left out.</summary>
    /// <param name="values">Values in any order; they are not changed.</param>
    /// <param name="q">Level, 0 to 1.</param>
    /// <returns>The quantile; NaN if no value exists.</returns>
    public static double OfPresent(ReadOnlySpan<double> values, double q) => OfSorted(SortedPresent(values), q);

    /// <summary>The values that exist, ascending.</summary>
    public static double[] SortedPresent(ReadOnlySpan<double> values)
    {
        double[] present = new double[values.Length];
        int count = 0;
        foreach (double value in values)
        {
            if (!double.IsNaN(value))
            {
                present[count++] = value;
            }
        }

        Array.Resize(ref present, count);
        Array.Sort(present);
        return present;
    }

    /// <summary>Quantile of ascending values without NaN.</summary>
    /// <param name="sorted">Ascending values.</param>
    /// <param name="q">Level, 0 to 1.</param>
    /// <returns>The quantile; NaN if there is no value.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="q"/> is outside 0 to 1.</exception>
    public static double OfSorted(ReadOnlySpan<double> sorted, double q)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(q, 0);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(q, 1);
        if (sorted.IsEmpty)
        {
            return double.NaN;
        }

        double position = q * (sorted.Length - 1);
        int below = (int)Math.Floor(position);
        double low = sorted[below];
        double high = sorted[Math.Min(below + 1, sorted.Length - 1)];

        // Equal neighbours are returned as they are: infinity minus infinity would be NaN, and ties stay exact.
        return low == high ? low : low + ((position - below) * (high - low));
    }
}
