using ControlSim.Scenarios;
using ControlSim.Tables;

namespace ControlSim.Tests.Processes;

public sealed class ConscriptionTests
{
    private const double Rate = 1e-5;

    [Fact]
    public void Drafts_follow_the_people_held_and_stop_at_the_establishment()
    {
        // 100,000 people under full control give one a day, seven a week; near the establishment (E - n)/T holds the levy back.
        Follow(establishment: 1e6, days: 280);
        Follow(establishment: 100, days: 280);
        Assert.Equal(50, Follow(establishment: 0, days: 280), 1e-9);

        static double Follow(double establishment, int days)
        {
            var (world, schedule, _) = new SmallWorld { Deterministic = true, Days = days }.Faction("own")
                .Location("town", 100_000, owner: "own").Unit("own", "town", 50)
                .Change("own", f => Drafting(f, establishment)).Open();
            double n = 50, full = establishment > 0 ? establishment : 50;
            for (int day = 1; day <= days; day++)
            {
                schedule.Tick();
                n += day % 7 == 0 ? 7 * Math.Max(0, Math.Min(world.Locations.Control[0], (full - n) / 90)) : 0;
                Assert.Equal(n, world.Units.Fighters.Sum(), 1e-9);
            }

            Assert.InRange(world.Locations.Control[0], 0.4, 1);
            return n;
        }
    }

    /// <summary>The front has 100 and 300 heads under the same overwhelming threat; the rear and the town beyond a shut gate have none.</summary>
    [Fact]
    public void Replacements_go_to_the_threatened_along_own_roads()
    {
        var (world, schedule, _) = new SmallWorld { Deterministic = true, Days = 7 }.Faction("own").Faction("enemy").Hostile("own", "enemy")
            .Location("city", 100_000, owner: "own").Location("left", owner: "own").Location("right", owner: "own")
            .Location("camp", owner: "enemy").Location("island", 1_000_000, owner: "own").Crossing("gate", false)
            .Corridor("city", "left").Corridor("city", "right").Corridor("left", "camp").Corridor("right", "camp")
            .Corridor("city", "island", crossing: "gate")
            .Unit("own", "city", 400).Unit("own", "left", 100).Unit("own", "right", 300).Unit("own", "island", 50).Unit("enemy", "camp", 1e9)
            .Change("own", f => Drafting(f, 1e6)).Open();
        double[] before = [.. world.Units.Fighters];
        Run(world, schedule, 7);
        Assert.Equal(0, Gained("city"), 1e-9);
        Assert.Equal(3, Gained("right") / Gained("left"), 1e-4);
        Assert.Equal(7 * Held("city"), Gained("left") + Gained("right"), 1e-9);
        Assert.Equal(70 * Held("island"), Gained("island"), 1e-9);

        double Held(string place) => world.Locations.Control[(world.Order.LocationRow[place] * world.Blocs.Count) + world.Order.BlocRow["own"]];

        double Gained(string place) => Enumerable.Range(0, before.Length)
            .Where(u => world.Units.Location[u] == world.Order.LocationRow[place]).Sum(u => world.Units.Fighters[u] - before[u]);
    }

    [Fact]
    public void Draws_have_the_expectation()
    {
        double mean = Enumerable.Range(0, 30).Average(replicate =>
        {
            var (world, schedule, _) = new SmallWorld { Days = 70 }.Faction("own").Location("town", 1_000_000, owner: "own")
                .Unit("own", "town", 500).Change("own", f => Drafting(f, 1e6)).Open(replicate);
            double due = 0;
            for (int day = 1; day <= 70; day++)
            {
                schedule.Tick();
                due += day % 7 == 0 ? 70 * world.Locations.Control[0] : 0;
            }

            return world.Ledger.Recruited.Sum() - due;
        });
        Assert.Equal(0, mean, 4 * Math.Sqrt(700.0 / 30));
    }

    private static Faction Drafting(Faction f, double establishment) =>
        f with { Economy = f.Economy with { Conscription = Rate, Establishment = establishment } };

    private static void Run(World world, ControlSim.Runs.Schedule schedule, int days)
    {
        for (int day = 0; day < days; day++)
        {
            schedule.Tick();
        }
    }
}
