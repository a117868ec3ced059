using ControlSim.Processes;
using ControlSim.Randomness;
using ControlSim.Scenarios;
using ControlSim.Tables;

namespace ControlSim.Tests.Processes;

public sealed class RecruitmentTests
{
    private static readonly RecruitmentParameters Defaults = SmallWorld.Defaults<RecruitmentParameters>();

    [Fact]
    public void Recruits_rise_with_grievance_control_cells_and_room_only()
    {
        double Of(double grievance = 0.5, double willing = 0.5, double control = 0.5, double cells = 50, double own = 100) =>
            Recruitment.Expected(Defaults, 100_000, grievance, willing, control, cells, own);

        Assert.Equal(((1e-6 * 100_000 * 0.5) + (0.012 * 50)) * 0.25 * 0.9, Of(), 1e-12);
        Assert.True(Of(grievance: 0.6) > Of() && Of(willing: 0.6) > Of() && Of(control: 0.6) > Of() && Of(cells: 60) > Of() && Of(own: 50) > Of());
        Assert.Equal(0, Of(own: 1000));
        Assert.Equal(0, Of(own: 5000));
        Assert.Equal(0, Of(grievance: 0));
    }

    [Fact]
    public void Under_full_control_the_stock_approaches_its_ceiling_by_the_closed_form()
    {
        // The ceiling is 1 % of the people.
        var (world, recruitment, aggregation) = Town(100_000, 0.01, Posture.Massed);
        double rate = 0.001 * 100_000 * 0.4, ceiling = 1000;
        for (int t = 1; t <= 200; t++)
        {
            recruitment.Step();
            aggregation.Step();
            double expected = ceiling - ((ceiling - 50) * Math.Pow(1 - (rate / ceiling), t));
            Assert.Equal(expected, world.Units.Fighters.Sum() - Others, 1e-6);
        }
    }

    [Fact]
    public void Cells_grow_logistically_by_contact_however_many_others_stand_there()
    {
        var (world, recruitment, aggregation) = Town(1e8, 0.00001, Posture.Cells);
        double growth = 0.012 * 0.4, ceiling = 1000;
        for (int t = 1; t <= 1500; t++)
        {
            recruitment.Step();
            aggregation.Step();
            double logistic = ceiling / (1 + (((ceiling / 50) - 1) * Math.Exp(-growth * t)));
            Assert.Equal(logistic, world.Units.Fighters.Sum() - Others, 0.01 * logistic);
        }

        Assert.True(world.Units.Fighters.Sum() - Others > 900);
    }

    [Fact]
    public void Draws_have_the_expectation()
    {
        double expected = Sum(deterministic: true, 1), drawn = Sum(deterministic: false, 20);
        Assert.Equal(expected, drawn, 4 * Math.Sqrt(expected / 20));

        static double Sum(bool deterministic, int replicates) => Enumerable.Range(0, replicates).Average(replicate =>
        {
            var (world, schedule, _) = new SmallWorld { Deterministic = deterministic, Days = 100 }
                .Faction("state").Faction("rebels").Hostile("state", "rebels").Includes("state", "hill", 0.2)
                .Location("town", 3_000_000, owner: "state").People("town", "hill", 0.2).Unit("state", "town", 90)
                .Unit("rebels", "town", 10, Posture.Cells).With(p => p with { Combat = p.Combat with { Attrition = 0 } }).Open(replicate);
            for (int day = 0; day < 20; day++)
            {
                schedule.Tick();
            }

            return world.Ledger.Recruited.Sum();
        });
    }

    [Fact]
    public void Civilian_casualties_bring_recruits_to_the_enemies_of_the_holder()
    {
        var (world, schedule, _) = new SmallWorld { Deterministic = true }
            .Faction("state").Faction("rebels").Faction("others").Hostile("state", "rebels").Hostile("state", "others")
            .Location("town", 100_000, owner: "state").Unit("state", "town", 90).Unit("rebels", "town", 30, Posture.Cells)
            .Unit("others", "town", 10, Posture.Cells).With(p => p with { Combat = p.Combat with { Attrition = 0 } }).Open();
        world.Locations.Control[world.Order.BlocRow["state"]] = 1;
        world.Society.Collateral[0] = 40;
        schedule.Tick();
        Assert.Equal(0.1 * 40, world.Ledger.Recruited.Sum() - world.Ledger.Recruited[world.Order.FactionRow["state"]], 1e-9);

        // Three to one, and a little more by control.
        Assert.InRange(Recruited("rebels") / Recruited("others"), 3, 3.2);

        double Recruited(string id) => world.Ledger.Recruited[world.Order.FactionRow[id]];
    }

    [Fact]
    public void Cells_in_a_refuge_recruit_in_the_towns_beside_it_and_form_new_units()
    {
        var (world, schedule, _) = new SmallWorld { Days = 400 }
            .Faction("state").Faction("rebels", canDisperse: true).Hostile("state", "rebels").Includes("state", "hill", 0)
            .Change("rebels", f => f with { Economy = f.Economy with { Training = 0.3 } })
            .Location("town", 1_000_000, owner: "state").People("town", "hill", 0).Location("wadi", refuge: true)
            .Corridor("town", "wadi", 20, CorridorClass.OffRoad).Unit("state", "town", 60).Unit("rebels", "wadi", 100, Posture.Cells).Open();
        for (int day = 0; day < 400; day++)
        {
            schedule.Tick();
        }

        int rebels = world.Order.FactionRow["rebels"], wadi = world.Order.LocationRow["wadi"];
        int[] units = [.. Enumerable.Range(0, world.Units.Count).Where(u => world.Units.Faction[u] == rebels && world.Units.Fighters[u] > 0)];
        Assert.True(units.Length > 1);
        Assert.All(units, u => Assert.Equal((wadi, Posture.Cells), (world.Units.Location[u], world.Units.Posture[u])));
        Assert.Equal(100 + world.Ledger.Recruited[rebels], units.Sum(u => world.Units.Fighters[u]));
        Assert.Contains(units, u => world.Units.Quality[u] == 0.3);
        Assert.InRange(world.Units.Quality[units.MaxBy(u => world.Units.Quality[u])], 0.3, 0.99);
    }

    [Fact]
    public void Volunteers_need_an_open_way_from_an_entry_crossing()
    {
        double open = Inflow(), half = Inflow(prestige: 0.5);
        Assert.Equal(5 * 30, open, 1e-9);
        Assert.Equal(2.5 * 30, half, 1e-9);
        Assert.Equal(0, Inflow(entryOpen: false));
        Assert.Equal(0, Inflow(gateOpen: false));
        Assert.Equal(0, Inflow(between: "enemy"));
        Assert.Equal(0, Inflow(named: false));

        static double Inflow(bool entryOpen = true, bool gateOpen = true, string between = "own", bool named = true, double prestige = 1)
        {
            var (world, schedule, _) = new SmallWorld { Deterministic = true }.Faction("own").Faction("enemy").Hostile("own", "enemy")
                .Location("border").Location("middle", owner: between).Location("camp", refuge: true)
                .Gate("entry", "border", entryOpen).Crossing("gate", gateOpen)
                .Corridor("border", "middle").Corridor("middle", "camp", crossing: "gate")
                .Change("own", f => f with
                {
                    EntryCrossings = named ? ["entry"] : [],
                    Economy = f.Economy with { ForeignInflow = 5, Prestige = prestige },
                })
                .Unit("own", "camp", 50, Posture.Cells).Open();
            for (int day = 0; day < 30; day++)
            {
                schedule.Tick();
            }

            Assert.Equal(50 + world.Ledger.Inflow.Sum(), world.Units.Fighters.Sum(), 1e-9);
            return world.Ledger.Inflow.Sum();
        }
    }

    private const double Others = 1e6;

    /// <summary>A town with grievance 0.4 that nobody ever held: rebels recruit, massed with full control or in cells without; others stand by.</summary>
    private static (World World, Recruitment Recruitment, Aggregation Aggregation) Town(double people, double most, Posture posture)
    {
        var (world, _, _) = new SmallWorld { Deterministic = true }
            .Faction("rebels").Faction("others").Location("town", (long)people).People("town", "hill", 0.6)
            .Unit("others", "town", Others).Unit("rebels", "town", 50, posture).Open();
        world.Society.Grievance[0] = 0.4;
        world.Locations.Control[world.Order.BlocRow["rebels"]] = posture == Posture.Massed ? 1 : 0;
        RecruitmentParameters parameters = Defaults with { Rate = 0.001, Most = most, UnitSize = 100_000 };
        var recruitment = new Recruitment(
            world, parameters, new Rulers(world), new Enlistment(world, parameters), new RandomStreams(1));
        return (world, recruitment, new Aggregation(world));
    }
}
