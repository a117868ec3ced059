using System.Collections.Immutable;
using ControlSim.Scenarios;
using ControlSim.Study.ResultFiles;
using ControlSim.Study.Scores;

namespace ControlSim.Cli;

/// <summary>The part of <c>score</c> that changes parameters one by one.</summary>
internal static class RobustnessJob
{
    /// <summary>Scores the changes that the table does not have.</summary>
    /// <returns>All rows, the scenario as it is first.</returns>
    /// <exception cref="StoppedException">It was cancelled; the table has what is done.</exception>
    public static ImmutableArray<RobustnessRow> Do(
        ScoreRequest request, Scenario scenario, ObservedControl observed, Terminal terminal, CancellationToken cancellation)
    {
        var check = new Robustness(scenario, observed, request.Run.Replicates, request.Run.Jobs);
        var table = new RobustnessTable(request.Robustness!);
        string[] parameters = [.. check.Parameters.Where(p => request.Parameters.IsDefaultOrEmpty || request.Parameters.Contains(p))];
        (string Path, double Factor)[] changes = [.. parameters.SelectMany(p => Robustness.Factors.Select(f => (p, f)))];
        (string Path, double Factor)[] missing = [.. changes.Where(c => table.Find(c.Path, c.Factor) is null)];
        try
        {
            RobustnessRow asItIs = check.Base(cancellation);
            RobustnessRow? known = table.Find("", 1);
            if (known is not null && known.Brier != asItIs.Brier)
            {
                throw new CsvFormatException($"{request.Robustness}: its scenario scores {known.Brier:R}, this one {asItIs.Brier:R}: another scenario, model or number of runs; name another table");
            }

            if (known is null) table.Add(asItIs);
            terminal.Error.WriteLine($"{parameters.Length} parameters, {missing.Length} of {changes.Length} changes to do");
            terminal.WithProgress("changes", Math.Max(1, missing.Length), progress =>
            {
                for (int i = 0; i < missing.Length; i++)
                {
                    if (check.Changed(missing[i].Path, missing[i].Factor, cancellation) is { } row) table.Add(row);
                    progress?.Report(i + 1);
                }

                return 0;
            });
        }
        catch (OperationCanceledException e) when (cancellation.IsCancellationRequested)
        {
            throw new StoppedException($"stopped with {table.Rows.Count()} lines in {request.Robustness}; the same command goes on", e);
        }

        return [.. table.Rows];
    }
}
