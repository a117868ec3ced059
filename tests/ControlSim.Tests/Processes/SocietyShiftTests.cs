using ControlSim.Processes;
using ControlSim.Tables;

namespace ControlSim.Tests.Processes;

public sealed class SocietyShiftTests
{
    private static readonly SocietyParameters Defaults = SmallWorld.Defaults<SocietyParameters>();

    [Fact]
    public void Hits_follow_the_closed_form_without_decay()
    {
        double grievance = 0.3, fear = 0.2;
        SocietyParameters still = Defaults with { GrievanceRate = 0, FearDecay = 0 };
        for (int k = 1; k <= 40; k++)
        {
            grievance = SocietyShift.Grievance(still, grievance, 1, 0);
            fear = SocietyShift.Fear(still, fear, 1);
            Assert.Equal(1 - (0.7 * Math.Pow(0.95, k)), grievance, 1e-12);
            Assert.Equal(1 - (0.8 * Math.Pow(0.9, k)), fear, 1e-12);
        }
    }

    [Fact]
    public void A_day_with_three_attacks_frightens_as_three_days_without_decay()
    {
        SocietyParameters still = Defaults with { FearDecay = 0 };
        double oneByOne = SocietyShift.Fear(still, SocietyShift.Fear(still, SocietyShift.Fear(still, 0.1, 1), 1), 1);
        Assert.Equal(oneByOne, SocietyShift.Fear(still, 0.1, 3), 1e-12);
    }

    [Fact]
    public void Grievance_without_casualties_tends_to_exclusion_times_neglect()
    {
        var (world, society, l) = Town(inclusion: 0.25, service: 0.4);
        const double Rest = 0.75 * 0.6;
        Assert.Equal(Rest, world.Society.Grievance[l], 1e-12);
        world.Society.Grievance[l] = 0.9;
        for (int t = 1; t <= 3000; t++)
        {
            society.Step();
            Assert.Equal(Rest + ((0.9 - Rest) * Math.Pow(1 - Defaults.GrievanceRate, t)), world.Society.Grievance[l], 1e-9);
        }

        Assert.Equal(Rest, world.Society.Grievance[l], 1e-4);
    }

    [Fact]
    public void Grievance_under_steady_casualties_has_its_fixed_point()
    {
        double grievance = 0;
        for (int t = 0; t < 5000; t++)
        {
            grievance = SocietyShift.Grievance(Defaults, grievance, 0.2, 0.3);
        }

        double hit = Defaults.GrievanceCasualties * 0.2, back = Defaults.GrievanceRate;
        Assert.Equal((hit + (back * 0.3)) / (hit + back), grievance, 1e-9);
    }

    [Fact]
    public void Legitimacy_tends_to_what_conduct_makes_it()
    {
        var (world, society, l) = Town(inclusion: 0.9, service: 0.7, abuse: 0.3, extraction: 0.2);
        int at = l * world.Factions.Count;
        double target = 0.5 + (0.3 * 0.2) + (0.4 * 0.4) - (0.3 * 0.1) - (0.5 * 0.2);
        for (int t = 1; t <= 500; t++)
        {
            society.Step();
            Assert.Equal(target + ((0.5 - target) * Math.Pow(1 - Defaults.LegitimacyRate, t)), world.Society.Legitimacy[at], 1e-9);
        }
    }

    [Fact]
    public void Neutral_conduct_leaves_legitimacy_and_grievance_bit_for_bit()
    {
        var (world, schedule, _) = new SmallWorld().Faction("a", legitimacy: 0.37).Location("town", 1000, owner: "a")
            .Unit("a", "town", 100).Open();
        for (int day = 0; day < 30; day++)
        {
            schedule.Tick();
        }

        Assert.Equal(0.37, world.Society.Legitimacy[0]);
        Assert.Equal(0, world.Society.Grievance[0]);
    }

    [Fact]
    public void Everything_stays_between_zero_and_one()
    {
        var (world, schedule, _) = TestWorlds.Brawl(3).Open();
        var random = new Random(5);
        for (int day = 0; day < 120; day++)
        {
            schedule.Tick();
            for (int l = 0; l < world.Locations.Count; l++)
            {
                world.Society.Attacks[l] = random.Next(0, 9) * random.Next(0, 9);
                world.Society.Collateral[l] = random.Next(0, 50);
            }

            Assert.All([.. world.Society.Legitimacy, .. world.Society.Grievance, .. world.Society.Fear, .. world.Economy.PayRatio], InUnit);
        }

        static void InUnit(double value) => Assert.InRange(value, 0, 1);
    }

    [Fact]
    public void A_militia_that_abuses_is_judged_by_its_conduct_and_not_by_its_name()
    {
        Assert.Equal(After("militia", 0.1), After("police", 0.1));
        Assert.True(After("militia", 0.8) < After("militia", 0.1) - 0.1);

        static double After(string garrison, double abuse)
        {
            var (world, schedule, _) = new SmallWorld().Faction(garrison).Conduct(garrison, abuse)
                .Location("town", 1000, owner: garrison).Unit(garrison, "town", 100).Open();
            for (int day = 0; day < 100; day++)
            {
                schedule.Tick();
            }

            return world.Society.Legitimacy[0];
        }
    }

    [Fact]
    public void The_garrison_that_stands_there_is_judged_and_the_bloc_for_it_where_none_stands()
    {
        var (world, schedule, _) = new SmallWorld().Bloc("state").Faction("army", "state").Faction("militia", "state")
            .Conduct("militia", abuse: 0.9).Location("with-militia", 1000, owner: "state").Location("empty", 1000, owner: "state")
            .Location("barracks", owner: "state").Unit("army", "barracks", 900).Unit("militia", "with-militia", 100).Open();
        for (int day = 0; day < 60; day++)
        {
            schedule.Tick();
        }

        Assert.True(Legitimacy("with-militia", "militia") < 0.4);
        Assert.Equal(0.5, Legitimacy("with-militia", "army"));
        Assert.Equal(0.5, Legitimacy("empty", "militia"));

        double Legitimacy(string place, string faction) =>
            world.Society.Legitimacy[(world.Order.LocationRow[place] * world.Factions.Count) + world.Order.FactionRow[faction]];
    }

    [Fact]
    public void Groups_that_change_places_with_their_inclusion_change_nothing()
    {
        Assert.Equal(Run("hill", "plain"), Run("plain", "hill"));

        static ulong Run(string first, string second) => new SmallWorld { Days = 60 }
            .Faction("state").Faction("rebels", canDisperse: true).Hostile("state", "rebels")
            .Includes("state", first, 0.1).Includes("state", second, 0.8)
            .Location("a", 50_000, owner: "state").Location("b", 80_000, owner: "state").Corridor("a", "b")
            .People("a", first, 0.3).People("b", second, 0.3)
            .Unit("state", "a", 100).Unit("state", "b", 100).Unit("rebels", "a", 40, Scenarios.Posture.Cells)
            .Unit("rebels", "b", 40, Scenarios.Posture.Cells)
            .With(p => p with { Recruitment = p.Recruitment with { Rate = 0.0001 } }).Run().StateHash;
    }

    [Fact]
    public void Inclusion_raises_tips_and_lowers_recruits()
    {
        double lastTips = -1, lastRecruits = double.PositiveInfinity;
        foreach (double inclusion in new[] { 0, 0.25, 0.5, 0.75, 1 })
        {
            // Without civilian casualties: the bereaved join whatever the inclusion.
            var (world, schedule, _) = new SmallWorld { Deterministic = true }
                .With(p => p with { Combat = p.Combat with { Collateral = 0 } })
                .Faction("state").Faction("rebels", canDisperse: true).Hostile("state", "rebels").Includes("state", "hill", inclusion)
                .Location("town", 100_000, owner: "state").People("town", "hill", 0.3)
                .Unit("state", "town", 400).Unit("rebels", "town", 50, Scenarios.Posture.Cells).Open();
            for (int day = 0; day < 200; day++)
            {
                schedule.Tick();
            }

            double tips = Tips.Of(world, 0, world.Order.FactionRow["state"]);
            double recruits = world.Ledger.Recruited[world.Order.FactionRow["rebels"]];
            Assert.True(tips > lastTips && recruits < lastRecruits, $"{inclusion}: {tips} {recruits}");
            (lastTips, lastRecruits) = (tips, recruits);
        }

        Assert.Equal(0, lastRecruits);
    }

    [Fact]
    public void Fear_silences_and_protective_forces_give_people_their_voice_back()
    {
        double calm = TipsWith(fear: 0, security: 0), afraid = TipsWith(0.8, 0), shielded = TipsWith(0.8, 0.9);
        Assert.True(afraid < shielded && shielded < calm);
        Assert.Equal(0.2 * calm, afraid, 1e-12);

        static double TipsWith(double fear, double security)
        {
            var (world, _, _) = new SmallWorld().Faction("a").Location("town", 1000, owner: "a").People("town", security: security).Open();
            world.Society.Fear[0] = fear;
            return Tips.Of(world, 0, 0);
        }
    }

    [Fact]
    public void Attacks_cost_the_rulers_legitimacy()
    {
        var (world, society, _) = Town(0.5, 0.5);
        world.Society.Attacks[0] = 2;
        society.Step();
        Assert.Equal(0.5 * 0.99 * 0.99, world.Society.Legitimacy[0], 1e-12);
    }

    private static (World World, SocietyShift Society, int Location) Town(
        double inclusion, double service, double abuse = 0.1, double extraction = 0.1)
    {
        var (world, _, _) = new SmallWorld().Faction("a").Conduct("a", abuse, extraction).Includes("a", "hill", inclusion)
            .Location("town", 1000, owner: "a").People("town", "hill", service).Unit("a", "town", 100).Open();
        return (world, new SocietyShift(world, Defaults, new Rulers(world)), 0);
    }
}
