using System.Collections.Immutable;
using ControlSim.Scenarios;

namespace ControlSim.Study.Figures;

/// <summary>The legend of the control map: it lists what is on the map and nothing else.</summary>
internal static class ControlMapLegend
{
    public static ImmutableArray<LegendSection> Sections(ControlMapInput input, ControlMapSigns signs)
    {
        var sections = new List<LegendSection> { Control(input, signs, signs.Holders) };
        if (signs.GreatestFlow > 0) sections.Add(Flows(input, signs, signs.Carriers));
        if (input.Corridors.Any(c => c.Flow <= 0)) sections.Add(Roads(input));
        if (input.Crossings.Length > 0) sections.Add(Crossings(input));
        sections.Add(Places(input));
        return [.. sections];
    }

    /// <summary>The legend of a map that a script moves: every bloc that may hold something on some day.</summary>
    /// <param name="input">The map on any day.</param>
    /// <param name="signs">Its signs, with the greatest flow of all days.</param>
    /// <param name="owners">Rows of the blocs that can own.</param>
    public static ImmutableArray<LegendSection> Frames(ControlMapInput input, ControlMapSigns signs, ImmutableArray<int> owners) =>
        [Control(input, signs, owners), Flows(input, signs, []), Crossings(input), Places(input)];

    /// <summary>The legend of the network.</summary>
    /// <param name="input">The map.</param>
    /// <param name="underlay">Sign of the corridors whose loss parts the network.</param>
    public static ImmutableArray<LegendSection> Network(ControlMapInput input, Stroke underlay) =>
    [
        Roads(input) with { Title = "Corridors" },
        new LegendSection("", [new LegendItem("its loss parts the network") { Line = underlay }]),
        Crossings(input),
        Places(input),
    ];

    /// <summary>The legend of the map of supply.</summary>
    /// <param name="input">The map.</param>
    /// <param name="signs">Its signs.</param>
    /// <param name="underlay">Sign of the cut.</param>
    public static ImmutableArray<LegendSection> Supply(ControlMapInput input, ControlMapSigns signs, Stroke underlay)
    {
        int[] blocs = [.. signs.Holders.Concat(signs.Carriers).Order()];
        var colours = blocs.Select(row => new LegendItem(input.Blocs[row].Name)
        {
            Fills = [new Fill(ControlMapSigns.Tint(input.Blocs[row].Colour, 0.3))],
            Line = signs.FlowLine(signs.GreatestFlow / 6, input.Blocs[row].Colour),
            Key = input.Blocs[row].Id,
        });
        return
        [
            new LegendSection("Blocs: land and supply", [.. colours]),
            Flows(input, signs, []) with { Note = "" },
            new LegendSection("", [new LegendItem("narrowest cut to the places asked for") { Line = underlay }]),
            Roads(input),
            Crossings(input),
        ];
    }

    private static LegendSection Control(ControlMapInput input, ControlMapSigns signs, ImmutableArray<int> holders)
    {
        var items = new List<LegendItem>();
        foreach (int row in holders)
        {
            Rgb colour = input.Blocs[row].Colour;
            items.Add(new LegendItem(input.Blocs[row].Name)
            {
                Fills = [.. Shades(input).Select(opacity => new Fill(ControlMapSigns.Tint(colour, opacity)))],
                Key = input.Blocs[row].Id,
            });
        }

        if (signs.States.FirstOrDefault(s => s.Contested) is { Contested: true } state)
        {
            items.Add(new LegendItem("contested by the two") { Fills = [signs.Contested(state.Bloc, state.Rival)], Key = "contested" });
        }

        items.Add(new LegendItem("no location, or held by nobody") { Fills = [new Fill(Palette.Land)], Key = "nobody" });
        return new LegendSection("Most likely holder", [.. items])
        {
            Note = input.Replicates > 1
                ? "Strong colour: held in at least 95 % of the runs, then in 75 %, in 50 %, in fewer. Areas reach 50 km from a location."
                : "Areas reach at most 50 km from a location.",
        };
    }

    private static IEnumerable<double> Shades(ControlMapInput input) =>
        input.Replicates > 1 ? ControlMapSigns.Certainty.Select(c => c.Opacity) : [ControlMapSigns.Certainty[0].Opacity];

    private static LegendSection Flows(ControlMapInput input, ControlMapSigns signs, ImmutableArray<int> carriers)
    {
        // Three round numbers from the greatest flow down.
        double top = AxisTicks.NiceStep(signs.GreatestFlow / 2);
        if (top > signs.GreatestFlow) top = signs.GreatestFlow;
        var grey = new Rgb(0x55, 0x55, 0x55);
        IEnumerable<LegendItem> items = new[] { top, top / 5, top / 50 }
            .Where(flow => flow >= 1)
            .Select(flow => new LegendItem($"{NumberText.Of(flow)} man-days a day") { Line = signs.FlowLine(flow, grey) });
        IEnumerable<LegendItem> guests = carriers.Select(row =>
            new LegendItem(input.Blocs[row].Name) { Line = signs.FlowLine(signs.GreatestFlow / 8, input.Blocs[row].Colour), Key = input.Blocs[row].Id });
        string note = carriers.IsEmpty ? "In the colour of the bloc that it feeds." : "In the colour of the bloc that it feeds; those named here hold no location.";
        return new LegendSection("Supply on corridors", [.. items, .. guests]) { Note = note };
    }

    private static LegendSection Roads(ControlMapInput input)
    {
        IEnumerable<LegendItem> items = input.Corridors
            .Where(c => c.Flow <= 0)
            .Select(c => c.Class)
            .Distinct()
            .Order()
            .Select(c => new LegendItem(Name(c)) { Line = ControlMapSigns.RoadLine(c) });
        return new LegendSection("Corridors without supply", [.. items]);
    }

    private static LegendSection Crossings(ControlMapInput input)
    {
        var gate = new Marker { Shape = MarkerShape.Gate, Radius = 5.5 };
        var items = new List<LegendItem>();
        if (input.Crossings.Any(c => c.ShareOpen > 0.95)) items.Add(new LegendItem("open") { Marker = gate });
        if (input.Crossings.Any(c => c.ShareOpen is >= 0.05 and <= 0.95))
        {
            items.Add(new LegendItem("open in some runs") { Marker = gate with { ShareOpen = 0.5 } });
        }

        if (input.Crossings.Any(c => c.ShareOpen < 0.05)) items.Add(new LegendItem("shut") { Marker = gate with { ShareOpen = 0 } });
        if (input.Crossings.Any(c => c.External))
        {
            items.Add(new LegendItem("square: leads out of the theatre") { Marker = gate with { External = true } });
        }

        return new LegendSection("Crossings", [.. items]);
    }

    private static LegendSection Places(ControlMapInput input)
    {
        var items = new List<LegendItem>();
        (string Text, long From)[] sizes =
            [("500,000 people and more", 500_000), ("100,000 and more", 100_000), ("20,000 and more", 20_000), ("fewer", 0)];
        long below = long.MaxValue;
        foreach ((string text, long from) in sizes)
        {
            if (input.Locations.Any(l => IsTown(l) && l.Population >= from && l.Population < below))
            {
                items.Add(new LegendItem(text) { Marker = ControlMapSigns.Place("town", from) });
            }

            below = from;
        }

        foreach (string kind in (string[])["base", "dam", "oilfield", "refuge"])
        {
            if (!input.Locations.Any(l => l.Kind == kind)) continue;
            string text = kind == "refuge" ? "refuge: cells only, no owner" : kind;
            items.Add(new LegendItem(text) { Marker = ControlMapSigns.Place(kind, 0) });
        }

        return new LegendSection("Locations", [.. items]);
    }

    private static bool IsTown(MapLocation location) => location.Kind is not ("base" or "dam" or "oilfield" or "refuge");

    private static string Name(CorridorClass kind) => kind switch
    {
        CorridorClass.Highway => "highway",
        CorridorClass.Primary => "primary road",
        CorridorClass.Secondary => "secondary road",
        CorridorClass.DesertTrack => "desert track",
        _ => "off road",
    };
}
