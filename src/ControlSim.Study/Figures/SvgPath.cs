using System.Globalization;
using System.Text;

namespace ControlSim.Study.Figures;

/// <summary>
/// Builds the data of a path, short: points closer to the line than a tolerance are left out (Douglas and Peucker 1973), the
/// rest is rounded to a number of decimals and written as steps from point to point. The steps are those of the rounded points, so
/// nothing drifts.
/// </summary>
/// <param name="decimals">Decimals of a pixel.</param>
/// <param name="tolerance">Greatest distance of a left out point from the line, px; 0 leaves out none but repeated ones.</param>
internal sealed class SvgPath(int decimals = 2, double tolerance = 0)
{
    private readonly StringBuilder _data = new();
    private readonly List<(double X, double Y)> _points = [];
    private readonly double _scale = decimals switch { 0 => 1, 1 => 10, _ => 100 };

    public override string ToString()
    {
        End(closed: false);
        return _data.ToString();
    }

    public SvgPath MoveTo(double x, double y)
    {
        End(closed: false);
        return LineTo(x, y);
    }

    public SvgPath LineTo(double x, double y)
    {
        _points.Add((x, y));
        return this;
    }

    /// <summary>A closed ring; nothing where fewer than three of its points differ.</summary>
    public SvgPath Ring(IReadOnlyList<(double X, double Y)> points)
    {
        End(closed: false);
        _points.AddRange(points);
        End(closed: true);
        return this;
    }

    /// <summary>A dot: a line without length, which a round end makes as wide as the stroke.</summary>
    public SvgPath Dot(double x, double y)
    {
        End(closed: false);
        Point('M', Units(x), Units(y));
        _data.Append("h0");
        return this;
    }

    private void End(bool closed)
    {
        if (closed && _points.Count > 1 && _points[0] == _points[^1]) _points.RemoveAt(_points.Count - 1);
        List<(long X, long Y)> kept = Rounded(PathSimplifier.Kept(_points, tolerance, closed));
        _points.Clear();
        if (closed && kept.Count > 1 && kept[0] == kept[^1]) kept.RemoveAt(kept.Count - 1);
        if (kept.Count < (closed ? 3 : 1)) return;
        Point('M', kept[0].X, kept[0].Y);
        for (int i = 1; i < kept.Count; i++) Step(i == 1 ? "l" : " ", kept[i].X - kept[i - 1].X, kept[i].Y - kept[i - 1].Y);
        if (closed) _data.Append('Z');
    }

    /// <summary>Points in the path's units; one that falls on the one before is left out.</summary>
    private List<(long X, long Y)> Rounded(IEnumerable<(double X, double Y)> points)
    {
        var rounded = new List<(long X, long Y)>();
        foreach ((double x, double y) in points)
        {
            (long, long) at = (Units(x), Units(y));
            if (rounded.Count == 0 || rounded[^1] != at) rounded.Add(at);
        }

        return rounded;
    }

    private long Units(double value) => (long)Math.Round(value * _scale, MidpointRounding.AwayFromZero);

    private void Point(char command, long x, long y)
    {
        _data.Append(command);
        Number(x);
        _data.Append(' ');
        Number(y);
    }

    // A minus sign parts numbers as well as a blank does.
    private void Step(string before, long x, long y)
    {
        if (before != " " || x >= 0) _data.Append(before);
        Number(x);
        if (y >= 0) _data.Append(' ');
        Number(y);
    }

    private void Number(long units)
    {
        if (units < 0) _data.Append('-');
        long size = Math.Abs(units);
        long whole = size / (long)_scale;
        long rest = size % (long)_scale;
        if (whole > 0 || rest == 0) _data.Append(whole.ToString(CultureInfo.InvariantCulture));
        if (rest == 0) return;
        string digits = rest.ToString(CultureInfo.InvariantCulture).PadLeft(decimals, '0').TrimEnd('0');
        _data.Append('.').Append(digits);
    }
}
