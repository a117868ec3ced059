using ControlSim.Runs;
using ControlSim.Scenarios;
using ControlSim.Tables;

namespace ControlSim.Tests.Processes;

/// <summary>What the loss of a headquarters does at once, and until a new one stands.</summary>
public sealed class HeadquartersTests
{
    [Fact]
    public void Its_loss_costs_a_fifth_of_prestige_on_the_day()
    {
        var (world, schedule, log) = Army().Without(ProcessKind.Morale).Open();
        int army = world.Order.FactionRow["army"], home = world.Order.LocationRow["home"];
        schedule.Tick();
        Assert.Equal(0.5, world.Economy.Prestige[army]);
        world.Locations.Owner[home] = -1;
        schedule.Tick();
        Assert.Equal(0.4, world.Economy.Prestige[army], 1e-12);
        Assert.Equal(world.Tick, world.Factions.HeadquartersLost[army]);
        Assert.Contains(log.Events.ToArray(), e => e.Kind == RunEventKind.HeadquartersLost && e.Tick == world.Tick);
    }

    /// <summary>Four operations at once every eight days, or two every sixteen.</summary>
    [Theory]
    [InlineData(false, 4, 8)]
    [InlineData(true, 2, 16)]
    public void Without_it_half_the_operations_begin_half_as_often(bool lost, int most, int cadence)
    {
        var (world, schedule, _) = Army().Open();
        int army = world.Order.FactionRow["army"], row = world.Operations.OwnRow(army);
        world.Factions.HeadquartersLost[army] = lost ? 0 : -1;
        world.Factions.Headquarters[army] = lost ? -1 : world.Factions.Headquarters[army];
        int first = 0, running = 0;
        for (int day = 1; day <= 24; day++)
        {
            schedule.Tick();
            running = Enumerable.Range(row, Operations.PerFaction)
                .Count(o => world.Operations.State[o] is OperationState.Waiting or OperationState.Assembling or OperationState.Attacking);
            first = first == 0 && running > 0 ? world.Tick : first;
        }

        Assert.Equal(0, (first + army) % cadence);
        Assert.InRange(first, 1, cadence);
        Assert.Equal(most, running);
    }

    /// <summary>Its units were told to hold: they are not the commander's to send.</summary>
    [Fact]
    public void Units_under_an_order_to_hold_are_not_sent_out_by_their_commander()
    {
        Assert.Contains(Army().Run().Events, e => e.Kind == RunEventKind.OperationLaunched);
        RunResult held = Army().Order("stay", "army", OrderVerb.Hold, 0, ["home"], []).Run();
        Assert.DoesNotContain(held.Events, e => e.Kind == RunEventKind.OperationLaunched && e.Subject != "stay");
        Assert.Empty(held.Captures);
    }

    /// <summary>A strong army between six weak towns, with a commander who wants them all.</summary>
    private static SmallWorld Army()
    {
        var small = new SmallWorld { Days = 120 }
            .Faction("army", headquarters: "home", doctrine: d => d with { Initiative = 1, MaxOperations = 4, CadenceDays = 8 })
            .Faction("enemy").Hostile("army", "enemy").Location("home", owner: "army", population: 1000)
            .Unit("army", "home", 100, copies: 100).Depot("army", "home", 20_000)
            .With(p => p with
            {
                Commander = p.Commander with { HeadquartersDays = 300, LeastForce = 200 },
                Control = p.Control with { OverrunRatio = 1000 }, // who counts operations wants them to last
            });
        for (int i = 0; i < 6; i++)
        {
            small.Location($"town-{i}", owner: "enemy", population: 4000).Corridor("home", $"town-{i}", 50).Unit("enemy", $"town-{i}", 60, hold: true);
        }

        return small;
    }
}
