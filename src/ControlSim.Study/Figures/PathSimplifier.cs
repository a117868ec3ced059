namespace ControlSim.Study.Figures;

/// <summary>Leaves out points of a line that its neighbours stand for (Douglas and Peucker 1973).</summary>
internal static class PathSimplifier
{
    /// <summary>The points that stay, in order.</summary>
    /// <param name="points">The line; of a ring without the first point again at its end.</param>
    /// <param name="tolerance">Greatest distance of a left out point from the line that stays; 0 keeps all.</param>
    /// <param name="closed">A ring: it is cut at its first point and at the one farthest from it.</param>
    public static IReadOnlyList<(double X, double Y)> Kept(IReadOnlyList<(double X, double Y)> points, double tolerance, bool closed)
    {
        int count = points.Count;
        if (tolerance <= 0 || count < 4) return [.. points];
        bool[] keep = new bool[count];
        keep[0] = true;
        if (closed)
        {
            int far = Farthest(points);
            keep[far] = true;
            Mark(points, 0, far, tolerance, keep);
            Mark(points, far, count, tolerance, keep);
        }
        else
        {
            keep[count - 1] = true;
            Mark(points, 0, count - 1, tolerance, keep);
        }

        return [.. points.Where((_, i) => keep[i])];
    }

    private static int Farthest(IReadOnlyList<(double X, double Y)> points)
    {
        int far = 0;
        double most = -1;
        for (int i = 1; i < points.Count; i++)
        {
            double x = points[i].X - points[0].X, y = points[i].Y - points[0].Y;
            if ((x * x) + (y * y) <= most) continue;
            most = (x * x) + (y * y);
            far = i;
        }

        return far;
    }

    /// <summary>Marks what stays between two points that do; the number of points stands for the first of a ring.</summary>
    private static void Mark(IReadOnlyList<(double X, double Y)> points, int first, int last, double tolerance, bool[] keep)
    {
        var open = new Stack<(int First, int Last)>([(first, last)]);
        while (open.TryPop(out (int First, int Last) part))
        {
            (double X, double Y) a = points[part.First], b = points[part.Last % points.Count];
            int far = -1;
            double most = tolerance * tolerance;
            for (int i = part.First + 1; i < part.Last; i++)
            {
                double distance = Distance(points[i], a, b);
                if (distance <= most) continue;
                most = distance;
                far = i;
            }

            if (far < 0) continue;
            keep[far] = true;
            open.Push((part.First, far));
            open.Push((far, part.Last));
        }
    }

    /// <summary>Square of the distance from a point to the piece of a line between two others.</summary>
    private static double Distance((double X, double Y) p, (double X, double Y) a, (double X, double Y) b)
    {
        double x = b.X - a.X, y = b.Y - a.Y, square = (x * x) + (y * y);
        double share = square > 0 ? Math.Clamp((((p.X - a.X) * x) + ((p.Y - a.Y) * y)) / square, 0, 1) : 0;
        double dx = p.X - a.X - (share * x), dy = p.Y - a.Y - (share * y);
        return (dx * dx) + (dy * dy);
    }
}
