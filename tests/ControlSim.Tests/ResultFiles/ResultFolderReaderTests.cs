using ControlSim.Runs;
using ControlSim.Study.Experiments;
using ControlSim.Study.Figures;
using ControlSim.Study.ResultFiles;
using ControlSim.Study.ScenarioFiles;
using ControlSim.Tests.Cli;

namespace ControlSim.Tests.ResultFiles;

public sealed class ResultFolderReaderTests : IDisposable
{
    private readonly CommandLine program = new();

    public void Dispose() => program.Dispose();

    [Fact]
    public void A_figure_from_the_folder_is_the_one_that_the_run_drew()
    {
        ResultData read = ResultFolderReader.Read(Run("--replicates", "6"));
        Figure map = ControlMap.Describe(ControlMapOfResults.Input(read, ControlMapOfResults.MapTick(read)));
        Figure overTime = ControlOverTime.Describe(ControlOverTimeOfResults.HeldPopulation(read));
        Assert.Equal(File.ReadAllText(program.In("out/figures/control-map.svg")), SvgWriter.Write(map));
        Assert.Equal(File.ReadAllText(program.In("out/figures/control-over-time.svg")), SvgWriter.Write(overTime));
    }

    [Fact]
    public void Shares_of_every_day_are_those_of_the_runs()
    {
        ResultData read = ResultFolderReader.Read(Run("--replicates", "6"));
        Ensemble ensemble = Replicates.Run(read.Scenario, 6, 1, RecorderOptions.DailyHashes, null, CancellationToken.None);
        int locations = read.Scenario.Locations.Length;
        for (int tick = 0; tick <= read.Scenario.Ticks; tick++)
        {
            for (int l = 0; l < locations; l++)
            {
                int index = (tick * locations) + l;
                double contested = ensemble.Results.Average(r => (double)r.Series.Contested[index]);
                Assert.Equal(contested, read.Control.Contested(tick, l), 12);
                for (int b = -1; b < read.Scenario.Blocs.Length; b++)
                {
                    double held = ensemble.Results.Average(r => r.Series.Owner[index] == b && r.Series.Contested[index] == 0 ? 1.0 : 0.0);
                    Assert.Equal(held, read.Control.Held(tick, l, b), 12);
                }
            }
        }
    }

    /// <summary>An event without its terms, which figures do not read.</summary>
    private static RunEvent Bare(RunEvent e) => e with { Terms = EventTerms.None, Place = -1 };

    [Fact]
    public void Outcomes_captures_and_the_order_of_the_file_come_back()
    {
        ResultData read = ResultFolderReader.Read(Run("--replicates", "6"));
        ScenarioInfo file = ScenarioReader.Read(program.World, [], []).Info;
        Ensemble ensemble = Replicates.Run(read.Scenario, 6, 1, RecorderOptions.DailyHashes, null, CancellationToken.None);
        Assert.Equal(file.OutcomeOrder, read.Info.OutcomeOrder);
        Assert.Equal(ensemble.Results.SelectMany(r => r.Captures), read.Captures.Select(c => c.Capture));
        Assert.Equal(ensemble.Results[0].Events.Select(Bare), read.Events.Select(Bare));
        for (int o = 0; o < read.Scenario.Outcomes.Length; o++) Assert.Equal(ensemble.Results.Select(r => r.Outcomes[o]), read.Outcomes[o]);
    }

    [Fact]
    public void Settings_stand_in_the_changes_with_both_values()
    {
        ResultData read = ResultFolderReader.Read(Run("--replicates", "2", "--set", "parameters.combat.attrition=0.0125"));
        ChangedRow row = Assert.Single(read.Changes);
        Assert.Equal(("parameters.combat", "attrition", "0.0125"), (row.Section, row.Row, row.After));
        Assert.Equal(["parameters.combat.attrition=0.0125"], read.Origin!.Settings);
    }

    [Fact]
    public void A_folder_that_is_no_result_or_lacks_a_table_is_refused_in_words()
    {
        Directory.CreateDirectory(program.In("empty"));
        Assert.Contains("give a folder that 'run' wrote", Assert.Throws<FileNotFoundException>(() => ResultFolderReader.Read(program.In("empty"))).Message, StringComparison.Ordinal);
        string folder = Run("--replicates", "2");
        File.Delete(Path.Combine(folder, "contested.csv"));
        Assert.Contains("run the scenario again", Assert.Throws<FileNotFoundException>(() => ResultFolderReader.Read(folder)).Message, StringComparison.Ordinal);
    }

    private string Run(params string[] options)
    {
        Assert.Equal(0, program.Call(["run", program.World, "--out", program.In("out"), .. options]));
        return program.In("out");
    }
}
