namespace ControlSim.Study.Figures;

/// <summary>Boxes for several panels on one canvas.</summary>
public static class Layout
{
    /// <summary>Equal boxes, row by row.</summary>
    /// <param name="box">Box to divide.</param>
    /// <param name="count">Panels, at least 1.</param>
    /// <param name="columns">Columns, at least 1.</param>
    /// <param name="gapX">Space between columns, px.</param>
    /// <param name="gapY">Space between rows, px.</param>
    public static Box[] Grid(Box box, int count, int columns, double gapX, double gapY)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(columns, 1);
        int rows = (count + columns - 1) / columns;
        double width = (box.Width - ((columns - 1) * gapX)) / columns;
        double height = (box.Height - ((rows - 1) * gapY)) / rows;
        var boxes = new Box[count];
        for (int i = 0; i < count; i++)
        {
            boxes[i] = new Box(
                box.X + (i % columns * (width + gapX)),
                box.Y + (i / columns * (height + gapY)),
                width,
                height);
        }

        return boxes;
    }

    /// <summary>Columns for small multiples so that at most one place stays empty: up to four in one row, then three or four columns.</summary>
    public static int Columns(int count) => count <= 4 ? Math.Max(1, count) : count is 5 or 6 or 9 ? 3 : 4;
}
