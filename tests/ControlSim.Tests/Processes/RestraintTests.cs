using ControlSim.Runs;
using ControlSim.Scenarios;

namespace ControlSim.Tests.Processes;

/// <summary>Restraints close places to commanders, and to nobody and nothing else.</summary>
public sealed class RestraintTests
{
    [Fact]
    public void Without_one_the_nearer_town_is_attacked_first() => Assert.Equal("left", Attacked(Two().Run())[0].Town);

    [Fact]
    public void A_closed_town_is_not_attacked_before_its_last_day_is_over()
    {
        (string Town, int Tick)[] attacked = Attacked(Two().Restraint(["army"], ["left"], to: 89).Run());
        Assert.Equal(["right", "left"], attacked.Select(a => a.Town));
        Assert.True(attacked[0].Tick < 89, $"right on day {attacked[0].Tick}");
        Assert.True(attacked[1].Tick > 89, $"left on day {attacked[1].Tick}");
    }

    [Fact]
    public void What_has_begun_when_it_is_closed_goes_on() =>
        Assert.Equal(Attacked(Two().Run())[0], Attacked(Two().Restraint(["army"], ["left"], from: 20).Run())[0]);

    [Fact]
    public void A_town_closed_until_another_is_won_waits_for_it()
    {
        RunResult run = Two().Restraint(["army"], ["left"], until: ["right"]).Run();
        int won = run.Captures.First(c => run.Scenario.Locations[c.Location].Id == "right").Tick;
        (string Town, int Tick)[] attacked = Attacked(run);
        Assert.Equal(["right", "left"], attacked.Select(a => a.Town));
        Assert.True(attacked[1].Tick > won, $"left on day {attacked[1].Tick}, right won on day {won}");
    }

    [Fact]
    public void Nobody_walks_into_an_empty_town_that_is_closed_and_everybody_who_may_does()
    {
        Assert.Contains(Empty().Run().Captures, _ => true);
        Assert.Empty(Empty().Restraint(["army"], ["left"]).Run().Captures);
    }

    [Fact]
    public void Orders_do_not_ask_for_it()
    {
        RunResult run = Two().Restraint(["army"], ["left", "right"]).Order("politics-aside", "army", OrderVerb.Advance, 5, ["home"], ["left"]).Run();
        Assert.Equal("politics-aside", Assert.Single(run.Events, e => e.Kind == RunEventKind.OperationLaunched).Subject);
    }

    [Fact]
    public void One_that_binds_others_or_is_over_or_lifted_on_the_first_day_leaves_every_hash()
    {
        string plain = Hashes(Two());
        Assert.Equal(plain, Hashes(Two().Restraint(["enemy"], ["left", "home"])));
        Assert.Equal(plain, Hashes(Two().Restraint(["army"], ["left"], from: -30, to: -1)));
        Assert.Equal(plain, Hashes(Two().Restraint(["army"], ["left"], until: ["home"])));
        Assert.NotEqual(plain, Hashes(Two().Restraint(["army"], ["left"])));

        static string Hashes(SmallWorld small) => string.Join(' ', small.Run().TickHashes);
    }

    private static (string Town, int Tick)[] Attacked(RunResult run) =>
        [.. run.Events.Where(e => e.Kind == RunEventKind.OperationLaunched).Select(e => (run.Scenario.Locations[e.Location].Id, e.Tick))];

    /// <summary>Home between two enemy towns alike, the left one nearer; the army can attack one at a time.</summary>
    private static SmallWorld Two() => World(
        small => small.Depot("enemy", "left", 9000).Depot("enemy", "right", 9000)
            .Unit("enemy", "left", 100, hold: true).Unit("enemy", "right", 100, hold: true));

    /// <summary>An enemy town without a garrison, the other one too strong.</summary>
    private static SmallWorld Empty() => World(small => small.Depot("enemy", "right", 9000).Unit("enemy", "right", 900, hold: true));

    private static SmallWorld World(Func<SmallWorld, SmallWorld> garrisons) => garrisons(new SmallWorld { Days = 200 }
        .Faction("army", requiredRatio: 2, doctrine: d => d with { Initiative = 1, MaxOperations = 1, ValueEnemy = 0, ValueCriticality = 0 })
        .Faction("enemy").Hostile("army", "enemy")
        .Location("home", owner: "army", population: 1000).Location("left", owner: "enemy", population: 5000).Location("right", owner: "enemy", population: 5000)
        .Corridor("home", "left", 40).Corridor("home", "right", 80)
        .Depot("army", "home", 9000)
        .With(p => p with { Supply = p.Supply with { Adjustment = 0 }, Combat = p.Combat with { Attrition = 0.1 }, Commander = p.Commander with { PerceptionNoise = 0 } })
        .Unit("army", "home", 100, copies: 10));
}
