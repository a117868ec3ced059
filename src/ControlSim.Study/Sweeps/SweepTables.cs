using System.Collections.Immutable;
using System.Globalization;
using ControlSim.Study.Experiments;
using ControlSim.Study.ResultFiles;

namespace ControlSim.Study.Sweeps;

/// <summary>What merging found.</summary>
/// <param name="Runs">Runs in the tables.</param>
/// <param name="Failed">Runs without values.</param>
/// <param name="MissingParts">Parts that are not there.</param>
public sealed record MergeResult(int Runs, int Failed, int MissingParts);

/// <summary>
/// The merged tables of a sweep, as CSV and as Parquet with the same columns. Parts are read one after the other in order of the
/// design, so the bytes do not depend on who did them, and memory not on how many there are.
/// </summary>
public static class SweepTables
{
    private const string Temporary = ".merged.tmp";

    private static readonly ImmutableArray<TableColumn> RunColumns =
    [
        new("row", "string", "", "Id of the design row."),
        new("replicate", "integer", "", "Number of the replicate, from 0."),
        new("key", "string", "", "Key of the run's random numbers, hexadecimal."),
        new("status", "string", "", "ok, invalid, failed or set-aside."),
        new("stage", "string", "", "Where it failed: scenario or run."),
        new("cause", "string", "", "Why it failed."),
        new("state_hash", "string", "", "Hash of the final state, hexadecimal."),
    ];

    private static readonly ImmutableArray<TableColumn> OutcomeColumns =
    [
        new("row", "string", "", "Id of the design row."),
        new("replicate", "integer", "", "Number of the replicate, from 0."),
        new("outcome", "string", "", "Id of the outcome in the scenario."),
        new("value", "number", "", "Value; empty where it does not exist (a capture that did not happen)."),
        new("unit", "string", "", "Unit of measure; 1 for a share."),
    ];

    /// <summary>Writes merged/ anew.</summary>
    /// <param name="folder">The sweep.</param>
    /// <param name="allowMissing">Write what is there even if parts are missing.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="SweepException">Parts are missing.</exception>
    public static MergeResult Write(SweepFolder folder, bool allowMissing, CancellationToken cancellation)
    {
        SweepRecord record = folder.Record;
        Dictionary<int, string> parts = folder.WholeParts(_ => { });
        int missing = record.Parts - parts.Count;
        if (missing > 0 && !allowMissing)
        {
            throw new SweepException($"{missing} of {record.Parts} parts are missing or damaged; run the sweep again to do them, or merge what is there with --allow-partial");
        }

        string temporary = Path.Combine(folder.Path, Temporary);
        if (Directory.Exists(temporary))
        {
            Directory.Delete(temporary, recursive: true);
        }

        Directory.CreateDirectory(temporary);
        MergeResult result = WriteTables(temporary, record, parts, cancellation) with { MissingParts = missing };
        Design design = DesignFile.Read(Path.Combine(folder.Path, SweepFolder.DesignName), record.Factors, record.DesignKind);
        ImmutableArray<TableColumn> designColumns = WriteDesign(temporary, design);
        ResultTable Described(string path, string title, ImmutableArray<TableColumn> columns) => new(path, title, columns, _ => { });
        File.WriteAllText(Path.Combine(temporary, DataPackage.Path), DataPackage.Of(
            record.Study,
            record.Title,
            [
                Described("design.csv", "The rows of the design", designColumns),
                Described("runs.csv", "Every run and how it ended", ColumnsOf(record)),
                Described("failures.csv", "Runs that gave no values", RunColumns),
                Described("outcomes.csv", "Outcomes of every run that finished", OutcomeColumns),
            ]));
        if (Directory.Exists(folder.Merged))
        {
            Directory.Delete(folder.Merged, recursive: true);
        }

        Directory.Move(temporary, folder.Merged);
        return result;
    }

    private static MergeResult WriteTables(
        string folder, SweepRecord record, Dictionary<int, string> parts, CancellationToken cancellation)
    {
        using var runs = new TwinTable(folder, "runs", ColumnsOf(record));
        using var failures = new TwinTable(folder, "failures", RunColumns);
        using var outcomes = new TwinTable(folder, "outcomes", OutcomeColumns);
        int count = 0;
        int failed = 0;
        foreach ((_, string path) in parts.OrderBy(p => p.Key))
        {
            cancellation.ThrowIfCancellationRequested();
            foreach (RunRow run in PartFile.Read(path))
            {
                count++;
                Add(runs, run, record.Uncertain.Length);
                if (run.Status != RunStatus.Ok)
                {
                    failed++;
                    Add(failures, run, 0);
                    continue;
                }

                for (int o = 0; o < record.Outcomes.Length; o++)
                {
                    outcomes.Field(run.Row).Field(run.Replicate).Field(record.Outcomes[o].Id).Field(run.Values[o]).Field(record.Outcomes[o].Unit).EndRow();
                }
            }
        }

        return new MergeResult(count, failed, 0);
    }

    /// <summary>The columns of a run, and one for each parameter that runs draw.</summary>
    private static ImmutableArray<TableColumn> ColumnsOf(SweepRecord record) =>
        [.. RunColumns, .. record.Uncertain.Select(path => new TableColumn(path, "number", "", "Value that the run had."))];

    private static void Add(TwinTable table, RunRow run, int draws)
    {
        table
        .Field(run.Row)
        .Field(run.Replicate)
        .Field(run.Key.ToString("x16", CultureInfo.InvariantCulture))
        .Field(PartFile.StatusText(run.Status))
        .Field(run.Stage)
        .Field(run.Cause)
        .Field(run.StateHash);
        for (int d = 0; d < draws; d++) table.Field(run.Draws.IsEmpty ? double.NaN : run.Draws[d]);
        table.EndRow();
    }

    private static ImmutableArray<TableColumn> WriteDesign(string folder, Design design)
    {
        ImmutableArray<TableColumn> columns =
        [
            new("row", "string", "", "Id of the design row."),
            .. design.Factors.Select(f => new TableColumn(f.Name, f.IsWord ? "string" : f.Kind == FactorKind.Date ? "date" : "number", f.Unit, $"{f.Label}.")),
        ];
        using var table = new TwinTable(folder, "design", columns);
        for (int i = 0; i < design.Rows; i++)
        {
            table.Field(design.Ids[i]);
            for (int j = 0; j < design.Factors.Length; j++)
            {
                Factor factor = design.Factors[j];
                _ = factor.IsWord || factor.Kind == FactorKind.Date
                    ? table.Field(factor.Text(design.Values[i][j]))
                    : table.Field(design.Values[i][j]);
            }

            table.EndRow();
        }

        return columns;
    }
}
