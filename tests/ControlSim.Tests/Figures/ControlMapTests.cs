using System.Collections.Immutable;
using System.Xml.Linq;
using ControlSim.Study.Figures;

namespace ControlSim.Tests.Figures;

public sealed class ControlMapTests
{
    private static readonly string Svg = SvgWriter.Write(ControlMap.Describe(SmallWorld.Map()));

    [Fact]
    public void The_file_is_well_formed_and_needs_nothing_from_outside()
    {
        XElement root = XDocument.Parse(Svg).Root!;
        Assert.Equal(DrawnText.Svg + "svg", root.Name);
        Assert.NotEmpty(root.Element(DrawnText.Svg + "title")!.Value);
        Assert.Contains(Figure.Disclaimer, root.Element(DrawnText.Svg + "desc")!.Value, StringComparison.Ordinal);
        Assert.Empty(root.Descendants(DrawnText.Svg + "script"));
        Assert.DoesNotContain("href", Svg, StringComparison.Ordinal);
        Assert.DoesNotContain("NaN", Svg, StringComparison.Ordinal);
        Assert.DoesNotContain("E-", Svg, StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_input_gives_the_same_bytes() => Assert.Equal(Svg, SvgWriter.Write(ControlMap.Describe(SmallWorld.Map())));

    [Theory]
    [InlineData(1400, 1000)]
    [InlineData(900, 640)]
    public void No_text_leaves_the_canvas(int width, int height)
    {
        string svg = SvgWriter.Write(ControlMap.Describe(SmallWorld.Map() with { Width = width, Height = height }));
        var canvas = new Box(0, 0, width, height);
        Assert.All(DrawnText.In(svg), t => Assert.True(canvas.Contains(t.Box), $"{t}"));
    }

    [Fact]
    public void No_label_covers_another()
    {
        foreach (IGrouping<XElement, DrawnText> map in LabelsByMap())
        {
            DrawnText[] labels = [.. map];
            Assert.NotEmpty(labels);
            for (int i = 0; i < labels.Length; i++)
            {
                // Numbers in the file are rounded to 0.01 px.
                for (int k = 0; k < i; k++) Assert.False(labels[i].Box.Grown(-0.02).Overlaps(labels[k].Box), $"{labels[i]} {labels[k]}");
            }
        }
    }

    [Fact]
    public void Places_that_matter_are_named()
    {
        string[] names = [.. DrawnText.In(Svg).Where(t => t.Group == "names").Select(t => t.Text)];
        Assert.Contains("Town number 5", names);
        Assert.Contains("Town number 15", names);
    }

    [Fact]
    public void The_footer_title_scale_and_date_are_there()
    {
        string[] texts = [.. DrawnText.In(Svg).Select(t => t.Text)];
        Assert.Contains(texts, t => t.Contains(Figure.Disclaimer, StringComparison.Ordinal));
        Assert.Contains("Who holds what on 5 November 2017", texts);
        Assert.Contains("Small world <&> · 20 runs: the colour is the most likely holder", texts);
        Assert.Contains(texts, t => t.EndsWith(" km", StringComparison.Ordinal));
        Assert.Contains("Source: made up", texts);
    }

    [Fact]
    public void The_legend_lists_exactly_the_blocs_on_the_map() =>
        Assert.Equal(["north", "south", "contested", "nobody"], LegendKeys(SmallWorld.Map()));

    [Fact]
    public void Without_contested_places_there_is_no_hatch()
    {
        ControlMapInput map = SmallWorld.Map();
        map = map with { Locations = [.. map.Locations.Select(l => l with { Contested = 0, ContestedBy = [] })] };
        Assert.DoesNotContain("<pattern", SvgWriter.Write(ControlMap.Describe(map)), StringComparison.Ordinal);
        Assert.DoesNotContain("contested", LegendKeys(map));
    }

    [Fact]
    public void A_contested_place_is_hatched_in_the_colours_of_both()
    {
        XElement area = Areas().First(a => a.Attribute("data-id")!.Value == "t6");
        string id = area.Attribute("fill")!.Value["url(#".Length..^1];
        XElement pattern = XDocument.Parse(Svg).Descendants(DrawnText.Svg + "pattern").Single(p => p.Attribute("id")!.Value == id);
        string[] colours = [.. pattern.Elements().Select(e => e.Attribute("fill")!.Value)];
        Assert.Equal(SmallWorld.Blocs.Take(2).Select(b => b.Colour.Over(Palette.Land, 0.85).ToString()), colours);
    }

    [Fact]
    public void A_surer_holder_has_the_stronger_colour()
    {
        Rgb sure = Rgb.Parse(Areas().First(a => a.Attribute("data-id")!.Value == "t1").Attribute("fill")!.Value);
        Rgb likely = Rgb.Parse(Areas().First(a => a.Attribute("data-id")!.Value == "t0").Attribute("fill")!.Value);
        Assert.True(sure.Lightness < likely.Lightness - 5);
    }

    [Fact]
    public void A_place_held_by_nobody_stays_land() => Assert.DoesNotContain(Areas(), a => a.Attribute("data-id")!.Value == "t15");

    [Fact]
    public void One_run_has_one_shade_a_bloc()
    {
        ControlMapInput map = SmallWorld.Map(1);
        var legend = (LegendPanel)ControlMap.Describe(map).Panels.Single(p => p is LegendPanel);
        Assert.All(legend.Sections[0].Items, item => Assert.Single(item.Fills));
        Assert.Contains("one run", SvgWriter.Write(ControlMap.Describe(map)), StringComparison.Ordinal);
    }

    [Fact]
    public void The_inset_hides_no_location()
    {
        Figure figure = ControlMap.Describe(SmallWorld.Map());
        MapPanel[] maps = [.. figure.Panels.OfType<MapPanel>()];
        var view = new MapView(maps[0].Box, maps[0].Extent);
        Assert.All(SmallWorld.Map().Locations, l =>
        {
            (double x, double y) = view.Point(l.Position);
            Assert.True(maps[0].Box.Contains(x, y));
            Assert.False(maps[1].Box.Contains(x, y), l.Id);
        });
    }

    [Fact]
    public void Shares_that_cannot_be_are_refused()
    {
        ControlMapInput map = SmallWorld.Map();
        MapLocation wrong = map.Locations[0] with { Contested = 0.5 };
        Assert.Throws<ArgumentException>(() => ControlMap.Describe(map with { Locations = map.Locations.SetItem(0, wrong) }));
        MapLocation stranger = map.Locations[0] with { Control = map.Locations[15].Control.Add("nobody-knows", 1) };
        Assert.Throws<ArgumentException>(() => ControlMap.Describe(map with { Locations = map.Locations.SetItem(0, stranger) }));
    }

    [Fact]
    public void Order_of_the_shares_does_not_change_the_holder()
    {
        ImmutableSortedDictionary<string, double> tie = ImmutableSortedDictionary<string, double>.Empty
            .WithComparers(StringComparer.Ordinal).Add("south", 0.5).Add("north", 0.5);
        MapLocation place = SmallWorld.Map().Locations[0] with { Control = tie };
        Assert.Equal(0, ControlState.Of(place, SmallWorld.Blocs).Bloc);
    }

    private static IEnumerable<XElement> Areas() => XDocument.Parse(Svg).Descendants(DrawnText.Svg + "g")
        .Where(g => g.Attribute("class")?.Value == "areas").SelectMany(g => g.Elements());

    private static string[] LegendKeys(ControlMapInput map)
    {
        XDocument svg = XDocument.Parse(SvgWriter.Write(ControlMap.Describe(map)));
        return [.. svg.Descendants(DrawnText.Svg + "g")
            .Where(g => g.Attribute("class")?.Value == "entry" && g.Attribute("data-id") is not null)
            .Select(g => g.Attribute("data-id")!.Value)];
    }

    private static IEnumerable<IGrouping<XElement, DrawnText>> LabelsByMap()
    {
        XElement[] maps = [.. XDocument.Parse(Svg).Descendants(DrawnText.Svg + "g").Where(g => g.Attribute("class")?.Value == "map")];
        return maps.SelectMany(m => DrawnText.In(m.ToString()).Select(t => (Map: m, Text: t)))
            .Where(t => t.Text.Group is "names" or "countries" or "blocs")
            .GroupBy(t => t.Map, t => t.Text);
    }
}
