namespace ControlSim.Study.Statistics;

/// <summary>
/// Continuous ranked probability score of an ensemble against an observation, in the unit of the outcome; 0 is perfect
/// (Gneiting and Raftery 2007). Of one member it is the absolute error.
/// </summary>
public static class Crps
{
    /// <summary>Score of the ensemble as a distribution: mean |x - y| minus half the mean difference of two members.</summary>
    /// <param name="members">Members, at least one.</param>
    /// <param name="observed">What was observed.</param>
    public static double Of(ReadOnlySpan<double> members, double observed) =>
        Score(members, observed, (double)members.Length * members.Length);

    /// <summary>
    /// The same without the penalty for a small ensemble (Ferro 2014): its mean does not depend on the number of members.
    /// NaN below two members.
    /// </summary>
    public static double FairOf(ReadOnlySpan<double> members, double observed) =>
        members.Length < 2 ? double.NaN : Score(members, observed, (double)members.Length * (members.Length - 1));

    private static double Score(ReadOnlySpan<double> members, double observed, double pairs)
    {
        ArgumentOutOfRangeException.ThrowIfZero(members.Length);
        double[] sorted = members.ToArray();
        Array.Sort(sorted);
        double error = 0;
        double spread = 0;
        for (int i = 0; i < sorted.Length; i++)
        {
            error += Math.Abs(sorted[i] - observed);

            // Sum of |x_i - x_j| over all ordered pairs is twice the sum of x_(i) (2 i - m + 1).
            spread += 2 * sorted[i] * ((2 * i) - sorted.Length + 1);
        }

        return (error / sorted.Length) - (spread / (2 * pairs));
    }
}
