namespace ControlSim.Tests.Statistics;

/// <summary>Test functions of sensitivity analysis whose indices are known in closed form.</summary>
internal static class KnownFunctions
{
    public const double Pi = Math.PI;

    /// <summary>First-order and total indices of <see cref="Ishigami"/>.</summary>
    public static readonly double[] IshigamiFirst = [0.313905, 0.442411, 0];
    public static readonly double[] IshigamiTotal = [0.557589, 0.442411, 0.243684];

    /// <summary>mu*, sigma of Morris on <see cref="Ishigami"/> with four levels, exact over all trajectories, in the unit cube.</summary>
    public static readonly double[] IshigamiMuStar = [7.704054, 7.875, 6.248796];
    public static readonly double[] IshigamiSigma = [6.248796, 7.875, 8.837132];

    /// <summary>First-order and total indices of <see cref="SobolG"/>.</summary>
    public static readonly double[] SobolGFirst = [0.71619, 0.17905, 0.02368, 0.00716, 0.00007, 0.00007, 0.00007, 0.00007];
    public static readonly double[] SobolGTotal = [0.78714, 0.24220, 0.03432, 0.01046, 0.00010, 0.00010, 0.00010, 0.00010];

    private static readonly double[] A = [0, 1, 4.5, 9, 99, 99, 99, 99];

    /// <summary>Ishigami and Homma 1990 with a = 7, b = 0.1; each x from -pi to pi.</summary>
    public static double Ishigami(double[] x) =>
        Math.Sin(x[0]) + (7 * Math.Sin(x[1]) * Math.Sin(x[1])) + (0.1 * x[2] * x[2] * x[2] * x[2] * Math.Sin(x[0]));

    /// <summary>Saltelli and Sobol' 1995, eight factors from 0 to 1.</summary>
    public static double SobolG(double[] x) => x.Zip(A, (v, a) => (Math.Abs((4 * v) - 2) + a) / (1 + a)).Aggregate(1.0, (p, f) => p * f);

    /// <summary>Every Morris trajectory of three factors on four levels: 64 starts in 6 orders.</summary>
    public static List<double[]> AllTrajectories()
    {
        var points = new List<double[]>();
        int[][] orders = [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]];
        for (int start = 0; start < 64; start++)
        {
            foreach (int[] order in orders)
            {
                int[] level = [start % 4, start / 4 % 4, start / 16];
                points.Add([.. level.Select(l => l / 3.0)]);
                foreach (int j in order)
                {
                    level[j] += level[j] < 2 ? 2 : -2;
                    points.Add([.. level.Select(l => l / 3.0)]);
                }
            }
        }

        return points;
    }
}
