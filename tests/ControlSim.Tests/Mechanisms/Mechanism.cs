using System.Collections.Immutable;
using ControlSim.Study.ResultFiles;

namespace ControlSim.Tests.Mechanisms;

/// <summary>
/// A row of <c>mechanisms.csv</c>: a what-if of a small world and the sign that it must give an outcome. Base and what-if are lists
/// of what-ifs of the world's file; those of <see cref="Without"/> take away what carries the mechanism.
/// </summary>
/// <param name="Id">M1 to M46, as in scenarios/STATEMENTS.md.</param>
/// <param name="Claim">What it says.</param>
/// <param name="World">A file of the folder <c>worlds</c>.</param>
/// <param name="Base">What is laid over the world in both of a pair.</param>
/// <param name="WhatIf">What is laid over it in the second.</param>
/// <param name="Outcome">Id of an outcome of the world.</param>
/// <param name="Sign">+1 up, -1 down.</param>
/// <param name="Without">What is laid over both to switch the mechanism off.</param>
/// <param name="Carrier">
/// The processes that carry it and are off then; <c>rate: path</c> where the process cannot be off and a parameter of it is 0
/// instead; <c>input: reason</c> where no process stands between the lever and the outcome.
/// </param>
internal sealed record Mechanism(
    string Id,
    string Claim,
    string World,
    ImmutableArray<string> Base,
    ImmutableArray<string> WhatIf,
    string Outcome,
    int Sign,
    ImmutableArray<string> Without,
    string Carrier)
{
    /// <summary>The rows, in the order of the file.</summary>
    public static ImmutableArray<Mechanism> All { get; } = Read();

    /// <summary>The folder of the table and its worlds.</summary>
    public static string Folder => Path.Combine(GoldenFile.Root, "tests", "ControlSim.Tests", "Mechanisms");

    /// <summary>Name of a row: a mechanism can show in several outcomes, and an outcome in several what-ifs.</summary>
    public string Name => $"{Id} {Outcome}: {Claim}";

    private static ImmutableArray<Mechanism> Read()
    {
        const string Table = "mechanisms.csv";
        using var text = new StreamReader(Path.Combine(Folder, Table));
        var reader = new CsvReader(text, Table);
        var rows = ImmutableArray.CreateBuilder<Mechanism>();
        while (reader.Read() is { } cells)
        {
            string Cell(string column) => cells[reader.Column(column)];
            ImmutableArray<string> Words(string column) => [.. Cell(column).Split(' ', StringSplitOptions.RemoveEmptyEntries)];
            rows.Add(new Mechanism(
                Cell("mechanism"), Cell("claim"), Cell("world"), Words("base"), Words("what_if"), Cell("outcome"),
                Cell("sign") switch { "+" => 1, "-" => -1, var other => throw new InvalidDataException($"{Table}({reader.Line}): a sign is + or -, not '{other}'") },
                Words("without"), Cell("carrier")));
        }

        return rows.ToImmutable();
    }
}
