using System.Collections.Immutable;
using ControlSim.Scenarios;
using ControlSim.Study.ResultFiles;

namespace ControlSim.Study.Figures;

/// <summary>
/// Who holds the land, stacked: the mean over the runs of the area that each bloc holds, what is contested, and what nobody
/// holds. Means add up to the whole; medians would not.
/// </summary>
public static class ControlStacked
{
    /// <summary>Describes the figure; null where no location has an area.</summary>
    public static Figure? Describe(ResultData result)
    {
        ArgumentNullException.ThrowIfNull(result);
        Scenario scenario = result.Scenario;
        if (scenario.Locations.Sum(l => l.AreaKm2) <= 0) return null;
        ImmutableArray<FigureBloc> blocs = FigureBlocs.Of(scenario, result.Info);
        List<(string Name, Fill Fill, double[] Km2)> layers =
        [
            .. Enumerable.Range(0, blocs.Length).Select(b => (blocs[b].Name, new Fill(blocs[b].Colour), Area(result, (t, l) => result.Control.Held(t, l, b)))),
            ("contested", new Fill(Palette.White, 1, new Hatch(ResultFigure.Grey, 2, 6)), Area(result, result.Control.Contested)),
            ("nobody", new Fill(Palette.NeighbourLand), Area(result, (t, l) => result.Control.Held(t, l, -1))),
        ];
        layers.RemoveAll(l => l.Km2.Max() < 1);
        // The layer that changes most lies at the bottom, where it is easiest to read.
        layers = [.. layers.OrderByDescending(l => l.Km2.Max() > 0 ? (l.Km2.Max() - l.Km2.Min()) / l.Km2.Max() * (IsBloc(l.Name) ? 1 : 0) : 0)];
        const int height = 760;
        Box content = Figure.Content(ResultFigure.Width, height);
        var keys = layers.AsEnumerable().Reverse().Select(l => new LegendItem(l.Name) { Fills = [l.Fill] });
        return ResultFigure.Of(
            result, "control-stacked", "Who holds the land", $"area of held locations, mean of {ResultFigure.Runs(result)}, {ResultFigure.Span(result)}",
            string.Join("; ", layers.Select(l => $"{l.Name} from {NumberText.Of(l.Km2[0])} to {NumberText.Of(l.Km2[^1])} km²")) + ".", height,
            [Plot(scenario, layers, content.Inset(0, 0, 240, 0)), new LegendPanel(content.Inset(content.Width - 220, 8, 0, 0), [new LegendSection("From top to bottom", [.. keys])])]);

        static bool IsBloc(string name) => name is not ("contested" or "nobody");
    }

    private static double[] Area(ResultData result, Func<int, int, double> share)
    {
        double[] area = new double[result.Scenario.Ticks + 1];
        for (int t = 0; t < area.Length; t++)
        {
            for (int l = 0; l < result.Scenario.Locations.Length; l++) area[t] += share(t, l) * result.Scenario.Locations[l].AreaKm2;
        }

        return area;
    }

    private static Plot Plot(Scenario scenario, List<(string Name, Fill Fill, double[] Km2)> layers, Box box)
    {
        ImmutableArray<double> days = ResultFigure.Days(scenario);
        double[] below = new double[days.Length];
        var series = new List<Series>();
        foreach ((string name, Fill fill, double[] km2) in layers)
        {
            double[] above = [.. below.Zip(km2, (b, k) => b + (k / 1000))];
            series.Add(new BandSeries(days, [.. below], [.. above], fill) { Name = name });
            series.Add(new LineSeries(days, [.. above], new Stroke(Palette.White, 1)));
            below = above;
        }

        return new Plot(box)
        {
            XAxis = new Axis { Scale = AxisScale.Date },
            YAxis = new Axis { Min = 0, Max = below.Max(), Label = "thousand km²" },
            Series = [.. series],
        };
    }
}
