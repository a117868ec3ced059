using ControlSim.Study.Figures;

namespace ControlSim.Tests.Figures;

public sealed class ControlOverTimeTests
{
    private static readonly Figure Described = ControlOverTime.Describe(SmallWorld.OverTime());
    private static readonly string Svg = SvgWriter.Write(Described);

    [Fact]
    public void Blocs_that_hold_something_get_a_panel_and_the_one_that_changes_most_comes_first() =>
        Assert.Equal(["Southern bloc", "Northern bloc"], Described.Panels.OfType<Plot>().Select(p => p.Title));

    [Fact]
    public void Each_panel_has_the_two_bands_below_the_median()
    {
        foreach (Plot plot in Described.Panels.OfType<Plot>())
        {
            BandSeries[] bands = [.. plot.Series.OfType<BandSeries>()];
            Assert.Equal(2, bands.Length);
            Assert.True(bands[0].Fill.Colour.Lightness > bands[1].Fill.Colour.Lightness + 8);
            Assert.IsType<LineSeries>(plot.Series[^1]);
        }
    }

    [Fact]
    public void Great_numbers_are_in_millions()
    {
        Plot north = Described.Panels.OfType<Plot>().Single(p => p.Title == "Northern bloc");
        Assert.Equal("million people", north.YAxis.Label);
        Assert.Equal(20, ((LineSeries)north.Series[^1]).Y[0]);
    }

    [Fact]
    public void The_legend_explains_median_and_bands()
    {
        var legend = (LegendPanel)Described.Panels[0];
        Assert.Equal(
            ["median of the runs", "middle 50 % of the runs", "middle 90 % of the runs", "single runs", "dated event"],
            legend.Sections[0].Items.Select(i => i.Text));
    }

    [Fact]
    public void One_run_has_no_bands()
    {
        Figure figure = ControlOverTime.Describe(SmallWorld.OverTime(1));
        Assert.DoesNotContain(figure.Panels.OfType<Plot>().SelectMany(p => p.Series), s => s is BandSeries);
    }

    [Fact]
    public void Events_are_named_once_and_their_texts_do_not_overlap()
    {
        DrawnText[] marks = [.. DrawnText.In(Svg).Where(t => t.Text.Contains("fell", StringComparison.Ordinal))];
        Assert.Equal(["3 Oct 2017: town 5 fell (history)", "9 Oct 2017: town 6 fell (history)"], marks.Select(t => t.Text));
        Assert.False(marks[0].Box.Overlaps(marks[1].Box));
    }

    [Theory]
    [InlineData(1400)]
    [InlineData(700)]
    public void No_text_leaves_the_canvas(int width)
    {
        Figure figure = ControlOverTime.Describe(SmallWorld.OverTime() with { Width = width });
        var canvas = new Box(0, 0, width, figure.Height);
        Assert.All(DrawnText.In(SvgWriter.Write(figure)), t => Assert.True(canvas.Contains(t.Box), $"{t}"));
    }

    [Fact]
    public void The_same_input_gives_the_same_bytes() =>
        Assert.Equal(Svg, SvgWriter.Write(ControlOverTime.Describe(SmallWorld.OverTime())));

    [Fact]
    public void The_footer_is_there() => Assert.Contains(Figure.Disclaimer + "</text>", Svg, StringComparison.Ordinal);

    [Fact]
    public void A_list_of_another_length_is_refused()
    {
        ControlOverTimeInput input = SmallWorld.OverTime();
        BlocBands cut = input.Blocs[0] with { P50 = [1, 2, 3] };
        Assert.Throws<ArgumentException>(() => ControlOverTime.Describe(input with { Blocs = [cut] }));
    }
}
