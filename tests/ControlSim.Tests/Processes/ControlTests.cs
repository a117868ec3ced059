using ControlSim.Runs;
using ControlSim.Scenarios;

namespace ControlSim.Tests.Processes;

public sealed class ControlTests
{
    [Fact]
    public void One_actor_tends_to_its_share_against_the_background()
    {
        var small = new SmallWorld { Days = 200, Deterministic = true }
            .With(p => p with { Control = p.Control with { Exponent = 1 }, Supply = p.Supply with { Adjustment = 0 } })
            .Faction("a").Location("town", population: 100_000).Unit("a", "town", 300);
        double share = Share(small, "town", "a", 200);
        Assert.Equal(300.0 / (300 + (0.0005 * 100_000) + 20), share, 1e-9);
    }

    [Fact]
    public void Share_follows_the_closed_form_of_the_convex_update()
    {
        var small = new SmallWorld { Days = 10, Deterministic = true }
            .With(p => p with { Supply = p.Supply with { Adjustment = 0 } })
            .Faction("a").Location("town", population: 100_000).Unit("a", "town", 300);
        double target = Share(new SmallWorld { Days = 400, Deterministic = true, Parameters = small.Parameters }
            .Faction("a").Location("town", population: 100_000).Unit("a", "town", 300), "town", "a", 400);
        Assert.Equal(target * (1 - Math.Pow(0.8, 10)), Share(small, "town", "a", 10), 1e-9);
    }

    [Fact]
    public void Equal_forces_without_an_owner_hold_equal_shares()
    {
        var small = Peace(new SmallWorld { Days = 50, Deterministic = true })
            .Faction("a").Faction("b").Hostile("a", "b").Location("town", population: 50_000)
            .Unit("a", "town", 400).Unit("b", "town", 400);
        Assert.Equal(Share(small, "town", "a", 50), Share(small, "town", "b", 50));
        Assert.True(Share(small, "town", "a", 50) > 0.3);
    }

    [Fact]
    public void Three_allies_hold_what_one_faction_of_their_sum_would()
    {
        double three = Share(Town().Faction("x", "own").Faction("y", "own").Faction("z", "own")
            .Unit("x", "town", 100).Unit("y", "town", 150).Unit("z", "town", 250), "town", "own", 40);
        double one = Share(Town().Faction("x", "own").Unit("x", "town", 500), "town", "own", 40);
        Assert.Equal(one, three, 1e-12);

        static SmallWorld Town() => Peace(new SmallWorld { Days = 40, Deterministic = true })
            .Bloc("own").Location("town", population: 50_000);
    }

    [Fact]
    public void More_of_the_own_force_never_lowers_the_own_share()
    {
        double last = 0;
        foreach (double fighters in new[] { 50.0, 100, 200, 400, 800 })
        {
            double share = Share(Peace(new SmallWorld { Days = 40, Deterministic = true })
                .Faction("a").Faction("b").Hostile("a", "b").Location("town", population: 50_000)
                .Unit("a", "town", fighters).Unit("b", "town", 300), "town", "a", 40);
            Assert.True(share > last);
            last = share;
        }
    }

    [Fact]
    public void Presence_alone_never_takes_a_defended_place()
    {
        RunResult run = Peace(new SmallWorld { Days = 300 })
            .Faction("holder").Faction("guest").Hostile("holder", "guest")
            .Location("town", population: 1000, owner: "holder").Unit("holder", "town", 25, hold: true)
            .Unit("guest", "town", 20_000).Run();
        Assert.Empty(run.Captures);
        Assert.Equal(0, run.Series.Owner[300]);
        Assert.Equal(1, run.Series.Contested[300]);
    }

    /// <summary>Takes at 0.6, loses at 0.4, and in between whoever owned it goes on owning it.</summary>
    [Theory]
    [InlineData(0.59, false, false)]
    [InlineData(0.61, false, true)]
    [InlineData(0.41, true, true)]
    [InlineData(0.39, true, false)]
    public void The_owner_does_not_flicker_between_the_thresholds(double share, bool owns, bool after)
    {
        var (world, schedule, _) = Peace(new SmallWorld { Days = 40 })
            .With(p => p with { Control = p.Control with { Adjustment = 0 } })
            .Faction("a").Location("town", population: 1000, owner: owns ? "a" : "").Unit("a", "town", 100).Open();
        int bloc = world.Order.BlocRow["a"];
        for (int day = 0; day < 30; day++)
        {
            world.Locations.Control[bloc] = share + (day % 2 == 0 ? 0.005 : -0.005);
            schedule.Tick();
            Assert.Equal(after, world.Locations.Owner[0] == bloc);
        }
    }

    [Fact]
    public void A_place_whose_last_defender_is_gone_is_captured_once_within_days()
    {
        RunResult run = Peace(new SmallWorld { Days = 60 })
            .Faction("holder").Faction("guest").Hostile("holder", "guest")
            .Location("town", population: 1000, owner: "holder").Unit("holder", "town", 10, hold: true)
            .Unit("guest", "town", 2000).Run();
        Capture capture = Assert.Single(run.Captures);
        Assert.InRange(capture.Tick, 2, 8);
    }

    [Theory]
    [InlineData(false, 1)]
    [InlineData(true, 4)]
    public void An_open_town_is_owned_on_the_day_on_which_an_enemy_marches_in(bool alone, int least)
    {
        // With fighters of a third party who is no friend of his there, shares drift as usual.
        SmallWorld small = Peace(new SmallWorld { Days = 30 }.Faction("blue").Faction("red").Faction("green").Hostile("blue", "red").Hostile("green", "red")
            .Location("town", owner: "red", population: 5000).Unit("blue", "town", 100, copies: 10));
        RunResult run = (alone ? small.Unit("green", "town", 20) : small).Run();
        Capture capture = Assert.Single(run.Captures);
        Assert.InRange(capture.Tick, least, least == 1 ? 1 : 30);
    }

    [Fact]
    public void Cells_do_not_keep_a_place()
    {
        RunResult run = Peace(new SmallWorld { Days = 60 })
            .Faction("holder", canDisperse: true).Faction("guest").Hostile("holder", "guest")
            .Location("town", population: 1000, owner: "holder").Unit("holder", "town", 500, Posture.Cells)
            .Unit("guest", "town", 2000)
            .With(p => p with { Posture = p.Posture with { Rate = 0 } }).Run();
        Assert.Single(run.Captures);
    }

    [Fact]
    public void A_contested_place_has_no_owner_until_one_of_its_holders_is_driven_out()
    {
        SmallWorld small = Peace(new SmallWorld { Days = 200 })
            .Faction("a").Faction("b").Hostile("a", "b").Location("city", population: 100_000).Contested("city", "a", "b")
            .Unit("a", "city", 900, hold: true).Unit("b", "city", 300, hold: true);
        RunResult run = small.Run();
        Assert.Empty(run.Captures);
        Assert.All(run.Series.Owner, owner => Assert.Equal(-1, owner));
    }

    [Fact]
    public void A_friendly_garrison_never_takes_a_cobelligerents_place()
    {
        RunResult run = new SmallWorld { Days = 60 }
            .Faction("owner").Faction("friend").Relation("owner", "friend", RelationKind.Cobelligerent)
            .Location("town", population: 1000, owner: "owner").Unit("owner", "town", 30).Unit("friend", "town", 5000).Run();
        Assert.Empty(run.Captures);
        Assert.Equal(0, run.Series.Owner[60]);
    }

    [Fact]
    public void A_bloc_that_cannot_own_lends_its_strength_to_the_one_it_stands_by()
    {
        SmallWorld Town(double support) => Peace(new SmallWorld { Days = 60, Deterministic = true })
            .Faction("own").Bloc("air", owns: false).Faction("air", "air")
            .Relation("own", "air", RelationKind.Cobelligerent).Location("town", population: 100_000, owner: "own")
            .Unit("own", "town", 100).Unit("air", "town", support);
        double alone = Share(Town(1), "town", "own", 60);
        double helped = Share(Town(400), "town", "own", 60);
        Assert.True(helped > alone + 0.1);
        Assert.Equal(0, Share(Town(400), "town", "air", 60));
    }

    [Fact]
    public void Shares_stay_between_zero_and_one_and_sum_to_at_most_one()
    {
        var (world, schedule, _) = TestWorlds.Brawl(7).Open();
        for (int day = 0; day < 120; day++)
        {
            schedule.Tick();
            for (int l = 0; l < world.Locations.Count; l++)
            {
                double[] shares = [.. Enumerable.Range(0, world.Blocs.Count).Select(b => world.Locations.Control[(l * world.Blocs.Count) + b])];
                Assert.All(shares, share => Assert.InRange(share, 0, 1));
                Assert.InRange(shares.Sum(), 0, 1 + 1e-12);
            }
        }
    }

    [Fact]
    public void Consolidation_grows_under_a_dense_legitimate_garrison_and_starts_anew_after_a_capture()
    {
        var (world, schedule, _) = new SmallWorld { Days = 400 }.Faction("a", legitimacy: 0.8)
            .Location("town", population: 1000, owner: "a").Unit("a", "town", 100).Open();
        for (int day = 0; day < 400; day++)
        {
            schedule.Tick();
        }

        Assert.Equal(0.8 * (1 - Math.Pow(0.99, 400)), world.Locations.Consolidation[0], 1e-9);
    }

    [Fact]
    public void A_hold_wears_off_where_no_garrison_is_left_and_the_owner_stays()
    {
        var (world, schedule, _) = new SmallWorld { Days = 100 }.Faction("a")
            .Location("town", population: 1000, owner: "a").Location("far", owner: "a").Unit("a", "far", 100).Open();
        int town = world.Order.LocationRow["town"];
        world.Locations.Consolidation[town] = 0.6;
        for (int day = 0; day < 100; day++)
        {
            schedule.Tick();
        }

        Assert.Equal(0.6 * Math.Pow(0.99, 100), world.Locations.Consolidation[town], 1e-9);
        Assert.Equal((0, 1.0), (world.Locations.Owner[town], world.Locations.Control[town]));
    }

    /// <summary>
    /// Who is outweighed holds the town no longer: the attacker's share goes to its target, of which in a town of 60,000 a twentieth
    /// a day is cleared at 3,000 a day, until he takes it at 0.6: on the nineteenth day, and in a village, where shares drift as ever, on the fifth.
    /// </summary>
    [Theory]
    [InlineData(60_000, 0.05)]
    [InlineData(1000, 0.2)]
    public void An_assault_that_outweighs_the_garrison_clears_the_town_at_the_rate_of_the_closed_form(long people, double rate)
    {
        double ratio = 10, background = Math.Pow((0.0005 * people) + 20, 1.5), enemy = Math.Pow(1000 * ratio, 1.5);
        double target = enemy / (enemy + Math.Pow(1000, 1.5) + background);
        int taken = (int)Math.Ceiling(Math.Log(1 - (0.6 / target)) / Math.Log(1 - rate));
        List<double> shares = Assaulted(people, ratio);
        Assert.Equal(taken, shares.Count);
        for (int day = 1; day <= taken; day++)
        {
            Assert.Equal(target * (1 - Math.Pow(1 - rate, day)), shares[day - 1], 1e-6);
        }
    }

    [Theory]
    [InlineData(7.9, OrderVerb.Advance, false)]
    [InlineData(10, OrderVerb.Siege, false)]
    [InlineData(10, OrderVerb.Advance, true)]
    public void Who_is_not_outweighed_or_only_besieged_or_defends_a_headquarters_is_not_overrun(double ratio, OrderVerb verb, bool headquarters)
    {
        List<double> shares = Assaulted(60_000, ratio, verb, headquarters);
        Assert.Equal(AssaultDays, shares.Count);
        Assert.True(shares[^1] < 0.51);
    }

    private const int AssaultDays = 150;

    /// <summary>Shares of who marches on a town of 1000 defenders, from the day on which he comes to the one on which he takes it.</summary>
    private static List<double> Assaulted(long people, double ratio, OrderVerb verb = OrderVerb.Advance, bool headquarters = false)
    {
        var (world, schedule, _) = new SmallWorld { Days = AssaultDays + 10, Deterministic = true }
            .With(p => p with
            {
                Combat = p.Combat with { Attrition = 1e-12 },
                Supply = p.Supply with { Adjustment = 0 },
                Morale = p.Morale with { Adjustment = 0 },
                Control = p.Control with { NeighbourShare = 0 },
            })
            .Without(ProcessKind.Posture)
            .Faction("garrison").Faction("army").Hostile("garrison", "army")
            .Location("camp", owner: "army").Location("town", population: people, owner: "garrison").Corridor("camp", "town", km: 5)
            .Unit("garrison", "town", 1000, hold: true).Unit("army", "camp", 1000 * ratio)
            .Change("garrison", f => f with { Headquarters = headquarters ? "town" : "" })
            .Change("army", f => f with { RequiredRatio = 1, Reserve = 0 })
            .Order("storm", "army", verb, 1, ["camp"], ["town"]).Open();
        int bloc = world.Order.BlocRow["army"], at = (world.Order.LocationRow["town"] * world.Blocs.Count) + bloc;
        var shares = new List<double>();
        for (int day = 0; day < AssaultDays + 10 && shares.Count < AssaultDays; day++)
        {
            schedule.Tick();
            if (world.Locations.Control[at] > 0)
            {
                shares.Add(world.Locations.Control[at]);
            }

            if (world.Locations.Owner[world.Order.LocationRow["town"]] == bloc)
            {
                break;
            }
        }

        return shares;
    }

    private static SmallWorld Peace(SmallWorld small) => small.With(p => p with
    {
        Combat = p.Combat with { Attrition = 0 },
        Supply = p.Supply with { Adjustment = 0 },
    });

    private static double Share(SmallWorld small, string location, string bloc, int days)
    {
        var (world, schedule, _) = small.Open();
        for (int day = 0; day < days; day++)
        {
            schedule.Tick();
        }

        return world.Locations.Control[(world.Order.LocationRow[location] * world.Blocs.Count) + world.Order.BlocRow[bloc]];
    }
}
