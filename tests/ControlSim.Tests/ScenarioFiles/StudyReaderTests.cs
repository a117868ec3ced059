using ControlSim.Study.ScenarioFiles;
using ControlSim.Tests.Sweeps;

namespace ControlSim.Tests.ScenarioFiles;

public sealed class StudyReaderTests : IDisposable
{
    private readonly ScenarioFolder folder = new();

    public StudyReaderTests() => folder.Write("world.yaml", ScenarioFolder.World);

    public void Dispose() => folder.Dispose();

    [Fact]
    public void The_study_of_the_tests_holds()
    {
        StudyReading reading = StudyReader.Read(folder.Write("study.yaml", SweepFiles.Study));
        Assert.Empty(reading.Problems);
        Assert.Equal("0.03", reading.Study!.Factors[0].Base);
        Assert.Equal("2017-09-16", reading.Study.Factors[2].Base);
        Assert.Equal(3, reading.Study.Designs.Length);
    }

    [Theory]
    [InlineData("range: [0.01, 0.08], scale: log", "range: [0.01, 8], scale: log", "factors.attrition", "at 8 the scenario does not hold")]
    [InlineData("range: [0.01, 0.08], scale: log", "range: [0, 0.08], scale: log", "factors.attrition.scale", "above 0")]
    [InlineData("range: [0.01, 0.08]", "range: [0.08, 0.01]", "factors.attrition.range", "not below")]
    [InlineData("range: [0.01, 0.08]", "range: [0.08]", "factors.attrition.range", "[least, greatest]")]
    [InlineData("combat.attrition, range", "combat.atrition, range", "factors.attrition", "did you mean 'attrition'?")]
    [InlineData("levels: [true, false]", "levels: [true, false, maybe]", "factors.gate", "at maybe the scenario does not hold")]
    [InlineData("levels: [true, false]", "what_ifs: [calm, storm]", "factors.gate.what_ifs", "no what-if 'storm'")]
    [InlineData("until: march + 3", "until: martch + 3", "set.orders.march.until", "did you mean 'march'?")]
    [InlineData("until: march + 3", "until: march +", "set.orders.march.until", "breaks off")]
    [InlineData("kind: latin-hypercube", "kind: latin-square", "designs.sample.kind", "full-factorial")]
    [InlineData("kind: latin-hypercube", "kind: csv", "designs.sample.file", "wants a `file`")]
    [InlineData("{attrition: 0.01}", "{atrition: 0.01}", "designs.points.points.low", "did you mean 'attrition'?")]
    [InlineData("charlie-falls < 60", "charly-falls < 60", "interest", "did you mean 'charlie-falls'?")]
    [InlineData("charlie-falls < 60", "charlie-falls", "interest", "compares nothing")]
    [InlineData("scenario: world.yaml", "scenario: none.yaml", "scenario", "no such file")]
    [InlineData("replicates: 6", "replicates: 6\noutcomes: [red-suply]", "outcomes", "did you mean 'red-supply'?")]
    [InlineData("replicates: 6", "replicates: 6\nwhere: [rebels + 1]", "where", "compares nothing")]
    [InlineData("replicates: 6", "replicats: 6", "replicats", "did you mean 'replicates'?")]
    [InlineData("replicates: 6", "until: {outcome: charlie-falls}", "until", "both wanted")]
    public void A_mistake_is_told_with_its_place_and_remedy(string old, string replacement, string path, string text)
    {
        Assert.Contains(old, SweepFiles.Study, StringComparison.Ordinal);
        StudyReading reading = StudyReader.Read(folder.Write("study.yaml", SweepFiles.Study.Replace(old, replacement, StringComparison.Ordinal)));
        Assert.Null(reading.Study);
        Problem problem = Assert.Single(reading.Problems, p => !p.IsWarning);
        Assert.Equal(path, problem.Path);
        Assert.Contains(text, problem.Text, StringComparison.Ordinal);
        Assert.True(problem.Line > 0 && problem.File.EndsWith("study.yaml", StringComparison.Ordinal), problem.ToString());
    }

    [Fact]
    public void Factors_of_several_paths_and_what_ifs_reach_the_scenario()
    {
        string text = SweepFiles.Study
            .Replace("gate: {path: crossings.gate.open_to_supply, levels: [true, false]}", "calm: {what_ifs: [none, calm]}", StringComparison.Ordinal)
            .Replace("attrition: {path: parameters.combat.attrition, range: [0.01, 0.08], scale: log}",
                "both: {paths: [parameters.supply.adjustment, parameters.control.adjustment], range: [0.1, 0.3]}", StringComparison.Ordinal)
            .Replace("points: {low: {attrition: 0.01}, high: {attrition: 0.08, gate: false}}", "points: {one: {both: 0.25, calm: calm}}", StringComparison.Ordinal);
        StudyReading reading = StudyReader.Read(folder.Write("study.yaml", text));
        Assert.Empty(reading.Problems);
        double[] point = Study.Experiments.Designs.Of(reading.Study!.Designs.Single(d => d.Name == "points"), reading.Study.Factors).Values[0];
        var parameters = reading.Study.At(point).Scenario!.Parameters;
        Assert.Equal(0.25, parameters.Supply.Adjustment);
        Assert.Equal(0.25, parameters.Control.Adjustment);
        Assert.Equal(0, parameters.Combat.Attrition);
    }

    [Fact]
    public void A_template_makes_the_same_scenario_as_a_file()
    {
        StudyReading reading = StudyReader.Read(folder.Write("study.yaml", SweepFiles.Study));
        double[] point = [0.05, 1, new DateOnly(2017, 9, 10).DayNumber, 200];
        ScenarioReading direct = ScenarioReader.Read(folder.Path("world.yaml"), [],
        [
            new("parameters.combat.attrition", "0.05"), new("crossings.gate.open_to_supply", "false"), new("orders.march.date", "2017-09-10"),
            new("orders.march.until", "2017-09-13"), new("forces.rebels-charlie.fighters", "200"),
        ]);
        static ulong Hash(ScenarioReading r) =>
            ControlSim.Runs.Simulation.Run(r.Scenario!, 1, ControlSim.Runs.RecorderOptions.DailyHashes, CancellationToken.None).StateHash;
        Assert.Equal(Hash(direct), Hash(reading.Study!.At(point)));
    }

    [Fact]
    public void The_schema_file_is_the_program_s() =>
        GoldenFile.Check("scenarios/studies/study.schema.json", StudySchema.ToJson());

    [Theory]
    [InlineData("al-qaim-drivers")]
    [InlineData("crossing-closure")]
    public void The_shipped_studies_hold(string name)
    {
        StudyReading reading = StudyReader.Read(Path.Combine(GoldenFile.Root, $"scenarios/studies/{name}.yaml"));
        Assert.DoesNotContain(reading.Problems, p => !p.IsWarning);
    }
}
