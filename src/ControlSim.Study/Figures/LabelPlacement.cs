namespace ControlSim.Study.Figures;

/// <summary>
/// Places labels beside their points so that none overlaps another or a sign: highest priority first (ties in the order given), eight
/// positions each, right of the point first as cartographers do (Imhof 1975). What fits nowhere is left out.
/// </summary>
internal sealed class LabelPlacement
{
    // Direction of the text from its point: x and y in -1, 0, 1 (y down).
    private static readonly (int X, int Y)[] Directions =
        [(1, 0), (-1, 0), (0, -1), (0, 1), (1, -1), (1, 1), (-1, -1), (-1, 1)];

    private readonly Box _bounds;
    private readonly List<Box> _taken = [];

    /// <param name="bounds">Labels stay within, px.</param>
    /// <param name="taken">Signs and other boxes to leave free, px.</param>
    public LabelPlacement(Box bounds, IEnumerable<Box> taken)
    {
        _bounds = bounds;
        _taken.AddRange(taken);
    }

    /// <summary>Takes the first free position.</summary>
    /// <param name="x">Point, px.</param>
    /// <param name="y">Point, px.</param>
    /// <param name="width">Width of the text, px.</param>
    /// <param name="size">Font size, px.</param>
    /// <param name="clearance">Half the width of the sign at the point, px; below zero: only on the point.</param>
    /// <param name="allowed">Further condition on the box; null for none.</param>
    /// <returns>Box of the text; null where no position is free.</returns>
    public Box? Place(double x, double y, double width, double size, double clearance, Predicate<Box>? allowed = null)
    {
        double height = size * (TextMetrics.Ascent + TextMetrics.Descent);
        if (clearance < 0) return Take(new Box(x - (width / 2), y - (height / 2), width, height), allowed);
        foreach ((int dx, int dy) in Directions)
        {
            if (Take(Candidate(x, y, width, height, clearance, dx, dy), allowed) is { } box) return box;
        }

        return null;
    }

    private static Box Candidate(double x, double y, double width, double height, double clearance, int dx, int dy)
    {
        // On the diagonal the text comes nearer: the sign is round.
        double gap = clearance + 2.5;
        double side = dy == 0 ? gap : gap * 0.6;
        double left = dx switch { 0 => x - (width / 2), > 0 => x + side, _ => x - side - width };
        double upright = dx == 0 ? gap : gap * 0.5;
        double top = dy switch { 0 => y - (height / 2), > 0 => y + upright, _ => y - upright - height };
        return new Box(left, top, width, height);
    }

    private Box? Take(Box box, Predicate<Box>? allowed)
    {
        if (!_bounds.Contains(box)) return null;
        foreach (Box other in _taken)
        {
            if (other.Overlaps(box)) return null;
        }

        if (allowed is not null && !allowed(box)) return null;
        _taken.Add(box);
        return box;
    }
}
