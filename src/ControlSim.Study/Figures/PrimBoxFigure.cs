using System.Collections.Immutable;
using ControlSim.Study.Experiments;
using ControlSim.Study.Statistics;

namespace ControlSim.Study.Figures;

/// <summary>The discovered box over the two factors that it restricts most surely, and the trade-off of coverage and density.</summary>
public static class PrimBoxFigure
{
    /// <summary>Cases that are drawn of each kind; more would cover one another.</summary>
    private const int Most = 1500;

    private static readonly TextStyle RuleText = new() { Size = 14 };

    /// <summary>Describes the figure.</summary>
    /// <param name="title">Title of the study.</param>
    /// <param name="rule">The rule in words.</param>
    /// <param name="factors">The varied factors.</param>
    /// <param name="columns">Their values by case.</param>
    /// <param name="hits">Which cases are of interest.</param>
    /// <param name="result">What was found.</param>
    public static Figure Describe(
        string title, string rule, Factor[] factors, ImmutableArray<PrimColumn> columns, bool[] hits, PrimResult result)
    {
        int[] order =
        [
            .. Enumerable.Range(0, factors.Length).OrderBy(k => double.IsNaN(result.QuasiP[k]) ? 2 : result.QuasiP[k]).ThenBy(k => k),
        ];
        int x = order[0];
        int y = order.Length > 1 ? order[1] : order[0];
        return StudyFigure.With(
            "prim",
            title,
            "Where what is of interest mostly happens",
            rule,
            700,
            all =>
            [
                new TextPanel(all, rule, RuleText),
                .. Panels(all.Inset(0, TextPanel.HeightFor(rule, all.Width, RuleText) + 12, 0, 0)),
            ],
            new LegendItem("of interest") { Marker = Hit },
            new LegendItem("other cases") { Marker = Miss },
            new LegendItem("the box, as these two factors cut it") { Fills = [new Fill(StudyFigure.Second, 0.18)] });

        Panel[] Panels(Box box) =>
        [
            Cases(box with { Width = (box.Width * 0.62) - 12 }, factors, columns, hits, result.Chosen.Box, x, y),
            TradeOff(new Box(box.X + (box.Width * 0.62) + 12, box.Y, (box.Width * 0.38) - 12, box.Height), result),
        ];
    }

    private static Marker Hit => new() { Radius = 3, Fill = new Fill(StudyFigure.Second.Darkened(40)) };

    private static Marker Miss => new() { Radius = 2.4, Stroke = new Stroke(StudyFigure.First, 1) };

    private static Plot Cases(Box box, Factor[] factors, ImmutableArray<PrimColumn> columns, bool[] hits, PrimBox found, int x, int y)
    {
        (double Low, double High) Range(int k) => (columns[k].Values.Min(), columns[k].Values.Max());
        (double left, double right) = Edges(factors[x], found, x, Range(x));
        (double bottom, double top) = Edges(factors[y], found, y, Range(y));
        ScatterSeries Scatter(bool hit, Marker marker)
        {
            int[] cases = [.. Enumerable.Range(0, hits.Length).Where(i => hits[i] == hit)];
            int every = Math.Max(1, (cases.Length + Most - 1) / Most);
            int[] drawn = [.. cases.Where((_, i) => i % every == 0)];
            return new ScatterSeries([.. drawn.Select(i => columns[x].Values[i])], [.. drawn.Select(i => columns[y].Values[i])], marker);
        }

        // A little room, so that cases at the ends of a range are whole.
        Axis Axis(int k)
        {
            (double low, double high) = Range(k);
            return factors[k].Scale == FactorScale.Log
                ? StudyFigure.AxisOf(factors[k], low * 0.96, high * 1.04)
                : StudyFigure.AxisOf(factors[k], low - ((high - low) * 0.03), high + ((high - low) * 0.03));
        }

        return new Plot(box)
        {
            Title = "Cases",
            XAxis = Axis(x),
            YAxis = Axis(y),
            Series = [StudyFigure.Rectangle(left, right, bottom, top, StudyFigure.Second, 0.18), Scatter(false, Miss), Scatter(true, Hit)],
        };
    }

    private static (double Low, double High) Edges(Factor factor, PrimBox box, int k, (double Low, double High) range) =>
        factor.IsWord
            ? box.Allowed[k] is { Count: > 0 } levels ? (levels.Min() - 0.5, levels.Max() + 0.5) : (-0.5, factor.Levels.Length - 0.5)
            : (Math.Max(range.Low, box.Low[k]), Math.Min(range.High, box.High[k]));

    private static Plot TradeOff(Box box, PrimResult result)
    {
        var line = new Stroke(StudyFigure.First, 1.6);
        return new Plot(box)
        {
            Title = "Coverage and density",
            XAxis = new Axis { Label = "coverage", Min = 0, Max = 1.02 },
            YAxis = new Axis { Label = "density", Min = 0, Max = 1.02 },
            Series =
            [
                new LineSeries([.. result.Trajectory.Select(s => s.Coverage)], [.. result.Trajectory.Select(s => s.Density)], line),
                new ScatterSeries([result.Chosen.Coverage], [result.Chosen.Density], new Marker { Radius = 5, Fill = new Fill(StudyFigure.Second) }),
                new TextMark(result.Chosen.Coverage - 0.03, result.Chosen.Density - 0.015, "chosen", new TextStyle { Anchor = TextAnchor.End, Halo = Palette.White }),
            ],
        };
    }
}
