using System.Text.Json;
using System.Text.Json.Serialization;
using ControlSim.Scenarios;
using ControlSim.Study.ScenarioFiles;

namespace ControlSim.Tests.ScenarioFiles;

public sealed class LockTests : IDisposable
{
    private static readonly JsonSerializerOptions AllRows = new()
    {
        WriteIndented = true,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    private readonly ScenarioFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_lock_reads_back_to_the_same_scenario()
    {
        ScenarioReading first = folder.Read(ScenarioFolder.World, ["calm"], "parameters.supply.loss_distance_km=512.5");
        ScenarioReading second = folder.Read(first.Info.LockText);
        Assert.Empty(second.Problems);
        Assert.Equal(Rows(first.Scenario!), Rows(second.Scenario!));
        Assert.Equal(512.5, second.Scenario!.Parameters.Supply.LossDistanceKm);
        Assert.Equal(first.Info.LockText, second.Info.LockText);
    }

    [Fact]
    public void A_lock_names_every_parameter_and_no_layer()
    {
        string text = folder.Read(ScenarioFolder.World).Info.LockText;
        Assert.Contains("\n  combat:\n    attrition: 0.03\n    pace_spread: 0.3\n    attrition_spread: 0.3\n    ratio_exponent: 1\n    visibility_massed: 0.8\n", text, StringComparison.Ordinal);
        Assert.Contains("\n  bravo: {name: bravo, country: Iraq, lon: 41.5, lat: 34, population: 0, kind: town, area_km2: 0, hiding_ground: 0, group: \"\", service: 0.5, local_security: 0, political_weight: 0, oil_income: 0}\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain("what_ifs", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("plain")]
    [InlineData("two words: and a colon # no remark")]
    [InlineData("'single' \"double\" \\ back\\slash")]
    [InlineData("null")]
    [InlineData("true")]
    [InlineData("2017")]
    [InlineData("2017-01-01")]
    [InlineData("~")]
    [InlineData("-")]
    [InlineData(" spaces ")]
    [InlineData("line\nline\n\n  line\ttab")]
    [InlineData("القائم 𐎠 é \u0085 \u2028 \uFEFF")]
    [InlineData("{a: [b]} & *c !d %e @f `g`")]
    public void Any_text_survives_the_lock(string title)
    {
        string text = ScenarioFolder.World + $"title: {JsonSerializer.Serialize(title)}\n";
        ScenarioReading first = folder.Read(text);
        Assert.Equal(title, first.Scenario!.Title);
        Assert.Equal(title, folder.Read(first.Info.LockText).Scenario!.Title);
    }

    private static string Rows(Scenario scenario) => JsonSerializer.Serialize(scenario, AllRows);
}
