using System.Collections.Immutable;

namespace ControlSim.Study.Scores;

/// <summary>
/// Half the Brier score over several categories: mean over the forecasts of half the squared distance between forecast and observed
/// shares (Brier 1950). 0 is perfect, 1 is certain and wrong, and of two categories it is the usual (p - o)². The split is Murphy's
/// (1973), category by category over ten bins of the forecast; forecasts that differ inside a bin leave a remainder.
/// </summary>
/// <param name="Value">The score, 0 to 1; NaN without forecasts.</param>
/// <param name="Reliability">How far the shares that came true are from what was forecast; 0 is best.</param>
/// <param name="Resolution">How far the forecasts tell cases apart; more is better.</param>
/// <param name="Uncertainty">What the frequencies alone, without any forecast, would score.</param>
/// <param name="Remainder">Value - reliability + resolution - uncertainty: variation inside the bins.</param>
public sealed record BrierScore(double Value, double Reliability, double Resolution, double Uncertainty, double Remainder)
{
    private const int Bins = 10;

    /// <summary>Scores forecasts.</summary>
    /// <param name="forecast">Shares by case and category.</param>
    /// <param name="observed">Observed shares by case and category.</param>
    /// <param name="categories">Number of categories.</param>
    /// <param name="cases">Cases that count.</param>
    public static BrierScore Of(double[] forecast, double[] observed, int categories, ImmutableArray<int> cases)
    {
        if (cases.IsEmpty) return new BrierScore(double.NaN, double.NaN, double.NaN, double.NaN, double.NaN);
        double value = 0, reliability = 0, resolution = 0, uncertainty = 0;
        for (int c = 0; c < categories; c++)
        {
            (double v, double rel, double res, double unc) = Category(forecast, observed, categories, cases, c);
            value += v / 2;
            reliability += rel / 2;
            resolution += res / 2;
            uncertainty += unc / 2;
        }

        return new BrierScore(value, reliability, resolution, uncertainty, value - reliability + resolution - uncertainty);
    }

    /// <summary>Half the squared distance of one forecast.</summary>
    public static double Of(ReadOnlySpan<double> forecast, ReadOnlySpan<double> observed)
    {
        double sum = 0;
        for (int i = 0; i < forecast.Length; i++) sum += (forecast[i] - observed[i]) * (forecast[i] - observed[i]);
        return sum / 2;
    }

    private static (double Value, double Reliability, double Resolution, double Uncertainty) Category(
        double[] forecast, double[] observed, int categories, ImmutableArray<int> cases, int category)
    {
        Span<double> count = stackalloc double[Bins], forecasts = stackalloc double[Bins], outcomes = stackalloc double[Bins];
        double value = 0, outcome = 0, square = 0;
        foreach (int i in cases)
        {
            double p = forecast[(i * categories) + category], o = observed[(i * categories) + category];
            int bin = Math.Min(Bins - 1, (int)(p * Bins));
            count[bin]++;
            forecasts[bin] += p;
            outcomes[bin] += o;
            value += (p - o) * (p - o);
            outcome += o;
            square += o * o;
        }

        double n = cases.Length, mean = outcome / n, reliability = 0, resolution = 0;
        for (int b = 0; b < Bins; b++)
        {
            if (count[b] == 0) continue;
            double p = forecasts[b] / count[b], o = outcomes[b] / count[b];
            reliability += count[b] / n * (p - o) * (p - o);
            resolution += count[b] / n * (o - mean) * (o - mean);
        }

        return (value / n, reliability, resolution, (square / n) - (mean * mean));
    }
}
