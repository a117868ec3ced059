namespace ControlSim.Study.Figures;

/// <summary>Cuts a ring to a box (Sutherland and Hodgman 1974). Where the ring leaves and enters again, the cut runs along the edge.</summary>
internal static class RingCut
{
    public static IReadOnlyList<(double X, double Y)> To(Box box, IReadOnlyList<(double X, double Y)> ring)
    {
        ring = Side(ring, p => p.X - box.X);
        ring = Side(ring, p => box.Right - p.X);
        ring = Side(ring, p => p.Y - box.Y);
        return Side(ring, p => box.Bottom - p.Y);
    }

    private static List<(double X, double Y)> Side(
        IReadOnlyList<(double X, double Y)> ring, Func<(double X, double Y), double> inside)
    {
        var kept = new List<(double X, double Y)>(ring.Count);
        for (int i = 0; i < ring.Count; i++)
        {
            (double X, double Y) from = ring[i == 0 ? ring.Count - 1 : i - 1];
            (double X, double Y) to = ring[i];
            double a = inside(from);
            double b = inside(to);
            if (a >= 0 != b >= 0)
            {
                double share = a / (a - b);
                kept.Add((from.X + (share * (to.X - from.X)), from.Y + (share * (to.Y - from.Y))));
            }

            if (b >= 0) kept.Add(to);
        }

        return kept;
    }
}
