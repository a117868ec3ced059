using System.Collections.Immutable;
using ControlSim.Randomness;
using ControlSim.Runs;
using ControlSim.Scenarios;
using ControlSim.Study.Statistics;

namespace ControlSim.Study.Experiments;

/// <summary>
/// A base and its what-if run side by side with common random numbers: pair r uses the same key in both, so what differs
/// comes from the what-if and not from luck.
/// </summary>
public sealed class Pairs
{
    private readonly Scenario baseline;
    private readonly Scenario whatIf;
    private readonly ImmutableArray<double>[] baselineOutcomes;
    private readonly ImmutableArray<double>[] whatIfOutcomes;

    private Pairs(
        Scenario baseline, Scenario whatIf, ImmutableArray<double>[] baselineOutcomes, ImmutableArray<double>[] whatIfOutcomes)
    {
        this.baseline = baseline;
        this.whatIf = whatIf;
        this.baselineOutcomes = baselineOutcomes;
        this.whatIfOutcomes = whatIfOutcomes;
    }

    /// <summary>Number of pairs.</summary>
    public int Count => baselineOutcomes.Length;

    /// <summary>Runs pairs 0 to <paramref name="pairs"/> - 1; only outcomes are kept.</summary>
    /// <param name="baseline">The base. Its seed is used for both.</param>
    /// <param name="whatIf">The what-if.</param>
    /// <param name="pairs">Number of pairs, at least 1.</param>
    /// <param name="jobs">Most pairs at the same time, at least 1.</param>
    /// <param name="progress">Is told the number of pairs that ended.</param>
    /// <param name="cancellation">Stops all runs between two ticks.</param>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    /// <exception cref="AggregateException">A run failed: a comparison over the rest would be a choice of pairs.</exception>
    public static Pairs Run(
        Scenario baseline, Scenario whatIf, int pairs, int jobs, IProgress<int>? progress, CancellationToken cancellation)
    {
        PreparedScenario first = new(baseline), second = new(whatIf);
        return Run(
            baseline,
            whatIf,
            pairs,
            jobs,
            (scenario, key) =>
                Simulation.Run(ReferenceEquals(scenario, baseline) ? first : second, key, RecorderOptions.DailyOnly, cancellation).Outcomes,
            progress,
            cancellation);
    }

    /// <summary>The pairs of two ensembles that were run with the same seed; a replicate that failed in one of them is no pair.</summary>
    /// <param name="baseline">The base.</param>
    /// <param name="whatIf">The what-if.</param>
    /// <exception cref="ArgumentException">The seeds differ.</exception>
    public static Pairs Of(Ensemble baseline, Ensemble whatIf)
    {
        if (baseline.Scenario.Seed != whatIf.Scenario.Seed)
        {
            throw new ArgumentException("The base and the what-if have different seeds, so nothing is paired.", nameof(whatIf));
        }

        int[] numbers = [.. baseline.Numbers.Intersect(whatIf.Numbers)];
        ImmutableArray<double>[] Of(Ensemble ensemble) => [.. numbers.Select(n => ensemble.Results[ensemble.Numbers.BinarySearch(n)].Outcomes)];
        return new Pairs(baseline.Scenario, whatIf.Scenario, Of(baseline), Of(whatIf));
    }

    /// <summary>The same with another run, for tests without an engine.</summary>
    internal static Pairs Run(
        Scenario baseline,
        Scenario whatIf,
        int pairs,
        int jobs,
        Func<Scenario, ulong, ImmutableArray<double>> outcomes,
        IProgress<int>? progress,
        CancellationToken cancellation)
    {
        var first = new ImmutableArray<double>[pairs];
        var second = new ImmutableArray<double>[pairs];
        Replicates.InParallel(
            pairs,
            jobs,
            pair =>
            {
                ulong key = StableId.RunKey(baseline.Seed, 0, pair);
                first[pair] = outcomes(baseline, key);
                second[pair] = outcomes(whatIf, key);
            },
            progress,
            cancellation);
        return new Pairs(baseline, whatIf, first, second);
    }

    /// <summary>
    /// Paired difference, what-if minus base, of an outcome that both have. A date that is not reached counts as the end of
    /// the run (the mean is then the restricted mean); of other outcomes a pair with a missing value is left out and counted.
    /// </summary>
    /// <param name="outcome">Id of the outcome.</param>
    /// <param name="confidence">Confidence of the interval.</param>
    /// <exception cref="ArgumentException">One of the two has no such outcome.</exception>
    public PairedDifference Difference(string outcome, double confidence = 0.99) =>
        PairedDifference.Of(Values(baseline, baselineOutcomes, outcome), Values(whatIf, whatIfOutcomes, outcome), confidence);

    /// <summary>Values of an outcome in base and what-if, pair by pair, as <see cref="Difference"/> takes them.</summary>
    /// <exception cref="ArgumentException">One of the two has no such outcome.</exception>
    public (double[] Base, double[] WhatIf) Values(string outcome) =>
        (Values(baseline, baselineOutcomes, outcome), Values(whatIf, whatIfOutcomes, outcome));

    private static double[] Values(Scenario scenario, ImmutableArray<double>[] outcomes, string id)
    {
        for (int index = 0; index < scenario.Outcomes.Length; index++)
        {
            Outcome outcome = scenario.Outcomes[index];
            if (outcome.Id == id)
            {
                double missing = outcome.Kind == OutcomeKind.CaptureDate ? scenario.Ticks : double.NaN;
                return [.. outcomes.Select(o => double.IsNaN(o[index]) ? missing : o[index])];
            }
        }

        throw new ArgumentException($"Scenario {scenario.Name} has no outcome {id}.", nameof(id));
    }
}
