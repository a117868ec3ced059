using ControlSim.Scenarios;
using ControlSim.Study.Statistics;

namespace ControlSim.Tests.Patterns;

/// <summary>What the al-Qa'im scenario must show: history within the stated limits, and what-ifs with the expected sign.</summary>
public sealed class AlQaimTests(AlQaimRuns runs) : IClassFixture<AlQaimRuns>
{
    private const int Pairs = 200;

    /// <summary>Al-Qa'im fell on 3 November 2017 (statement S0-1), a good week after its operation began (S4-32).</summary>
    private static readonly DateOnly Fell = new(2017, 11, 3);

    [Fact]
    public void Al_Qaim_falls_in_at_least_eighty_of_a_hundred_runs_within_twenty_days_of_history()
    {
        double[] days = [.. runs.Outcome("", Pairs, "al-qaim-falls").Where(d => !double.IsNaN(d)).Order()];
        Assert.True(days.Length >= 0.8 * Pairs, $"falls in {days.Length} of {Pairs}");
        double history = Fell.DayNumber - AlQaimRuns.Read("").Start.DayNumber;
        Assert.InRange(days[days.Length / 2], history - 20, history + 20);
    }

    [Fact]
    public void From_the_first_entry_to_the_fall_it_takes_three_to_twenty_days()
    {
        double[] days = [.. runs.Outcome("", Pairs, "al-qaim-battle").Where(d => !double.IsNaN(d)).Order()];
        Assert.True(days.Length >= 0.8 * Pairs);
        Assert.InRange(days[days.Length / 2], 3, 20);
    }

    [Fact]
    public void Without_attrition_it_holds_because_battles_decide_and_not_presence()
    {
        int falls = runs.Outcome("no-attrition", 100, "al-qaim-falls").Count(d => !double.IsNaN(d));
        Assert.True(falls < 20, $"falls in {falls} of 100");
    }

    [Theory]
    [InlineData("crossing-closed-early", "supply-beyond", -1)]
    [InlineData("crossing-closed-early", "is-mobility", -1)]
    [InlineData("garrison-doubled", "al-qaim-falls", 1)]
    public void What_ifs_have_the_expected_sign(string whatIf, string outcome, int sign)
    {
        PairedDifference difference = runs.Difference(whatIf, Pairs, outcome);
        double nearEnd = sign > 0 ? difference.Low : -difference.High;
        double wrongSide = sign > 0 ? difference.ShareNegative : difference.SharePositive;
        Assert.True(nearEnd > 0, $"{difference}");
        // Inputs are drawn anew for every pair: 14 of 200 on the other side for the doubled garrison, with a mean of +1.5 days (1.0 to 1.9).
        Assert.True(wrongSide <= 0.1, $"{difference}");
    }

    [Fact]
    public void No_order_names_the_fall()
    {
        Scenario scenario = AlQaimRuns.Read("");
        string[] open = ["al-qaim", "husaybah", "rawa"];
        foreach (Order order in scenario.Orders.Where(o => o.Objectives.Any(open.Contains)))
        {
            // The objectives stand in a campaign whose only date is its launch, weeks before.
            Assert.True(order.Objectives.Length > 1);
            Assert.True(order.Date < Fell.AddDays(-30));
            Assert.DoesNotContain(order.Objectives[0], open);
        }
    }
}
