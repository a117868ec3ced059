using System.Collections.Immutable;
using ControlSim.Study.Experiments;
using ControlSim.Study.Figures;
using ControlSim.Study.Statistics;
using ControlSim.Study.Sweeps;

namespace ControlSim.Study.Analyses;

/// <summary>How outcomes run over the factors: a fan over one, a surface over two.</summary>
public static class ResponseAnalyses
{
    /// <summary>Parts into which the range of a factor with many values is cut.</summary>
    private const int Bins = 10;

    /// <summary>Fan over the factor that moves the outcome most, surface over the two that do.</summary>
    public static Analysis Of(AnalysisData data, AnalysisRequest request)
    {
        var figures = ImmutableArray.CreateBuilder<(string, Figure)>();
        foreach (int o in request.Chosen(data))
        {
            SweepOutcome outcome = data.Outcomes[o];
            string label = SensitivityAnalyses.Label(outcome, request with { Spread = false });
            int[] order = [.. data.Design.Varied.OrderByDescending(j => Strength(data, o, j))];
            if (order.Length >= 1)
            {
                figures.Add(($"fan-{outcome.Id}", FanChart.Describe(request.Title, label, data.Design.Factors[order[0]], Fan(data, o, order[0]))));
            }

            if (order.Length >= 2)
            {
                Factor[] axes = [data.Design.Factors[order[0]], data.Design.Factors[order[1]]];
                figures.Add(($"surface-{outcome.Id}", ResponseSurface.Describe(request.Title, label, axes[0], axes[1], Cells(data, o, order[0], order[1]))));
            }
        }

        return new Analysis([], [], figures.ToImmutable());
    }

    /// <summary>Share of the variance of row means that the means over the factor's bins have.</summary>
    private static double Strength(AnalysisData data, int outcome, int factor)
    {
        (double At, double[] Values)[] bins = [.. Binned(data, outcome, factor)];
        double[] all = [.. bins.SelectMany(b => b.Values)];
        double mean = all.Length == 0 ? 0 : all.Sum() / all.Length;
        return bins.Sum(b => b.Values.Length * ((b.Values.Sum() / b.Values.Length) - mean) * ((b.Values.Sum() / b.Values.Length) - mean));
    }

    private static ImmutableArray<FanPoint> Fan(AnalysisData data, int outcome, int factor) =>
    [
        .. Binned(data, outcome, factor).Select(b => new FanPoint(b.At, [.. DailyQuantiles.Levels.Select(q => Quantiles.Of(b.Values, q))], b.Values.Length)),
    ];

    private static IEnumerable<(double At, double[] Values)> Binned(AnalysisData data, int outcome, int factor)
    {
        (double[] edges, Func<double, int> bin) = BinsOf(data.Design, factor);
        return Enumerable.Range(0, data.Design.Rows)
            .GroupBy(i => bin(data.Design.Values[i][factor]))
            .OrderBy(g => g.Key)
            .Select(g => (edges[g.Key], g.SelectMany(i => data.Values[outcome][i]).Where(v => !double.IsNaN(v)).ToArray()))
            .Where(g => g.Item2.Length > 0);
    }

    private static ImmutableArray<SurfaceCell> Cells(AnalysisData data, int outcome, int x, int y)
    {
        (double[] xs, Func<double, int> xBin) = BinsOf(data.Design, x);
        (double[] ys, Func<double, int> yBin) = BinsOf(data.Design, y);
        return
        [
            .. Enumerable.Range(0, data.Design.Rows)
                .GroupBy(i => (X: xBin(data.Design.Values[i][x]), Y: yBin(data.Design.Values[i][y])))
                .OrderBy(g => g.Key)
                .Select(g => (g.Key, Values: g.SelectMany(i => data.Values[outcome][i]).Where(v => !double.IsNaN(v)).ToArray()))
                .Where(g => g.Values.Length > 0)
                .Select(g => new SurfaceCell(g.Key.X, g.Key.Y, xs[g.Key.X], ys[g.Key.Y], g.Values.Sum() / g.Values.Length)),
        ];
    }

    /// <summary>The factor's values if they are few, else the middles of equal parts of its range.</summary>
    private static (double[] Middles, Func<double, int> Bin) BinsOf(Design design, int factor)
    {
        double[] values = [.. design.Values.Select(v => v[factor]).Distinct().Order().Take(2 * Bins)];
        if (values.Length < 2 * Bins)
        {
            return (values, v => Array.BinarySearch(values, v));
        }

        Factor f = design.Factors[factor];
        double[] middles = [.. Enumerable.Range(0, Bins).Select(i => f.Kind == FactorKind.Number ? f.FromUnit((i + 0.5) / Bins) : f.Low + ((f.High - f.Low) * (i + 0.5) / Bins))];
        return (middles, v => Math.Clamp((int)(f.ToUnit(v) * Bins), 0, Bins - 1));
    }
}
