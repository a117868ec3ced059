using System.Collections.Immutable;
using ControlSim.Scenarios;

namespace ControlSim.Study.Figures;

/// <summary>The signs of the control map: one place decides what a colour, a width and a shape mean, for map, inset and legend.</summary>
internal sealed class ControlMapSigns
{
    /// <summary>Lower bounds of the shares of runs at which a colour gets stronger, and its opacity from there.</summary>
    public static readonly ImmutableArray<(double Share, double Opacity)> Certainty = [(0.95, 0.85), (0.75, 0.62), (0.5, 0.42), (0, 0.24)];

    private const double WidestFlow = 7;
    private const double ThinnestFlow = 1.6;

    private readonly ControlMapInput _input;

    /// <param name="input">The map.</param>
    /// <param name="greatestFlow">Flow of the widest line, man-days a day; null: the greatest on this map.</param>
    public ControlMapSigns(ControlMapInput input, double? greatestFlow = null)
    {
        _input = input;
        States = [.. input.Locations.Select(l => ControlState.Of(l, input.Blocs))];
        GreatestFlow = greatestFlow ?? input.Corridors.Select(c => c.Flow).DefaultIfEmpty(0).Max();
        IEnumerable<int> rows = Enumerable.Range(0, input.Blocs.Length);
        Holders = [.. rows.Where(row => States.Any(s => s.Bloc == row || s.Rival == row))];
        Carriers = [.. rows.Where(row => !Holders.Contains(row) && input.Corridors.Any(c => c.Flow > 0 && c.Bloc == input.Blocs[row].Id))];
    }

    /// <summary>State of each location, in the input's order.</summary>
    public ImmutableArray<ControlState> States { get; }

    /// <summary>Rows of the blocs that hold or contest anything on this map.</summary>
    public ImmutableArray<int> Holders { get; }

    /// <summary>Rows of the blocs that are supplied on this map without holding anything on it.</summary>
    public ImmutableArray<int> Carriers { get; }

    /// <summary>Greatest flow on a corridor, man-days a day.</summary>
    public double GreatestFlow { get; }

    /// <summary>Opacity of a colour at a share of runs.</summary>
    public static double OpacityAt(double share)
    {
        foreach ((double bound, double opacity) in Certainty)
        {
            if (share >= bound - 1e-9) return opacity;
        }

        return Certainty[^1].Opacity;
    }

    /// <summary>
    /// Fill of a control area, mixed with the colour of land beforehand: neighbouring areas then show no seam where they touch.
    /// </summary>
    public Fill? FillOf(ControlState state)
    {
        if (state.Contested) return Contested(state.Bloc, state.Rival);
        return state.Bloc < 0 ? null : new Fill(Tint(_input.Blocs[state.Bloc].Colour, OpacityAt(state.Share)));
    }

    /// <summary>Hatch in the colours of two blocs; a bloc that is not known is drawn white.</summary>
    public Fill Contested(int first, int second)
    {
        Rgb ground = first < 0 ? Palette.White : Tint(_input.Blocs[first].Colour, 0.85);
        Rgb stripes = second < 0 ? Palette.White : Tint(_input.Blocs[second].Colour, 0.85);
        return new Fill(ground, 1, new Hatch(stripes));
    }

    /// <summary>A colour on land.</summary>
    public static Rgb Tint(Rgb colour, double opacity) => colour.Over(Palette.Land, opacity);

    /// <summary>Line of a corridor that carries a flow: its area grows with the flow, so the width grows with its root.</summary>
    public Stroke FlowLine(double flow, Rgb colour)
    {
        double width = Math.Max(ThinnestFlow, WidestFlow * Math.Sqrt(flow / GreatestFlow));
        return new Stroke(colour.Darkened(42), width, "", 1, Palette.White);
    }

    /// <summary>Line of a corridor that carries nothing.</summary>
    public static Stroke RoadLine(CorridorClass kind)
    {
        var grey = new Rgb(0x87, 0x84, 0x7d);
        return kind switch
        {
            CorridorClass.Highway => new Stroke(grey, 1.7),
            CorridorClass.Primary => new Stroke(grey, 1.2),
            CorridorClass.Secondary => new Stroke(grey, 0.8),
            CorridorClass.DesertTrack => new Stroke(grey, 0.9, "4 3"),
            CorridorClass.OffRoad => new Stroke(grey, 0.9, "0.1 3.5"),
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "no sign for this class of corridor"),
        };
    }

    /// <summary>Sign of a location by its kind and population.</summary>
    public static Marker Place(string kind, long population)
    {
        var outline = new Stroke(Palette.Ink, 1);
        var white = new Fill(Palette.White);
        var ink = new Fill(Palette.Ink);
        return kind switch
        {
            "base" => new Marker { Shape = MarkerShape.Triangle, Radius = 3, Fill = ink, Stroke = new Stroke(Palette.White, 0.6) },
            "dam" => new Marker { Shape = MarkerShape.Square, Radius = 2.2, Fill = ink, Stroke = new Stroke(Palette.White, 0.6) },
            "oilfield" => new Marker { Shape = MarkerShape.Diamond, Radius = 2.6, Fill = ink, Stroke = new Stroke(Palette.White, 0.6) },
            "refuge" => new Marker { Radius = 3.2, Stroke = new Stroke(Palette.Muted, 1, "1.6 1.6") },
            _ => new Marker { Radius = CircleRadius(population), Fill = white, Stroke = outline },
        };
    }

    private static double CircleRadius(long population) => population switch
    {
        >= 500_000 => 4.6,
        >= 100_000 => 3.6,
        >= 20_000 => 2.8,
        _ => 2.1,
    };
}
