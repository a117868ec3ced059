using ControlSim.Scenarios;
using ControlSim.Tables;

namespace ControlSim.Tests.Invariants;

/// <summary>Thirty years in a small world: the books balance to the head and the dollar, and the insurgency goes its way.</summary>
public sealed class LongRunTests
{
    private const int ThirtyYears = 10_957;

    [Fact]
    public void Over_thirty_years_fighters_people_and_money_balance_exactly()
    {
        var (world, schedule, _) = Valley(days: ThirtyYears, inclusion: 0.3).Open();
        double people = world.Locations.Population.Sum();
        for (int day = 0; day < ThirtyYears; day++)
        {
            schedule.Tick();
            AssertBalance(world, people);
        }

        Ledger ledger = world.Ledger;
        Assert.All([ledger.Deserted, ledger.Recruited, ledger.Inflow], column => Assert.True(column.Sum() > 0));
        Assert.True(ledger.Wages.Sum() > 0);
    }

    /// <summary>The same with everything that a scenario can have: orders, air, airlifts, guests, rivals, triggers.</summary>
    [Fact]
    public void Over_thirty_years_with_everything_on_all_four_books_balance_exactly()
    {
        SmallWorld small = TestWorlds.Brawl(9);
        var (world, schedule, _) = small.Open();
        double people = world.Locations.Population.Sum();
        long delivered = 0;
        double mostDisplaced = 0;
        for (int day = 0; day < ThirtyYears; day++)
        {
            long stock = world.Depots.Stock.Sum();
            int[] users = [.. world.Depots.User];
            schedule.Tick();
            AssertBalance(world, people);
            Ledger ledger = world.Ledger;
            for (int b = 0; b < world.Blocs.Count; b++)
            {
                Assert.Equal(ledger.Issued[b], ledger.Delivered[b] + ledger.Lost[b]);
            }

            // The only inflow of the stores is income, at most a day's; what is stored does not change hands and is gone on that day.
            long paid = world.Depots.Stock.Sum() - stock + ledger.Issued.Sum() - ledger.FlownIn.Sum() + ledger.Burnt.Sum();
            bool isLost = !users.SequenceEqual(world.Depots.User);
            Assert.InRange(paid, isLost ? long.MinValue : 0, world.Depots.Income.Sum());
            delivered += ledger.Delivered.Sum();
            mostDisplaced = Math.Max(mostDisplaced, world.Society.Displaced.Sum());
        }

        Ledger end = world.Ledger;
        Assert.All(
            [end.Killed, end.Surrendered, end.Deserted, end.DefectedIn, end.Recruited, end.Inflow, end.Departed, end.Returned, end.CiviliansKilled],
            column => Assert.True(column.Sum() > 0));
        Assert.True(delivered > 0 && mostDisplaced > 0 && end.Wages.Sum() > 0 && end.OperationCosts.Sum() > 0 && end.DepotCosts.Sum() > 0);
        Assert.All(world.Depots.Stock, stock => Assert.True(stock >= 0));
    }

    [Fact]
    public void A_remnant_regrows_over_years_where_people_are_excluded_and_the_state_is_weak()
    {
        double excluded = After(inclusion: 0.35), included = After(inclusion: 0.9), strong = After(0.35, garrison: 100_000); // 20 per 1000
        double served = After(0.35, service: 0.9);

        // Some hundred cells in 2008, some thousands five years later (S1-29); a floor of thousands, not of hundreds.
        Assert.InRange(excluded, 1500, 15_000);
        Assert.True(included < 200, $"{included}");
        Assert.True(strong < 0.5 * excluded, $"{strong} {excluded}");
        Assert.True(served < 0.5 * excluded, $"{served} {excluded}");

        static double After(double inclusion, double service = 0.5, double garrison = 600)
        {
            const int FiveYears = 5 * 365;
            var (world, schedule, _) = Valley(FiveYears, inclusion, service, garrison, volunteers: 0, wage: 0).Open();
            for (int day = 0; day < FiveYears; day++)
            {
                schedule.Tick();
            }

            int rebels = world.Order.FactionRow["rebels"];
            return Enumerable.Range(0, world.Units.Count).Where(u => world.Units.Faction[u] == rebels).Sum(u => world.Units.Fighters[u]);
        }
    }

    private static void AssertBalance(World world, double people)
    {
        Ledger ledger = world.Ledger;
        for (int f = 0; f < world.Factions.Count; f++)
        {
            double now = 0;
            for (int u = 0; u < world.Units.Count; u++)
            {
                now += world.Units.Faction[u] == f ? world.Units.Fighters[u] : 0;
            }

            Assert.Equal(ledger.Due(f), now);
            long money = ledger.TreasuryStart[f] + ledger.Revenue[f] - ledger.Wages[f] - ledger.OperationCosts[f] - ledger.DepotCosts[f];
            Assert.Equal(money, world.Economy.Treasury[f]);
        }

        Assert.Equal(people, world.Locations.Population.Sum() + world.Society.Displaced.Sum() + ledger.CiviliansKilled.Sum());
    }

    /// <summary>Two towns of the state in a valley, a wadi with a remnant between them.</summary>
    private static SmallWorld Valley(int days, double inclusion, double service = 0.1, double garrison = 600, double volunteers = 0.02, double wage = 2) =>
        new SmallWorld { Days = days }
            .Faction("state").Faction("rebels", canDisperse: true).Hostile("state", "rebels").Includes("state", "valley", inclusion)
            .Location("upper", 2_500_000, owner: "state").Location("lower", 2_500_000, owner: "state").Location("wadi", refuge: true)
            .People("upper", "valley", service).People("lower", "valley", service)
            .Corridor("upper", "lower", 60).Corridor("upper", "wadi", 25, CorridorClass.OffRoad).Corridor("lower", "wadi", 25, CorridorClass.OffRoad)
            .Gate("border", "wadi")
            .Change("rebels", f => f with
            {
                EntryCrossings = ["border"],
                Economy = f.Economy with { ForeignInflow = volunteers, Wage = wage, Treasury = 5000 },
            })
            .Unit("state", "upper", garrison / 4, hold: true, copies: 2).Unit("state", "lower", garrison / 4, hold: true, copies: 2)
            .Unit("rebels", "wadi", 40, Posture.Cells, copies: 3)
            .Depot("state", "upper", 20_000)
            .With(p => p with { Desertion = SmallWorld.Defaults<ControlSim.Processes.DesertionParameters>() with { Morale = 0 } });
}
