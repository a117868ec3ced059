using ControlSim.Runs;
using ControlSim.Scenarios;
using ControlSim.Tables;

namespace ControlSim.Tests.Processes;

public sealed class BreakTests
{
    [Fact]
    public void With_threshold_one_units_fight_to_the_end()
    {
        var (world, schedule, log) = Battle(1, attackers: 3000, population: 0).Open();
        Run(schedule, 200);
        Assert.DoesNotContain(log.Events.ToArray(), e => e.Kind == RunEventKind.UnitsBroke);
        Assert.Equal(0, Left(world, "defender"));
    }

    [Fact]
    public void With_threshold_zero_units_leave_on_the_first_losses()
    {
        var (world, schedule, _) = Battle(0, attackers: 3000).Without(ProcessKind.Morale).Open();
        Run(schedule, 4);
        double afterContact = Left(world, "defender");
        Assert.True(afterContact < 2000);
        Run(schedule, 60);
        Assert.Equal(afterContact, Left(world, "defender"));
    }

    /// <summary>A scenario may start in the midst of a battle: its first day is then the battle's first.</summary>
    [Fact]
    public void Who_starts_in_a_battle_breaks_as_who_is_attacked_later()
    {
        var (world, schedule, log) = Battle(0, attackers: 3000).Unit("attacker", "town", 300, copies: 5).Without(ProcessKind.Morale).Open();
        Run(schedule, 5);
        Assert.Contains(log.Events.ToArray(), e => e.Kind == RunEventKind.UnitsBroke && e.Bloc == world.Order.BlocRow["defender"]);
    }

    [Fact]
    public void Ninety_of_a_hundred_broken_defenders_lost_less_than_forty_per_cent()
    {
        var shares = new List<double>();
        for (int replicate = 0; replicate < 40; replicate++)
        {
            var (world, schedule, log) = Battle(null, attackers: 3000, morale: 0.7).Open(replicate);
            double[] start = [.. world.Units.Fighters];
            for (int day = 0; day < 60; day++)
            {
                int seen = log.Count;
                schedule.Tick();
                foreach (RunEvent e in log.Events[seen..])
                {
                    if (e.Kind == RunEventKind.UnitsBroke && e.Bloc == world.Order.BlocRow["defender"])
                    {
                        shares.Add(1 - (e.Fighters / 200));
                    }
                }
            }
        }

        Assert.True(shares.Count > 200);
        Assert.True(shares.Count(s => s < 0.4) >= 0.9 * shares.Count, $"{shares.Count(s => s < 0.4)} of {shares.Count}");
    }

    [Fact]
    public void An_encircled_unit_surrenders_in_part_and_goes_to_cells()
    {
        var (world, schedule, _) = Battle(0, attackers: 3000, wayOut: false).Open();
        Run(schedule, 30);
        double surrendered = world.Ledger.Surrendered[world.Order.FactionRow["defender"]];
        Assert.True(surrendered > 500);
        Assert.True(Left(world, "defender") > 500);
        for (int u = 0; u < world.Units.Count; u++)
        {
            if (world.Units.Faction[u] == world.Order.FactionRow["defender"] && world.Units.Fighters[u] > 0)
            {
                Assert.Equal(Posture.Cells, world.Units.Posture[u]);
            }
        }
    }

    [Fact]
    public void The_loss_of_the_main_city_makes_pockets_break_early()
    {
        Assert.True(MeanDays("lost-city") < 0.6 * MeanDays(""));

        static double MeanDays(string mainCity) => Enumerable.Range(0, 30).Average(replicate =>
        {
            RunResult run = Battle(null, 3000, mainCity: mainCity).Run(replicate);
            return run.Captures.Length > 0 ? run.Captures[0].Tick : 100;
        });
    }

    /// <summary>S4-14 is about the will to hold: who attacks after the loss of his main city breaks like any attacker.</summary>
    [Theory]
    [InlineData("attacker", "Attacker")]
    [InlineData("defender", "MainCityLost")]
    public void The_loss_of_the_main_city_moves_the_threshold_of_defenders_only(string faction, string expected)
    {
        var (world, schedule, _) = Battle(1, 3000, mainCity: "lost-city").Location("nobodys")
            .Change("attacker", f => f with { Stances = [.. f.Stances.Select(s => s with { MainCity = "nobodys" })] }).Open();
        Run(schedule, 4);
        int town = world.Order.LocationRow["town"], row = world.Order.FactionRow[faction];
        int unit = Enumerable.Range(0, world.Units.Count).First(u => world.Units.Faction[u] == row && world.Units.Location[u] == town);
        Assert.Equal(expected, world.Units.Situation[unit].ToString());
    }

    /// <summary>S1-45: who fights for a headquarters fights on; when it leaves in the battle, no longer.</summary>
    [Fact]
    public void A_last_stand_ends_when_the_headquarters_leaves()
    {
        var (world, schedule, _) = Battle(null, 2500).Change("defender", f => f with { Headquarters = "town" })
            .With(p => p with { Commander = p.Commander with { ThreatRatio = 100 } }).Open();
        int town = world.Order.LocationRow["town"], defender = world.Order.FactionRow["defender"];
        Run(schedule, 3);
        Assert.Equal(BreakSituation.LastStand, Situation());
        world.Factions.Headquarters[defender] = world.Order.LocationRow["rear"];
        Run(schedule, 1);
        Assert.Equal(BreakSituation.Defender, Situation());

        BreakSituation Situation() => world.Units.Situation[
            Enumerable.Range(0, world.Units.Count).First(u => world.Units.Faction[u] == defender && world.Units.Location[u] == town)];
    }

    private static void Run(Schedule schedule, int days)
    {
        for (int day = 0; day < days; day++)
        {
            schedule.Tick();
        }
    }

    private static double Left(World world, string faction) => Enumerable.Range(0, world.Units.Count)
        .Where(u => world.Units.Faction[u] == world.Order.FactionRow[faction]).Sum(u => world.Units.Fighters[u]);

    private static SmallWorld Battle(double? threshold, double attackers, bool wayOut = true, string mainCity = "", long population = 2000, double morale = 1)
    {
        var small = new SmallWorld { Days = 100 }
            .Faction("attacker").Faction("defender", canDisperse: true, mainCity: mainCity, morale: morale).Hostile("attacker", "defender")
            .Location("base", owner: "attacker").Location("town", population: population, owner: "defender")
            .Location("lost-city", owner: "attacker").Corridor("base", "town", 20)
            .Unit("attacker", "base", attackers / 10, copies: 10).Unit("defender", "town", 200, hold: true, copies: 10)
            .Depot("attacker", "base", 10_000)
            .Order("go", "attacker", OrderVerb.Advance, 0, ["base"], ["town"]);
        if (wayOut)
        {
            small.Location("rear", owner: "defender").Corridor("town", "rear", 20);
        }

        return threshold is not { } t ? small : small.With(p => p with
        {
            Break = p.Break with
            {
                ThresholdAttacker = 1,
                ThresholdDefender = t,
                ThresholdAfterMainCity = t,
                ThresholdLastStand = t,
            },
        });
    }
}
