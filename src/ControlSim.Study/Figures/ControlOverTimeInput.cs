using System.Collections.Immutable;

namespace ControlSim.Study.Figures;

/// <summary>All that the figure of control over time shows.</summary>
public sealed record ControlOverTimeInput
{
    public required string ScenarioTitle { get; init; }

    /// <summary>Title of the figure.</summary>
    public string Title { get; init; } = "Control over time";

    /// <summary>What is measured: "population of held locations", "held area", "fighters".</summary>
    public required string Measure { get; init; }

    /// <summary>Unit at the y axes: "people", "km²", "fighters".</summary>
    public required string Unit { get; init; }

    /// <summary>Runs, at least 1.</summary>
    public required int Replicates { get; init; }

    /// <summary>Ascending.</summary>
    public required ImmutableArray<DateOnly> Dates { get; init; }

    /// <summary>One for each bloc, in the order of the panels after the first. Blocs that are zero throughout get no panel.</summary>
    public required ImmutableArray<BlocBands> Blocs { get; init; }

    public ImmutableArray<DateMark> Marks { get; init; } = [];

    /// <summary>Sources, one line.</summary>
    public string Source { get; init; } = "";

    /// <summary>px.</summary>
    public int Width { get; init; } = 1400;

    /// <summary>px; null: by the number of panels.</summary>
    public int? Height { get; init; }
}

/// <summary>Quantiles over the runs for one bloc; each list has one number a date.</summary>
public sealed record BlocBands
{
    public required FigureBloc Bloc { get; init; }

    public required ImmutableArray<double> P05 { get; init; }

    public required ImmutableArray<double> P25 { get; init; }

    public required ImmutableArray<double> P50 { get; init; }

    public required ImmutableArray<double> P75 { get; init; }

    public required ImmutableArray<double> P95 { get; init; }

    /// <summary>A few single runs, drawn faintly.</summary>
    public ImmutableArray<ImmutableArray<double>> Runs { get; init; } = [];
}

/// <summary>A dated event, marked across the panels.</summary>
/// <param name="Date">Date.</param>
/// <param name="Text">Text without the date: "al-Qa'im fell (history)".</param>
public sealed record DateMark(DateOnly Date, string Text)
{
    /// <summary>Ids of the blocs in whose panels the text stands; empty: in the first, large panel.</summary>
    public ImmutableArray<string> Blocs { get; init; } = [];
}
