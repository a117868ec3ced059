namespace ControlSim.Study.Scores;

/// <summary>Kendall's rank correlation with ties, tau-b (Kendall 1945): 1 the same order, 0 unrelated, -1 reversed.</summary>
public static class Kendall
{
    /// <summary>Tau-b of two rankings; NaN below two cases or where one ranking ties everything.</summary>
    /// <param name="first">Values; infinities are equal to each other.</param>
    /// <param name="second">As many values.</param>
    public static double Tau(ReadOnlySpan<double> first, ReadOnlySpan<double> second)
    {
        long agree = 0, pairs = 0, tiedFirst = 0, tiedSecond = 0;
        for (int i = 0; i < first.Length; i++)
        {
            for (int j = i + 1; j < first.Length; j++)
            {
                int a = first[i].CompareTo(first[j]), b = second[i].CompareTo(second[j]);
                agree += Math.Sign(a) * Math.Sign(b);
                pairs++;
                tiedFirst += a == 0 ? 1 : 0;
                tiedSecond += b == 0 ? 1 : 0;
            }
        }

        double scale = Math.Sqrt((double)(pairs - tiedFirst) * (pairs - tiedSecond));
        return scale > 0 ? agree / scale : double.NaN;
    }
}
