using ControlSim.Scenarios;
using ControlSim.Study.Experiments;

namespace ControlSim.Tests.Experiments;

public sealed class ScenarioCutTests
{
    private static readonly Scenario Whole = SampleRuns.Scenario with
    {
        Outcomes =
        [
            new Outcome("whole", "", OutcomeKind.Fighters, "red", [], new DateOnly(2017, 9, 1), new DateOnly(2017, 9, 5)),
            new Outcome("late", "", OutcomeKind.Fighters, "red", [], new DateOnly(2017, 9, 4), new DateOnly(2017, 9, 5)),
        ],
    };

    [Fact]
    public void Outcomes_are_measured_up_to_the_new_end_and_dropped_if_they_begin_after_it()
    {
        Scenario cut = ScenarioCut.Until(Whole, new DateOnly(2017, 9, 3));
        Assert.Equal(2, cut.Ticks);
        Assert.Equal(("whole", new DateOnly(2017, 9, 3)), (Assert.Single(cut.Outcomes).Id, cut.Outcomes[0].To));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(6)]
    public void The_day_must_lie_in_the_run(int day) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => ScenarioCut.Until(Whole, new DateOnly(2017, 9, day)));
}
