using ControlSim.Processes;
using ControlSim.Scenarios;

namespace ControlSim.Tests.Processes;

public sealed class DesertionTests
{
    private static readonly DesertionParameters Defaults = SmallWorld.Defaults<DesertionParameters>();

    [Fact]
    public void A_constant_rate_gives_the_closed_form()
    {
        var (world, schedule, _) = Camp(deterministic: true, 0.004, 500).Open();
        for (int t = 1; t <= 200; t++)
        {
            schedule.Tick();
            Assert.Equal(500 * Math.Pow(1 - 0.004, t), world.Units.Fighters.Sum(), 1e-9);
        }

        Assert.Equal(500, world.Units.Fighters.Sum() + world.Ledger.Deserted[0], 1e-9);
    }

    [Fact]
    public void Draws_have_the_expectation()
    {
        const int Units = 400, Fighters = 50, Days = 60;
        var (world, schedule, _) = Camp(deterministic: false, 0.01, Fighters, Units).Open();
        for (int t = 0; t < Days; t++)
        {
            schedule.Tick();
        }

        double stay = Math.Pow(0.99, Days), all = Units * Fighters;
        Assert.Equal(all * stay, world.Units.Fighters.Sum(), 4 * Math.Sqrt(all * stay * (1 - stay)));
        Assert.Equal(all, world.Units.Fighters.Sum() + world.Ledger.Deserted[0]);
    }

    [Fact]
    public void Isolation_low_morale_and_arrears_make_deserters()
    {
        double content = Desertion.Probability(Defaults, 1, 1, 1);
        Assert.Equal(Defaults.Base, content);
        Assert.True(Desertion.Probability(Defaults, 0.5, 1, 1) > content);
        Assert.True(Desertion.Probability(Defaults, 1, 0.5, 1) > content);
        Assert.True(Desertion.Probability(Defaults, 1, 1, 0.5) > content);
        Assert.Equal(1, Desertion.Probability(new DesertionParameters { Base = 0.9, Supply = 0.9, Morale = 0, Pay = 0, Defection = 0 }, 0, 1, 1));
    }

    [Fact]
    public void Hostile_kindred_factions_lose_fighters_to_each_other_and_nobody_is_lost()
    {
        var (world, schedule, _) = Rivals(RelationKind.Hostile, kindred: true).Open();
        Run(schedule, 100);
        Assert.True(world.Ledger.DefectedIn.Min() > 0);
        Assert.Equal(world.Ledger.DefectedOut.Sum(), world.Ledger.DefectedIn.Sum());
        Assert.Equal(800, world.Units.Fighters.Sum());
        Assert.InRange(world.Units.Quality[0], 0.5, 1);

        // The more prestigious gains.
        int strong = world.Order.FactionRow["strong"];
        Assert.True(world.Ledger.DefectedIn[strong] > world.Ledger.DefectedOut[strong]);
    }

    [Theory]
    [InlineData(RelationKind.Hostile, false)]
    [InlineData(RelationKind.Neutral, true)]
    [InlineData(RelationKind.Cobelligerent, true)]
    public void Nobody_goes_over_to_strangers_or_friends(RelationKind relation, bool kindred)
    {
        var (world, schedule, _) = Rivals(relation, kindred).Open();
        Run(schedule, 100);
        Assert.Equal(0, world.Ledger.DefectedIn.Sum());
    }

    private static void Run(ControlSim.Runs.Schedule schedule, int days)
    {
        for (int day = 0; day < days; day++)
        {
            schedule.Tick();
        }
    }

    private static SmallWorld Rivals(RelationKind relation, bool kindred) => new SmallWorld { Days = 100 }
        .Faction("strong").Faction("weak").Relation("strong", "weak", relation)
        .Change("strong", f => f with { Kindred = kindred ? ["weak"] : [], Economy = f.Economy with { Prestige = 0.8 } })
        .Change("weak", f => f with { Economy = f.Economy with { Prestige = 0.2 } })
        .Location("town", 1000).Unit("strong", "town", 400).Unit("weak", "town", 400, quality: 0.5)
        .With(p => p with { Combat = p.Combat with { Attrition = 0 }, Break = p.Break with { LeastMorale = 0 } });

    private static SmallWorld Camp(bool deterministic, double rate, double fighters, int copies = 1) =>
        new SmallWorld { Days = 200, Deterministic = deterministic }.Faction("a").Location("camp", refuge: true)
            .Unit("a", "camp", fighters, copies: copies)
            .With(p => p with { Desertion = p.Desertion with { Base = rate } });
}
