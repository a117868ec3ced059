using ControlSim.Scenarios;
using ControlSim.Tables;

namespace ControlSim.Tests.Invariants;

public sealed class LedgerTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Fighters_balance_exactly_every_tick_and_are_whole(ulong seed)
    {
        var (world, schedule, _) = TestWorlds.Brawl(seed).Open();
        for (int day = 0; day < 120; day++)
        {
            schedule.Tick();
            for (int f = 0; f < world.Factions.Count; f++)
            {
                double now = 0;
                for (int u = 0; u < world.Units.Count; u++)
                {
                    Assert.True(world.Units.Fighters[u] >= 0 && world.Units.Fighters[u] == Math.Floor(world.Units.Fighters[u]));
                    now += world.Units.Faction[u] == f ? world.Units.Fighters[u] : 0;
                }

                Assert.Equal(world.Ledger.Due(f), now);
            }

            Assert.Equal(world.Ledger.DefectedOut.Sum(), world.Ledger.DefectedIn.Sum());
        }

        Ledger end = world.Ledger;
        Assert.All([end.Killed, end.Deserted, end.DefectedIn, end.Recruited, end.Inflow], column => Assert.True(column.Sum() > 0));
    }

    [Fact]
    public void Without_attrition_no_place_held_by_units_on_hold_changes_hands()
    {
        for (ulong seed = 1; seed <= 10; seed++)
        {
            var small = TestWorlds.Brawl(seed)
                .With(p => p with { Combat = p.Combat with { Attrition = 0 }, Attacks = p.Attacks with { Rate = 0 } });
            Scenario scenario = small.Scenario();
            scenario = scenario with { AirActors = [], Events = [.. scenario.Events.Where(e => e.Effect.Kind == EventKind.Crossing)] };
            scenario = scenario with { Units = [.. scenario.Units.Select(u => u with { Hold = u.Posture == Posture.Massed })] };
            var run = ControlSim.Runs.Simulation.Run(
                scenario with { Orders = [.. scenario.Orders.Where(o => o.Verb == OrderVerb.Advance && o.Faction == "blue-army")] },
                seed, ControlSim.Runs.RecorderOptions.DailyHashes, CancellationToken.None);
            string[] held = ["t0", "t1", "t2", "t3", "t8", "t9", "t10"];
            Assert.DoesNotContain(run.Captures, c => held.Contains(scenario.Locations[c.Location].Id));
        }
    }
}
