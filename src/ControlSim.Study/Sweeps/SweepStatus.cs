namespace ControlSim.Study.Sweeps;

/// <summary>How far a sweep is, read from its files.</summary>
/// <param name="Parts">All parts.</param>
/// <param name="Done">Parts that are whole.</param>
/// <param name="Damaged">Part files that are not.</param>
/// <param name="Runs">Runs in whole parts, by status.</param>
/// <param name="Failures">The first runs without values.</param>
public sealed record SweepStatus(
    int Parts, int Done, int Damaged, IReadOnlyDictionary<RunStatus, int> Runs, IReadOnlyList<RunRow> Failures)
{
    /// <summary>Failures that are kept.</summary>
    private const int Shown = 20;

    /// <summary>Reads the status of a folder.</summary>
    public static SweepStatus Of(SweepFolder folder)
    {
        int damaged = 0;
        Dictionary<int, string> whole = folder.WholeParts(_ => damaged++);
        var runs = Enum.GetValues<RunStatus>().ToDictionary(s => s, _ => 0);
        var failures = new List<RunRow>();
        foreach ((_, string path) in whole.OrderBy(p => p.Key))
        {
            foreach (RunRow run in PartFile.Read(path))
            {
                runs[run.Status]++;
                if (run.Status != RunStatus.Ok && failures.Count < Shown)
                {
                    failures.Add(run);
                }
            }
        }

        return new SweepStatus(folder.Record.Parts, whole.Count, damaged, runs, failures);
    }
}
