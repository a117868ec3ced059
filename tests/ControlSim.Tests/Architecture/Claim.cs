using System.Collections.Immutable;
using ControlSim.Study.ResultFiles;

namespace ControlSim.Tests.Architecture;

/// <summary>A row of <c>Processes/claims.csv</c>: what a process must show, and the tests that show it.</summary>
/// <param name="Process">Name of a process, or <c>Tick</c> for all of them together.</param>
/// <param name="Text">What must be so.</param>
/// <param name="Tests">Tests as <c>Class.Method</c>.</param>
internal sealed record Claim(string Process, string Text, ImmutableArray<string> Tests)
{
    /// <summary>The rows, in the order of the file.</summary>
    public static ImmutableArray<Claim> All { get; } = Read();

    private static ImmutableArray<Claim> Read()
    {
        using var text = new StreamReader(Path.Combine(GoldenFile.Root, "tests", "ControlSim.Tests", "Processes", "claims.csv"));
        var reader = new CsvReader(text, "claims.csv");
        var rows = ImmutableArray.CreateBuilder<Claim>();
        while (reader.Read() is { } cells)
        {
            string Cell(string column) => cells[reader.Column(column)];
            rows.Add(new Claim(Cell("process"), Cell("claim"), [.. Cell("test").Split(' ')]));
        }

        return rows.ToImmutable();
    }
}
