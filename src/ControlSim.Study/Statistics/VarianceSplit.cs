namespace ControlSim.Study.Statistics;

/// <summary>
/// Where the variance of an outcome comes from: the factors, the luck of the replicate, or luck that acts differently at
/// different factors.
/// </summary>
/// <param name="Rows">Design rows that entered.</param>
/// <param name="Replicates">Replicates of each.</param>
/// <param name="Factors">Variance component of the design rows.</param>
/// <param name="Replicate">Component of the replicates, which all rows share; NaN where rows do not share their random numbers.</param>
/// <param name="Interaction">Component of both together; without shared random numbers all luck is in it.</param>
public sealed record VarianceSplit(int Rows, int Replicates, double Factors, double Replicate, double Interaction)
{
    /// <summary>Sum of the components.</summary>
    public double Total => Factors + (double.IsNaN(Replicate) ? 0 : Replicate) + Interaction;

    /// <summary>
    /// Components of a complete table by the method of moments (Searle, Casella, McCulloch 1992): two-way crossed where rows
    /// share the random numbers of a replicate, else one-way. A component estimated below 0 is 0.
    /// </summary>
    /// <param name="values">Value by design row and replicate; at least 2 by 2.</param>
    /// <param name="crossed">The rows share the random numbers of a replicate.</param>
    /// <returns>The split; null if the table is too small for one.</returns>
    public static VarianceSplit? Of(IReadOnlyList<double[]> values, bool crossed)
    {
        int rows = values.Count;
        int replicates = rows == 0 ? 0 : values.Min(v => v.Length);
        if (rows < 2 || replicates < 2)
        {
            return null;
        }

        double grand = values.Sum(v => v.Take(replicates).Sum()) / (rows * replicates);
        double[] rowMeans = [.. values.Select(v => v.Take(replicates).Sum() / replicates)];
        double betweenRows = replicates * rowMeans.Sum(m => (m - grand) * (m - grand)) / (rows - 1);
        double within = 0;
        double betweenReplicates = 0;
        for (int r = 0; r < replicates; r++)
        {
            double shift = crossed ? (values.Sum(v => v[r]) / rows) - grand : 0;
            betweenReplicates += rows * shift * shift / (replicates - 1);
            for (int i = 0; i < rows; i++)
            {
                double rest = values[i][r] - rowMeans[i] - shift;
                within += rest * rest;
            }
        }

        double residual = within / (crossed ? (rows - 1) * (replicates - 1) : rows * (replicates - 1));
        return new VarianceSplit(
            rows,
            replicates,
            Math.Max(0, (betweenRows - residual) / replicates),
            crossed ? Math.Max(0, (betweenReplicates - residual) / rows) : double.NaN,
            residual);
    }
}
