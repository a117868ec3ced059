using System.Collections.Concurrent;
using System.Collections.Immutable;
using ControlSim.Runs;
using ControlSim.Scenarios;
using ControlSim.Study.ScenarioFiles;
using ControlSim.Study.Statistics;

namespace ControlSim.Tests.Mechanisms;

/// <summary>
/// Pairs of runs of the small worlds with common random numbers. A run is made once, however many rows of the table need it;
/// of each its outcomes are kept.
/// </summary>
internal static class MechanismRuns
{
    /// <summary>Number of pairs.</summary>
    public const int Pairs = 200;

    private static readonly ConcurrentDictionary<string, Scenario> Scenarios = new(StringComparer.Ordinal);
    private static readonly ConcurrentDictionary<(Scenario Scenario, ulong Key), ImmutableArray<double>> Outcomes = new(Comparer.Instance);
    private static readonly ConcurrentDictionary<(string Mechanism, bool Without), PairedDifference> Differences = new();

    /// <summary>What the mechanism's what-if changes, with what carries it or without.</summary>
    public static PairedDifference Of(Mechanism m, bool without) => Differences.GetOrAdd((m.Name, without), _ =>
    {
        ImmutableArray<string> off = without ? m.Without : [];
        ImmutableArray<string>[] both = [[.. m.Base, .. off], [.. m.WhatIf, .. off]];

        // Reading and checking a file takes as long as some twenty runs.
        Parallel.ForEach(both, whatIfs => Read(m.World, whatIfs));
        (Scenario baseline, Scenario whatIf) = (Read(m.World, both[0]), Read(m.World, both[1]));
        return Study.Experiments.Pairs
            .Run(baseline, whatIf, Pairs, Environment.ProcessorCount, Run, null, CancellationToken.None)
            .Difference(m.Outcome);
    });

    /// <summary>A world with what-ifs laid over it.</summary>
    public static Scenario Read(string world, ImmutableArray<string> whatIfs) =>
        Scenarios.GetOrAdd($"{world} {string.Join(' ', whatIfs)}", _ =>
        {
            ScenarioReading reading = ScenarioReader.Read(Path.Combine(Mechanism.Folder, "worlds", $"{world}.yaml"), whatIfs, []);
            Assert.True(reading.Scenario is not null, string.Join('\n', reading.Problems));
            return reading.Scenario;
        });

    private static ImmutableArray<double> Run(Scenario scenario, ulong key) => Outcomes.GetOrAdd(
        (scenario, key), pair => Simulation.Run(pair.Scenario, pair.Key, RecorderOptions.DailyHashes, CancellationToken.None).Outcomes);

    /// <summary>Scenarios by identity: to compare their contents would take longer than a run.</summary>
    private sealed class Comparer : IEqualityComparer<(Scenario Scenario, ulong Key)>
    {
        public static Comparer Instance { get; } = new();

        public bool Equals((Scenario Scenario, ulong Key) x, (Scenario Scenario, ulong Key) y) =>
            ReferenceEquals(x.Scenario, y.Scenario) && x.Key == y.Key;

        public int GetHashCode((Scenario Scenario, ulong Key) pair) =>
            HashCode.Combine(System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(pair.Scenario), pair.Key);
    }
}
