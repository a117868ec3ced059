using System.Collections.Immutable;

namespace ControlSim.Study.Figures;

/// <summary>
/// What each bloc holds day by day: median, 50 % and 90 % of the runs. One panel a bloc with its own scale, because blocs differ by a
/// factor of a hundred (Islamic State 0.3 million people, a government 20 million) and would hide one another on one. The bloc whose
/// holding changes most in proportion stands above the others, and larger.
/// </summary>
public static class ControlOverTime
{
    private const double LegendHeight = 30;

    /// <summary>Describes the figure.</summary>
    /// <exception cref="ArgumentException">A list has not one number a date, or there is nothing to show.</exception>
    public static Figure Describe(ControlOverTimeInput input)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentOutOfRangeException.ThrowIfLessThan(input.Replicates, 1);
        foreach (BlocBands bands in input.Blocs) Check(bands, input.Dates.Length);
        BlocBands[] shown = [.. input.Blocs.Where(b => b.P95.Any(v => v != 0) || b.Runs.Any(r => r.Any(v => v != 0)))];
        if (shown.Length == 0) shown = [.. input.Blocs.Take(1)];
        if (shown.Length == 0 || input.Dates.IsEmpty) throw new ArgumentException("nothing to show: no blocs or no dates", nameof(input));

        shown = [.. shown.OrderByDescending(b => ReferenceEquals(b, shown.MaxBy(Change)))];
        int height = input.Height ?? HeightFor(shown.Length);
        Box content = Figure.Content(input.Width, height);
        Box[] boxes = Boxes(content.Inset(0, LegendHeight + 8, 0, 0), shown.Length);
        var panels = new List<Panel> { Legend(input, content with { Height = LegendHeight }) };
        for (int i = 0; i < shown.Length; i++) panels.Add(Panel(input, shown[i], boxes[i], i == 0));
        return new Figure
        {
            Name = "control-over-time",
            Title = input.Title,
            Subtitle = $"{input.ScenarioTitle} · {input.Measure} · {Span(input)} · {Runs(input)}",
            Description = Description(input, shown),
            Width = input.Width,
            Height = height,
            Panels = [.. panels],
            Source = input.Source.Length > 0 ? $"Source: {input.Source}" : "",
            FooterNote = "ControlSim",
        };
    }

    private static void Check(BlocBands bands, int dates)
    {
        foreach (ImmutableArray<double> list in (ImmutableArray<double>[])[bands.P05, bands.P25, bands.P50, bands.P75, bands.P95, .. bands.Runs])
        {
            if (list.Length != dates) throw new ArgumentException($"{bands.Bloc.Id}: {list.Length} numbers for {dates} dates", nameof(bands));
        }
    }

    // Width of the range over all dates, in proportion to the greatest.
    private static double Change(BlocBands bands) =>
        bands.P95.Max() > 0 ? (bands.P95.Max() - bands.P05.Min()) / bands.P95.Max() : 0;

    private static int HeightFor(int panels) => panels switch
    {
        1 => 700,
        2 => 900,
        <= 5 => 820,
        _ => 1000,
    };

    private static Box[] Boxes(Box box, int count)
    {
        if (count <= 2) return Layout.Grid(box, count, 1, 0, 16);
        int columns = Layout.Columns(count - 1);
        int rows = (count - 1 + columns - 1) / columns;
        double first = rows == 1 ? box.Height * 0.55 : box.Height * 0.42;
        Box rest = box.Inset(0, first + 16, 0, 0);
        return [box with { Height = first }, .. Layout.Grid(rest, count - 1, columns, 24, 14)];
    }

    private static Plot Panel(ControlOverTimeInput input, BlocBands bands, Box box, bool first)
    {
        Rgb colour = bands.Bloc.Colour;
        double greatest = Math.Max(bands.P95.Max(), bands.Runs.SelectMany(r => r).DefaultIfEmpty(0).Max());
        (double unit, string word) = greatest >= 2e6 ? (1e6, "million ") : (1, "");
        ImmutableArray<double> x = [.. input.Dates.Select(d => (double)d.DayNumber)];
        var series = new List<Series>();
        if (input.Replicates > 1)
        {
            series.Add(new BandSeries(x, In(bands.P05, unit), In(bands.P95, unit), Wide(colour)) { Name = "middle 90 %" });
            series.Add(new BandSeries(x, In(bands.P25, unit), In(bands.P75, unit), Narrow(colour)) { Name = "middle 50 %" });
        }

        series.AddRange(bands.Runs.Select(r => new LineSeries(x, In(r, unit), Single)));
        series.AddRange(input.Marks.Select(m => Mark(m, bands.Bloc.Id, first)));
        series.Add(new LineSeries(x, In(bands.P50, unit), Median(colour)) { Name = input.Replicates > 1 ? "median" : "the run" });
        return new Plot(box)
        {
            Title = bands.Bloc.Name,
            TitleKey = colour,
            XAxis = new Axis { Scale = AxisScale.Date },
            YAxis = new Axis { Min = 0, Label = word + input.Unit },
            Series = [.. series],
        };
    }

    private static ImmutableArray<double> In(ImmutableArray<double> values, double unit) => [.. values.Select(v => v / unit)];

    private static VerticalMark Mark(DateMark mark, string bloc, bool first)
    {
        bool named = mark.Blocs.IsEmpty ? first : mark.Blocs.Contains(bloc);
        string text = named ? $"{NumberText.ShortDate(mark.Date)}: {mark.Text}" : "";
        return new VerticalMark(mark.Date.DayNumber, text, MarkLine);
    }

    private static readonly Stroke MarkLine = new(Palette.Muted, 1.2, "4 3");
    private static readonly Stroke Single = new(Palette.Ink, 0.7, "", 0.4);

    private static Stroke Median(Rgb colour) => new(colour.Darkened(48), 2.4);

    private static Fill Narrow(Rgb colour) => new(colour.Darkened(74).Over(Palette.White, 0.6));

    private static Fill Wide(Rgb colour) => new(colour.Darkened(74).Over(Palette.White, 0.28));

    private static LegendPanel Legend(ControlOverTimeInput input, Box box)
    {
        var grey = new Rgb(0x5a, 0x60, 0x68);
        var items = new List<LegendItem>();
        if (input.Replicates > 1)
        {
            items.Add(new LegendItem("median of the runs") { Line = Median(grey) });
            items.Add(new LegendItem("middle 50 % of the runs") { Fills = [Narrow(grey)] });
            items.Add(new LegendItem("middle 90 % of the runs") { Fills = [Wide(grey)] });
            if (input.Blocs.Any(b => b.Runs.Length > 0)) items.Add(new LegendItem("single runs") { Line = Single });
        }
        else
        {
            items.Add(new LegendItem("the run") { Line = Median(grey) });
        }

        if (input.Marks.Length > 0) items.Add(new LegendItem("dated event") { Line = MarkLine });
        return new LegendPanel(box, [new LegendSection("", [.. items])]) { Horizontal = true };
    }

    private static string Span(ControlOverTimeInput input) =>
        $"{NumberText.LongDate(input.Dates[0])} to {NumberText.LongDate(input.Dates[^1])}";

    private static string Runs(ControlOverTimeInput input) =>
        input.Replicates == 1 ? "one run" : $"{NumberText.Of(input.Replicates)} runs";

    private static string Description(ControlOverTimeInput input, IEnumerable<BlocBands> shown)
    {
        IEnumerable<string> ends = shown.Select(b =>
            $"{b.Bloc.Name} from {NumberText.Of(b.P50[0])} to {NumberText.Of(b.P50[^1])}");
        return $"{input.Measure}, median over {Runs(input)}, {Span(input)}: {string.Join("; ", ends)}.";
    }
}
