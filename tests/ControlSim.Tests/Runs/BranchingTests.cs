using ControlSim.Runs;
using ControlSim.Scenarios;

namespace ControlSim.Tests.Runs;

public sealed class BranchingTests
{
    private const int At = 30;

    [Fact]
    public void A_branch_that_changes_nothing_is_the_base()
    {
        Scenario scenario = SnapshotTests.Measured().Scenario(), copy = SnapshotTests.Measured().Scenario();
        SnapshotTests.Equal(Run(scenario), Branch(copy, scenario));
    }

    [Fact]
    public void Every_branch_has_the_past_of_its_base()
    {
        Scenario scenario = SnapshotTests.Measured().Scenario();
        RunResult baseline = Run(scenario);
        RunResult branch = Branch(scenario with { Parameters = scenario.Parameters with { Combat = scenario.Parameters.Combat with { Attrition = 0.05 } } }, scenario);
        Assert.Equal(baseline.TickHashes.Take(At + 1), branch.TickHashes.Take(At + 1));
        Assert.Equal(baseline.Events.Where(e => e.Tick <= At), branch.Events.Where(e => e.Tick <= At));
        Assert.NotEqual(baseline.StateHash, branch.StateHash);
    }

    [Fact]
    public void An_input_that_differs_is_set_on_the_date_as_a_dated_event_would()
    {
        SmallWorld small = SnapshotTests.Measured();
        Scenario scenario = small.Scenario();
        Scenario brave = scenario with
        {
            Factions = [.. scenario.Factions.Select(f => f.Id == "red" ? f with { Stances = [f.Stances[0] with { AirThreat = 0.95 }] } : f)],
        };
        RunResult branch = Branch(brave, scenario);

        // The event comes before anything else of its day, and the branch before the day after the date.
        RunResult dated = Run(SnapshotTests.Measured().Event(At + 1, EventKind.AirThreat, "red", 0.95).Scenario());
        Assert.Equal(dated.TickHashes, branch.TickHashes);
    }

    /// <summary>What a process moves from day to day has a value and a level that it returns to: both are set.</summary>
    [Theory]
    [InlineData(EventKind.Morale)]
    [InlineData(EventKind.Prestige)]
    public void A_level_that_differs_is_set_on_the_date_as_a_dated_event_would(EventKind kind)
    {
        Scenario scenario = SnapshotTests.Measured().Scenario();
        Scenario other = scenario with
        {
            Factions =
            [
                .. scenario.Factions.Select(f => f.Id != "red" ? f
                    : kind == EventKind.Prestige ? f with { Economy = f.Economy with { Prestige = 0.95 } }
                    : f with { Stances = [f.Stances[0] with { Morale = 0.95 }] }),
            ],
        };
        RunResult branch = Branch(other, scenario), dated = Run(SnapshotTests.Measured().Event(At + 1, kind, "red", 0.95).Scenario());
        Assert.Equal(dated.TickHashes, branch.TickHashes);
        Assert.NotEqual(Run(scenario).StateHash, branch.StateHash);
    }

    [Fact]
    public void A_gate_that_the_branch_shuts_is_shut_from_the_date_on_and_logged()
    {
        Scenario scenario = SnapshotTests.Measured().Scenario();
        RunResult branch = Branch(scenario with { Crossings = [.. scenario.Crossings.Select(c => c with { OpenToSupply = false, OpenToUnits = false })] }, scenario);
        RunEvent shut = branch.Events.First(e => e.Kind == RunEventKind.CrossingClosed && e.Subject == "gate");
        Assert.Equal((At + 1, "gate"), (shut.Tick, shut.Subject));
    }

    [Fact]
    public void An_order_that_the_branch_adds_is_as_if_it_had_stood_there_always()
    {
        // Its forces begin to gather 14 days before the launch, after the date of the branch.
        SmallWorld With(bool ordered)
        {
            SmallWorld small = SnapshotTests.Measured();
            return ordered ? small.Order("a9", "green", OrderVerb.Advance, 60, ["t10"], ["t11"], 400) : small;
        }

        Scenario without = With(false).Scenario(), with = With(true).Scenario();
        RunResult direct = Run(with), branch = Branch(with, without);
        Assert.Equal(direct.Events, branch.Events);
        Assert.Equal(direct.StateHash, branch.StateHash);
        Assert.NotEqual(Run(without).StateHash, branch.StateHash);
    }

    [Fact]
    public void Units_of_an_order_that_the_branch_takes_away_are_free()
    {
        SmallWorld small = SnapshotTests.Measured().Order("a9", "blue-army", OrderVerb.Advance, At + 8, ["t5"], ["t3"], 200);
        Scenario with = small.Scenario(), without = with with { Orders = [.. with.Orders.Where(o => o.Id != "a9")] };
        RunResult branch = Branch(without, with);
        Assert.Contains(Run(with).Events, e => e.Kind == RunEventKind.OperationLaunched && e.Subject == "a9");
        Assert.DoesNotContain(branch.Events, e => e.Subject == "a9");
    }

    [Fact]
    public void Relations_of_the_branch_hold_from_the_date_on()
    {
        Scenario scenario = SnapshotTests.Measured().Scenario();
        Scenario peace = scenario with { Relations = [.. scenario.Relations.Select(r => r with { Kind = RelationKind.Neutral })] };
        RunResult branch = Branch(peace, scenario);
        Assert.Contains(branch.Events, e => e.Kind == RunEventKind.BattleBegins);
        Assert.DoesNotContain(branch.Events, e => e.Kind is RunEventKind.BattleBegins or RunEventKind.UnitsBroke && e.Tick > At);
    }

    [Fact]
    public void A_branch_with_other_places_or_forces_is_refused()
    {
        Scenario scenario = SnapshotTests.Measured().Scenario();
        Assert.Throws<ArgumentException>(() => Branch(scenario with { Units = [.. scenario.Units.Skip(1)] }, scenario));
        Assert.Throws<ArgumentException>(() => Branch(scenario with { Corridors = [.. scenario.Corridors.Skip(1)] }, scenario));
        Assert.Throws<ArgumentException>(() => Branch(scenario with { Deterministic = true }, scenario));
    }

    private static RunResult Run(Scenario scenario) =>
        Simulation.Run(scenario, 11, RecorderOptions.DailyHashes, CancellationToken.None);

    private static RunResult Branch(Scenario scenario, Scenario baseline) => Simulation.Branch(
        scenario, baseline, Simulation.RunTo(baseline, 11, At, RecorderOptions.DailyHashes, CancellationToken.None),
        RecorderOptions.DailyHashes, CancellationToken.None);
}
