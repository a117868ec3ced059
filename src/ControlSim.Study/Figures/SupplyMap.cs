using System.Collections.Immutable;
using ControlSim.Scenarios;
using ControlSim.Study.Geography;
using ControlSim.Study.ResultFiles;
using NetTopologySuite.Geometries;

namespace ControlSim.Study.Figures;

/// <summary>
/// Supply over the theatre: what each corridor carries, and the narrowest set of corridors between the depots of the bloc that
/// the scenario is about and the places that it asks about (minimum cut).
/// </summary>
public static class SupplyMap
{
    private static readonly Stroke CutLine = new(new Rgb(0xd4, 0x14, 0x4a), 11, "", 0.55);

    /// <summary>Describes the figure; null where no flow was kept.</summary>
    /// <param name="result">The result.</param>
    /// <param name="tick">Day; flows are those of the last kept day up to it.</param>
    /// <param name="ground">The ground of its maps.</param>
    internal static Figure? Describe(ResultData result, int tick, MapGround ground)
    {
        ArgumentNullException.ThrowIfNull(result);
        if (result.SupplyAt(tick) is not { } supply) return null;
        Scenario scenario = result.Scenario;
        ControlMapInput input = ControlMapOfResults.Input(result, supply.Tick, ground, supply) with { Inset = null };
        int subject = ResultFigure.Subject(result);
        SupplyCut? cut = Cut(result, subject, input.Highlights);
        var signs = new ControlMapSigns(input);
        Envelope extent = ControlMap.Extent(input);
        Box box = ControlMapFrames.BoxOf(extent);
        int height = (int)box.Height + 128;
        Box content = Figure.Content(ResultFigure.Width, height);
        string words = cut is null
            ? "no cut: its depots and those places are not joined on the first day"
            : $"narrowest cut on the first day: {cut.Corridors.Length} corridors, {NumberText.Of(cut.Capacity)} man-days a day";
        var ids = (cut?.Corridors ?? []).ToHashSet(StringComparer.Ordinal);
        return ResultFigure.Of(
            result, "supply-map", $"Supply on {NumberText.LongDate(input.Date)}", $"{scenario.Blocs[subject].Name}, {words}",
            $"Mean supply on corridors over {ResultFigure.Runs(result)}. {scenario.Blocs[subject].Name}: {words}"
                + (cut is null ? "." : $" ({string.Join(", ", cut.Corridors.Select(c => Ends(scenario, c)))})."), height,
            [
                new MapPanel(box, extent) { Background = Palette.NeighbourLand, Layers = new ControlMapLayers(input, signs).Supply(ids, CutLine) },
                new LegendPanel(content with { X = box.Right + 20, Width = content.Right - box.Right - 20 }, ControlMapLegend.Supply(input, signs, CutLine)),
            ]) with
        { Source = $"Source: {input.Source}" };
    }

    // The places of the first supply outcome of the bloc, else those that the map highlights.
    private static SupplyCut? Cut(ResultData result, int subject, ImmutableArray<string> highlights)
    {
        string bloc = result.Scenario.Blocs[subject].Id;
        Outcome? asked = result.Scenario.Outcomes.FirstOrDefault(o => o.Kind == OutcomeKind.Supply && o.Bloc == bloc && o.Locations.Length > 0);
        return SupplyCut.Of(result.Scenario, bloc, asked?.Locations ?? highlights);
    }

    private static string Ends(Scenario scenario, string corridor)
    {
        Corridor row = scenario.Corridors.First(c => c.Id == corridor);
        string Name(string id) => scenario.Locations.First(l => l.Id == id).Name;
        return $"{Name(row.From)} – {Name(row.To)}";
    }
}
