using ControlSim.Scenarios;
using ControlSim.Study.Geography;
using ControlSim.Tests.ScenarioFiles;

namespace ControlSim.Tests.Geography;

public sealed class CriticalityTests : IDisposable
{
    // Depot at a; a--b is the only way to b; from b to c a highway of 10 km and a desert track of 60 km over d.
    private const string World = """
        format: 1
        name: ring
        start: 2017-01-01
        end: 2017-02-01
        blocs: {red: {}}
        factions: {red: {bloc: red}}
        locations:
          a: {country: Iraq, lon: 41, lat: 34}
          b: {country: Iraq, lon: 41.1, lat: 34}
          c: {country: Iraq, lon: 41.2, lat: 34}
          d: {country: Iraq, lon: 41.1, lat: 34.1}
        corridors:
          a--b: {from: a, to: b, length_km: 20, class: highway, crossing: gate}
          b--c: {from: b, to: c, length_km: 20, class: highway}
          b--d: {from: b, to: d, length_km: 30, class: desert-track}
          c--d: {from: c, to: d, length_km: 30, class: desert-track}
        crossings: {gate: {}}
        control: {a: {owner: red}, b: {owner: red}, c: {owner: red}, d: {owner: red}}
        forces: {red-c: {faction: red, fighters: 1000, at: c}}
        depots: {red-a: {faction: red, location: a, income: 900}}

        """;

    private readonly ScenarioFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_cut_corridor_costs_all_and_one_with_a_way_round_what_the_way_round_cannot_carry()
    {
        var all = Criticality.Of(Read());
        Assert.Equal((1.0, 1.0), Of(all, "a--b", isCrossing: false));
        Assert.Equal((1.0, 1.0), Of(all, "gate", isCrossing: true));

        // 900 arrive over the highway, 200 over the track.
        Assert.Equal((700.0 / 900, 1.0), Of(all, "b--c", isCrossing: false));
        Assert.DoesNotContain(all, c => c.Id == "b--d");
    }

    [Fact]
    public void A_shut_crossing_carries_nothing_so_nothing_hangs_on_it() =>
        Assert.Empty(Criticality.Of(Read("crossings.gate.open_to_supply=false")));

    [Fact]
    public void A_crossing_that_the_bloc_can_use_is_open_to_it()
    {
        var scenario = Read("crossings.gate.open_to_supply=false", "crossings.gate.usable_by=[red]");
        Assert.Equal((1.0, 1.0), Of(Criticality.Of(scenario), "gate", isCrossing: true));
    }

    [Fact]
    public void Facts_of_the_network_name_bridges_and_parts()
    {
        var facts = NetworkFacts.Of(Read());
        Assert.Equal(["a--b"], facts.CutCorridors);
        Assert.Equal(["a", "b", "c", "d"], Assert.Single(facts.Components));
    }

    private static (double FlowDrop, double Betweenness) Of(IEnumerable<Criticality> all, string id, bool isCrossing)
    {
        Criticality one = Assert.Single(all, c => c.Id == id && c.IsCrossing == isCrossing);
        return (one.FlowDrop, one.Betweenness);
    }

    private Scenario Read(params string[] sets)
    {
        var reading = folder.Read(World, null, sets);
        Assert.True(reading.Scenario is not null, string.Join('\n', reading.Problems));
        return reading.Scenario;
    }
}
