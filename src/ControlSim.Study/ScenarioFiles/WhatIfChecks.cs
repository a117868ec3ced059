using System.Collections.Immutable;

namespace ControlSim.Study.ScenarioFiles;

/// <summary>
/// Checks the what-ifs that are not asked for, each laid over the scenario by itself: 20 ms each for the theatre, on other threads
/// while the scenario itself is read.
/// </summary>
internal sealed class WhatIfChecks
{
    private const int MostWhatIfs = 100;

    private readonly ImmutableArray<string> names;
    private readonly ImmutableArray<Task<ProblemList>> checks;
    private readonly Task<ProblemList>? alone;

    private WhatIfChecks(MapNode tree, ImmutableArray<KeyValuePair<string, MapNode>> whatIfs, bool isTreeChecked)
    {
        names = [.. whatIfs.Select(w => w.Key)];
        checks = [.. whatIfs.Select(w => Task.Run(() => Found(tree, w.Key, w.Value)))];
        alone = isTreeChecked || whatIfs.IsEmpty ? null : Task.Run(() => Checked(tree, new ProblemList()));
    }

    /// <summary>Begins the checks.</summary>
    /// <param name="tree">The scenario without what-ifs.</param>
    /// <param name="applied">What-ifs that are checked with the scenario.</param>
    /// <param name="isTreeChecked">The scenario is checked as it is: its problems need not be found again to leave them out here.</param>
    /// <param name="problems">Told of more what-ifs than are checked.</param>
    public static WhatIfChecks Begin(MapNode tree, IReadOnlyList<string> applied, bool isTreeChecked, ProblemList problems)
    {
        ImmutableArray<KeyValuePair<string, MapNode>> others = [.. Changes.WhatIfs(tree).Where(whatIf => !applied.Contains(whatIf.Key))];
        if (others.Length > MostWhatIfs)
        {
            problems.Error(((MapNode)tree["what_ifs"]!).Mark, "what_ifs", $"there are more than {MostWhatIfs} what-ifs, each of which is checked by itself; "
                + "write a study, or files that extend this one");
            others = [];
        }

        return new WhatIfChecks(tree, others, isTreeChecked);
    }

    /// <summary>Waits for the checks, and adds what the scenario by itself does not have wrong.</summary>
    public void AddTo(ProblemList problems)
    {
        for (int i = 0; i < names.Length; i++)
        {
            foreach (Problem problem in checks[i].GetAwaiter().GetResult().ToSorted())
            {
                if (alone?.GetAwaiter().GetResult().Contains(problem) != true && !problems.Contains(problem))
                {
                    problems.Add(problem with { Text = $"with what-if '{names[i]}': {problem.Text}" });
                }
            }
        }
    }

    private static ProblemList Found(MapNode tree, string name, MapNode changes)
    {
        ProblemList found = new();
        return Checked(Changes.WithWhatIf(tree, changes, $"what_ifs.{name}.changes", found), found);
    }

    private static ProblemList Checked(MapNode tree, ProblemList problems)
    {
        ScenarioCheck.Run(tree, problems);
        return problems;
    }
}
