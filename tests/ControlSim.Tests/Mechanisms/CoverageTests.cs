using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using ControlSim.Scenarios;
using ControlSim.Study.ScenarioFiles;

namespace ControlSim.Tests.Mechanisms;

/// <summary>The table of mechanisms is complete, and says the same as scenarios/STATEMENTS.md.</summary>
public sealed class CoverageTests
{
    /// <summary>Mechanisms without a sign, and why.</summary>
    private static readonly Dictionary<string, string> NotSigned = new(StringComparer.Ordinal)
    {
        ["M22"] = "attacks far away, which neither need territory nor lie on the map: there is no lever here and no outcome",
    };

    private static readonly Dictionary<string, string[]> Statements = File.ReadAllLines(Path.Combine(GoldenFile.Root, "scenarios", "STATEMENTS.md"))
        .Where(line => Regex.IsMatch(line, "^\\| M[0-9]+ \\|"))
        .Select(line => line.Trim('|', ' ').Split(" | ").Select(cell => cell.Trim()).ToArray())
        .ToDictionary(cells => cells[0], StringComparer.Ordinal);

    private static readonly ConcurrentDictionary<string, MapNode> Trees = new(StringComparer.Ordinal);

    public static TheoryData<string> Ids { get; } = new(Enumerable.Range(1, 46).Select(n => $"M{n}"));

    [Theory]
    [MemberData(nameof(Ids))]
    public void Every_mechanism_is_tested_or_has_a_reason_why_not(string id)
    {
        bool tested = Mechanism.All.Any(m => m.Id == id);
        Assert.True(tested != NotSigned.ContainsKey(id), id);
        Assert.Equal(tested, !Statements[id][3].StartsWith("no sign: ", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void The_page_of_statements_names_the_outcomes_and_signs_that_are_tested(string id)
    {
        string[] tested = [.. Mechanism.All.Where(m => m.Id == id).Select(Effect).Distinct().Order(StringComparer.Ordinal)];
        string[] named = NotSigned.ContainsKey(id)
            ? []
            : [.. Statements[id][3].Split(", ").Select(part => part.Replace("`", "", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];
        Assert.Equal(tested, named);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void The_page_of_statements_names_a_lever_that_the_what_ifs_change(string id)
    {
        string[] levers = [.. Regex.Matches(Statements[id][2], "`lever:([^`]+)`").Select(match => match.Groups[1].Value)];
        string[] changed = [.. Mechanism.All.Where(m => m.Id == id).SelectMany(ChangedPaths).Distinct()];
        Assert.True(NotSigned.ContainsKey(id) ? levers.Length == 0 : levers.Length > 0, id);
        foreach (string lever in levers)
        {
            Assert.True(changed.Any(path => IsAt(lever, path)), $"{id}: {lever} is not among {string.Join("; ", changed)}");
        }
    }

    /// <summary>What is laid over a row to show that the effect goes is the process itself being off, and not something else being gone.</summary>
    [Fact]
    public void Without_its_carrier_means_that_the_process_is_off()
    {
        foreach (Mechanism m in Mechanism.All)
        {
            Scenario off = MechanismRuns.Read(m.World, [.. m.Base, .. m.Without]), on = MechanismRuns.Read(m.World, m.Base);
            string[] gone = [.. on.Processes.Except(off.Processes).Select(process => Wording.Snake(process.ToString()))];
            if (m.Carrier.StartsWith("rate: ", StringComparison.Ordinal))
            {
                Assert.Empty(gone);
                Assert.Equal(("M13", "parameters.control.consolidation_rate", 0.0), (m.Id, m.Carrier[6..], off.Parameters.Control.ConsolidationRate));
            }
            else if (m.Carrier.StartsWith("input: ", StringComparison.Ordinal))
            {
                Assert.Equal("M1 red-mobility", $"{m.Id} {m.Outcome}");
            }
            else
            {
                Assert.Empty(m.Carrier.Split(' ').Except(gone));
            }
        }
    }

    /// <summary>As the page writes it: <c>outcome:supply down</c>, or <c>event:attack up</c> for a count of events.</summary>
    private static string Effect(Mechanism m)
    {
        Outcome outcome = MechanismRuns.Read(m.World, m.WhatIf).Outcomes.Single(o => o.Id == m.Outcome);
        string what = outcome.Kind == OutcomeKind.Events ? $"event:{outcome.Event}" : $"outcome:{Wording.Kebab(outcome.Kind.ToString())}";
        return $"{what} {(m.Sign > 0 ? "up" : "down")}";
    }

    /// <summary>Paths of the values by which the two sides of a pair differ, with the words that stand there.</summary>
    private static IEnumerable<string> ChangedPaths(Mechanism m)
    {
        MapNode tree = Trees.GetOrAdd(
            m.World, world => Layers.Read(Path.Combine(Mechanism.Folder, "worlds", $"{world}.yaml"), new ProblemList())!.Tree);
        return Changes.WhatIfs(tree)
            .Where(whatIf => m.Base.Contains(whatIf.Key) != m.WhatIf.Contains(whatIf.Key))
            .SelectMany(whatIf => Leaves(whatIf.Value, ""));
    }

    private static IEnumerable<string> Leaves(FileNode node, string path) => node is MapNode map
        ? map.Entries.SelectMany(entry => Leaves(entry.Value.Value, path.Length == 0 ? entry.Key : $"{path}.{entry.Key}"))
        : [node is ScalarNode scalar ? $"{path}: {scalar.Text}" : path];

    /// <summary>Is the value of a path one that the lever names? A row that is taken away takes all its values with it.</summary>
    private static bool IsAt(string lever, string path)
    {
        string[] wanted = lever.Split(": "), there = path.Split(": ");
        string[] keys = wanted[0].Split('.'), at = there[0].Split('.');
        bool same = keys.Zip(at).All(pair => pair.First == "*" || pair.First == pair.Second) && at.Length <= keys.Length && at.Length > 1;
        bool removed = there.Length == 1 && at.Length < keys.Length;
        return same && (removed || (at.Length == keys.Length && (wanted.Length == 1 || there.Length == 1 || wanted[1] == there[1])));
    }
}
