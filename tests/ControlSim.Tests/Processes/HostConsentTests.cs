using ControlSim.Runs;
using ControlSim.Scenarios;
using ControlSim.Tables;

namespace ControlSim.Tests.Processes;

public sealed class HostConsentTests
{
    [Fact]
    public void Consent_erodes_and_the_presence_ends_after_its_delay()
    {
        RunResult run = Guests(perDay: 0.03).Run();

        // 1 - 0.03 t falls below 0.3 on day 24 (0.28); ten days later it is over.
        RunEvent lost = Assert.Single(run.Events, e => e.Kind == RunEventKind.ConsentLost);
        RunEvent ended = Assert.Single(run.Events, e => e.Kind == RunEventKind.PresenceEnded && e.Subject == "iraq");
        Assert.Equal((24, 34), (lost.Tick, ended.Tick));
        Assert.True(lost.Term("consent") < lost.Term("bound"));
    }

    [Fact]
    public void Consent_won_back_in_time_calls_the_end_off()
    {
        RunResult run = Guests(perDay: 0.03).Event(30, EventKind.Consent, "iraq", 1).Run();
        Assert.Equal([24, 53], run.Events.Where(e => e.Kind == RunEventKind.ConsentLost).Select(e => e.Tick));
        Assert.Equal(63, run.Events.First(e => e.Kind == RunEventKind.PresenceEnded).Tick);
    }

    /// <summary>M29, S2-20: the bases in Syria cannot be held without those in Iraq, nor the partners' without either.</summary>
    [Fact]
    public void Presences_that_depend_on_one_that_is_gone_end_with_it_along_the_chain()
    {
        var (world, schedule, log) = Guests(perDay: 0).Event(20, EventKind.Presence, "us", 0, country: "Iraq").Open();
        for (int day = 0; day < 19; day++)
        {
            schedule.Tick();
        }

        Assert.DoesNotContain(false, world.Politics.IsPresent);
        schedule.Tick();
        Assert.Equal(["syria", "partners"], log.Events.ToArray().Where(e => e.Kind == RunEventKind.PresenceEnded).Select(e => e.Subject).OrderDescending());
        Assert.False(IsPresent(world, "us", "Iraq") || IsPresent(world, "us", "Syria") || IsPresent(world, "partner", "Syria"));
        Assert.True(IsPresent(world, "partner", "Iraq"));
        Assert.Equal((300, 40), (world.Ledger.Departed[world.Order.FactionRow["us"]], world.Ledger.Departed[world.Order.FactionRow["partner"]]));
        Assert.Equal(500, world.Units.Fighters.Sum());
    }

    [Fact]
    public void A_presence_that_begins_again_brings_its_units_back_to_where_they_stood_or_to_a_friend()
    {
        // The old hosts have become enemies; the new ones are friends from day 30 on.
        var (world, schedule, log) = Guests(perDay: 0).Faction("krg").Location("erbil", population: 9000, owner: "krg", country: "Iraq")
            .Unit("krg", "erbil", 500, hold: true).Relation("us", "krg", RelationKind.Cobelligerent, fromDay: 30)
            .Event(5, EventKind.Presence, "us", 0, country: "Iraq").Event(25, EventKind.Presence, "us", 1, country: "Iraq")
            .Event(8, EventKind.Relation, "us", 0, country: "Iraq", other: "host", relation: RelationKind.Hostile).Open();
        int us = world.Order.FactionRow["us"];
        Days(10);
        Assert.Equal((0, 300), (At("baghdad"), world.Ledger.Departed[us]));
        Days(19);
        Assert.Equal((0, 0), (At("baghdad"), At("erbil")));
        Days(1);
        Assert.Equal(200, At("erbil"));
        Assert.Equal(world.Ledger.Due(us), world.Units.Fighters.Where((_, u) => world.Units.Faction[u] == us).Sum());
        Assert.Contains(log.Events.ToArray(), e => e.Kind == RunEventKind.UnitsReturned && e.Fighters == 200);

        double At(string place) => Enumerable.Range(0, world.Units.Count)
            .Where(u => world.Units.Faction[u] == us && world.Units.Location[u] == world.Order.LocationRow[place]).Sum(u => world.Units.Fighters[u]);

        void Days(int days)
        {
            for (int day = 0; day < days; day++)
            {
                schedule.Tick();
            }
        }
    }

    [Fact]
    public void The_end_of_the_dependent_presence_leaves_the_other()
    {
        var (world, schedule, _) = Guests(perDay: 0).Event(20, EventKind.Presence, "us", 0, country: "Syria").Open();
        for (int day = 0; day < 20; day++)
        {
            schedule.Tick();
        }

        Assert.True(IsPresent(world, "us", "Iraq"));
        Assert.Equal(100, world.Ledger.Departed[world.Order.FactionRow["us"]]);
    }

    [Fact]
    public void Strikes_and_incidents_on_the_hosts_soil_cost_consent()
    {
        var (world, schedule, _) = Guests(perDay: 0, perStrike: 0.01, perAttack: 0.05).Open();
        int us = world.Order.FactionRow["us"], iraq = Array.IndexOf(world.Order.Countries, "Iraq");
        int guest = (us * world.Countries) + iraq, p = world.Order.PresenceRow["iraq"];
        world.Politics.Strikes[guest] = 6;
        schedule.Tick();
        Assert.Equal(0.94, world.Presences.Consent[p], 12);
        world.Politics.Attacks[(guest * world.Blocs.Count) + world.Order.BlocRow["host"]] = 2;
        schedule.Tick();
        Assert.Equal(0.84, world.Presences.Consent[p], 12);
        schedule.Tick();
        Assert.Equal(0.84, world.Presences.Consent[p], 12);
    }

    [Fact]
    public void A_guest_that_has_left_flies_no_more_and_a_tense_one_flies_less()
    {
        var (world, schedule, _) = Guests(perDay: 0).Faction("foe").Hostile("us", "foe").Unit("foe", "tanf", 200, hold: true)
            .Air("us", a => a with { Strikes = 4 }, "sky-syria", "Syria").Event(3, EventKind.Presence, "us", 0, country: "Iraq").Open();
        int us = world.Order.FactionRow["us"], syria = Array.IndexOf(world.Order.Countries, "Syria");
        int foe = (world.Order.FactionRow["foe"] * world.Countries) + syria;
        schedule.Tick();
        double full = world.Factions.AirPower[foe];
        Assert.True(full > 0);
        world.Politics.Diversion[(us * world.Countries) + syria] = 0.5;
        schedule.Tick();
        Assert.Equal(full / 2, world.Factions.AirPower[foe], 12);
        schedule.Tick();
        schedule.Tick();
        Assert.Equal(0, world.Factions.AirPower[foe]);
    }

    [Fact]
    public void Strikes_of_air_actors_count_with_their_hosts()
    {
        var (world, schedule, _) = Guests(perDay: 0, perStrike: 0.01).Faction("foe").Hostile("us", "foe").Unit("foe", "baghdad", 200, hold: true)
            .Air("us", a => a with { Strikes = 4, RoeCap = 1 }, "sky-iraq", "Iraq").Open();
        schedule.Tick();
        Assert.Equal(0.96, world.Presences.Consent[world.Order.PresenceRow["iraq"]], 9);
    }

    /// <summary>M32 as a whole: militias of the host's bloc, tension, incidents, loss of consent, end.</summary>
    [Fact]
    public void Incidents_with_the_hosts_militia_end_in_an_expulsion()
    {
        int Ended(double patrons) => Enumerable.Range(0, 20).Count(replicate => Guests(perDay: 0, perAttack: 0.1, days: 700)
            .Faction("militia", "host").Unit("militia", "baghdad", 200, hold: true).Relation("militia", "us", RelationKind.Deconflict)
            .Rivalry("militia", "us", patrons: patrons).With(p => p with { Coalitions = p.Coalitions with { Limit = 2, IncidentRate = 0.01 } })
            .Run(replicate).Events.Any(e => e.Kind == RunEventKind.PresenceEnded));
        int calm = Ended(0), tense = Ended(1);
        Assert.True(tense > calm + 3, $"{calm} {tense}");
    }

    private static SmallWorld Guests(double perDay, double perStrike = 0, double perAttack = 0, int days = 120) => new SmallWorld { Days = days }
        .Faction("host").Bloc("sky", owns: false).Faction("us", "sky").Faction("partner", "sky")
        .Location("baghdad", population: 50_000, owner: "host", country: "Iraq").Location("tanf", country: "Syria")
        .Unit("host", "baghdad", 500, hold: true).Unit("us", "baghdad", 200, hold: true).Unit("us", "tanf", 100, hold: true)
        .Unit("partner", "tanf", 40, hold: true)
        .Presence("iraq", "us", "host", "Iraq", perDay: perDay, perStrike: perStrike, perAttack: perAttack)
        .Presence("syria", "us", "host", "Syria", dependsOn: "iraq")
        .Presence("partners", "partner", "host", "Syria", dependsOn: "syria");

    private static bool IsPresent(World world, string faction, string country) =>
        world.Politics.IsPresent[(world.Order.FactionRow[faction] * world.Countries) + Array.IndexOf(world.Order.Countries, country)];
}
