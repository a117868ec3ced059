using System.Collections.Immutable;
using ControlSim.Study.Statistics;

namespace ControlSim.Study.Analyses;

/// <summary>How data are analysed.</summary>
public sealed record AnalysisRequest
{
    /// <summary>Title of the figures.</summary>
    public required string Title { get; init; }

    /// <summary>Outcomes that are analysed; all if empty.</summary>
    public ImmutableArray<string> Outcomes { get; init; } = [];

    /// <summary>The response is the spread of the replicates instead of their mean.</summary>
    public bool Spread { get; init; }

    /// <summary>Condition on outcomes for scenario discovery.</summary>
    public string Interest { get; init; } = "";

    /// <summary>Density that a discovered box should have; null for the best balance with coverage.</summary>
    public double? Density { get; init; }

    public Bootstrap Bootstrap { get; init; } = new();

    /// <summary>Rows of the outcomes that are analysed.</summary>
    public int[] Chosen(AnalysisData data) =>
        [.. Enumerable.Range(0, data.Outcomes.Length).Where(o => Outcomes.IsEmpty || Outcomes.Contains(data.Outcomes[o].Id))];

    /// <summary>Response of each row.</summary>
    public double[] Response(AnalysisData data, int outcome) => Spread ? data.Deviations(outcome) : data.Means(outcome);
}
