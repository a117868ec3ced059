using ControlSim.Runs;
using ControlSim.Scenarios;
using ControlSim.Study.ResultFiles;

namespace ControlSim.Tests.Runs;

public sealed class EventLogTests
{
    [Fact]
    public void Every_term_has_a_meaning_and_no_meaning_is_left_over()
    {
        var used = Enum.GetValues<RunEventKind>().SelectMany(k => EventLegend.Of(k)).Select(t => t.Name).Distinct().Order(StringComparer.Ordinal);
        Assert.Equal(used, EventLegend.Meanings.Keys);
    }

    [Fact]
    public void Lines_that_say_the_same_join_and_others_do_not()
    {
        var (world, _, log) = TestWorlds.Brawl(1).Open();
        world.Tick = 7;
        int before = log.Count;
        log.Join(RunEventKind.UnitsBroke, 2, 1, -1, 100, "", new EventTerms(0, 0, 0, 1, 0.2, 0.1, 0.5, 1));
        log.Join(RunEventKind.UnitsBroke, 2, 1, -1, 300, "", new EventTerms(0, 0, 0, 1, 0.6, 0.5, 0.5, double.NaN));
        log.Join(RunEventKind.UnitsBroke, 2, 1, -1, 50, "", new EventTerms(3, 0, 0, 1, 0.2, 0.1, 0.5, 1));
        log.Join(RunEventKind.UnitsBroke, 3, 1, -1, 50, "", new EventTerms(0, 0, 0, 1, 0.2, 0.1, 0.5, 1));
        world.Tick = 8;
        log.Join(RunEventKind.UnitsBroke, 2, 1, -1, 100, "", new EventTerms(0, 0, 0, 1, 0.2, 0.1, 0.5, 1));
        Assert.Equal(before + 4, log.Count);
        RunEvent joined = log.Events[before];
        Assert.Equal(400, joined.Fighters);
        Assert.Equal(2, joined.Term("units"));
        Assert.Equal(0.5, joined.Term("loss_share"), 12);
        Assert.Equal(0.4, joined.Term("limit"), 12);
        Assert.Equal(1, joined.Term("supply"));
        Assert.Equal(3, log.Events[before + 1].Term("situation"));
    }

    [Fact]
    public void Lines_of_a_day_are_bounded_by_places_and_not_by_units()
    {
        RunResult run = TestWorlds.Brawl(4).Run();
        foreach (var day in run.Events.GroupBy(e => (e.Tick, e.Kind, e.Location, e.Bloc, e.Subject, e.Place, e.Terms.First, e.Terms.Second, e.Terms.Third)))
        {
            bool isOfUnits = day.Key.Kind is RunEventKind.UnitsBroke or RunEventKind.UnitsWithdrew or RunEventKind.UnitsSurrendered;
            Assert.True(!isOfUnits || day.Count() == 1);
        }

        Assert.Contains(run.Events, e => e.Term("units") > 1);
    }

    [Fact]
    public void A_capture_tells_of_the_battle_before_it()
    {
        RunResult run = TwoTowns().Run();
        RunEvent capture = Assert.Single(run.Events, e => e.Kind == RunEventKind.Capture);
        RunEvent begin = Assert.Single(run.Events, e => e.Kind == RunEventKind.BattleBegins);
        RunEvent launch = Assert.Single(run.Events, e => e.Kind == RunEventKind.OperationLaunched);
        RunEvent won = Assert.Single(run.Events, e => e.Kind == RunEventKind.OperationWon);
        Assert.True(launch.Tick < begin.Tick && begin.Tick < capture.Tick && capture.Tick <= won.Tick);

        // 3000 fighters of full supply and morale against 600 on ground that they have begun to make their own.
        Assert.Equal(3000, launch.Term("own_strength"), 6);
        Assert.InRange(launch.Term("enemy_strength"), 600, 620);
        Assert.Equal(1, launch.Term("required_ratio")); // even odds for an order, whatever its side would require for an operation of its own
        Assert.True(capture.Term("own_strength") >= begin.Term("own_strength"));
        Assert.True(capture.Term("enemy_strength") is > 0 and <= 620);
        Assert.InRange(capture.Term("own_share"), 0, 0.6);
        Assert.InRange(capture.Term("previous_share"), 0.4, 1);
        Assert.True(capture.Term("battle_days") >= 1 && capture.Term("battle_days") <= capture.Tick - begin.Tick + 1);
        Assert.True(capture.Term("enemy_supply") is > 0 and <= 1);

        double killed = capture.Term("enemy_lost");
        double broke = run.Events.Where(e => e.Kind == RunEventKind.UnitsBroke).Sum(e => e.Fighters);
        Assert.True(killed > 0 && broke > 0);
        Assert.True(600 - killed - broke is >= 0 and < 60);
    }

    [Fact]
    public void Broken_units_tell_what_set_their_threshold_and_where_they_went()
    {
        RunResult run = TwoTowns().Run();
        Assert.All(run.Events.Where(e => e.Kind == RunEventKind.UnitsBroke), e =>
        {
            Assert.Equal("defender", Word(e, "situation"));
            Assert.Equal("losses", Word(e, "reason"));
            Assert.Equal("retreat", Word(e, "outcome"));
            Assert.Equal("rear", run.Scenario.Locations[e.Place].Id);
            Assert.True(e.Term("loss_share") > e.Term("limit"));
        });
        RunResult lost = TwoTowns(mainCity: "west").Run();
        Assert.All(lost.Events.Where(e => e.Kind == RunEventKind.UnitsBroke), e => Assert.Equal("main-city-lost", Word(e, "situation")));
    }

    [Fact]
    public void Posture_switches_give_the_terms_that_sum_to_z()
    {
        RunResult[] runs = [.. Enumerable.Range(1, 6).Select(seed => TestWorlds.Brawl((ulong)seed).Run())];
        var weighed = runs.SelectMany(r => r.Events).Where(e =>
            e.Kind is RunEventKind.UnitsDispersed or RunEventKind.UnitsMassed && Word(e, "cause") == "weighing").ToArray();
        Assert.NotEmpty(weighed);
        RunResult run = runs[3];
        Assert.All(weighed, e => Assert.Equal(
            e.Term("z"),
            run.Scenario.Parameters.Posture.Intercept + e.Term("force") + e.Term("supply") + e.Term("morale") + e.Term("air") + e.Term("order"), 9));
        Assert.Contains(run.Events, e => e.Kind == RunEventKind.UnitsDispersed && Word(e, "cause") == "order" && e.Subject == "a4");
        Assert.Contains(run.Events, e => e.Kind == RunEventKind.UnitsWithdrew && e.Subject == "a4" && run.Scenario.Locations[e.Place].Id == "wadi");
    }

    [Fact]
    public void Crossings_and_shortages_are_told_once_a_change()
    {
        RunResult run = new SmallWorld { Days = 60 }
            .Faction("red").Location("depot", owner: "red").Location("far", owner: "red").Crossing("gate")
            .Corridor("depot", "far", crossing: "gate").Depot("red", "depot", 1000).Unit("red", "far", 100, hold: true)
            .Event(10, EventKind.Crossing, "gate", 0).Event(30, EventKind.Crossing, "gate", 1).Run();
        int Tick(RunEventKind kind) => Assert.Single(run.Events, e => e.Kind == kind).Tick;
        Assert.Equal((10, 30), (Tick(RunEventKind.CrossingClosed), Tick(RunEventKind.CrossingOpened)));
        Assert.Equal("gate", run.Events.First(e => e.Kind == RunEventKind.CrossingClosed).Subject);

        // s falls from about 0.99 to forage 0.05 by 0.1 a day: below 0.5 on the eighth day without deliveries.
        RunEvent low = Assert.Single(run.Events, e => e.Kind == RunEventKind.SupplyLow);
        Assert.Equal(10, low.Tick - (int)low.Term("short_days"));
        Assert.InRange(low.Tick, 16, 18);
        Assert.Equal((0, 0), (low.Term("access"), low.Term("fill")));
        Assert.True(low.Term("supply") is > 0.4 and < 0.5);
        Assert.InRange(Tick(RunEventKind.SupplyRestored), 31, 38);
    }

    [Fact]
    public void An_operation_that_is_too_weak_says_so_once_a_month()
    {
        RunResult run = new SmallWorld { Days = 100 }
            .Faction("blue", requiredRatio: 3).Faction("red").Hostile("blue", "red")
            .Location("west", owner: "blue").Location("east", owner: "red").Corridor("west", "east")
            .Depot("blue", "west", 5000).Depot("red", "east", 5000)
            .Unit("blue", "west", 200, copies: 5).Unit("red", "east", 200, hold: true, copies: 3)
            .Order("march", "blue", OrderVerb.Advance, 20, ["west"], ["east"])
            .With(p => p with { Command = p.Command with { OrderRatio = 3 } }).Run();
        RunEvent[] delays = [.. run.Events.Where(e => e.Kind == RunEventKind.OperationDelayed)];
        Assert.Equal([20, 50, 80], delays.Select(e => e.Tick));
        Assert.All(delays, e => Assert.Equal(("ratio", 3.0, 1000.0), (Word(e, "reason"), e.Term("required_ratio"), e.Term("assembled"))));
        Assert.InRange(delays[0].Term("own_strength") / delays[0].Term("enemy_strength"), 1.5, 1000.0 / 600);
        Assert.DoesNotContain(run.Events, e => e.Kind == RunEventKind.OperationLaunched);
    }

    [Fact]
    public void Terms_survive_the_table()
    {
        var terms = new EventTerms(3, 1, 0, 4, 0.12345678, double.NaN, -1e-9, double.PositiveInfinity);
        var logged = new RunEvent(1, RunEventKind.UnitsBroke, 0, 0, -1, 5, "") { Terms = terms };
        string cell = TermsText.Of(logged);
        Assert.Equal("situation=main-city-lost;reason=morale;outcome=retreat;units=4;loss_share=0.1235;morale=0", cell);
        EventTerms back = TermsText.Parse(RunEventKind.UnitsBroke, cell);
        Assert.Equal((3, 1, 0, 4, 0.1235), (back.First, back.Second, back.Third, back.Fourth, back.Fifth));
        Assert.True(double.IsNaN(back.Sixth) && double.IsNaN(back.Eighth));
        Assert.Throws<FormatException>(() => TermsText.Parse(RunEventKind.UnitsBroke, "depth=3"));
        Assert.Throws<FormatException>(() => TermsText.Parse(RunEventKind.UnitsBroke, "reason=hunger"));
    }

    /// <summary>An attack in the open from west on east, which can fall back to rear.</summary>
    internal static SmallWorld TwoTowns(string mainCity = "") => new SmallWorld { Days = 90 }
        .Faction("blue", requiredRatio: 2).Faction("red", mainCity: mainCity).Hostile("blue", "red")
        .Location("west", owner: "blue").Location("east", owner: "red").Location("rear", owner: "red")
        .Corridor("west", "east").Corridor("east", "rear")
        .Depot("blue", "west", 5000).Depot("red", "rear", 5000)
        .Unit("blue", "west", 300, copies: 10).Unit("red", "east", 100, hold: true, copies: 6)
        .Order("march", "blue", OrderVerb.Advance, 5, ["west"], ["east"]);

    private static string Word(RunEvent e, string term) =>
        EventLegend.Of(e.Kind).First(t => t.Name == term).Words[(int)e.Term(term)];
}
