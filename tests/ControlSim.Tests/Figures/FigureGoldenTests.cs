using System.Collections.Immutable;
using ControlSim.Study.Figures;
using ControlSim.Study.Statistics;

namespace ControlSim.Tests.Figures;

/// <summary>Every figure of a small world against the picture that was looked at before it was kept.</summary>
public sealed class FigureGoldenTests
{
    private static readonly FigureRequest Request = new()
    {
        Observed =
        [
            new ObservedCapture("l3", "north", new DateOnly(2017, 9, 11)), new ObservedCapture("l4", "", new DateOnly(2017, 9, 20)),
            new ObservedCapture("l5", "north", new DateOnly(2017, 10, 2)),
        ],
    };

    public static TheoryData<string> Names { get; } =
        [.. FigureCatalogue.All.Select(f => f.Name), "what-if-differences", "moving-map"];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_figure_is_the_one_that_was_looked_at(string name) =>
        GoldenFile.Check($"tests/ControlSim.Tests/Figures/golden/{name}.svg", SvgWriter.Write(Draw(name)));

    [Theory]
    [MemberData(nameof(Names))]
    public void No_text_leaves_the_canvas_and_every_figure_says_what_it_is(string name)
    {
        Figure figure = Draw(name);
        string svg = SvgWriter.Write(figure);
        var canvas = new Box(0, 0, figure.Width, figure.Height);
        Assert.All(DrawnText.In(svg), t => Assert.True(canvas.Contains(t.Box), $"{t}"));
        Assert.Contains(Figure.Disclaimer + "</text>", svg, StringComparison.Ordinal);
        Assert.NotEmpty(figure.Description);
        Assert.NotEmpty(figure.Source);
    }

    [Fact]
    public void Ledgers_without_their_series_are_no_figures()
    {
        var without = SmallResult.Data with { Series = SmallResult.Data.Series.Remove("money"), Ledger = [] };
        foreach (string name in (string[])["money", "money-ledger", "fighters-ledger"]) Assert.Null(FigureCatalogue.Find(name)!.Describe(without, Request));
        Assert.Null(FigureCatalogue.Find("nothing"));
    }

    [Fact]
    public void A_waterfall_ends_where_the_last_day_begins()
    {
        foreach (Plot plot in LedgerBars.Fighters(SmallResult.Data)!.Panels.OfType<Plot>())
        {
            BarSeries[] bars = [.. plot.Series.OfType<BarSeries>()];
            // Each line begins where the one before ended, and the last of them ends at what is in hand on the last day.
            for (int i = 1; i < bars.Length - 1; i++) Assert.Equal(bars[i - 1].Y[0], bars[i].Base, 9);
            Assert.Equal(bars[^1].Y[0], bars[^2].Y[0], 9);
        }
    }

    [Fact]
    public void Stacked_areas_add_up_to_all_land_on_every_day()
    {
        Plot plot = ControlStacked.Describe(SmallResult.Data)!.Panels.OfType<Plot>().Single();
        ImmutableArray<double> top = plot.Series.OfType<BandSeries>().Last().High;
        double all = SmallResult.Scenario.Locations.Sum(l => l.AreaKm2) / 1000;
        Assert.All(top, t => Assert.Equal(all, t, 9));
    }

    [Fact]
    public void Survival_curves_end_where_the_runs_do()
    {
        Plot east2 = SurvivalCurves.Describe(SmallResult.Data)!.Panels.OfType<Plot>().Single(p => p.Title == "East 2");
        Assert.Equal(0.2, east2.Series.OfType<LineSeries>().Single().Y[^1], 12);
    }

    private static Figure Draw(string name) => name switch
    {
        "what-if-differences" => WhatIfDifferences.Describe(SmallResult.Data, SmallResult.WhatIf)!,
        "moving-map" => ControlMapFrames.Describe(SmallResult.Data, "moving-map", "Who holds what"),
        _ => FigureCatalogue.Find(name)!.Describe(SmallResult.Data, Request)!,
    };
}
