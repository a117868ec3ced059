namespace ControlSim.Runs;

/// <summary>
/// Kalyvas' five zones of control, for display alone: nothing in the model acts on them (Kalyvas 2006; the bounds have no source).
/// </summary>
public static class ControlZones
{
    /// <summary>Number of zones.</summary>
    public const int Count = 5;

    /// <summary>
    /// Zone of one side against its strongest rival: 1 full control (a lead above 0.8), 2 dominant (0.2 to 0.8), 3 parity
    /// (-0.2 to 0.2), 4 the rival dominant (-0.8 to -0.2), 5 the rival in full control.
    /// </summary>
    /// <param name="lead">Control share of the side less that of the rival, -1 to 1.</param>
    public static int Of(double lead) => lead switch
    {
        > 0.8 => 1,
        > 0.2 => 2,
        >= -0.2 => 3,
        >= -0.8 => 4,
        _ => 5,
    };

    /// <summary>Lead of a bloc at a place over the strongest other.</summary>
    /// <param name="shares">Control shares of all blocs at the place.</param>
    /// <param name="bloc">Row of the bloc.</param>
    public static double Lead(ReadOnlySpan<double> shares, int bloc)
    {
        double rival = 0;
        for (int b = 0; b < shares.Length; b++)
        {
            rival = shares[b] > rival && b != bloc ? shares[b] : rival;
        }

        return shares[bloc] - rival;
    }

    /// <summary>Zone of a bloc at a place: where it has nine tenths the others share one at most, and nobody looks for the strongest.</summary>
    internal static int Of(ReadOnlySpan<double> shares, int bloc)
    {
        const double Clear = 0.91; // of shares that sum to 1 but for rounding: a lead above 0.8
        return shares[bloc] > Clear ? 1 : Of(Lead(shares, bloc));
    }

    /// <summary>The owner, or where nobody owns the place the bloc with the greatest share (the first of equals); -1 if all shares are 0.</summary>
    public static int Holder(ReadOnlySpan<double> shares, int owner)
    {
        int holder = owner;
        for (int b = 0; b < shares.Length && owner < 0; b++)
        {
            holder = shares[b] > (holder < 0 ? 0 : shares[holder]) ? b : holder;
        }

        return holder;
    }
}
