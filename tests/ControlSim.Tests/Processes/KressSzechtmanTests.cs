using ControlSim.Processes;
using ControlSim.Randomness;
using ControlSim.Scenarios;

namespace ControlSim.Tests.Processes;

/// <summary>
/// One place and a constant government force: combat, backlash and inflow together are the intelligence-limited insurgency
/// of Kress and Szechtman 2009, I' = -gG (mu + (1 - mu) I/P) + theta gG (1 - mu)(1 - I/P) + r0, with a floor and a threshold.
/// </summary>
public sealed class KressSzechtmanTests
{
    private const double People = 100_000;
    private const double Fire = 40;
    private const double Theta = 0.3;
    private const double Arrivals = 2;

    [Theory]
    [InlineData(100, 3230.374978)]
    [InlineData(5000, 7947.509954)]
    [InlineData(40_000, 8653.8462)]
    public void Insurgents_follow_the_closed_form_to_their_floor(int days, double expected) =>
        Assert.Equal(expected, Insurgents(0.2, days), 0.001 * expected);

    /// <summary>The step of a day is one of first order: with a quarter of the step a quarter of the error is left.</summary>
    [Fact]
    public void Shorter_steps_come_nearer_to_the_closed_form_by_as_much()
    {
        const double expected = 3230.374978;
        double day = Insurgents(0.2, 100) - expected, quarter = Insurgents(0.2, 100, 4) - expected, sixteenth = Insurgents(0.2, 100, 16) - expected;
        Assert.InRange(quarter / day, 0.24, 0.26);
        Assert.InRange(sixteenth / quarter, 0.24, 0.26);
        Assert.InRange(Math.Abs(sixteenth), 0, 1e-5 * expected);
    }

    /// <summary>
    /// Just below the threshold a floor is left, just above it nobody but those who came in the last step. Floor at
    /// 0.999 of the threshold by the closed form: 37 of 100,000.
    /// </summary>
    [Fact]
    public void The_threshold_of_intelligence_is_met_within_a_thousandth()
    {
        double threshold = (Theta + (Arrivals / Fire)) / (1 + Theta), below = 0.999 * threshold;
        Assert.Equal(0.269231, threshold, 1e-6);
        double floor = People * ((Theta * (1 - below)) - below + (Arrivals / Fire)) / ((1 - below) * (1 + Theta));
        Assert.Equal(floor, Insurgents(below, 10_000, 16, start: 50), 0.05 * floor);
        Assert.InRange(Insurgents(1.001 * threshold, 10_000, 16, start: 50), 0, 1);
    }

    [Fact]
    public void Less_intelligence_lifts_the_floor() =>
        Assert.Equal(0.188 / 0.0865, Insurgents(0.1, 40_000) / Insurgents(0.2, 40_000), 0.01);

    /// <summary>
    /// Every day the force is made up again, and insurgents hide among the people who are none. Fire that misses them kills one
    /// of those, gG (1 - mu)(1 - I/P) a day, which is what combat writes and recruitment reads.
    /// </summary>
    private static double Insurgents(double mu, int days, int steps = 1, double start = 3000)
    {
        var (world, schedule, _) = Place(mu, steps, start).Open();
        int state = Array.IndexOf(world.Units.Faction, (byte)world.Order.FactionRow["state"]);
        int rebels = Array.IndexOf(world.Units.Faction, (byte)world.Order.FactionRow["rebels"]);
        Parameters p = Place(mu, steps, start).Parameters;
        var random = new RandomStreams(1);
        var enlistment = new Enlistment(world, p.Recruitment);
        var combat = new Combat(world, p.Combat, random);
        var recruitment = new Recruitment(world, p.Recruitment, new Rulers(world), enlistment, random);
        var inflow = new ForeignInflow(world, schedule.Routes, enlistment, random);
        var aggregation = new Aggregation(world);
        for (int day = 0; day < days * steps; day++)
        {
            double share = world.Units.Fighters[rebels] / People;
            world.Locations.Population[0] = People * (1 - share);
            world.Society.Collateral[0] = 0;
            combat.Step();
            world.Units.Fighters[state] = 2000;
            recruitment.Step();
            inflow.Step();
            aggregation.Step();
        }

        return world.Units.Fighters[rebels];
    }

    /// <summary>In steps of a part of a day. Attrition 0.02 and 2000 men give a fire of 40 a day; the insurgents, of no effectiveness, do not shoot back.</summary>
    private static SmallWorld Place(double mu, int steps, double start) => new SmallWorld { Deterministic = true }
        .Faction("state").Faction("rebels").Hostile("state", "rebels")
        .Change("rebels", f => f with
        {
            EntryCrossings = ["entry"],
            Economy = f.Economy with { ForeignInflow = Arrivals / steps, Prestige = 1, Training = 0 },
        })
        .Location("place", (long)People).Gate("entry", "place")
        .Unit("state", "place", 2000).Unit("rebels", "place", start, Posture.Cells, quality: 0)
        .With(p => p with
        {
            Combat = p.Combat with { Attrition = 0.02 / steps, HidingShare = 1, Collateral = 1, VisibilityCells = mu, LullIntensity = 1, AmbushBonus = 1 },
            Recruitment = p.Recruitment with { Backlash = Theta, UnitSize = 100_000 },
        });
}
