using System.Collections.Immutable;

namespace ControlSim.Study.Figures;

/// <summary>How numbers become places on an axis.</summary>
public enum AxisScale
{
    Linear,

    /// <summary>Decades; all numbers must be above zero.</summary>
    Log,

    /// <summary>Numbers are days as <see cref="DateOnly.DayNumber"/>.</summary>
    Date,
}

/// <summary>One axis of a plot.</summary>
public sealed record Axis
{
    public AxisScale Scale { get; init; } = AxisScale.Linear;

    /// <summary>What is measured, with its unit.</summary>
    public string Label { get; init; } = "";

    /// <summary>Lower end; null: from the data, to a round number.</summary>
    public double? Min { get; init; }

    /// <summary>Upper end; null: from the data, to a round number.</summary>
    public double? Max { get; init; }

    /// <summary>False leaves the numbers at the ticks away: the panel below has them.</summary>
    public bool ShowTickLabels { get; init; } = true;

    /// <summary>Names in place of numbers, for bars; empty for none.</summary>
    public ImmutableArray<Tick> Named { get; init; } = [];
}

/// <summary>A mark on an axis.</summary>
/// <param name="Value">Where it stands.</param>
/// <param name="Text">What is written at it; empty for a small mark.</param>
public readonly record struct Tick(double Value, string Text);
