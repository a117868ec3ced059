using System.Collections.Immutable;
using NetTopologySuite.Geometries;

namespace ControlSim.Study.Figures;

/// <summary>A map: layers in a projected plane, km, y to the north.</summary>
/// <param name="Box">Box on the canvas, px; the map fills it and shows more than the extent where the shapes differ.</param>
/// <param name="Extent">What must be seen, km.</param>
public sealed record MapPanel(Box Box, Envelope Extent) : Panel(Box)
{
    /// <summary>Written in the upper left corner of the frame; empty for none.</summary>
    public string Title { get; init; } = "";

    public required Rgb Background { get; init; }

    /// <summary>Drawn in this order; labels of all layers are placed at the end.</summary>
    public required ImmutableArray<MapLayer> Layers { get; init; }

    /// <summary>Draws a scale in km in the lower right corner.</summary>
    public bool ScaleBar { get; init; } = true;

    /// <summary>Boxes on the canvas that labels must leave free, px: an inset, a note.</summary>
    public ImmutableArray<Box> KeepClear { get; init; } = [];

    /// <summary>Parts that another panel shows larger: each is framed and tied to that panel.</summary>
    public ImmutableArray<MapCallout> Callouts { get; init; } = [];

    public Stroke Frame { get; init; } = new(Palette.Muted);
}

/// <summary>A part of a map that another panel shows larger.</summary>
/// <param name="Extent">The part, km.</param>
/// <param name="Target">Box of the other panel, px.</param>
public sealed record MapCallout(Envelope Extent, Box Target);

/// <summary>Things of one kind on a map.</summary>
/// <param name="Name">Name of the group, a-z and '-'.</param>
public abstract record MapLayer(string Name);

/// <summary>Areas.</summary>
public sealed record PolygonLayer(string Name, ImmutableArray<MapPolygon> Shapes) : MapLayer(Name);

/// <summary>Lines.</summary>
public sealed record PolylineLayer(string Name, ImmutableArray<MapLine> Shapes) : MapLayer(Name);

/// <summary>Signs at points.</summary>
public sealed record MarkerLayer(string Name, ImmutableArray<MapMarker> Shapes) : MapLayer(Name);

/// <summary>Texts, placed by priority so that none touches another.</summary>
public sealed record LabelLayer(string Name, ImmutableArray<MapLabel> Labels) : MapLayer(Name);

/// <summary>An area (Polygon or MultiPolygon).</summary>
/// <param name="Geometry">km.</param>
/// <param name="Fill">Null: outline only.</param>
/// <param name="Stroke">Outline; null for none.</param>
public sealed record MapPolygon(Geometry Geometry, Fill? Fill, Stroke? Stroke = null)
{
    /// <summary>What it is: shown by a browser when the pointer rests on it; empty for none.</summary>
    public string Tooltip { get; init; } = "";

    /// <summary>Id of the thing, for scripts; empty for none.</summary>
    public string Key { get; init; } = "";
}

/// <summary>A line (LineString or MultiLineString), km.</summary>
public sealed record MapLine(Geometry Geometry, Stroke Stroke)
{
    public string Tooltip { get; init; } = "";

    public string Key { get; init; } = "";
}

/// <summary>A sign at a point, km.</summary>
public sealed record MapMarker(Coordinate Position, Marker Marker)
{
    public string Tooltip { get; init; } = "";

    public string Key { get; init; } = "";
}

/// <summary>A text near a point, km.</summary>
/// <param name="Text">Text.</param>
/// <param name="Position">Point that it names.</param>
/// <param name="Priority">Higher is placed first.</param>
/// <param name="Style">Style; its anchor is set by the placement.</param>
public sealed record MapLabel(string Text, Coordinate Position, double Priority, TextStyle Style)
{
    /// <summary>Half the width of the sign at the point, px: the text stands beside it. Below zero: only on the point itself.</summary>
    public double Clearance { get; init; } = 4;

    /// <summary>Other points that serve as well, in order of preference, km: the name of an area may stand anywhere in it.</summary>
    public ImmutableArray<Coordinate> Alternatives { get; init; } = [];

    /// <summary>The text must begin and end within this area, km; null: it may stand anywhere.</summary>
    public Geometry? Inside { get; init; }

    /// <summary>Parts of that area in which the text must neither begin nor end, km.</summary>
    public ImmutableArray<Geometry> Outside { get; init; } = [];

    /// <summary>True: where no place beside the point is free, the text stands further off, tied to the point by a thin line.</summary>
    public bool Leader { get; init; }
}
