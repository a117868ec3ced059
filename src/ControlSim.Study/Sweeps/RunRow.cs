using System.Collections.Immutable;

namespace ControlSim.Study.Sweeps;

/// <summary>One run of a sweep, as it stands in a part file.</summary>
/// <param name="Row">Id of the design row.</param>
/// <param name="Replicate">Number of the replicate, from 0.</param>
/// <param name="Key">Key of its random numbers: the run can be repeated alone.</param>
/// <param name="Status">How it ended.</param>
/// <param name="Stage">Where it failed: scenario or run; empty if it did not.</param>
/// <param name="Cause">Why; empty if it did not.</param>
/// <param name="StateHash">Hash of the final state; empty if it failed.</param>
/// <param name="Values">Outcomes, NaN where one does not exist; all NaN if it failed.</param>
public sealed record RunRow(
    string Row,
    int Replicate,
    ulong Key,
    RunStatus Status,
    string Stage,
    string Cause,
    string StateHash,
    ImmutableArray<double> Values)
{
    /// <summary>Values of the uncertain parameters in this run; empty if nothing is uncertain or it failed.</summary>
    public ImmutableArray<double> Draws { get; init; } = [];

    /// <summary>A run that gave no values.</summary>
    public static RunRow Without(string row, int replicate, ulong key, RunStatus status, string stage, string cause, int outcomes) =>
        new(row, replicate, key, status, stage, OneLine(cause), "", [.. Enumerable.Repeat(double.NaN, outcomes)]);

    private static string OneLine(string text) => text.ReplaceLineEndings(" ");
}
