using ControlSim.Runs;
using ControlSim.Scenarios;

namespace ControlSim.Tests.Processes;

public sealed class DatedEventsTests
{
    [Fact]
    public void An_event_of_probability_zero_leaves_every_hash()
    {
        RunResult plain = TestWorlds.Brawl(6).Run();
        Assert.Equal(plain.TickHashes, TestWorlds.Brawl(6).Event(10, EventKind.Training, "red", 0.9, probability: 0).Run().TickHashes);
        Assert.NotEqual(plain.StateHash, TestWorlds.Brawl(6).Event(10, EventKind.Training, "red", 0.9).Run().StateHash);
    }

    [Fact]
    public void An_event_that_happens_is_the_scripted_one()
    {
        RunResult scripted = TestWorlds.Brawl(6).Event(10, EventKind.Morale, "red", 0.2).Run();
        for (int replicate = 0; replicate < 20; replicate++)
        {
            var run = TestWorlds.Brawl(6).Event(10, EventKind.Morale, "red", 0.2, probability: 0.5);
            RunResult certain = TestWorlds.Brawl(6).Event(10, EventKind.Morale, "red", 0.2).Run(replicate);
            RunResult without = TestWorlds.Brawl(6).Run(replicate);
            RunResult perhaps = run.Run(replicate);
            Assert.Equal(
                perhaps.Events.Any(e => e.Kind == RunEventKind.DatedEvent && e.Tick == 10) ? certain.TickHashes : without.TickHashes,
                perhaps.TickHashes);
        }

        Assert.Equal(scripted.TickHashes, TestWorlds.Brawl(6).Event(10, EventKind.Morale, "red", 0.2, probability: 1).Run().TickHashes);
    }

    [Fact]
    public void An_event_happens_as_often_as_its_probability_says_and_keeps_its_draw_when_its_date_moves()
    {
        int happened = 0;
        for (int replicate = 0; replicate < 400; replicate++)
        {
            bool early = Happens(1, replicate);
            Assert.Equal(early, Happens(2, replicate));
            happened += early ? 1 : 0;
        }

        // 400 draws at 0.3: mean 120, standard deviation 9.2.
        Assert.InRange(happened, 84, 156);

        static bool Happens(int day, int replicate) => new SmallWorld { Days = 2 }.Faction("a").Location("x")
            .Event(day, EventKind.Wage, "a", 5, probability: 0.3, id: "pay").Run(replicate).Events.Length > 0;
    }

    [Fact]
    public void Every_kind_of_event_changes_its_input()
    {
        foreach (EventKind kind in Enum.GetValues<EventKind>().Except([EventKind.Inclusion]))
        {
            string target = kind switch
            {
                EventKind.Crossing => "gate",
                EventKind.DepotIncome => "d0",
                EventKind.Service or EventKind.LocalSecurity => "x",
                EventKind.Consent or EventKind.Breach => "bases",
                EventKind.AirliftLoad => "l0",
                EventKind.Launch => "stand",
                >= EventKind.AirStrikes => "sky",
                _ => "a",
            };
            bool pair = kind is EventKind.Relation or EventKind.Tension or EventKind.PatronTension;
            double value = kind is EventKind.Crossing or EventKind.Presence ? 0 : 0.123;
            RunResult with = World().Event(1, kind, target, value, other: pair ? "b" : "", relation: RelationKind.Deconflict).Run();
            Assert.NotEqual(World().Run().TickHashes[1], with.TickHashes[1]);
        }

        static SmallWorld World() => new SmallWorld { Days = 1 }.Faction("a").Faction("b").Faction("host")
            .Location("x", population: 1000, owner: "a").Location("y").Crossing("gate").Corridor("x", "y", crossing: "gate")
            .Depot("a", "x", 100).Unit("a", "x", 100).Unit("b", "y", 100).Hostile("a", "b").Presence("bases", "a", "host")
            .Air("b", a => a with { Strikes = 1 }, "sky").Airlift("a", "x", "y", 10)
            .Order("stand", "a", OrderVerb.Hold, 1, ["x"], [], onCall: true);
    }

    [Fact]
    public void A_relation_by_event_holds_until_a_dated_one_begins()
    {
        var (world, schedule, _) = new SmallWorld { Days = 20 }.Faction("a").Faction("b").Location("x").Location("y", country: "Other")
            .Relation("a", "b", RelationKind.Hostile, toDay: 9).Relation("a", "b", RelationKind.Hostile, fromDay: 10)
            .Event(0, EventKind.Relation, "b", 0, country: "Land", other: "a", relation: RelationKind.Deconflict)
            .Event(5, EventKind.Relation, "a", 0, other: "b", relation: RelationKind.Neutral).Open();
        int a = world.Order.FactionRow["a"], b = world.Order.FactionRow["b"];
        Assert.Equal((RelationKind.Deconflict, RelationKind.Hostile), Both());
        Run(4);
        Assert.Equal((RelationKind.Deconflict, RelationKind.Hostile), Both());
        Run(1);
        Assert.Equal((RelationKind.Neutral, RelationKind.Neutral), Both());
        Run(5);
        Assert.Equal((RelationKind.Hostile, RelationKind.Hostile), Both());

        (RelationKind Land, RelationKind Other) Both() => (Of("Land", a, b), Of("Other", b, a));

        RelationKind Of(string country, int f, int g) =>
            world.Factions.Relation[(((Array.IndexOf(world.Order.Countries, country) * 2) + f) * 2) + g];

        void Run(int days)
        {
            for (int day = 0; day < days; day++)
            {
                schedule.Tick();
            }
        }
    }
}
