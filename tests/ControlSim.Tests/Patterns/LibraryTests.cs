using ControlSim.Cli;
using ControlSim.Study.ScenarioFiles;
using ControlSim.Study.Scores;
using ControlSim.Tests.Cli;

namespace ControlSim.Tests.Patterns;

/// <summary>The scenarios of the library: each is sound, explained, and says beforehand what its what-ifs should do.</summary>
public sealed class LibraryTests
{
    private static readonly string[] Sections = ["## What it is", "## How it works", "## Things to notice", "## Things to try", "## Limits", "## Sources"];

    private static string Folder => Path.Combine(GoldenFile.Root, "scenarios");

    public static TheoryData<string> Names => [.. Directory.GetFiles(Folder, "*.yaml").Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_scenario_has_no_errors_a_lesson_outcomes_and_three_what_ifs_that_say_what_they_should_do(string name)
    {
        ScenarioReading reading = ScenarioReader.Read(Path.Combine(Folder, $"{name}.yaml"), [], []);
        Assert.DoesNotContain(reading.Problems, problem => !problem.IsWarning);
        Assert.Equal(name, reading.Info.Name);
        Assert.NotEmpty(reading.Scenario!.Outcomes);
        Assert.True(reading.Info.WhatIfs.Length >= 3);
        Assert.All(reading.Info.WhatIfs, whatIf => Assert.NotEmpty(whatIf.Expectations));
        string lesson = File.ReadAllText(Path.Combine(Folder, reading.Info.Lesson));
        Assert.All(Sections, section => Assert.Contains(section, lesson, StringComparison.Ordinal));
        Assert.True(lesson.IndexOf("<!-- from runs: begin -->", StringComparison.Ordinal) < lesson.IndexOf(Sections[0], StringComparison.Ordinal));
    }

    /// <summary>What happened stands beside an outcome only: no order of history names a day for an objective, and none is an observed result.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void No_order_of_the_library_carries_a_day_of_capture(string name)
    {
        ScenarioReading reading = ScenarioReader.Read(Path.Combine(Folder, $"{name}.yaml"), [], []);
        foreach (ControlSim.Scenarios.Outcome outcome in reading.Scenario!.Outcomes.Where(o => o.Kind == ControlSim.Scenarios.OutcomeKind.CaptureDate))
        {
            string observed = reading.Info.Observed.GetValueOrDefault(outcome.Id, "");
            Assert.DoesNotContain(reading.Scenario.Orders, order => order.Objectives.Contains(outcome.Locations[0]) && $"{order.Date:yyyy-MM-dd}" == observed);
        }
    }

    [Fact]
    public void Every_scenario_and_every_what_if_of_it_runs()
    {
        using var cli = new CommandLine();
        Assert.Equal(0, cli.Call("library", Folder, "--replicates", "2", "--days", "6"));
        Assert.Equal(Names.Count, cli.Out.Split("all finished").Length - 1);
    }

    /// <summary>The columns of the program, and every scenario that can be scored; the numbers are those of the last <c>library --scores --write</c>.</summary>
    [Fact]
    public void The_table_of_scores_has_the_columns_and_the_scenarios_that_it_should_have()
    {
        string page = File.ReadAllText(Path.Combine(Folder, "README.md"));
        int begin = page.IndexOf(LibraryScores.Begin, StringComparison.Ordinal), end = page.IndexOf(LibraryScores.End, StringComparison.Ordinal);
        Assert.InRange(begin, 0, end);
        string table = page[begin..end];
        Assert.Contains(LibraryScores.Header + "\n", table, StringComparison.Ordinal);
        int columns = LibraryScores.Header.Count(c => c == '|');
        Assert.All(table.Split('\n').Where(l => l.StartsWith('|')), l => Assert.Equal(columns, l.Count(c => c == '|')));
        var rows = ObservedTable.Read("control.csv", File.ReadAllText(Path.Combine(Folder, "observed", "control.csv"))).Rows;
        string[] scored = [.. Directory.GetFiles(Folder, "*.yaml").Select(file => ScenarioReader.Read(file, [], []).Scenario!).Where(s => LibraryScores.CanBeScored(s, rows)).Select(s => s.Name)];
        Assert.Contains("theatre-2015-2019", scored);
        Assert.Equal(scored.Order(StringComparer.Ordinal), LibraryScores.NamesIn(table));
    }

    [Fact]
    public void The_page_describes_the_format_as_it_is()
    {
        const string Begin = "<!-- format: begin -->\n", End = "<!-- format: end -->";
        string page = File.ReadAllText(Path.Combine(Folder, "README.md"));
        int begin = page.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length, end = page.IndexOf(End, StringComparison.Ordinal);
        GoldenFile.Check("scenarios/README.md", page[..begin] + FormatPage.ToMarkdown() + page[end..]);
    }
}
