using ControlSim.Networks;
using ControlSim.Scenarios;
using ControlSim.Tables;

namespace ControlSim.Tests.Processes;

/// <summary>Plans of supply stand as long as they are what would be planned, and no longer.</summary>
public sealed class SupplyPlanTests
{
    [Theory]
    [InlineData(1.04, 1000)]
    [InlineData(0.96, 1000)]
    [InlineData(1.06, 1060)]
    [InlineData(0.94, 940)]
    public void A_need_is_filed_anew_when_it_has_changed_by_a_twentieth(double change, double planned)
    {
        var (world, schedule, _) = Road().Open();
        schedule.Tick();
        world.Changes.Note(0);
        world.Units.Fighters[0] *= change;
        schedule.Tick();
        Assert.Equal(planned, world.SupplyPlans.Need[world.Order.LocationRow["front"]], 1e-9);
    }

    /// <summary>
    /// Whatever strikes, attacks, gates and fronts do to the roads: what a plan sends is what solving from scratch over the roads of the
    /// day would send, to a thousandth of a man-day or two, which is how whole numbers are rounded.
    /// </summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void A_plan_that_stands_is_the_fair_maximum_flow_over_the_roads_of_the_day(ulong seed)
    {
        var (world, schedule, _) = TestWorlds.Brawl(seed).With(Scarce).Open();
        var random = new Random((int)seed);
        int kept = 0, made = 0, shorts = 0;
        for (int day = 0; day < 120; day++)
        {
            double[] damage = world.Corridors.Damage;
            damage[random.Next(damage.Length)] = random.NextDouble();
            damage[random.Next(damage.Length)] = 0;
            double[] before = [.. world.SupplyPlans.Need];
            schedule.Tick();
            for (int b = 0; b < world.Blocs.Count; b++)
            {
                if (world.SupplyPlans.IsMade[b])
                {
                    bool same = Own(world, world.SupplyPlans.Need, b).SequenceEqual(Own(world, before, b));
                    (kept, made) = (kept + (same ? 1 : 0), made + (same ? 0 : 1));
                    shorts += AssertBest(world, b);
                }
            }
        }

        Assert.True(kept > 60 && made > 20 && shorts > 100, $"{kept} kept, {made} made, {shorts} places short");
    }

    [Fact]
    public void With_no_tolerance_every_day_is_planned_for_its_own_need()
    {
        var (world, schedule, _) = TestWorlds.Brawl(5).With(p => p with { Supply = p.Supply with { PlanTolerance = 0 } }).Open();
        int changed = 0;
        for (int day = 0; day < 60; day++)
        {
            double[] before = [.. world.SupplyPlans.Need];
            schedule.Tick();
            schedule.Supply.Step();
            Assert.Equal(Needs(world), world.SupplyPlans.Need);
            changed += world.SupplyPlans.Need.SequenceEqual(before) ? 0 : 1;
        }

        Assert.True(changed > 30, $"{changed} days with other needs");
    }

    /// <summary>Nothing is sent that the depots have not, and a place with more than it needs has no more than everything.</summary>
    [Fact]
    public void What_is_planned_never_overdraws_a_depot_and_fills_nobody_above_his_need()
    {
        var (world, schedule, _) = TestWorlds.Brawl(6).With(Scarce).Open();
        for (int day = 0; day < 120; day++)
        {
            schedule.Tick();
            Assert.All(world.Depots.Stock, stock => Assert.True(stock >= 0));
            Assert.All(world.Tallies.SupplyFill, share => Assert.InRange(share, 0, 1));
        }
    }

    /// <summary>A depot that can give a hundredth less than was planned is asked for what it has.</summary>
    [Fact]
    public void A_stock_below_the_draw_is_planned_with_at_once()
    {
        var small = Road(income: 500, stockDays: 1);
        var (world, schedule, _) = small.Open();
        schedule.Tick();
        Assert.Equal(500_000, world.SupplyPlans.DepotDraw[0]);
        world.Depots.Damage[0] = 0.01;
        schedule.Supply.Step();
        Assert.Equal(495_000, world.SupplyPlans.DepotDraw[0]);
        Assert.Equal(0, world.Depots.Stock[0]);
    }

    private static Parameters Scarce(Parameters p) => p with
    {
        Supply = p.Supply with { CapacityHighway = 300, CapacityPrimary = 200, CapacitySecondary = 120, CapacityDesertTrack = 60 },
    };

    private static SmallWorld Road(double income = 5000, double stockDays = 30) => new SmallWorld { Days = 30 }
        .Faction("a").Location("depot", owner: "a").Location("front", owner: "a")
        .Corridor("depot", "front", 60).Unit("a", "front", 1000).Depot("a", "depot", income, stockDays: stockDays);

    private static ReadOnlySpan<T> Own<T>(World world, T[] values, int bloc) =>
        values.AsSpan(bloc * world.Locations.Count, world.Locations.Count);

    /// <summary>Needs by bloc and location of those whom the last sums found.</summary>
    private static double[] Needs(World world)
    {
        int factions = world.Factions.Count;
        var need = new double[world.Locations.Count * world.Blocs.Count];
        for (int row = 0; row < world.Locations.Count * factions; row++)
        {
            need[(world.Factions.Bloc[row % factions] * world.Locations.Count) + (row / factions)] +=
                world.Tallies.Massed[row] + (0.2 * world.Tallies.Cells[row]);
        }

        foreach (int u in world.Tallies.OnRoads.Rows)
        {
            need[(world.Factions.Bloc[world.Units.Faction[u]] * world.Locations.Count) + world.Units.Location[u]] +=
                (world.Units.Posture[u] == Posture.Massed ? 1 : 0.2) * world.Units.Fighters[u];
        }

        return need;
    }

    /// <summary>Holds a plan against a solution from scratch; returns the number of places that get less than they need.</summary>
    private static int AssertBest(World world, int bloc)
    {
        SupplyPlans plans = world.SupplyPlans;
        var fair = new FairFlow(world.Corridors.Graph);
        long[] capacity = [.. plans.RoadCapacity.Select((c, i) => (plans.RoadUsableBy[i] >> bloc & 1) != 0 ? c : 0)];
        var stock = new long[world.Locations.Count];
        for (int d = 0; d < world.Depots.Count; d++)
        {
            stock[world.Depots.Location[d]] += world.Depots.User[d] == bloc ? plans.DepotStock[d] : 0;
        }

        long[] need = [.. Own(world, plans.Need, bloc).ToArray().Select(n => (long)Math.Round(n * 1000))];
        long[] sent = Own(world, plans.Grant, bloc).ToArray();
        var (grants, draws) = (new long[need.Length], new long[need.Length]);
        fair.Solve(capacity, stock, need, grants, draws);
        Assert.All(sent, (amount, l) => Assert.InRange(amount, grants[l] - 2, grants[l] + 2));
        return sent.Where((amount, l) => amount < need[l]).Count();
    }
}
