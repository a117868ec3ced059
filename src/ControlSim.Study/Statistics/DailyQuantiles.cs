using System.Collections.Immutable;
using ControlSim.Runs;
using ControlSim.Study.Experiments;

namespace ControlSim.Study.Statistics;

/// <summary>Quantiles over the replicates of one daily series, by tick and bloc: the bands of a figure, the rows of series.csv.</summary>
public sealed class DailyQuantiles
{
    private readonly double[] values;

    private DailyQuantiles(int ticks, int blocs)
    {
        Ticks = ticks;
        Blocs = blocs;
        values = new double[(ticks + 1) * blocs * Levels.Length];
    }

    /// <summary>The levels: 0.05, 0.25, 0.5, 0.75, 0.95.</summary>
    public static ImmutableArray<double> Levels { get; } = [0.05, 0.25, 0.5, 0.75, 0.95];

    /// <summary>Last tick.</summary>
    public int Ticks { get; }

    /// <summary>Number of blocs, in the order of <c>Scenario.Blocs</c>.</summary>
    public int Blocs { get; }

    /// <summary>Quantile; NaN where no replicate has a value.</summary>
    /// <param name="tick">0 to <see cref="Ticks"/>.</param>
    /// <param name="bloc">Row in <c>Scenario.Blocs</c>.</param>
    /// <param name="level">Row in <see cref="Levels"/>.</param>
    public double At(int tick, int bloc, int level) => values[(((tick * Blocs) + bloc) * Levels.Length) + level];

    /// <summary>Quantiles of one series; values that do not exist (NaN) are left out.</summary>
    /// <param name="ensemble">Runs of one scenario.</param>
    /// <param name="series">A bloc series, index <c>tick * blocs + bloc</c>.</param>
    public static DailyQuantiles Of(Ensemble ensemble, Func<RunSeries, double[]> series)
    {
        var result = new DailyQuantiles(ensemble.Scenario.Ticks, ensemble.Scenario.Blocs.Length);
        double[][] runs = [.. ensemble.Results.Select(r => series(r.Series))];
        double[] column = new double[runs.Length];
        for (int i = 0; i < (result.Ticks + 1) * result.Blocs; i++)
        {
            for (int r = 0; r < runs.Length; r++)
            {
                column[r] = runs[r][i];
            }

            double[] sorted = Quantiles.SortedPresent(column);
            for (int level = 0; level < Levels.Length; level++)
            {
                result.values[(i * Levels.Length) + level] = Quantiles.OfSorted(sorted, Levels[level]);
            }
        }

        return result;
    }
}
