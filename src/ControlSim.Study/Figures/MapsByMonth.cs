using ControlSim.Scenarios;
using ControlSim.Study.ResultFiles;
using NetTopologySuite.Geometries;

namespace ControlSim.Study.Figures;

/// <summary>Small maps of control side by side: the first day, the first of each month, the last day.</summary>
public static class MapsByMonth
{
    private const int MostMaps = 12;

    /// <summary>Describes the figure.</summary>
    internal static Figure Describe(ResultData result, MapGround ground)
    {
        ArgumentNullException.ThrowIfNull(result);
        int[] ticks = Ticks(result.Scenario);
        ControlMapInput[] days = [.. ticks.Select(t => Bare(ControlMapOfResults.Input(result, t, ground, null)))];
        ControlMapSigns[] signs = [.. days.Select(d => new ControlMapSigns(d))];
        Envelope extent = ControlMap.Extent(days[0]);
        int columns = days.Length <= 4 ? 2 : 3;
        int rows = (days.Length + columns - 1) / columns;
        double width = (ResultFigure.Width - 48 - ((columns - 1) * 14)) / (double)columns;
        // The legend stands in the last cell where that is empty, else below the maps.
        bool spare = days.Length % columns != 0;
        int height = (int)Math.Round((spare ? 128 : 180) + (rows * ((width * extent.Height / extent.Width) + 14)));
        Box content = Figure.Content(ResultFigure.Width, height);
        Box[] boxes = Layout.Grid(content.Inset(0, 0, 0, spare ? 0 : 52), rows * columns, columns, 14, 14);
        IEnumerable<Panel> maps = days.Select((d, i) => new MapPanel(boxes[i], extent)
        {
            Title = NumberText.LongDate(d.Date),
            Background = Palette.NeighbourLand,
            Layers = new ControlMapLayers(d, signs[i]).Small(),
            ScaleBar = i == days.Length - 1,
        });
        int[] holders = [.. signs.SelectMany(s => s.Holders).Distinct().Order()];
        return ResultFigure.Of(
            result, "maps-by-month", "Who holds what, month by month", $"{ResultFigure.Runs(result)}: the colour is the most likely holder, the surer, the stronger",
            $"{days.Length} maps of control from {NumberText.LongDate(days[0].Date)} to {NumberText.LongDate(days[^1].Date)}.", height,
            [.. maps, Legend(spare ? boxes[^1] : content.Inset(0, content.Height - 44, 0, 0), days[0], holders, !spare)]) with
        { Source = $"Source: {days[0].Source}" };
    }

    /// <summary>The first day, the firsts of the months that are not within a week of it, the last; every second month of many.</summary>
    private static int[] Ticks(Scenario scenario)
    {
        int[] months = [.. Enumerable.Range(7, Math.Max(0, scenario.Ticks - 13)).Where(t => scenario.DateOf(t).Day == 1)];
        int every = Math.Max(1, (months.Length + MostMaps - 3) / (MostMaps - 2));
        return [.. months.Where((_, i) => i % every == 0).Prepend(0).Append(scenario.Ticks).Distinct()];
    }

    private static ControlMapInput Bare(ControlMapInput input) => input with { Inset = null, Corridors = [] };

    private static LegendPanel Legend(Box box, ControlMapInput input, int[] holders, bool flat)
    {
        IEnumerable<LegendItem> items = holders.Select(row => new LegendItem(input.Blocs[row].Name)
        {
            Fills = [new Fill(ControlMapSigns.Tint(input.Blocs[row].Colour, 0.85)), new Fill(ControlMapSigns.Tint(input.Blocs[row].Colour, 0.42))],
        });
        var grey = new Fill(ControlMapSigns.Tint(ResultFigure.Grey, 0.85), 1, new Hatch(Palette.White));
        return new LegendPanel(box, [new LegendSection(flat ? "" : "Most likely holder",
        [
            .. items, new LegendItem("contested") { Fills = [grey] }, new LegendItem("nobody") { Fills = [new Fill(Palette.Land)] },
        ])])
        { Horizontal = flat };
    }
}
