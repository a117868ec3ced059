using System.Collections.Immutable;
using ControlSim.Study.Figures;

namespace ControlSim.Study.Analyses;

/// <summary>What an analysis found.</summary>
/// <param name="Tables">Tables, to print and to write.</param>
/// <param name="Sentences">Rules and remarks in plain words.</param>
/// <param name="Figures">Figures, by file name.</param>
public sealed record Analysis(
    ImmutableArray<AnalysisTable> Tables, ImmutableArray<string> Sentences, ImmutableArray<(string Name, Figure Figure)> Figures)
{
    /// <summary>Nothing found yet.</summary>
    public static Analysis Empty { get; } = new([], [], []);

    /// <summary>Both together.</summary>
    public Analysis With(Analysis other) =>
        new([.. Tables, .. other.Tables], [.. Sentences, .. other.Sentences], [.. Figures, .. other.Figures]);
}
