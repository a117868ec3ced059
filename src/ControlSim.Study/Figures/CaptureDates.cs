using System.Collections.Immutable;
using ControlSim.Study.ResultFiles;
using ControlSim.Study.Statistics;

namespace ControlSim.Study.Figures;

/// <summary>When each place falls: a row a place, a violin of its dates, median, middle half and nine tenths of the runs, observed dates beside them.</summary>
public static class CaptureDates
{
    private const int MostRows = 32;
    private const double LeastProbability = 0.05;

    /// <summary>Runs from which on the shape of a violin says something.</summary>
    private const int LeastForShape = 20;

    /// <summary>Half the height of a violin, in rows.</summary>
    private const double Reach = 0.42;

    private static readonly Marker Seen = new() { Shape = MarkerShape.Diamond, Radius = 4.6, Fill = new Fill(Palette.White), Stroke = new Stroke(new Rgb(0xb3, 0x12, 0x3c), 2) };

    /// <summary>Describes the figure; null where nothing changes hands.</summary>
    /// <param name="result">The result.</param>
    /// <param name="observed">Observed dates by location id and bloc id; an empty bloc stands for any.</param>
    public static Figure? Describe(ResultData result, IReadOnlyList<ObservedCapture> observed)
    {
        ArgumentNullException.ThrowIfNull(result);
        PlaceFall[] falls = Rows(result, observed);
        if (falls.Length == 0) return null;
        int height = 190 + (falls.Length * 25);
        Box content = Figure.Content(ResultFigure.Width, height);
        string[] late = [.. falls.Where(f => f.Quantile(0.5) is null).Select(f => result.Scenario.Locations[f.Location].Name)];
        string description = $"{falls.Length} captures, by median date from {Name(result, falls[0])} on."
            + (late.Length > 0 ? $" Half the runs do not reach: {string.Join(", ", late)}." : "");
        return ResultFigure.Of(
            result, "capture-dates", "When places fall", $"first capture in each run; beside the name the share of {ResultFigure.Runs(result)}", description, height,
            [Legend(content with { Height = 24 }, result, falls, observed.Count > 0), Plot(result, falls, observed, content.Inset(0, 30, 0, 0))]);
    }

    // The most probable rows, and all that were observed; in order of their medians.
    private static PlaceFall[] Rows(ResultData result, IReadOnlyList<ObservedCapture> observed) =>
    [
        .. PlaceFall.Of(result)
            .Concat(Missed(result, observed))
            .Where(f => f.Probability >= LeastProbability || Of(result, f, observed) is not null)
            .OrderByDescending(f => Of(result, f, observed) is null ? 0 : 1)
            .ThenByDescending(f => f.Probability)
            .Take(MostRows)
            .OrderBy(f => f.Quantile(0.5) ?? double.PositiveInfinity)
            .ThenByDescending(f => f.Probability),
    ];

    /// <summary>What is on record and happens in no run: a row with nothing but the observed date says so.</summary>
    private static IEnumerable<PlaceFall> Missed(ResultData result, IReadOnlyList<ObservedCapture> observed)
    {
        PlaceFall[] falls = [.. PlaceFall.Of(result)];
        foreach (ObservedCapture o in observed.Where(o => o.Date >= result.Scenario.Start && o.Date <= result.Scenario.End))
        {
            int location = result.Scenario.Locations.ToList().FindIndex(l => l.Id == o.Location);
            int bloc = result.Scenario.Blocs.ToList().FindIndex(b => b.Id == o.Bloc);
            if (location < 0 || bloc < 0 || falls.Any(f => f.Location == location && f.Bloc == bloc)) continue;
            yield return new PlaceFall(
                location, bloc, [], 0, KaplanMeier.CensoredAt(result.Scenario.Ticks, Enumerable.Repeat(double.NaN, result.Runs)));
        }
    }

    private static ObservedCapture? Of(ResultData result, PlaceFall fall, IReadOnlyList<ObservedCapture> observed) => observed.FirstOrDefault(o =>
        o.Location == result.Scenario.Locations[fall.Location].Id && (o.Bloc.Length == 0 || o.Bloc == result.Scenario.Blocs[fall.Bloc].Id));

    private static Plot Plot(ResultData result, PlaceFall[] falls, IReadOnlyList<ObservedCapture> observed, Box box)
    {
        ImmutableArray<FigureBloc> blocs = FigureBlocs.Of(result.Scenario, result.Info);
        var series = new List<Series>();
        for (int i = 0; i < falls.Length; i++) series.AddRange(Row(result, falls[i], blocs[falls[i].Bloc].Colour, falls.Length - 1 - i));
        var seen = falls.Select((f, i) => (At: Of(result, f, observed)?.Date.DayNumber, Row: falls.Length - 1.0 - i)).Where(s => s.At is not null).ToArray();
        if (seen.Length > 0) series.Add(new ScatterSeries([.. seen.Select(s => (double)s.At!)], [.. seen.Select(s => s.Row)], Seen) { Name = "observed" });
        return new Plot(box)
        {
            XAxis = new Axis { Scale = AxisScale.Date, Min = result.Scenario.Start.DayNumber, Max = result.Scenario.End.DayNumber + 1 },
            YAxis = new Axis
            {
                Min = -0.6,
                Max = falls.Length - 0.4,
                Named = [.. falls.Select((f, i) => new Tick(falls.Length - 1 - i, Label(result, f)))],
            },
            Series = [.. series],
        };
    }

    private static IEnumerable<Series> Row(ResultData result, PlaceFall fall, Rgb colour, int row)
    {
        int start = result.Scenario.Start.DayNumber;
        double end = result.Scenario.End.DayNumber + 1;
        double At(double q) => fall.Quantile(q) is double tick ? start + tick : end;
        Rgb dark = colour.Darkened(62);
        LineSeries Line(double from, double to, double width) => new([At(from), At(to)], [row, row], new Stroke(dark, width));
        if (fall.Times.Length >= LeastForShape) yield return Violin(fall, start, end, colour, row);
        // Single runs first: faint ticks, spread over the height of the row so that equal dates stay visible.
        if (result.Runs > 1)
        {
            yield return new ScatterSeries(
                [.. fall.Times.Select(t => start + t)], [.. fall.Times.Select((_, i) => row + ((((i * 7) % 11) - 5) * 0.055))],
                new Marker { Radius = 1.3, Fill = new Fill(ResultFigure.Grey, 0.35) });
            yield return Line(0.05, 0.95, 2);
            yield return Line(0.25, 0.75, 7);
        }

        if (fall.Quantile(0.5) is not null)
        {
            yield return new ScatterSeries([At(0.5)], [row], new Marker { Radius = 4.4, Fill = new Fill(Palette.White), Stroke = new Stroke(colour.Darkened(40), 2.4) })
            {
                Name = $"{Name(result, fall)}, median",
            };
        }
    }

    private static ShapeSeries Violin(PlaceFall fall, int start, double end, Rgb colour, int row)
    {
        const int points = 72;
        double[] times = [.. fall.Times];
        double width = KernelDensity.Bandwidth(times, 0.75);
        double from = Math.Max(0, times.Min() - width), to = Math.Min(end - start, times.Max() + width);
        double[] x = [.. Enumerable.Range(0, points + 1).Select(i => from + ((to - from) * i / points))];
        ImmutableArray<double> density = KernelDensity.At(times, width, x);
        double scale = Reach / density.Max();
        return new ShapeSeries(
            [.. x.Select(v => start + v), .. x.Reverse().Select(v => start + v)],
            [.. density.Select(d => row + (d * scale)), .. density.Reverse().Select(d => row - (d * scale))],
            new Fill(colour.Over(Palette.White, 0.34)));
    }

    private static string Label(ResultData result, PlaceFall fall) =>
        $"{Name(result, fall)} → {result.Scenario.Blocs[fall.Bloc].Name}, {NumberText.Percent(fall.Probability)}";

    private static string Name(ResultData result, PlaceFall fall) => result.Scenario.Locations[fall.Location].Name;

    private static LegendPanel Legend(Box box, ResultData result, PlaceFall[] falls, bool observed)
    {
        const int shown = 4;
        Rgb grey = ResultFigure.Grey;
        ImmutableArray<FigureBloc> blocs = FigureBlocs.Of(result.Scenario, result.Info);
        var items = new List<LegendItem>
        {
            new("median") { Marker = new Marker { Radius = 4.4, Fill = new Fill(Palette.White), Stroke = new Stroke(grey, 2.4) } },
            new("middle 50 % of the runs") { Line = new Stroke(grey, 7) },
            new("middle 90 %, to the edge: not by the end") { Line = new Stroke(grey, 2) },
        };
        if (falls.Any(f => f.Times.Length >= LeastForShape)) items.Add(new LegendItem("how often which date") { Fills = [new Fill(grey.Over(Palette.White, 0.34))] });
        items.Add(new LegendItem("single runs") { Marker = new Marker { Radius = 1.6, Fill = new Fill(grey, 0.6) } });
        if (observed) items.Add(new LegendItem("observed") { Marker = Seen });
        items.Add(new LegendItem("colour: who takes it") { Fills = [.. falls.Select(f => f.Bloc).Distinct().Take(shown).Select(b => new Fill(blocs[b].Colour))] });
        return ResultFigure.Legend(box, items);
    }
}
