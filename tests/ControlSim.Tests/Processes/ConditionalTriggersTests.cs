using ControlSim.Runs;
using ControlSim.Scenarios;
using static ControlSim.Tests.SmallWorld;

namespace ControlSim.Tests.Processes;

public sealed class ConditionalTriggersTests
{
    [Fact]
    public void A_trigger_fires_after_its_days_and_acts_after_its_delay()
    {
        RunResult run = Quiet().Trigger("t", [When(Quantity.Fighters, bloc: "a", above: 50)], [Then(EventKind.Wage, "a", 7)], forDays: 4, afterDays: 3).Run();
        Assert.Equal([(4, RunEventKind.TriggerFired), (7, RunEventKind.TriggerActed)], run.Events.Select(e => (e.Tick, e.Kind)));
        RunEvent fired = run.Events[0];
        Assert.Equal(("t.c", 100.0, 50.0), (fired.Subject, fired.Term("quantity"), fired.Term("bound")));
    }

    [Fact]
    public void A_trigger_that_may_fire_again_does_so_when_its_effects_are_done()
    {
        RunResult run = Quiet().Trigger("t", [When(Quantity.Fighters, bloc: "a", above: 50)], [Then(EventKind.Wage, "a", 7)], once: false, afterDays: 3).Run();
        Assert.Equal([1, 5, 9, 13, 17, 21, 25, 29], run.Events.Where(e => e.Kind == RunEventKind.TriggerFired).Select(e => e.Tick));
    }

    [Fact]
    public void The_days_count_only_in_a_row()
    {
        SmallWorld small = Quiet();
        for (int day = 0; day < 30; day += 3)
        {
            small.Event(day, EventKind.Morale, "a", 0.9).Event(day + 2, EventKind.Morale, "a", 0.1);
        }

        Assert.Equal(2, Fired(3));
        Assert.Equal(0, Fired(4));

        int Fired(int days) => small.Without(ProcessKind.Morale)
            .Trigger($"t{days}", [When(Quantity.Morale, faction: "a", country: "Land", above: 0.5)], [Then(EventKind.Wage, "a", 1)], forDays: days - 1)
            .Run().Events.Count(e => e.Kind is RunEventKind.TriggerFired or RunEventKind.TriggerActed && e.Subject.StartsWith($"t{days}", StringComparison.Ordinal));
    }

    [Fact]
    public void Waiting_for_a_daily_chance_is_geometric()
    {
        double sum = 0;
        int never = 0;
        for (int replicate = 0; replicate < 400; replicate++)
        {
            RunEvent[] fired = [.. Chancy(0.2).Run(replicate).Events.Where(e => e.Kind == RunEventKind.TriggerFired)];
            never += fired.Length == 0 ? 1 : 0;
            sum += fired.Length == 0 ? 0 : fired[0].Tick;
        }

        // Mean 5 days, standard deviation of a wait 4.5: four standard errors.
        Assert.InRange(sum / (400 - never), 5 - 0.9, 5 + 0.9);
        Assert.DoesNotContain(Chancy(0).Run().Events, e => e.Kind == RunEventKind.TriggerFired);

        static SmallWorld Chancy(double p) => Quiet().Trigger(
            "t", [When(Quantity.Fighters, bloc: "a", above: 50)], [Then(EventKind.Wage, "a", 7)], probability: p);
    }

    [Fact]
    public void A_deterministic_run_fires_when_the_chances_add_up_to_one()
    {
        RunResult run = Quiet(deterministic: true).Trigger(
            "t", [When(Quantity.Fighters, bloc: "a", above: 50)], [Then(EventKind.Wage, "a", 7)], probability: 0.25).Run();
        Assert.Equal(4, run.Events.First(e => e.Kind == RunEventKind.TriggerFired).Tick);
    }

    [Fact]
    public void A_trigger_that_acts_as_an_event_gives_the_same_world()
    {
        RunResult scripted = TestWorlds.Brawl(6).Event(20, EventKind.Morale, "red", 0.2).Run();
        var (world, schedule, _) = TestWorlds.Brawl(6).Trigger(
            "t", [When(Quantity.Prestige, faction: "sky", above: 0)], [Then(EventKind.Morale, "red", 0.2)], forDays: 20).Open();
        for (int day = 0; day < 120; day++)
        {
            schedule.Tick();
        }

        double[] fighters = Fighters(TestWorlds.Brawl(6).Event(20, EventKind.Morale, "red", 0.2));
        Assert.Equal(fighters, world.Units.Fighters);
        Assert.Contains(scripted.Events, e => e.Tick == 20 && e.Kind == RunEventKind.DatedEvent);

        static double[] Fighters(SmallWorld small)
        {
            var (other, ticks, _) = small.Open();
            for (int day = 0; day < 120; day++)
            {
                ticks.Tick();
            }

            return other.Units.Fighters;
        }
    }

    [Fact]
    public void Every_quantity_is_read_off_the_world()
    {
        Condition[] conditions =
        [
            When(Quantity.Control, location: "x", bloc: "a", above: 0.9),
            When(Quantity.Owner, location: "x", isWord: "a"),
            When(Quantity.Owner, location: "y", isWord: "none"),
            When(Quantity.Fighters, bloc: "a", above: 99, below: 101),
            When(Quantity.CellsShare, bloc: "c", above: 0.9),
            When(Quantity.Supply, bloc: "a", above: 0.2),
            When(Quantity.HeldPopulation, bloc: "a", above: 999),
            When(Quantity.Prestige, faction: "a", above: 0.4),
            When(Quantity.Treasury, faction: "a", above: 1),
            When(Quantity.Morale, faction: "a", country: "Land", above: 0.5),
            When(Quantity.Tension, faction: "a", other: "b", above: 0.5),
            When(Quantity.Relation, faction: "a", other: "b", country: "Land", isWord: "deconflict"),
            When(Quantity.Consent, presence: "guests", above: 0.9),
            When(Quantity.Presence, faction: "c", country: "Land", above: 0.5),
        ];
        for (int i = 0; i < conditions.Length; i++)
        {
            Assert.Single(Quiet().Trigger("t", [conditions[i]], [Then(EventKind.Wage, "a", 7)]).Run().Events, e => e.Kind == RunEventKind.TriggerFired);
        }

        // The contrary fires never.
        Assert.DoesNotContain(
            Quiet().Trigger("t", [When(Quantity.Owner, location: "x", isWord: "b")], [Then(EventKind.Wage, "a", 7)]).Run().Events,
            e => e.Kind == RunEventKind.TriggerFired);
    }

    [Fact]
    public void A_capture_fires_on_the_day_after_it()
    {
        RunResult run = TestWorlds.Brawl(4).Run();
        Capture capture = run.Captures[0];
        string place = run.Scenario.Locations[capture.Location].Id, bloc = run.Scenario.Blocs[capture.Bloc].Id;
        Assert.Equal(capture.Tick + 1, FirstFiring(bloc));
        Assert.Equal(capture.Tick + 1, FirstFiring(""));

        int FirstFiring(string by) => TestWorlds.Brawl(4)
            .Trigger("fallen", [When(Quantity.Capture, location: place, bloc: by)], [Then(EventKind.Wage, "sky", 0)]).Run().Events
            .First(e => e.Kind == RunEventKind.TriggerFired && e.Subject == "fallen.c").Tick;
    }

    /// <summary>M38: rocket attack, air strike, embassy, killing of a leader, vote, end of the presence.</summary>
    [Fact]
    public void A_ladder_of_triggers_climbs_step_by_step_and_only_from_the_bottom()
    {
        RunResult calm = Ladder(0).Run();
        Assert.DoesNotContain(calm.Events, e => e.Kind is RunEventKind.TriggerFired or RunEventKind.PresenceEnded);
        RunResult run = Ladder(0.9).Run();
        string[] fired = [.. run.Events.Where(e => e.Kind == RunEventKind.TriggerFired).Select(e => e.Subject)];
        Assert.Equal(["rocket.c", "strike.c", "embassy.c", "killing.c", "vote.c"], fired);
        int[] acted = [.. run.Events.Where(e => e.Kind == RunEventKind.TriggerActed).Select(e => e.Tick)];
        Assert.Equal(acted.Order(), acted);
        Assert.Equal("bases", Assert.Single(run.Events, e => e.Kind == RunEventKind.PresenceEnded).Subject);
        Assert.Contains(run.Events, e => e.Kind == RunEventKind.UnitsDeparted && e.Fighters == 80);
    }

    private static SmallWorld Ladder(double patrons) => new SmallWorld { Days = 200 }
        .Faction("militia").Bloc("sky", owns: false).Faction("guest", "sky").Faction("host")
        .Location("capital", population: 100_000, owner: "host").Unit("host", "capital", 500, hold: true)
        .Unit("militia", "capital", 200, hold: true).Unit("guest", "capital", 80, hold: true)
        .Relation("militia", "guest", RelationKind.Deconflict).Relation("guest", "host", RelationKind.Cobelligerent)
        .With(p => p with { Coalitions = p.Coalitions with { IncidentRate = 0, Limit = 2 } })
        .Rivalry("militia", "guest", tension: 0.1).Presence("bases", "guest", "host", delayDays: 30)
        .Event(10, EventKind.PatronTension, "militia", patrons, other: "guest")
        .Trigger("rocket", [When(Quantity.Tension, faction: "militia", other: "guest", above: 0.7)], [Then(EventKind.Tension, "guest", 0.75, other: "militia")])
        .Trigger("strike", [When(Quantity.Fired, trigger: "rocket")], [Then(EventKind.Breach, "bases", 0.2)], afterDays: 2)
        .Trigger("embassy", [When(Quantity.Fired, trigger: "strike")], [Then(EventKind.Tension, "guest", 0.8, other: "militia")], afterDays: 2)
        .Trigger("killing", [When(Quantity.Fired, trigger: "embassy")], [Then(EventKind.Coordination, "militia", 0.3), Then(EventKind.Breach, "bases", 0.3)], afterDays: 3)
        .Trigger("vote", [When(Quantity.Consent, presence: "bases", below: 0.6)], [Then(EventKind.Consent, "bases", 0.1)], afterDays: 2);

    private static SmallWorld Quiet(bool deterministic = false) => new SmallWorld { Days = 30, Deterministic = deterministic }
        .Faction("a").Faction("b").Bloc("cells", owns: true).Faction("c").Location("x", population: 1000, owner: "a").Location("y")
        .Unit("a", "x", 100).Unit("c", "y", 30, Posture.Cells).Relation("a", "b", RelationKind.Deconflict)
        .Rivalry("a", "b", tension: 0.7).Presence("guests", "c", "a").Depot("a", "x", 500);
}
