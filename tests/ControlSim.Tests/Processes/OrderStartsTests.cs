using ControlSim.Randomness;
using ControlSim.Scenarios;
using ControlSim.Tables;

namespace ControlSim.Tests.Processes;

/// <summary>From where an order starts, when it is given up, and how many there are of what is known by bands alone.</summary>
public sealed class OrderStartsTests
{
    /// <summary>The pocket is named first and held, but nobody can come to it in the days of an assembly; 4,000 stand at home.</summary>
    [Fact]
    public void Forces_gather_at_the_first_starting_place_that_enough_can_reach()
    {
        var (world, schedule, _) = new SmallWorld { Days = 60 }.Faction("army").Faction("foe").Hostile("army", "foe")
            .Location("pocket", owner: "army").Location("home", owner: "army").Location("between", owner: "foe", population: 5000)
            .Corridor("pocket", "between", 2000).Corridor("home", "between", 40).Depot("army", "home", 9000)
            .Unit("army", "pocket", 100, hold: true).Unit("army", "home", 100, copies: 40).Unit("foe", "between", 100, copies: 5, hold: true)
            .Order("go", "army", OrderVerb.Advance, 20, ["pocket", "home"], ["between"], forces: 3000).Open();
        for (int day = 0; day < 10; day++)
        {
            schedule.Tick();
        }

        Assert.Equal(OperationState.Assembling, world.Operations.State[0]);
        Assert.Equal(world.Order.LocationRow["home"], world.Operations.Assembly[0]);
    }

    /// <summary>300 never have three to one over 1,000: sixty days after its day the order is given up and its units are free.</summary>
    [Fact]
    public void An_order_that_never_has_the_forces_for_its_launch_lapses_and_frees_them()
    {
        var (world, schedule, _) = new SmallWorld { Days = 120 }.Faction("army", requiredRatio: 3).Faction("foe").Hostile("army", "foe")
            .Location("home", owner: "army").Location("town", owner: "foe", population: 5000).Corridor("home", "town", 40).Depot("army", "home", 9000)
            .Unit("army", "home", 100, copies: 3).Unit("foe", "town", 100, copies: 10, hold: true)
            .Order("go", "army", OrderVerb.Advance, 20, ["home"], ["town"]).Open();
        for (int day = 0; day < 100; day++)
        {
            Assert.Equal(world.Tick is > 81 ? OperationState.Lapsed : world.Tick is > 6 and < 80 ? OperationState.Assembling : world.Operations.State[0], world.Operations.State[0]);
            schedule.Tick();
        }

        Assert.All(Enumerable.Range(0, world.Units.Count), u => Assert.Equal(-1, world.Units.Operation[u]));
    }

    /// <summary>Logarithms of what 400 runs have of 1,000 fighters and of an order of 5,000: the deviation asked for, median as in the file.</summary>
    [Fact]
    public void Strengths_known_by_bands_differ_from_run_to_run_as_asked()
    {
        Scenario scenario = new SmallWorld { Days = 5 }.Faction("army").Location("home", owner: "army").Location("town")
            .Unit("army", "home", 1000).Order("go", "army", OrderVerb.Advance, 1, ["home"], ["town"], forces: 5000)
            .With(p => p with { Command = p.Command with { StrengthSpread = 0.15, GarrisonSpread = 0.2, ForcesSpread = 0.3 } }).Scenario();
        Scenario[] runs = [.. Enumerable.Range(0, 400).Select(r => UncertainDraws.Drawn(scenario, StableId.RunKey(1, 0, r)))];
        Check([.. runs.Select(r => r.Units[0].Fighters / 1000)], 0.25);
        Check([.. runs.Select(r => r.Orders[0].Forces / 5000)], 0.3);
        Assert.All(runs, r => Assert.Equal(Math.Floor(r.Units[0].Fighters), r.Units[0].Fighters));
        Scenario known = scenario with { Deterministic = true };
        Assert.Same(known, UncertainDraws.Drawn(known, 7));

        static void Check(double[] factors, double deviation)
        {
            double[] logs = [.. factors.Select(x => Math.Log(x))];
            double mean = logs.Average(), sd = Math.Sqrt(logs.Average(x => (x - mean) * (x - mean)));
            Assert.InRange(mean, -4 * deviation / 20, 4 * deviation / 20);
            Assert.InRange(sd, deviation * (1 - (4 / Math.Sqrt(800))), deviation * (1 + (4 / Math.Sqrt(800))));
        }
    }
}
