using System.Collections.Immutable;
using ControlSim.Runs;
using ControlSim.Study.Reports;
using ControlSim.Tests.Figures;

namespace ControlSim.Tests.Reports;

public sealed class StoryTests
{
    [Fact]
    public void Small_losses_of_neighbouring_days_are_one_line_even_when_other_things_happen_between()
    {
        string[] story = Of(
            new RunEvent(2, RunEventKind.Interdiction, 4, 0, 1, 3, ""),
            new RunEvent(4, RunEventKind.SupplyLow, 4, 1, -1, 900, ""),
            new RunEvent(5, RunEventKind.Interdiction, 4, 0, 1, 4, ""),
            new RunEvent(20, RunEventKind.Interdiction, 4, 0, 1, 1, ""));
        Assert.Equal(
            [
                "2 South loses 7 fighters on roads past posts of North, until 6 Sep 2017", "4 South: supply falls below half",
                "20 South loses 1 fighter on roads past posts of North",
            ],
            story);
    }

    [Fact]
    public void Losses_of_two_blocs_are_two_lines() => Assert.Equal(
        ["1 Cells of North attack South and kill 5 fighters", "1 Cells of South attack North and kill 2 fighters"],
        Of(new RunEvent(1, RunEventKind.Attack, 4, 0, 1, 5, ""), new RunEvent(1, RunEventKind.Attack, 4, 1, 0, 2, "")));

    [Fact]
    public void Every_kind_of_event_has_words_of_its_own()
    {
        foreach (RunEventKind kind in Enum.GetValues<RunEventKind>())
        {
            string line = Assert.Single(Of(new RunEvent(3, kind, 4, 0, 1, 0, "it")));
            Assert.DoesNotContain($": {kind}", line, StringComparison.Ordinal);
        }
    }

    private static string[] Of(params ImmutableArray<RunEvent> events) =>
        [.. PlaceStories.Of(SmallResult.Data with { Events = events }, 4).Select(l => $"{l.Tick} {l.Text}")];
}
