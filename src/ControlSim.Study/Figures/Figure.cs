using System.Collections.Immutable;

namespace ControlSim.Study.Figures;

/// <summary>
/// One figure, described: what is on it and where, in no file format. A drawer (<see cref="SvgWriter"/>) makes a file of it.
/// The words follow ScottPlot (plot, axes, scatter, fill between, bars, legend) so that another drawer can be added.
/// </summary>
public sealed record Figure
{
    /// <summary>The line that every figure carries.</summary>
    public const string Disclaimer = "teaching model, not a forecast";

    /// <summary>Short name, a-z, 0-9 and '-': prefix of ids, so that several figures can stand in one page.</summary>
    public required string Name { get; init; }

    public required string Title { get; init; }

    public string Subtitle { get; init; } = "";

    /// <summary>What the figure shows, in one or two sentences for people who do not see it.</summary>
    public string Description { get; init; } = "";

    /// <summary>px.</summary>
    public required int Width { get; init; }

    /// <summary>px.</summary>
    public required int Height { get; init; }

    /// <summary>Drawn in this order; each knows its box on the canvas.</summary>
    public required ImmutableArray<Panel> Panels { get; init; }

    /// <summary>Where data and base map come from.</summary>
    public string Source { get; init; } = "";

    /// <summary>Words before the disclaimer in the last line.</summary>
    public string FooterNote { get; init; } = "";

    /// <summary>The last line; always contains <see cref="Disclaimer"/>.</summary>
    public string Footer => FooterNote.Length == 0 ? Disclaimer : $"{FooterNote} · {Disclaimer}";

    /// <summary>Words of a footer: who made it, and what the scenario says of its data.</summary>
    public static string Note(string caveat) => caveat.Length == 0 ? "ControlSim" : $"ControlSim · {caveat.TrimEnd('.')}";

    /// <summary>The part of a canvas that is left for panels between title and source line.</summary>
    /// <param name="width">Width of the figure, px.</param>
    /// <param name="height">Height of the figure, px.</param>
    public static Box Content(int width, int height) => new Box(0, 0, width, height).Inset(24, 84, 24, 44);
}

/// <summary>A part of a figure with its own box on the canvas.</summary>
/// <param name="Box">Outer box, px, axes and title included.</param>
public abstract record Panel(Box Box);
