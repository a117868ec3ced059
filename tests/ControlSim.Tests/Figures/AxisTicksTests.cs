using ControlSim.Study.Figures;

namespace ControlSim.Tests.Figures;

public sealed class AxisTicksTests
{
    [Theory]
    [InlineData(0, 1)]
    [InlineData(0.9, 1)]
    [InlineData(1, 1)]
    [InlineData(1.1, 2)]
    [InlineData(4, 5)]
    [InlineData(7, 10)]
    [InlineData(23_000, 50_000)]
    [InlineData(0.03, 0.05)]
    public void A_step_is_one_two_or_five_times_a_power_of_ten(double rough, double step) =>
        Assert.Equal(step, AxisTicks.NiceStep(rough), 12);

    [Fact]
    public void Linear_ticks_are_round_and_separate_thousands()
    {
        Assert.Equal(["0", "200,000", "400,000", "600,000", "800,000"], AxisTicks.Linear(0, 880_000, 6).Select(t => t.Text));
        Assert.Equal(["0.0", "0.5", "1.0", "1.5"], AxisTicks.Linear(0, 1.6, 5).Select(t => t.Text));
        Assert.Equal(["-10", "0", "10"], AxisTicks.Linear(-10, 10, 3).Select(t => t.Text));
    }

    [Fact]
    public void Log_ticks_are_decades_with_small_marks_between()
    {
        IReadOnlyList<Tick> ticks = AxisTicks.Log(0.1, 100);
        Assert.Equal(["0.1", "1", "10", "100"], ticks.Where(t => t.Text.Length > 0).Select(t => t.Text));
        Assert.Equal(24, ticks.Count(t => t.Text.Length == 0));
    }

    [Fact]
    public void Four_months_have_a_tick_at_each_month_and_a_small_mark_within()
    {
        IReadOnlyList<Tick> ticks = AxisTicks.Date(Day(2017, 9, 1), Day(2017, 12, 31), 8);
        Assert.Equal(["Sep 2017", "Oct", "Nov", "Dec"], ticks.Where(t => t.Text.Length > 0).Select(t => t.Text));
        Assert.Equal([Day(2017, 9, 15), Day(2017, 10, 15), Day(2017, 11, 15), Day(2017, 12, 15)], ticks.Where(t => t.Text.Length == 0).Select(t => t.Value));
    }

    [Fact]
    public void The_year_is_written_where_it_changes() => Assert.Equal(
        ["Nov 2017", "Dec", "Jan 2018", "Feb"],
        AxisTicks.Date(Day(2017, 10, 20), Day(2018, 2, 20), 8).Where(t => t.Text.Length > 0).Select(t => t.Text));

    [Fact]
    public void Years_stand_alone_on_long_spans() => Assert.Equal(
        ["2014", "2016", "2018", "2020"], AxisTicks.Date(Day(2013, 3, 1), Day(2020, 6, 1), 5).Select(t => t.Text));

    [Fact]
    public void Three_weeks_have_ticks_on_Mondays()
    {
        IReadOnlyList<Tick> ticks = AxisTicks.Date(Day(2017, 11, 3), Day(2017, 11, 24), 4);
        Assert.Equal(["6 Nov 2017", "13 Nov", "20 Nov"], ticks.Select(t => t.Text));
        Assert.All(ticks, t => Assert.Equal(DayOfWeek.Monday, DateOnly.FromDayNumber((int)t.Value).DayOfWeek));
    }

    [Fact]
    public void A_single_day_has_one_tick() => Assert.Single(AxisTicks.Date(Day(2017, 11, 3), Day(2017, 11, 3) + 0.5, 8));

    private static double Day(int year, int month, int day) => new DateOnly(year, month, day).DayNumber;
}
