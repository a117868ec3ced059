using System.Collections.Concurrent;
using ControlSim.Runs;
using ControlSim.Scenarios;
using ControlSim.Study.Experiments;
using ControlSim.Study.ScenarioFiles;
using ControlSim.Study.Statistics;

namespace ControlSim.Tests.Patterns;

/// <summary>Ensembles of the al-Qa'im scenario and its what-ifs, run once for all tests of this folder.</summary>
public sealed class AlQaimRuns
{
    private readonly ConcurrentDictionary<(string WhatIf, int Replicates), Ensemble> ensembles = new();

    public static Scenario Read(string whatIf)
    {
        string path = Path.Combine(GoldenFile.Root, "scenarios", "al-qaim-2017.yaml");
        ScenarioReading reading = ScenarioReader.Read(path, whatIf.Length == 0 ? [] : [whatIf], []);
        Assert.DoesNotContain(reading.Problems, p => !p.IsWarning);
        return reading.Scenario!;
    }

    /// <summary>An ensemble of the base (empty name) or of one what-if.</summary>
    public Ensemble Of(string whatIf, int replicates) => ensembles.GetOrAdd((whatIf, replicates), key =>
        Replicates.Run(Read(key.WhatIf), key.Replicates, Environment.ProcessorCount, RecorderOptions.DailyHashes, null, CancellationToken.None));

    /// <summary>Values of an outcome by replicate; NaN where it does not exist.</summary>
    public double[] Outcome(string whatIf, int replicates, string id)
    {
        Ensemble ensemble = Of(whatIf, replicates);
        int column = ensemble.Scenario.Outcomes.Select(o => o.Id).ToList().IndexOf(id);
        return [.. ensemble.Results.Select(r => r.Outcomes[column])];
    }

    /// <summary>What-if minus base over pairs with the same draws; a capture that was not reached counts as the last day.</summary>
    public PairedDifference Difference(string whatIf, int pairs, string id)
    {
        double last = Of("", pairs).Scenario.Ticks;
        return PairedDifference.Of(Reached(Outcome("", pairs, id)), Reached(Outcome(whatIf, pairs, id)), 0.99);

        double[] Reached(double[] values) => [.. values.Select(v => double.IsNaN(v) ? last : v)];
    }
}
