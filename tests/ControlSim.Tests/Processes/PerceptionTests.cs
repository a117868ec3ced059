using ControlSim.Processes;
using ControlSim.Runs;
using ControlSim.Scenarios;
using ControlSim.Tables;

namespace ControlSim.Tests.Processes;

/// <summary>What commanders believe: surveillance and tips sharpen it, a hollow army deceives it.</summary>
public sealed class PerceptionTests
{
    /// <summary>The garrison needs 1.2 times what the army has: only who misjudges it begins an operation.</summary>
    [Fact]
    public void Who_sees_everything_does_not_misjudge_a_garrison()
    {
        int blind = Misjudged(isr: 0), half = Misjudged(isr: 1), all = Misjudged(isr: 10);
        Assert.True(blind > half && half > all, $"{blind} {half} {all}");
        Assert.Equal(0, all);

        // P(ln e < -ln 1.2) with deviation 0.3 is 0.27, with half of it 0.11.
        Assert.InRange(blind, 40, 70);
        Assert.InRange(half, 10, 35);

        static int Misjudged(double isr) => Enumerable.Range(0, 200).Count(replicate =>
        {
            var (world, schedule, _) = Facing(garrison: 400, absent: 0)
                .With(p => p with { Air = p.Air with { IsrRate = isr == 1 ? Math.Log(2) : 4 } })
                .Air("army", a => a with { Isr = isr }).Open(replicate);
            return Begins(world, schedule);
        });
    }

    [Fact]
    public void Tips_sharpen_the_picture_too()
    {
        var (world, schedule, _) = Facing(garrison: 400, absent: 0).With(p => p with { Air = p.Air with { TipRate = 10 } }).Open();
        int town = world.Order.LocationRow["town"], army = world.Order.FactionRow["army"];
        schedule.Tick();
        world.Locations.Control[(town * world.Blocs.Count) + world.Order.BlocRow["army"]] = 0;
        Assert.Equal(0, Visibility.Sight(world, town, army));
        world.Locations.Control[(town * world.Blocs.Count) + world.Order.BlocRow["army"]] = 0.5;
        Assert.True(Visibility.Sight(world, town, army) > 0.5);
    }

    /// <summary>S3-9: six hundred of a thousand on paper are there. Who only knows the paper stays away, who sees the place comes.</summary>
    [Fact]
    public void A_hollow_garrison_deters_who_cannot_see_it()
    {
        Assert.False(Comes(isr: 0));
        Assert.True(Comes(isr: 10));

        static bool Comes(double isr)
        {
            var (world, schedule, _) = Facing(garrison: 120, absent: 480)
                .With(p => p with { Air = p.Air with { IsrRate = 4 }, Commander = p.Commander with { PerceptionNoise = 0 } })
                .Air("army", a => a with { Isr = isr }).Open();
            return Begins(world, schedule);
        }
    }

    [Fact]
    public void A_hollow_army_falls_to_an_attack_that_the_full_one_beats()
    {
        Assert.NotEmpty(Attacked(there: 90, absent: 510));
        Assert.Empty(Attacked(there: 600, absent: 0));

        static IReadOnlyCollection<RunEvent> Attacked(double there, double absent) =>
        [
            .. Facing(there, absent, initiative: 0).Change("army", f => f with { RequiredRatio = 0 })
                .Order("go", "army", OrderVerb.Advance, 3, ["home"], ["town"]).Run().Events.Where(e => e.Kind == RunEventKind.Capture),
        ];
    }

    [Fact]
    public void Wages_are_due_for_who_stands_on_paper()
    {
        Assert.Equal(Paid(there: 600, absent: 0), Paid(there: 120, absent: 480));
        Assert.True(Paid(there: 120, absent: 0) < Paid(there: 120, absent: 480));

        static long Paid(double there, double absent)
        {
            var (world, schedule, _) = Facing(there, absent, initiative: 0)
                .Change("enemy", f => f with { Economy = f.Economy with { Wage = 10 } }).Open();
            schedule.Tick();
            return world.Ledger.Wages[world.Order.FactionRow["enemy"]];
        }
    }

    private static bool Begins(World world, Schedule schedule)
    {
        int own = world.Operations.OwnRow(world.Order.FactionRow["army"]);
        for (int day = 0; day < 7; day++)
        {
            schedule.Tick();
        }

        return world.Operations.State[own] != OperationState.Done;
    }

    /// <summary>An army of 1000 that asks for three times the enemy's strength, and decides once in the week.</summary>
    private static SmallWorld Facing(double garrison, double absent, double initiative = 1) => new SmallWorld { Days = 90 }
        .Faction("army", requiredRatio: 3, doctrine: d => d with { Initiative = initiative, MaxOperations = 1, CadenceDays = 7, ValueEnemy = 0 })
        .Faction("enemy").Hostile("army", "enemy")
        .With(p => p with { Supply = p.Supply with { Adjustment = 0 }, Command = p.Command with { GuardRatio = 100 } })
        .Location("home", owner: "army", population: 1000).Location("town", owner: "enemy", population: 5000)
        .Corridor("home", "town", 40).Depot("army", "home", 9000).Depot("enemy", "town", 9000)
        .Unit("army", "home", 100, copies: 10).Unit("enemy", "town", garrison, hold: true, absent: absent);
}
