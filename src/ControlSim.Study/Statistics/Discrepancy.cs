namespace ControlSim.Study.Statistics;

/// <summary>How evenly points fill the unit cube: the centred L2 discrepancy (Hickernell 1998); smaller is more even.</summary>
public static class Discrepancy
{
    /// <summary>Square root of Hickernell's CD2².</summary>
    /// <param name="points">Points in the unit cube, at least one.</param>
    public static double Centred(IReadOnlyList<double[]> points)
    {
        int count = points.Count;
        int factors = points[0].Length;
        double single = 0;
        double pairs = 0;
        double volume = 1;
        for (int j = 0; j < factors; j++)
        {
            volume *= 13.0 / 12;
        }

        for (int i = 0; i < count; i++)
        {
            single += Product(factors, j =>
            {
                double d = Math.Abs(points[i][j] - 0.5);
                return 1 + (0.5 * d) - (0.5 * d * d);
            });
            for (int k = 0; k < count; k++)
            {
                pairs += Product(factors, j =>
                    1 + (0.5 * Math.Abs(points[i][j] - 0.5)) + (0.5 * Math.Abs(points[k][j] - 0.5))
                    - (0.5 * Math.Abs(points[i][j] - points[k][j])));
            }
        }

        return Math.Sqrt(Math.Max(0, volume - (2 * single / count) + (pairs / count / count)));
    }

    private static double Product(int factors, Func<int, double> term)
    {
        double product = 1;
        for (int j = 0; j < factors; j++)
        {
            product *= term(j);
        }

        return product;
    }
}
