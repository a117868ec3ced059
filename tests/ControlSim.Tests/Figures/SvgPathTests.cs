using System.Globalization;
using System.Text.RegularExpressions;
using ControlSim.Study.Figures;

namespace ControlSim.Tests.Figures;

public sealed partial class SvgPathTests
{
    [Fact]
    public void Steps_are_short_and_do_not_drift()
    {
        var path = new SvgPath(1);
        path.MoveTo(10.04, 20.06).LineTo(10.54, 19.56).LineTo(10.54, 19.58).LineTo(-3, 0);
        Assert.Equal("M10 20.1l.5-.5-13.5-19.6", path.ToString());
    }

    [Fact]
    public void A_rounded_path_ends_where_the_true_one_does()
    {
        (double X, double Y)[] points = [.. Enumerable.Range(0, 500).Select(i => (i * 0.3337, 100 + (40 * Math.Sin(i * 0.07))))];
        var path = new SvgPath(1);
        path.MoveTo(points[0].X, points[0].Y);
        foreach ((double x, double y) in points.Skip(1)) path.LineTo(x, y);
        IReadOnlyList<(double X, double Y)> read = Read(path.ToString());
        Assert.Equal(points[^1].X, read[^1].X, 0.0501);
        Assert.Equal(points[^1].Y, read[^1].Y, 0.0501);
    }

    [Fact]
    public void Left_out_points_lie_within_the_tolerance()
    {
        // A circle of 70 px in steps of a degree: with 0.15 px 64 points stay (halving: 32 are too few), and none left out is farther from a chord.
        (double X, double Y)[] circle = [.. Enumerable.Range(0, 360).Select(i => (100 + (70 * Math.Cos(i * Math.PI / 180)), 100 + (70 * Math.Sin(i * Math.PI / 180))))];
        IReadOnlyList<(double X, double Y)> kept = PathSimplifier.Kept(circle, 0.15, closed: true);
        Assert.InRange(kept.Count, 40, 80);
        Assert.All(circle, p => Assert.True(Enumerable.Range(0, kept.Count).Min(i => Distance(p, kept[i], kept[(i + 1) % kept.Count])) <= 0.15 + 1e-9));
        Assert.Equal(circle, PathSimplifier.Kept(circle, 0, closed: true));
    }

    [Fact]
    public void A_ring_of_less_than_three_points_is_nothing()
    {
        Assert.Equal("", new SvgPath(1).Ring([(0, 0), (0.01, 0.02), (0, 0)]).ToString());
        Assert.Equal("M0 0l5 0-5 5Z", new SvgPath(1).Ring([(0, 0), (5, 0), (0, 5), (0, 0)]).ToString());
    }

    private static double Distance((double X, double Y) p, (double X, double Y) a, (double X, double Y) b)
    {
        double x = b.X - a.X, y = b.Y - a.Y;
        double share = Math.Clamp((((p.X - a.X) * x) + ((p.Y - a.Y) * y)) / ((x * x) + (y * y)), 0, 1);
        return Math.Sqrt(Math.Pow(p.X - a.X - (share * x), 2) + Math.Pow(p.Y - a.Y - (share * y), 2));
    }

    private static List<(double X, double Y)> Read(string data)
    {
        double[] numbers = [.. Numbers().Matches(data).Select(m => double.Parse(m.Value, CultureInfo.InvariantCulture))];
        var points = new List<(double X, double Y)> { (numbers[0], numbers[1]) };
        for (int i = 2; i < numbers.Length; i += 2) points.Add((points[^1].X + numbers[i], points[^1].Y + numbers[i + 1]));
        return points;
    }

    [GeneratedRegex(@"-?[0-9]*\.?[0-9]+")]
    private static partial Regex Numbers();
}
