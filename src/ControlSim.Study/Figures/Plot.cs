using System.Collections.Immutable;

namespace ControlSim.Study.Figures;

/// <summary>A pair of axes with series on it.</summary>
/// <param name="Box">Outer box, px.</param>
public sealed record Plot(Box Box) : Panel(Box)
{
    public string Title { get; init; } = "";

    /// <summary>Colour of a key beside the title; null for none.</summary>
    public Rgb? TitleKey { get; init; }

    public required Axis XAxis { get; init; }

    public required Axis YAxis { get; init; }

    /// <summary>Drawn in this order.</summary>
    public required ImmutableArray<Series> Series { get; init; }

    /// <summary>True: the named series are listed in that corner of the plot that holds the fewest data.</summary>
    public bool Legend { get; init; }
}
