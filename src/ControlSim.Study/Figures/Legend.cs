using System.Collections.Immutable;

namespace ControlSim.Study.Figures;

/// <summary>The key to the signs of a figure, as a panel of its own: it covers no data.</summary>
/// <param name="Box">Outer box, px.</param>
/// <param name="Sections">From top to bottom, or in one row.</param>
public sealed record LegendPanel(Box Box, ImmutableArray<LegendSection> Sections) : Panel(Box)
{
    /// <summary>True: all entries side by side; false: one below the other.</summary>
    public bool Horizontal { get; init; }
}

/// <summary>Entries under one heading.</summary>
/// <param name="Title">Heading; empty for none.</param>
/// <param name="Items">Entries.</param>
public sealed record LegendSection(string Title, ImmutableArray<LegendItem> Items)
{
    /// <summary>A remark below the entries; empty for none.</summary>
    public string Note { get; init; } = "";
}

/// <summary>One entry: a sign and what it means. The sign shows whichever of area, line and marker is given, in this order.</summary>
/// <param name="Text">Meaning.</param>
public sealed record LegendItem(string Text)
{
    /// <summary>Areas side by side in one swatch; more than one for a scale of opacity.</summary>
    public ImmutableArray<Fill> Fills { get; init; } = [];

    public Stroke? Line { get; init; }

    public Marker? Marker { get; init; }

    /// <summary>Key for scripts and tests (a bloc's id); empty for none.</summary>
    public string Key { get; init; } = "";
}
