using ControlSim.Runs;
using ControlSim.Tables;

namespace ControlSim.Tests.Processes;

public sealed class FinanceTests
{
    [Fact]
    public void Money_balances_exactly_every_tick()
    {
        var (world, schedule, _) = TestWorlds.Brawl(2).Open();
        Ledger ledger = world.Ledger;
        for (int day = 0; day < 120; day++)
        {
            schedule.Tick();
            for (int f = 0; f < world.Factions.Count; f++)
            {
                long due = ledger.TreasuryStart[f] + ledger.Revenue[f] - ledger.Wages[f] - ledger.OperationCosts[f] - ledger.DepotCosts[f];
                Assert.Equal(due, world.Economy.Treasury[f]);
                Assert.True(due >= 0);
            }
        }

        Assert.All([ledger.Revenue, ledger.Wages, ledger.OperationCosts, ledger.DepotCosts], column => Assert.True(column.Sum() > 0));
    }

    [Fact]
    public void Revenue_is_linear_in_control_and_falls_with_damage()
    {
        double[] controls = [0, 0.25, 0.5, 1];
        Assert.All(controls, c => Assert.Equal(c * Revenue(1, 0), Revenue(c, 0), 1.0));
        Assert.Equal(10_000 + 4_000, Revenue(1, 0), 1.0);
        Assert.Equal(4_000 + 4_000, Revenue(1, 0.6), 1.0);

        static double Revenue(double control, double damage)
        {
            var (world, schedule, _) = Rich(treasury: 0, wage: 0).Open();
            world.Locations.Control[0] = control;
            world.Society.OilDamage[0] = damage;
            Finance(world, schedule).Step();
            return world.Ledger.Revenue[0];
        }
    }

    [Fact]
    public void A_treasury_without_income_lasts_treasury_over_wage_bill_days()
    {
        var (world, schedule, _) = new SmallWorld { Days = 40 }.Faction("a").Location("camp", refuge: true)
            .Change("a", f => f with { Economy = f.Economy with { Treasury = 21_500, Wage = 10 } })
            .Unit("a", "camp", 60, copies: 2).Open();
        for (int day = 1; day <= 30; day++)
        {
            schedule.Tick();
            double expected = day <= 17 ? 1 : day == 18 ? 1100.0 / 1200 : 0;
            Assert.Equal(expected, world.Economy.PayRatio[0], 1e-12);
        }

        Assert.Equal(0, world.Economy.Treasury[0]);
        Assert.Equal(21_500, world.Ledger.Wages[0]);
    }

    [Fact]
    public void Territory_and_patrons_keep_wages_paid()
    {
        var (world, schedule, _) = Rich(treasury: 0, wage: 100).Open();
        Finance(world, schedule).Step();
        Assert.Equal(1, world.Economy.PayRatio[0]);
        Assert.Equal(14_000 - 10_000, world.Economy.Treasury[0], 1.0);
    }

    [Fact]
    public void Depots_are_free_by_default_and_stop_when_they_are_charged_and_not_paid()
    {
        long free = Stock(0), paid = Stock(0.1), unpaid = Stock(1000);
        Assert.Equal(free, paid);
        Assert.True(unpaid < free / 2, $"{unpaid} of {free}");

        static long Stock(double price)
        {
            var (world, schedule, _) = Rich(treasury: 0, wage: 1).Depot("a", "town", 1000, stockDays: 1)
                .With(p => p with { Finance = p.Finance with { DepotPrice = price }, Supply = p.Supply with { ForageMassed = 0 } }).Open();
            world.Depots.Stock[0] = 0;
            for (int day = 0; day < 12; day++)
            {
                schedule.Tick();
            }

            return world.Depots.Stock[0];
        }
    }

    [Fact]
    public void Money_inside_a_bloc_goes_by_massed_fighters()
    {
        var (world, schedule, _) = new SmallWorld().Bloc("state").Faction("army", "state").Faction("tribes", "state")
            .Location("town", 10_000, owner: "state").Unit("army", "town", 300).Unit("tribes", "town", 100).Open();
        world.Locations.Control[0] = 1;
        Finance(world, schedule).Step();
        Assert.Equal(750, world.Ledger.Revenue[world.Order.FactionRow["army"]]);
        Assert.Equal(250, world.Ledger.Revenue[world.Order.FactionRow["tribes"]]);
    }

    [Fact]
    public void The_default_tax_gives_half_of_the_income_of_2014()
    {
        // Seven million people at an extraction of 0.37; at most 1.9 bn USD a year, half of it tax.
        double tax = SmallWorld.Defaults<ControlSim.Processes.FinanceParameters>().Tax * 7e6 * 0.37 * 365;
        Assert.InRange(tax, 0.8e9, 1.0e9);
    }

    private static ControlSim.Processes.Finance Finance(World world, Schedule schedule) =>
        (ControlSim.Processes.Finance)typeof(Schedule).GetField("_finance", System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Instance)!.GetValue(schedule)!;

    private static SmallWorld Rich(double treasury, double wage) => new SmallWorld { Deterministic = true }
        .Faction("a").Conduct("a", extraction: 0.2).Location("town", 20_000, owner: "a").People("town", oil: 10_000)
        .Change("a", f => f with { Economy = f.Economy with { Treasury = treasury, Wage = wage } })
        .Unit("a", "town", 100);
}
