using ControlSim.Study.Experiments;
using ControlSim.Study.ResultFiles;
using ControlSim.Study.Sweeps;

namespace ControlSim.Cli;

/// <summary>What the verbs of <c>sweep</c> print.</summary>
internal static class SweepReport
{
    /// <summary>Rows up to which the discrepancy is computed: it takes their square.</summary>
    private const int MostRowsForDiscrepancy = 4000;

    public static void Plan(SweepPlan plan, Terminal terminal)
    {
        SweepRecord record = plan.Record;
        TextWriter writer = terminal.Out;
        writer.WriteLine($"{record.Title} ({record.Study}), design {record.Design}");
        var table = new TextTable("factor", "from", "to", "scale", "base", "sets");
        foreach (Factor factor in record.Factors)
        {
            bool isWord = factor.IsWord;
            table.Add(
                factor.Name,
                isWord ? string.Join(" | ", factor.Levels) : factor.Text(factor.Low),
                isWord ? "" : factor.Text(factor.High),
                isWord ? "levels" : factor.Scale.ToString().ToLowerInvariant(),
                factor.Base,
                factor.Kind == FactorKind.WhatIf ? "what-ifs" : string.Join(", ", factor.Paths));
        }

        terminal.Write(table);
        writer.WriteLine();
        writer.WriteLine($"rows         {record.Rows}{(plan.Design.Dropped > 0 ? $" ({plan.Design.Dropped} more do not meet `where`)" : "")}");
        writer.WriteLine(record.Until is null
            ? $"replicates   {record.Replicates}"
            : $"replicates   {record.Until.Least} to {record.Until.Most}, until {record.Until.Outcome} is known to ± {record.Until.HalfWidth}");
        writer.WriteLine($"runs         {(record.Until is null ? $"{record.Units}" : $"{(long)record.Rows * record.Until.Least} to {(long)record.Rows * record.Until.Most}")}");
        writer.WriteLine($"parts        {record.Parts}");
        writer.WriteLine($"seed         {record.Seed}, {record.Random.ToString().ToLowerInvariant()} random numbers");
        if (!plan.Design.Varied.IsEmpty && record.Rows <= MostRowsForDiscrepancy)
        {
            writer.WriteLine($"discrepancy  {Study.Statistics.Discrepancy.Centred(plan.Design.InUnitCube()):0.0000} (centred L2)");
        }
    }

    public static void Merged(SweepRecord record, MergeResult result, string path, Terminal terminal)
    {
        TextWriter writer = terminal.Out;
        writer.WriteLine($"{record.Title} ({record.Study}), design {record.Design}");
        writer.WriteLine($"rows         {record.Rows}");
        writer.WriteLine($"runs         {result.Runs}{(result.Failed > 0 ? $", of which {result.Failed} gave no values (merged/failures.csv)" : "")}");
        if (result.MissingParts > 0)
        {
            writer.WriteLine($"missing      {result.MissingParts} of {record.Parts} parts");
        }

        writer.WriteLine($"seed         {record.Seed}, {record.Random.ToString().ToLowerInvariant()} random numbers");
        writer.WriteLine($"results in   {Path.Combine(path, "merged")}");
    }

    public static int Status(string path, bool json, Terminal terminal)
    {
        using SweepFolder folder = SweepFolder.Open(path, isExclusive: false);
        var status = SweepStatus.Of(folder);
        int failed = status.Runs.Where(r => r.Key != RunStatus.Ok).Sum(r => r.Value);
        if (json)
        {
            terminal.Out.Write(JsonText.Of(writer =>
            {
                writer.WriteStartObject();
                writer.WriteString("study", folder.Record.Study);
                writer.WriteString("design", folder.Record.Design);
                writer.WriteNumber("parts", status.Parts);
                writer.WriteNumber("parts_done", status.Done);
                writer.WriteNumber("parts_damaged", status.Damaged);
                foreach ((RunStatus name, int count) in status.Runs)
                {
                    writer.WriteNumber($"runs_{(name == RunStatus.SetAside ? "set_aside" : name.ToString().ToLowerInvariant())}", count);
                }

                writer.WriteEndObject();
            }));
        }
        else
        {
            terminal.Out.WriteLine($"{folder.Record.Title} ({folder.Record.Study}), design {folder.Record.Design}");
            terminal.Out.WriteLine($"parts        {status.Done} of {status.Parts}{(status.Damaged > 0 ? $"; {status.Damaged} files are damaged and will be done again" : "")}");
            terminal.Out.WriteLine($"runs         {status.Runs.Values.Sum()}: " + string.Join(", ", status.Runs.Where(r => r.Value > 0 || r.Key == RunStatus.Ok)
                .Select(r => $"{r.Value} {(r.Key == RunStatus.SetAside ? "set aside" : r.Key.ToString().ToLowerInvariant())}")));
            foreach (RunRow run in status.Failures)
            {
                terminal.Out.WriteLine($"  row {run.Row}, replicate {run.Replicate}: {run.Stage}: {run.Cause}");
            }

            if (failed > status.Failures.Count)
            {
                terminal.Out.WriteLine($"  and {failed - status.Failures.Count} more (merged/failures.csv)");
            }
        }

        return failed > 0 || status.Done < status.Parts ? ExitCode.SomeFailed : ExitCode.Done;
    }
}
