using System.Text;

namespace ControlSim.Study.Figures;

/// <summary>
/// Builds the data of a path; points that fall on the one before, at the drawing's resolution, are left out.
/// </summary>
internal sealed class SvgPath(int decimals = 2)
{
    private readonly StringBuilder _data = new();
    private double _x = double.NaN;
    private double _y = double.NaN;

    public override string ToString() => _data.ToString();

    public SvgPath MoveTo(double x, double y) => Append('M', x, y);

    public SvgPath LineTo(double x, double y) => Append('L', x, y);

    public SvgPath Close()
    {
        _data.Append('Z');
        return this;
    }

    /// <summary>A closed ring; nothing where fewer than three of its points differ.</summary>
    public SvgPath Ring(IReadOnlyList<(double X, double Y)> points)
    {
        var ring = new SvgPath(decimals);
        int drawn = 0;
        foreach ((double x, double y) in points)
        {
            if (drawn == 0 ? ring.Moved(x, y) : ring.Lined(x, y)) drawn++;
        }

        if (drawn >= 3) _data.Append(ring._data).Append('Z');
        return this;
    }

    private bool Moved(double x, double y)
    {
        Append('M', x, y);
        return true;
    }

    private bool Lined(double x, double y)
    {
        int before = _data.Length;
        Append('L', x, y);
        return _data.Length > before;
    }

    private SvgPath Append(char command, double x, double y)
    {
        x = Math.Round(x, decimals, MidpointRounding.AwayFromZero);
        y = Math.Round(y, decimals, MidpointRounding.AwayFromZero);
        if (command == 'L' && x == _x && y == _y) return this;
        _data.Append(command).Append(SvgCanvas.Number(x)).Append(' ').Append(SvgCanvas.Number(y));
        _x = x;
        _y = y;
        return this;
    }
}
