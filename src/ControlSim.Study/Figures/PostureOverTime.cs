using System.Collections.Immutable;
using ControlSim.Study.ResultFiles;

namespace ControlSim.Study.Figures;

/// <summary>Massed fighters against fighters in cells, a panel for each bloc that has cells on some day.</summary>
public static class PostureOverTime
{
    /// <summary>Describes the figure; null where no bloc has cells.</summary>
    public static Figure? Describe(ResultData result)
    {
        ArgumentNullException.ThrowIfNull(result);
        SeriesQuantiles massed = result.Series["massed"];
        SeriesQuantiles cells = result.Series["cells"];
        int[] shown = [.. Enumerable.Range(0, result.Scenario.Blocs.Length).Where(b => cells.Of(b, 4).Max() > 0)];
        if (shown.Length == 0) return null;
        int columns = shown.Length == 1 ? 1 : Math.Min(3, Layout.Columns(shown.Length));
        int rows = (shown.Length + columns - 1) / columns;
        int height = 170 + (rows * (shown.Length == 1 ? 480 : 330));
        Box content = Figure.Content(ResultFigure.Width, height);
        Box[] boxes = Layout.Grid(content.Inset(0, 30, 0, 0), shown.Length, columns, 20, 12);
        ImmutableArray<FigureBloc> blocs = FigureBlocs.Of(result.Scenario, result.Info);
        IEnumerable<Panel> panels = shown.Select((b, i) => Plot(result, blocs[b], b, massed, cells, boxes[i]));
        var legend = ResultFigure.Legend(
            content with { Height = 24 },
            new LegendItem("massed: median and middle 90 % of the runs") { Line = new Stroke(ResultFigure.Grey, 2.6) },
            new LegendItem("in cells: median and middle 90 %") { Line = new Stroke(ResultFigure.Grey, 2.6, "6 4") });
        IEnumerable<string> words = shown.Select(b =>
            $"{blocs[b].Name}: massed {Ends(massed.Of(b, 2))}, in cells {Ends(cells.Of(b, 2))}");
        return ResultFigure.Of(
            result, "posture", "Massed against cells", $"fighters by posture · {ResultFigure.Runs(result)}", string.Join("; ", words) + ".", height, panels.Prepend(legend));
    }

    private static string Ends(ImmutableArray<double> values) => $"{NumberText.Of(values[0])} to {NumberText.Of(values[^1])}";

    private static Plot Plot(ResultData result, FigureBloc bloc, int row, SeriesQuantiles massed, SeriesQuantiles cells, Box box)
    {
        ImmutableArray<double> days = ResultFigure.Days(result.Scenario);
        Rgb dark = bloc.Colour.Darkened(44);
        var series = new List<Series>();
        if (result.Runs > 1)
        {
            series.Add(new BandSeries(days, massed.Of(row, 0), massed.Of(row, 4), new Fill(dark.Over(Palette.White, 0.3))) { Name = "massed, middle 90 %" });
            series.Add(new BandSeries(days, cells.Of(row, 0), cells.Of(row, 4), new Fill(Palette.White, 1, new Hatch(dark.Over(Palette.White, 0.45), 1.6, 5))) { Name = "in cells, middle 90 %" });
        }

        series.Add(new LineSeries(days, massed.Of(row, 2), new Stroke(dark, 2.6)) { Name = "massed" });
        series.Add(new LineSeries(days, cells.Of(row, 2), new Stroke(dark, 2.6, "6 4")) { Name = "in cells" });
        return new Plot(box)
        {
            Title = bloc.Name,
            TitleKey = bloc.Colour,
            XAxis = new Axis { Scale = AxisScale.Date },
            YAxis = new Axis { Min = 0, Label = "fighters" },
            Series = [.. series],
        };
    }
}
