using System.Collections.Immutable;
using ControlSim.Randomness;
using ControlSim.Runs;
using ControlSim.Scenarios;

namespace ControlSim.Study.Experiments;

/// <summary>The replicates of one scenario.</summary>
public sealed class Ensemble
{
    public required Scenario Scenario { get; init; }

    /// <summary>Number of replicates asked for.</summary>
    public required int Replicates { get; init; }

    /// <summary>Results of the runs that finished, by replicate.</summary>
    public required ImmutableArray<RunResult> Results { get; init; }

    /// <summary>Number of the replicate of each of <see cref="Results"/>: its index, unless an earlier run failed.</summary>
    public required ImmutableArray<int> Numbers { get; init; }

    /// <summary>Runs that failed, by replicate.</summary>
    public required ImmutableArray<RunFailure> Failures { get; init; }

    /// <summary>One hash over the final states of all replicates, in order. A failed run leaves its mark.</summary>
    public ulong StateHash
    {
        get
        {
            const ulong Failed = 0xFA11ED;
            ulong hash = StableId.Of("ensemble");
            int next = 0;
            for (int replicate = 0; replicate < Replicates; replicate++)
            {
                bool finished = next < Numbers.Length && Numbers[next] == replicate;
                hash = StableId.Combine(hash, finished ? Results[next].StateHash : Failed);
                next += finished ? 1 : 0;
            }

            return hash;
        }
    }

    /// <summary><see cref="StateHash"/> as 16 hexadecimal digits, as it is printed and written.</summary>
    public string StateHashText => StateHash.ToString("x16");
}
