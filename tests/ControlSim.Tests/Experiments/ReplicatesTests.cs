using System.Collections.Concurrent;
using ControlSim.Randomness;
using ControlSim.Runs;
using ControlSim.Study.Experiments;

namespace ControlSim.Tests.Experiments;

public sealed class ReplicatesTests
{
    [Fact]
    public void Results_are_by_replicate_and_hash_the_same_for_any_number_of_jobs()
    {
        var one = Run(1);
        Assert.Equal(Enumerable.Range(0, 40).Select(r => StableId.RunKey(7, 0, r)), one.Results.Select(r => r.Key));
        Assert.Equal(one.StateHash, Run(2).StateHash);
        Assert.Equal(one.StateHash, Run(7).StateHash);
    }

    [Fact]
    public void The_hash_sees_the_order_and_the_number_of_replicates()
    {
        Assert.NotEqual(SampleRuns.Ensemble(2).StateHash, SampleRuns.Ensemble(2, 2).StateHash);
        var forth = SampleRuns.Ensemble(2, 2);
        var back = new Ensemble
        {
            Scenario = forth.Scenario,
            Replicates = 2,
            Results = [forth.Results[1], forth.Results[0]],
            Numbers = [0, 1],
            Failures = [],
        };
        Assert.NotEqual(forth.StateHash, back.StateHash);
    }

    [Fact]
    public void A_failed_run_stands_beside_the_results_of_the_others()
    {
        ulong bad = StableId.RunKey(7, 0, 3);
        RunResult Fail(int replicate, ulong key) => key == bad ? throw new InvalidOperationException("the ledger is off") : SampleRuns.Run(key, 2);
        var ensemble = Replicates.Run(SampleRuns.Scenario, 5, 2, Fail, null, default);
        Assert.Equal([0, 1, 2, 4], ensemble.Numbers);
        Assert.Equal([new RunFailure(3, bad, "InvalidOperationException", "the ledger is off")], ensemble.Failures);
        Assert.NotEqual(0UL, ensemble.StateHash);
    }

    [Fact]
    public void Progress_counts_every_run_once()
    {
        var counts = new Counts();
        Replicates.Run(SampleRuns.Scenario, 20, 2, (_, key) => SampleRuns.Run(key, 2), counts, default);
        Assert.Equal(Enumerable.Range(1, 20), counts.Seen.Order());
    }

    [Fact]
    public void Cancellation_stops_everything_and_is_no_failure()
    {
        using var source = new CancellationTokenSource();
        int begun = 0;
        RunResult Cancelled(int replicate, ulong key)
        {
            if (Interlocked.Increment(ref begun) == 2)
            {
                source.Cancel();
            }

            source.Token.ThrowIfCancellationRequested();
            return SampleRuns.Run(key, 2);
        }

        Assert.ThrowsAny<OperationCanceledException>(
            () => Replicates.Run(SampleRuns.Scenario, 1000, 2, Cancelled, null, source.Token));
        Assert.InRange(begun, 2, 10);
    }

    [Fact]
    public void Pairs_share_their_keys_and_a_date_that_is_not_reached_counts_as_the_end()
    {
        var keys = new ConcurrentBag<ulong>();
        var whatIf = SampleRuns.Scenario with { Name = "what-if", Seed = 99 };
        var pairs = Pairs.Run(
            SampleRuns.Scenario,
            whatIf,
            3,
            2,
            (scenario, key) =>
            {
                keys.Add(key);
                return SampleRuns.Run(key, scenario.Name == "what-if" ? double.NaN : 1).Outcomes;
            },
            null,
            default);
        Assert.All(keys.GroupBy(k => k), g => Assert.Equal(2, g.Count()));
        var difference = pairs.Difference("east-falls");
        Assert.Equal((3.0, 3.0, 1.0), (difference.Mean, difference.Low, difference.SharePositive));
        Assert.Equal(1.0, pairs.Difference("supply").ShareTies);
        Assert.Throws<ArgumentException>(() => pairs.Difference("no-such-outcome"));
    }

    private static Ensemble Run(int jobs) =>
        Replicates.Run(SampleRuns.Scenario, 40, jobs, (_, key) => SampleRuns.Run(key, 2), null, default);

    private sealed class Counts : IProgress<int>
    {
        public ConcurrentBag<int> Seen { get; } = [];

        public void Report(int value) => Seen.Add(value);
    }
}
