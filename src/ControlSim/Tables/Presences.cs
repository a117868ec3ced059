namespace ControlSim.Tables;

/// <summary>Guests and their hosts' consent: one row a presence.</summary>
internal sealed class Presences(int count)
{
    public int Count => count;

    [Fixed]
    public int[] Faction { get; } = new int[count];

    /// <summary>Country, or -1 for one in which no location lies.</summary>
    [Fixed]
    public int[] Country { get; } = new int[count];

    /// <summary>Bloc that consents.</summary>
    [Fixed]
    public int[] Host { get; } = new int[count];

    /// <summary>Consent, 0 to 1.</summary>
    public double[] Consent { get; } = new double[count];

    /// <summary>Consent below which the presence ends.</summary>
    [Fixed]
    public double[] Limit { get; } = new double[count];

    /// <summary>Days from the loss of consent to the end.</summary>
    [Fixed]
    public int[] DelayDays { get; } = new int[count];

    [Fixed]
    public double[] ErosionPerDay { get; } = new double[count];

    [Fixed]
    public double[] ErosionPerStrike { get; } = new double[count];

    [Fixed]
    public double[] ErosionPerAttack { get; } = new double[count];

    /// <summary>Rows that it depends on.</summary>
    [Fixed]
    public int[][] DependsOn { get; } = new int[count][];

    /// <summary>Tick on which it ends, or -1.</summary>
    public int[] EndTick { get; } = Filled(count);

    private static int[] Filled(int length)
    {
        var array = new int[length];
        Array.Fill(array, -1);
        return array;
    }
}
