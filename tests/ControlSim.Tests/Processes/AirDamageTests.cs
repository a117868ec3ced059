using ControlSim.Processes;
using ControlSim.Randomness;
using ControlSim.Scenarios;
using ControlSim.Tables;

namespace ControlSim.Tests.Processes;

public sealed class AirDamageTests
{
    private static readonly AirParameters Defaults = SmallWorld.Defaults<AirParameters>();

    [Fact]
    public void Strikes_on_a_depot_burn_stock_and_income_which_is_repaired()
    {
        var (world, air, _) = Open(a => a with { WeightFighters = 0, WeightOil = 0, WeightRoads = 0 });
        long stock = world.Depots.Stock[0];
        air.Step();
        double share = 1 - Math.Exp(-Defaults.DepotDamage * 10);
        Assert.Equal(share, world.Depots.Damage[0], 1e-12);
        Assert.Equal((long)(stock * share), world.Ledger.Burnt.Sum());
        Assert.Equal(stock, world.Depots.Stock[0] + world.Ledger.Burnt.Sum());
        world.AirActors.Strikes[0] = 0;
        for (int day = 1; day <= 20; day++)
        {
            air.Step();
            Assert.Equal(share * Math.Pow(1 - Defaults.DepotRepair, day), world.Depots.Damage[0], 1e-12);
        }

        Assert.Equal(0, world.Ledger.Burnt.Sum());
    }

    [Fact]
    public void Strikes_on_oil_are_split_by_income_and_grow_toward_one()
    {
        var (world, air, _) = Open(a => a with { WeightFighters = 0, WeightDepots = 0, WeightRoads = 0 });
        int rich = world.Order.LocationRow["field"], poor = world.Order.LocationRow["town"];
        world.Society.OilIncome[rich] = 300_000;
        world.Society.OilIncome[poor] = 100_000;
        air.Step();
        Assert.Equal(1 - Math.Exp(-Defaults.OilDamage * 7.5), world.Society.OilDamage[rich], 1e-12);
        Assert.Equal(1 - Math.Exp(-Defaults.OilDamage * 2.5), world.Society.OilDamage[poor], 1e-12);
        double last = world.Society.OilDamage[rich];
        for (int day = 0; day < 300; day++)
        {
            air.Step();
            Assert.InRange(world.Society.OilDamage[rich], 0, 1);
        }

        Assert.True(world.Society.OilDamage[rich] > 3 * last);
    }

    [Fact]
    public void Damaged_roads_carry_less()
    {
        double whole = Delivered(0), damaged = Delivered(2);
        Assert.Equal(1000, whole, 1.0);
        Assert.InRange(damaged, 50, 700);

        static double Delivered(double strikes)
        {
            var (world, _, tick) = Open(a => a with { Strikes = strikes, WeightFighters = 0, WeightDepots = 0, WeightOil = 0 });
            for (int day = 0; day < 40; day++)
            {
                tick();
            }

            return world.Ledger.Delivered.Sum() / WorldBuilder.SupplyUnit;
        }
    }

    [Fact]
    public void The_weight_of_a_class_without_targets_goes_to_the_others()
    {
        var (world, air, _) = Open(a => a);
        air.Step();
        Assert.Equal(10, air.Flown, 1e-12);

        // No oil: fighters 0.7, depots 0.1 and roads 0.1 share the budget.
        Assert.Equal(10 * 0.7 / 0.9, air.StrikesOn.Sum(), 1e-12);
        Assert.Equal(1 - Math.Exp(-Defaults.DepotDamage * 10 * 0.1 / 0.9), world.Depots.Damage[0], 1e-12);
        Assert.True(world.Corridors.Damage[0] > 0);
    }

    private static (World World, AirStrikes Air, Action Tick) Open(Func<AirInputs, AirInputs> inputs)
    {
        var small = new SmallWorld { Deterministic = true }
            .With(p => p with { Supply = p.Supply with { ForageMassed = 0, LossDistanceKm = 5000 }, Air = p.Air with { KillsPerStrike = 0 } })
            .Faction("red").Bloc("sky", owns: false).Faction("sky", "sky").Hostile("red", "sky")
            .Location("field", owner: "red").Location("town", owner: "red").Corridor("field", "town", 1, CorridorClass.Secondary)
            .Unit("red", "town", 2000, hold: true).Depot("red", "field", 2500).Air("sky", a => inputs(a with { Strikes = 10 }));
        var (world, schedule, log) = small.Open();
        Parameters p = small.Parameters;
        world.Depots.User[0] = world.Depots.Bloc[0];
        return (world, new AirStrikes(world, p.Air, p.Combat, p.Supply, new RandomStreams(3), log) { StrikesOn = new double[world.Units.Count] }, schedule.Tick);
    }
}
