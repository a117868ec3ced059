using System.Text.Json;
using ControlSim.Randomness;
using ControlSim.Scenarios;
using ControlSim.Study.ScenarioFiles;

namespace ControlSim.Tests.Patterns;

/// <summary>The posterior of the library: a layer that any scenario of the war can extend, with the record of where it comes from.</summary>
public sealed class PosteriorTests : IDisposable
{
    private readonly string file = Path.Combine(Path.GetTempPath(), $"posterior-{Guid.NewGuid():N}.yaml");

    private static string Folder => Path.Combine(GoldenFile.Root, "scenarios");

    public void Dispose() => File.Delete(file);

    [Theory]
    [InlineData("theatre-2015-2019")]
    [InlineData("al-qaim-2017")]
    public void A_scenario_over_the_posterior_draws_whole_lines_of_it(string name)
    {
        File.WriteAllText(file, $"format: 1\nextends: [{Folder}/{name}.yaml, {Folder}/posteriors/theatre-2015-2019.yaml]\nname: over-the-posterior\n");
        ScenarioReading reading = ScenarioReader.Read(file, [], []);
        Assert.DoesNotContain(reading.Problems, p => !p.IsWarning);
        string[] lines = File.ReadAllLines(Path.Combine(Folder, "posteriors", "theatre-2015-2019.csv"));
        string[] header = lines[0].Split(',');
        Scenario scenario = reading.Scenario!;
        string[] paths = [.. header.Where(ParameterPath.Exists)];
        Assert.InRange(paths.Length, 1, 6);
        Assert.Equal(paths.Order(StringComparer.Ordinal), scenario.Uncertain.Where(u => u.Together == "posterior").Select(ParameterPath.Of).Order(StringComparer.Ordinal));
        var known = lines.Skip(1).Select(l => string.Join(',', l.Split(',').Skip(header.Length - paths.Length))).ToHashSet();
        for (int r = 0; r < 20; r++)
        {
            Parameters drawn = UncertainDraws.Drawn(scenario, StableId.RunKey(scenario.Seed, 0, r)).Parameters;
            string line = string.Join(',', paths.Select(p =>
            {
                (string process, string parameter) = ParameterPath.NamesOf(p);
                return ParameterValues.Of(drawn, process, parameter).ToString("R", System.Globalization.CultureInfo.InvariantCulture);
            }));
            Assert.Contains(line, known);
        }
    }

    [Fact]
    public void Its_record_says_that_it_was_fitted_on_the_iraqi_side_up_to_june_2017_alone()
    {
        using var json = JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder, "posteriors", "theatre-2015-2019.json")));
        JsonElement fitted = json.RootElement.GetProperty("fitted_on");
        Assert.Equal(("Iraq", "2017-06-30"), (fitted.GetProperty("country").GetString(), fitted.GetProperty("until").GetString()));
        Assert.Equal(File.ReadAllLines(Path.Combine(Folder, "posteriors", "theatre-2015-2019.csv")).Length - 1, json.RootElement.GetProperty("accepted").GetInt32());
    }
}
