using System.Collections.Immutable;
using ControlSim.Study.Figures;
using ControlSim.Study.Statistics;
using ControlSim.Study.Sweeps;

namespace ControlSim.Study.Analyses;

/// <summary>Sobol' indices, elementary effects, tornado and the split of variance, with table and figure for each.</summary>
public static class SensitivityAnalyses
{
    /// <summary>First-order and total indices.</summary>
    /// <exception cref="AnalysisException">The design has not the form, or values are missing.</exception>
    public static Analysis Sobol(AnalysisData data, AnalysisRequest request)
    {
        var rows = ImmutableArray.CreateBuilder<object[]>();
        var sentences = ImmutableArray.CreateBuilder<string>();
        var figures = ImmutableArray.CreateBuilder<(string, Figure)>();
        ImmutableArray<int> varied = data.Design.Varied;
        foreach (int o in request.Chosen(data))
        {
            SweepOutcome outcome = data.Outcomes[o];
            SobolIndices indices = SaltelliBlocks.Indices(data.Design, request.Response(data, o), request.Bootstrap);
            if (!(indices.Variance > 0))
            {
                sentences.Add($"{outcome.Id} is the same in all rows: there is no variance to explain.");
                continue;
            }

            rows.AddRange(varied.Zip(indices.Factors, (j, f) => (object[])
            [
                outcome.Id, data.Design.Factors[j].Name, f.First, f.FirstInterval.Low, f.FirstInterval.High,
                f.Total, f.TotalInterval.Low, f.TotalInterval.High,
            ]));
            figures.Add(($"sobol-{outcome.Id}", SobolBars.Describe(request.Title, Label(outcome, request), Labels(data, varied), indices)));
        }

        return new Analysis(
            [new AnalysisTable("sobol", ["outcome", "factor", "first", "first_low", "first_high", "total", "total_low", "total_high"], rows.ToImmutable())],
            sentences.ToImmutable(),
            figures.ToImmutable());
    }

    /// <summary>Elementary effects.</summary>
    /// <exception cref="AnalysisException">The rows are no trajectories, or values are missing.</exception>
    public static Analysis Morris(AnalysisData data, AnalysisRequest request)
    {
        var rows = ImmutableArray.CreateBuilder<object[]>();
        var figures = ImmutableArray.CreateBuilder<(string, Figure)>();
        ImmutableArray<int> varied = data.Design.Varied;
        double[][] points = data.Design.InUnitCube();
        foreach (int o in request.Chosen(data))
        {
            SweepOutcome outcome = data.Outcomes[o];
            ImmutableArray<MorrisEffect> effects;
            try
            {
                effects = MorrisEffects.Of(points, request.Response(data, o), request.Bootstrap);
            }
            catch (ArgumentException e)
            {
                throw new AnalysisException(e.Message, e);
            }

            rows.AddRange(varied.Zip(effects, (j, e) => (object[])
            [
                outcome.Id, data.Design.Factors[j].Name, e.MeanAbsolute, e.MeanAbsoluteInterval.Low, e.MeanAbsoluteInterval.High,
                e.Mean, e.Deviation, e.Effects,
            ]));
            figures.Add(($"morris-{outcome.Id}", MorrisPlane.Describe(request.Title, Label(outcome, request), Labels(data, varied), effects)));
        }

        return new Analysis(
            [new AnalysisTable("morris", ["outcome", "factor", "mu_star", "mu_star_low", "mu_star_high", "mu", "sigma", "effects"], rows.ToImmutable())],
            [],
            figures.ToImmutable());
    }

    /// <summary>One at a time.</summary>
    /// <exception cref="AnalysisException">A row differs from the first in more than one factor.</exception>
    public static Analysis OneAtATime(AnalysisData data, AnalysisRequest request)
    {
        var rows = ImmutableArray.CreateBuilder<object[]>();
        var figures = ImmutableArray.CreateBuilder<(string, Figure)>();
        foreach (int o in request.Chosen(data))
        {
            SweepOutcome outcome = data.Outcomes[o];
            TornadoBar[] bars;
            try
            {
                bars = [.. Tornado.Of(data.Design.Values, data.Values[o]).Where(b => data.Design.Varied.Contains(b.Factor)).OrderByDescending(b => b.Swing)];
            }
            catch (ArgumentException e)
            {
                throw new AnalysisException(e.Message, e);
            }

            rows.AddRange(bars.Select(b => (object[])
            [
                outcome.Id, data.Design.Factors[b.Factor].Name, b.AtLow, b.LowInterval.Low, b.LowInterval.High,
                b.AtHigh, b.HighInterval.Low, b.HighInterval.High,
            ]));
            figures.Add(($"tornado-{outcome.Id}", TornadoFigure.Describe(request.Title, Label(outcome, request), data.Design.Factors, bars)));
        }

        return new Analysis(
            [new AnalysisTable("tornado", ["outcome", "factor", "at_low", "at_low_from", "at_low_to", "at_high", "at_high_from", "at_high_to"], rows.ToImmutable())],
            [],
            figures.ToImmutable());
    }

    /// <summary>Shares of variance: factors, luck of the replicate, both together.</summary>
    public static Analysis Split(AnalysisData data, AnalysisRequest request)
    {
        var rows = ImmutableArray.CreateBuilder<object[]>();
        foreach (int o in request.Chosen(data))
        {
            // Rows with a missing value would unbalance the table: they are left out, and the count shows it.
            double[][] complete = [.. data.Values[o].Where(v => v.Length > 0 && !v.Any(double.IsNaN))];
            if (VarianceSplit.Of(complete, data.IsCrossed) is { } split)
            {
                double Share(double part) => split.Total > 0 ? part / split.Total : double.NaN;
                rows.Add(
                [
                    data.Outcomes[o].Id, split.Rows, split.Replicates, Share(split.Factors), Share(split.Replicate), Share(split.Interaction),
                    split.Total,
                ]);
            }
        }

        return rows.Count == 0 ? Analysis.Empty : new Analysis(
            [new AnalysisTable("variance", ["outcome", "rows", "replicates", "factors", "replicate", "interaction", "variance"], rows.ToImmutable())],
            [],
            []);
    }

    internal static string Label(SweepOutcome outcome, AnalysisRequest request) =>
        (request.Spread ? "spread of " : "") + outcome.Title + (outcome.Unit is "" or "1" ? "" : $", {StudyFigure.Plural(outcome.Unit)}");

    private static ImmutableArray<string> Labels(AnalysisData data, ImmutableArray<int> varied) =>
        [.. varied.Select(j => data.Design.Factors[j].Label)];
}
