using ControlSim.Study.Analyses;
using ControlSim.Study.Figures;
using ControlSim.Study.ScenarioFiles;
using ControlSim.Study.Sweeps;
using ControlSim.Tests.Cli;

namespace ControlSim.Tests.Patterns;

/// <summary>
/// The results that stand beside the studies are those of the model as it is: some of their runs are done again, and their
/// figures are drawn again from them.
/// </summary>
public sealed class StudyResultsTests
{
    private const string Studies = "scenarios/studies";

    public static TheoryData<string, string> Kept { get; } = new()
    {
        { "al-qaim-drivers", "screening" },
        { "al-qaim-drivers", "indices" },
        { "al-qaim-drivers", "tornado" },
        { "crossing-closure", "grid" },
    };

    [Theory]
    [MemberData(nameof(Kept))]
    public void Runs_of_a_study_give_the_values_that_are_kept(string study, string design)
    {
        string results = Folder(study, design);
        string[] rows = File.ReadAllLines(Path.Combine(results, SweepFolder.DesignName));
        string[] chosen = [rows[1], rows[rows.Length / 2], rows[^1]];
        using var cli = new CommandLine();
        string few = cli.Write("few.csv", string.Join('\n', [rows[0], .. chosen]) + "\n");
        Assert.Equal(0, cli.Call(
            "sweep", "run", Path.Combine(GoldenFile.Root, Studies, $"{study}.yaml"), "--design", design, "--rows", few, "--replicates", "1",
            "--out", cli.In("again")));
        string[] again = File.ReadAllLines(cli.In("again/merged/outcomes.csv"));
        string[] ids = [.. chosen.Select(c => c[..(c.IndexOf(',', StringComparison.Ordinal) + 1)] + "0,")];
        string[] kept = File.ReadAllLines(Path.Combine(results, "merged", "outcomes.csv"));
        Assert.Equal(kept.Where(l => l == kept[0] || ids.Any(id => l.StartsWith(id, StringComparison.Ordinal))), again);
    }

    [Theory]
    [MemberData(nameof(Kept))]
    public void What_is_kept_was_swept_as_the_study_says(string study, string design)
    {
        StudyReading reading = StudyReader.Read(Path.Combine(GoldenFile.Root, Studies, $"{study}.yaml"), null);
        using var folder = SweepFolder.Open(Folder(study, design), isExclusive: false);
        var plan = SweepPlan.Of(
            reading.Study!, reading.Study!.Designs.Single(d => d.Name == design), null, null, folder.Record.PartSize, folder.Record.Version);
        Assert.Equal(plan.DesignText, File.ReadAllText(Path.Combine(folder.Path, SweepFolder.DesignName)));
        // The scenario's text may have changed; whether its runs did is the other test.
        Assert.Empty(folder.Record.DifferencesTo(plan.Record with { Scenario = folder.Record.Scenario }));
    }

    [Fact]
    public void The_figures_are_drawn_from_what_is_kept()
    {
        string[] drawn = [.. Directory.GetFiles(Path.Combine(GoldenFile.Root, Studies, "figures"), "*.svg").Select(f => Path.GetFileNameWithoutExtension(f)!)];
        Assert.NotEmpty(drawn);
        foreach ((string study, string design) in Kept.Select(k => k.Data))
        {
            using var folder = SweepFolder.Open(Folder(study, design), isExclusive: false);
            Analysis found = DesignAnalysis.Of(
                AnalysisFiles.OfSweep(folder), new AnalysisRequest { Title = folder.Record.Title, Interest = folder.Record.Interest });
            foreach ((string name, Figure figure) in found.Figures.Where(f => drawn.Contains($"{study}-{f.Name}")))
            {
                GoldenFile.Check($"{Studies}/figures/{study}-{name}.svg", SvgWriter.Write(figure));
                drawn = [.. drawn.Where(d => d != $"{study}-{name}")];
            }
        }

        Assert.Empty(drawn);
    }

    private static string Folder(string study, string design) => Path.Combine(GoldenFile.Root, Studies, "results", $"{study}-{design}");
}
