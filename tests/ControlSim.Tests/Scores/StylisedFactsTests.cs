using System.Collections.Immutable;
using ControlSim.Runs;
using ControlSim.Scenarios;
using ControlSim.Study.Experiments;
using ControlSim.Study.Scores;

namespace ControlSim.Tests.Scores;

/// <summary>Stylised facts of runs that were written by hand.</summary>
public sealed class StylisedFactsTests
{
    private static readonly Scenario Scenario = ScoreWorld.Small().Scenario();
    private static readonly ObservedControl Observed = ScoreWorld.Observed();

    [Fact]
    public void The_bloc_is_that_which_loses_on_record_and_added_outcomes_change_no_run()
    {
        Assert.Equal(ScoreWorld.Red, StylisedFacts.BlocOf(Observed));
        Scenario prepared = StylisedFacts.Prepare(Scenario, ScoreWorld.Red);
        RunResult Run(Scenario s) => Simulation.Run(s, 3, RecorderOptions.DailyHashes, CancellationToken.None);
        Assert.Equal(Run(Scenario).TickHashes, Run(prepared).TickHashes);
    }

    [Fact]
    public void What_a_scenario_cannot_show_has_no_verdict_and_says_why()
    {
        ImmutableArray<StylisedFact> facts = Of(Hand());
        foreach (string id in (string[])["area-lost", "fighters-iraq", "fighters-syria", "event-size-exponent", "stock-left", "main-city-to-pockets"])
        {
            StylisedFact fact = facts.Single(f => f.Id == id);
            Assert.Null(fact.IsShown);
            Assert.NotEmpty(fact.Note);
        }
    }

    /// <summary>Red holds c and d, goes into cells from day 5 on, loses c on day 10 (half its towns) and d on day 40.</summary>
    [Fact]
    public void Cells_before_the_last_towns_are_counted_at_the_days_of_half_and_of_the_last_tenth()
    {
        StylisedFact fact = Of(Hand()).Single(f => f.Id == "cells-before-last-towns");

        // 2 of 100 a day in cells: 10 % on day 10, 70 % on day 40.
        Assert.Equal(0.6, Assert.Single(fact.Values), 12);
        Assert.True(fact.IsShown);
    }

    [Fact]
    public void A_recapture_is_counted_from_the_day_the_bloc_took_the_place()
    {
        RunResult run = Hand([new Capture(3, 0, ScoreWorld.Red, ScoreWorld.Green), new Capture(24, 0, ScoreWorld.Green, ScoreWorld.Red), new Capture(30, 1, ScoreWorld.Red, ScoreWorld.Green)]);
        StylisedFact fact = Of(run).Single(f => f.Id == "recapture-days");
        Assert.Equal([21], fact.Values);
        Assert.True(fact.IsShown);
    }

    [Fact]
    public void Relocation_is_told_from_expansion_by_whether_the_place_next_door_goes_quiet()
    {
        // January in a; February in b, beside it, and not in a: one relocation. January in d, February in c and d: one expansion.
        RunResult run = Hand([], Attack(5, 0), Attack(40, 1), Attack(6, 3), Attack(41, 2), Attack(42, 3));
        Assert.Equal([0.5], Of(run).Single(f => f.Id == "relocation-share").Values);
    }

    private static ImmutableArray<StylisedFact> Of(RunResult run)
    {
        Scenario prepared = StylisedFacts.Prepare(Scenario, ScoreWorld.Red);
        var ensemble = new Ensemble { Scenario = prepared, Replicates = 1, Results = [run], Numbers = [0], Failures = [] };
        return StylisedFacts.Of(ensemble, ScoreWorld.Observed(scenario: prepared), ScoreWorld.Red);
    }

    private static RunEvent Attack(int tick, int place) => new(tick, RunEventKind.Attack, place, ScoreWorld.Red, ScoreWorld.Green, 3, "");

    private static RunResult Hand(ImmutableArray<Capture> captures = default, params ReadOnlySpan<RunEvent> events)
    {
        RunResult run = ScoreWorld.Runs([10]).Results[0];
        int ticks = Scenario.Ticks + 1;
        sbyte[] owner = [.. run.Series.Owner];
        double[] massed = new double[ticks * 2], cells = new double[ticks * 2];
        for (int t = 0; t < ticks; t++)
        {
            if (t >= 40) owner[(t * 4) + 3] = ScoreWorld.Green;
            cells[t * 2] = Math.Max(0, 2 * (t - 5));
            massed[t * 2] = 100 - cells[t * 2];
        }

        return new RunResult
        {
            Scenario = Scenario,
            Key = 1,
            TickHashes = [1],
            Outcomes = [.. StylisedFacts.Prepare(Scenario, ScoreWorld.Red).Outcomes.Select(_ => double.NaN)],
            Captures = captures.IsDefault ? [] : captures,
            Events = [.. events],
            Series = Series(run.Series, owner, massed, cells),
        };
    }

    private static RunSeries Series(RunSeries s, sbyte[] owner, double[] massed, double[] cells) => new()
    {
        Days = s.Days,
        Owner = owner,
        Reported = owner,
        Contested = s.Contested,
        ContestedBy = s.ContestedBy,
        Holder = s.Holder,
        Zone = s.Zone,
        Massed = massed,
        Cells = cells,
        HeldPopulation = new double[massed.Length],
        HeldArea = new double[massed.Length],
        Supply = [],
        FlowTicks = s.FlowTicks,
        Flow = [],
        CrossingOpen = [],
        Control = s.Control,
    };
}
