using System.Collections.Immutable;

namespace ControlSim.Study.Figures;

/// <summary>Data on a plot. X and Y are numbers of the axes; a Y that is no number (NaN) breaks a line.</summary>
public abstract record Series
{
    /// <summary>Text in the legend; empty for none.</summary>
    public string Name { get; init; } = "";
}

/// <summary>Points joined by straight lines, or by steps (a value holds until the next).</summary>
public sealed record LineSeries(ImmutableArray<double> X, ImmutableArray<double> Y, Stroke Stroke) : Series
{
    /// <summary>True: the value holds until the next point (Kaplan-Meier curves, owners, closures).</summary>
    public bool Steps { get; init; }
}

/// <summary>The area between two lines: a quantile band.</summary>
public sealed record BandSeries(
    ImmutableArray<double> X, ImmutableArray<double> Low, ImmutableArray<double> High, Fill Fill) : Series
{
    /// <summary>True: the values hold until the next point.</summary>
    public bool Steps { get; init; }
}

/// <summary>Points with a marker each.</summary>
public sealed record ScatterSeries(ImmutableArray<double> X, ImmutableArray<double> Y, Marker Marker) : Series;

/// <summary>Bars from a base.</summary>
public sealed record BarSeries(ImmutableArray<double> X, ImmutableArray<double> Y, Fill Fill) : Series
{
    /// <summary>Width of a bar in numbers of the x axis.</summary>
    public double BarWidth { get; init; } = 0.8;

    /// <summary>Where bars begin.</summary>
    public double Base { get; init; }

    /// <summary>True: bars lie; X is then their place on the y axis, Y their length along the x axis.</summary>
    public bool Horizontal { get; init; }
}

/// <summary>Coloured cells in rows: a heatmap. Cells side by side in one colour are drawn as one.</summary>
/// <param name="XEdges">Sides of the columns, ascending: one more than there are columns.</param>
/// <param name="YEdges">Sides of the rows, ascending: one more than there are rows.</param>
/// <param name="Colours">Index <c>row * columns + column</c>; null leaves a cell empty.</param>
public sealed record CellSeries(ImmutableArray<double> XEdges, ImmutableArray<double> YEdges, ImmutableArray<Rgb?> Colours) : Series;

/// <summary>A closed shape in data: a violin, a region.</summary>
public sealed record ShapeSeries(ImmutableArray<double> X, ImmutableArray<double> Y, Fill Fill, Stroke? Stroke = null) : Series;

/// <summary>A line across the plot at one x, with a text: a dated event.</summary>
public sealed record VerticalMark(double X, string Text, Stroke Stroke) : Series;

/// <summary>A text at a point of the data.</summary>
public sealed record TextMark(double X, double Y, string Text, TextStyle Style) : Series;
