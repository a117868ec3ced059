using ControlSim.Processes;
using ControlSim.Scenarios;
using ControlSim.Tables;

namespace ControlSim.Tests.Processes;

public sealed class MoraleTests
{
    [Fact]
    public void The_input_is_the_fixed_point_while_nothing_is_better_or_worse()
    {
        // Fed to exactly the neutral supply, paid in full, territory as it was.
        var (world, schedule, _) = Garrison(0.63, neutral: 1).Depot("a", "x", 1000).Open();
        Run(schedule, 300);
        Assert.Equal(0.63, world.Factions.Morale[Row(world, "a")]);
        Assert.Equal(0.5, world.Economy.Prestige[world.Order.FactionRow["a"]]);
    }

    [Fact]
    public void Hunger_takes_morale_to_its_level_and_food_brings_it_back()
    {
        var (hungry, schedule, _) = Garrison(0.6, neutral: 0.8).Open();
        Run(schedule, 1500);

        // Only what is found on the spot: s = 0.05; 0.6 + 0.2 (0.05 - 0.8).
        Assert.Equal(0.45, hungry.Factions.Morale[Row(hungry, "a")], 3);
    }

    [Fact]
    public void Unpaid_wages_lower_morale()
    {
        var (world, schedule, _) = Garrison(0.6, neutral: 1).Depot("a", "x", 1000).Without(ProcessKind.Finance).Open();
        world.Economy.PayRatio[world.Order.FactionRow["a"]] = 0;
        for (int day = 0; day < 1500; day++)
        {
            schedule.Tick();
            world.Economy.PayRatio[world.Order.FactionRow["a"]] = 0;
        }

        Assert.Equal(0.4, world.Factions.Morale[Row(world, "a")], 3);
    }

    [Fact]
    public void A_loss_lowers_morale_by_its_share()
    {
        var (world, schedule, _) = Garrison(0.6, neutral: 1).Depot("a", "x", 1000).Open();
        int a = world.Order.FactionRow["a"];
        world.Units.Fighters[0] -= 25;
        world.Ledger.Killed[a] += 25;
        schedule.Tick();
        Assert.Equal(0.6 - (0.2 * 0.25), world.Factions.Morale[Row(world, "a")], 12);
        Run(schedule, 400);
        Assert.Equal(0.6, world.Factions.Morale[Row(world, "a")], 3);
    }

    [Fact]
    public void An_event_moves_morale_and_its_level()
    {
        var (world, schedule, _) = Garrison(0.6, neutral: 1).Depot("a", "x", 1000).Event(5, EventKind.Morale, "a", 0.9).Open();
        Run(schedule, 200);
        Assert.Equal(0.9, world.Factions.Morale[Row(world, "a")], 12);
    }

    /// <summary>M42: the same place with a symbolic weight moves prestige and morale of both sides more.</summary>
    [Fact]
    public void A_symbolic_place_counts_for_more_than_its_inhabitants()
    {
        var (loserPlain, winnerPlain) = AfterFall(0);
        var (loserSymbol, winnerSymbol) = AfterFall(1);
        Assert.True(loserPlain.Prestige < 0.5 && winnerPlain.Prestige > 0.5);
        Assert.True(loserSymbol.Prestige < loserPlain.Prestige - 0.05);
        Assert.True(winnerSymbol.Prestige > winnerPlain.Prestige + 0.05);
        Assert.True(loserSymbol.Morale < loserPlain.Morale && winnerSymbol.Morale > winnerPlain.Morale);
    }

    [Fact]
    public void A_change_of_territory_is_seen_the_same_from_both_ends()
    {
        Assert.Equal(0, Morale.Change(0.3, 0.3));
        Assert.Equal(-Morale.Change(0.1, 0.2), Morale.Change(0.2, 0.1), 12);
        Assert.InRange(Morale.Change(0, 0.5), -1, -0.95);
        Assert.InRange(Morale.Change(0.5, 0), 0.95, 1);
    }

    [Fact]
    public void The_news_of_a_defeat_fades_but_the_loss_stays()
    {
        var (world, schedule, _) = Garrison(0.6, neutral: 0.05).Open();
        world.Locations.Owner[world.Order.LocationRow["x"]] = -1;
        Array.Clear(world.Locations.Control);
        Array.Clear(world.Units.Fighters);
        schedule.Aggregation.Forget();
        Run(schedule, 60);
        double soon = Of(world, "a").Prestige;
        Run(schedule, 1500);
        double late = Of(world, "a").Prestige;

        // In the end only the level counts: 0.5 - 0.3 / 1.01.
        Assert.True(soon < late - 0.1);
        Assert.Equal(0.5 - (0.3 / 1.01), late, 3);
    }

    /// <summary>S3-43: losing prestige means infighting; nobody else is near.</summary>
    [Fact]
    public void A_faction_in_decline_fights_itself_and_the_books_balance()
    {
        var (world, schedule, _) = Garrison(0.6, neutral: 1, fighters: 10_000).Open();
        int a = world.Order.FactionRow["a"];
        world.Locations.Owner[world.Order.LocationRow["x"]] = -1;
        Array.Clear(world.Locations.Control);
        Array.Clear(world.Units.Fighters);
        world.Units.Fighters[0] = 10_000;
        world.Units.Posture[0] = Posture.Cells;
        schedule.Aggregation.Forget();
        Run(schedule, 100);
        double killed = world.Ledger.Killed[a];
        Assert.Equal(10_000, world.Units.Fighters[0] + killed);
        Assert.InRange(killed, 20, 300);
    }

    private static (double Prestige, double Morale) Of(World world, string faction) =>
        (world.Economy.Prestige[world.Order.FactionRow[faction]], world.Factions.Morale[Row(world, faction)]);

    private static ((double Prestige, double Morale) Loser, (double Prestige, double Morale) Winner) AfterFall(double weight)
    {
        var small = new SmallWorld { Days = 60 }.Faction("loser", morale: 0.6).Faction("winner", morale: 0.6).Hostile("loser", "winner")
            .Location("kobani", population: 40_000, owner: "loser").Location("home", population: 200_000, owner: "winner")
            .Location("rest", population: 200_000, owner: "loser")
            .Unit("winner", "home", 500, hold: true).Unit("loser", "rest", 500, hold: true).Depot("winner", "home", 5000).Depot("loser", "rest", 5000);
        Scenario scenario = small.Scenario();
        scenario = scenario with
        {
            Locations = [.. scenario.Locations.Select(l => l.Id == "kobani" ? l with { Society = l.Society with { PoliticalWeight = weight } } : l)],
        };
        World world = WorldBuilder.From(scenario);
        var schedule = new ControlSim.Runs.Schedule(world, scenario, new ControlSim.Randomness.RandomStreams(1), new ControlSim.Runs.EventLog(world));
        int l = world.Order.LocationRow["kobani"];
        world.Locations.Owner[l] = world.Order.BlocRow["winner"];
        world.Locations.Control[(l * 2) + world.Order.BlocRow["winner"]] = 1;
        world.Locations.Control[(l * 2) + world.Order.BlocRow["loser"]] = 0;
        Run(schedule, 40);
        return (Of(world, "loser"), Of(world, "winner"));
    }

    private static SmallWorld Garrison(double morale, double neutral, int fighters = 100) => new SmallWorld { Days = 100 }
        .Faction("a", morale: morale).Location("x", population: 5000, owner: "a").Unit("a", "x", fighters)
        .With(p => p with { Morale = p.Morale with { NeutralSupply = neutral } });

    private static int Row(World world, string faction) => world.Order.FactionRow[faction] * world.Countries;

    private static void Run(ControlSim.Runs.Schedule schedule, int days)
    {
        for (int day = 0; day < days; day++)
        {
            schedule.Tick();
        }
    }
}
