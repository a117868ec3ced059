using System.Collections.Immutable;
using System.Xml.Linq;
using ControlSim.Study.Figures;

namespace ControlSim.Tests.Figures;

public sealed class SvgWriterTests
{
    [Fact]
    public void A_small_figure_is_drawn_as_in_the_golden_file()
    {
        GoldenFile.Check("tests/ControlSim.Tests/Figures/small-figure.svg", SvgWriter.Write(Small()));
    }

    [Fact]
    public void The_golden_figure_keeps_its_texts_on_the_canvas() =>
        Assert.All(DrawnText.In(SvgWriter.Write(Small())), t => Assert.True(new Box(0, 0, 760, 460).Contains(t.Box), $"{t}"));

    [Fact]
    public void The_legend_of_a_plot_stands_where_no_data_are()
    {
        // A line that falls from the upper left to the lower right leaves the upper right corner free, one that rises does not.
        Assert.True(LegendX([9, 5, 1]) > 400);
        Assert.True(LegendX([1, 5, 9]) < 400);
    }

    [Fact]
    public void Texts_of_a_plot_do_not_overlap()
    {
        IReadOnlyList<DrawnText> texts = DrawnText.In(SvgWriter.Write(Small()));
        for (int i = 0; i < texts.Count; i++)
        {
            for (int k = 0; k < i; k++) Assert.False(texts[i].Box.Overlaps(texts[k].Box), $"{texts[i]} {texts[k]}");
        }
    }

    [Fact]
    public void Characters_that_XML_does_not_allow_do_no_harm()
    {
        string svg = SvgWriter.Write(Small() with { Title = "a <b> & \"c\" \u0001" });
        Assert.Equal("a <b> & \"c\"  ", XDocument.Parse(svg).Root!.Element(DrawnText.Svg + "title")!.Value);
    }

    [Fact]
    public void A_title_that_is_too_long_stays_on_the_canvas()
    {
        string svg = SvgWriter.Write(Small() with { Title = string.Join(' ', Enumerable.Repeat("long title", 40)) });
        Assert.All(DrawnText.In(svg), t => Assert.True(new Box(0, 0, 760, 460).Contains(t.Box), $"{t}"));
    }

    [Fact]
    public void A_name_that_is_no_id_is_refused() =>
        Assert.Throws<ArgumentException>(() => SvgWriter.Write(Small() with { Name = "Not an id" }));

    [Fact]
    public void Ids_begin_with_the_name_so_that_figures_can_share_a_page() => Assert.All(
        XDocument.Parse(SvgWriter.Write(Small())).Descendants().Select(e => e.Attribute("id")?.Value).OfType<string>(),
        id => Assert.StartsWith("small-", id, StringComparison.Ordinal));

    private static Figure Small()
    {
        Box[] boxes = Layout.Grid(Figure.Content(760, 460), 2, 2, 20, 0);
        return new Figure
        {
            Name = "small",
            Title = "A small figure",
            Subtitle = "every kind of series once",
            Width = 760,
            Height = 460,
            Source = "Source: made up",
            Panels = [Left(boxes[0]), Right(boxes[1])],
        };
    }

    private static Plot Left(Box box)
    {
        ImmutableArray<double> days = [.. Enumerable.Range(0, 61).Select(i => (double)new DateOnly(2017, 10, 1).AddDays(i).DayNumber)];
        ImmutableArray<double> y = [.. days.Select((_, i) => 900_000 - (i < 20 ? 0 : Math.Min(40, i - 20) * 15_000.0))];
        var blue = Rgb.Parse("#4477aa");
        return new Plot(box)
        {
            Title = "Days and bands",
            TitleKey = blue,
            XAxis = new Axis { Scale = AxisScale.Date, Label = "date" },
            YAxis = new Axis { Label = "people" },
            Legend = true,
            Series =
            [
                new BandSeries(days, [.. y.Select(v => v * 0.8)], [.. y.Select(v => v * 1.1)], new Fill(blue, 0.3)) { Name = "90 %" },
                new VerticalMark(days[33], "3 Nov 2017: fell", new Stroke(Palette.Muted, 1, "4 3")),
                new LineSeries(days, y, new Stroke(blue, 2)) { Name = "median" },
            ],
        };
    }

    private static Plot Right(Box box) => new(box)
    {
        Title = "Bars, steps and points",
        XAxis = new Axis { Label = "size", Scale = AxisScale.Linear },
        YAxis = new Axis { Label = "count", Scale = AxisScale.Log, Min = 1, Max = 1000 },
        Series =
        [
            new BarSeries([1, 2, 3, 4], [600, 80, 20, 3], new Fill(Rgb.Parse("#f0e074"), 1, new Hatch(Rgb.Parse("#882255"), 1, 6))) { Base = 1 },
            new LineSeries([1, 2, 3, 4], [300, 40, double.NaN, 2], new Stroke(Palette.Ink, 1.5, "5 2")) { Steps = true },
            new ScatterSeries([1.5, 2.5, 3.5], [10, 100, 50], new Marker { Shape = MarkerShape.Diamond, Fill = new Fill(Palette.Ink) }),
            new TextMark(3, 300, "a note", new TextStyle { Size = 11, Italic = true }),
        ],
    };

    private static double LegendX(ImmutableArray<double> y)
    {
        var plot = new Plot(new Box(0, 0, 800, 400))
        {
            XAxis = new Axis { Min = 0, Max = 10 },
            YAxis = new Axis { Min = 0, Max = 9.5 },
            Legend = true,
            Series = [new LineSeries([0, 5, 10], y, new Stroke(Palette.Ink)) { Name = "line" }],
        };
        string svg = SvgWriter.Write(new Figure { Name = "legend", Title = "", Width = 800, Height = 400, Panels = [plot] });
        XElement legend = XDocument.Parse(svg).Descendants(DrawnText.Svg + "g").Single(g => g.Attribute("class")?.Value == "legend");
        return DrawnText.Number(legend.Element(DrawnText.Svg + "rect")!, "x");
    }
}
