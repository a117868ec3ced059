using ControlSim.Randomness;
using ControlSim.Runs;
using ControlSim.Scenarios;

namespace ControlSim.Tests.Invariants;

public sealed class DeterminismTests
{
    [Fact]
    public void The_same_scenario_and_key_give_the_same_bits()
    {
        Assert.Equal(TestWorlds.Brawl(4).Run().TickHashes, TestWorlds.Brawl(4).Run().TickHashes);
        Assert.NotEqual(TestWorlds.Brawl(4).Run().StateHash, TestWorlds.Brawl(5).Run().StateHash);
        Assert.NotEqual(TestWorlds.Brawl(4).Run(0).StateHash, TestWorlds.Brawl(4).Run(1).StateHash);
    }

    [Fact]
    public void The_brawl_has_work_for_every_process()
    {
        RunResult run = TestWorlds.Brawl(4).Run();
        foreach (RunEventKind kind in new[]
        {
            RunEventKind.Capture, RunEventKind.OperationLaunched, RunEventKind.OperationWon, RunEventKind.UnitsBroke,
            RunEventKind.UnitsDispersed, RunEventKind.UnitsMassed, RunEventKind.DatedEvent, RunEventKind.Attack,
            RunEventKind.Interdiction, RunEventKind.AirStrike,
            RunEventKind.TriggerFired, RunEventKind.TriggerActed, RunEventKind.Incident, RunEventKind.RivalsTurnHostile,
            RunEventKind.ConsentLost, RunEventKind.PresenceEnded, RunEventKind.UnitsDeparted, RunEventKind.UnitsReturned,
        })
        {
            Assert.True(run.Events.Any(e => e.Kind == kind), $"no {kind}");
        }
    }

    [Fact]
    public void Shuffling_the_rows_changes_nothing_bit_for_bit()
    {
        Scenario straight = TestWorlds.Brawl(6).Scenario();
        Scenario shuffled = Shuffle(straight, 17);
        RunResult a = Run(straight), b = Run(shuffled);
        Assert.Equal(a.TickHashes, b.TickHashes);
        Assert.Equal(a.Captures.Select(c => Named(a, c)), b.Captures.Select(c => Named(b, c)));
        Assert.Equal(a.Outcomes, b.Outcomes);
    }

    [Fact]
    public void Renaming_changes_only_names_where_nothing_is_drawn()
    {
        // The new names sort the other way round.
        RunResult a = TestWorlds.Brawl(6, deterministic: true).Run();
        RunResult b = TestWorlds.Brawl(6, deterministic: true, name: Renamed).Run();
        Assert.Equal(a.TickHashes, b.TickHashes);
        Assert.Equal(
            a.Captures.Select(c => (c.Tick, Renamed(a.Scenario.Locations[c.Location].Id), Renamed(a.Scenario.Blocs[c.Bloc].Id))).Order(),
            b.Captures.Select(c => (c.Tick, b.Scenario.Locations[c.Location].Id, b.Scenario.Blocs[c.Bloc].Id)).Order());
    }

    [Fact]
    public void An_event_that_changes_nothing_leaves_the_hash()
    {
        RunResult plain = TestWorlds.Brawl(6).Run();
        RunResult same = TestWorlds.Brawl(6).Event(10, EventKind.Crossing, "gate", 1).Run();
        Assert.Equal(plain.StateHash, same.StateHash);
    }

    [Fact]
    public void A_longer_run_begins_as_the_shorter_one()
    {
        SmallWorld small = TestWorlds.Brawl(8);
        Scenario whole = small.Scenario();
        RunResult a = Run(whole), b = Run(whole with { End = whole.End.AddDays(-50) });
        Assert.Equal(a.TickHashes.Take(b.TickHashes.Length), b.TickHashes);
    }

    [Fact]
    public void A_run_that_is_cancelled_stops()
    {
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        Assert.Throws<OperationCanceledException>(() =>
            Simulation.Run(TestWorlds.Brawl(1).Scenario(), 1, RecorderOptions.DailyHashes, cancelled.Token));
    }

    private static string Renamed(string id) => string.Concat(id.Select(c => (char)('z' - (c % 26)))) + "-" + id;

    private static string Named(RunResult run, Capture c) =>
        $"{c.Tick} {run.Scenario.Locations[c.Location].Id} {run.Scenario.Blocs[c.Bloc].Id}";

    private static RunResult Run(Scenario scenario) =>
        Simulation.Run(scenario, StableId.RunKey(scenario.Seed, 0, 0), RecorderOptions.DailyHashes, CancellationToken.None);

    private static Scenario Shuffle(Scenario s, int seed)
    {
        var random = new Random(seed);
        return s with
        {
            Blocs = [.. Shuffled(s.Blocs)],
            Factions = [.. Shuffled(s.Factions).Select(f => f with
            {
                Inclusion = [.. Shuffled(f.Inclusion)],
                Kindred = [.. Shuffled(f.Kindred)],
                EntryCrossings = [.. Shuffled(f.EntryCrossings)],
                Stances = [.. Shuffled(f.Stances)],
            })],
            Locations = [.. Shuffled(s.Locations)],
            Corridors = [.. Shuffled(s.Corridors).Select(c => random.Next(2) == 0 ? c : c with { From = c.To, To = c.From })],
            Crossings = [.. Shuffled(s.Crossings)],
            Relations = [.. Shuffled(s.Relations)],
            Control = [.. Shuffled(s.Control)],
            Units = [.. Shuffled(s.Units)],
            Depots = [.. Shuffled(s.Depots)],
            AirActors = [.. Shuffled(s.AirActors)],
            Airlifts = [.. Shuffled(s.Airlifts)],
            Orders = [.. Shuffled(s.Orders)],
            Restraints = [.. Shuffled(s.Restraints)],
            Events = [.. Shuffled(s.Events)],
            Triggers = [.. Shuffled(s.Triggers).Select(t => t with { When = [.. Shuffled(t.When)], Then = [.. Shuffled(t.Then)] })],
            Rivalries = [.. Shuffled(s.Rivalries)],
            Presences = [.. Shuffled(s.Presences)],
        };

        IEnumerable<T> Shuffled<T>(IEnumerable<T> rows)
        {
            T[] array = [.. rows];
            random.Shuffle(array);
            return array;
        }
    }
}
