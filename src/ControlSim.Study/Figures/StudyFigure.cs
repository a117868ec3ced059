using System.Collections.Immutable;
using ControlSim.Study.Experiments;

namespace ControlSim.Study.Figures;

/// <summary>What the figures of studies have in common.</summary>
internal static class StudyFigure
{
    public const int Width = 1000;

    /// <summary>Colours that differ in hue and lightness.</summary>
    public static readonly Rgb First = Rgb.Parse("#4477aa");
    public static readonly Rgb Second = Rgb.Parse("#cc6677");
    public static readonly Rgb Pale = Rgb.Parse("#b9cde0");
    public static readonly Stroke Whisker = new(Palette.Ink, 1.6);
    public static readonly Stroke Zero = new(Palette.Muted, 1.2);

    /// <summary>Height for a number of horizontal bars.</summary>
    public static int HeightFor(int bars) => Math.Clamp(210 + (bars * 34), 380, 1400);

    /// <summary>A figure with one plot, and a row of signs above it if there are any.</summary>
    public static Figure With(
        string name, string title, string subtitle, string description, int height, Func<Box, ImmutableArray<Panel>> panels, params LegendItem[] signs)
    {
        Box content = Figure.Content(Width, height);
        Box rest = signs.Length > 0 ? content.Inset(0, 36, 0, 0) : content;
        ImmutableArray<Panel> legend = signs.Length > 0
            ? [new LegendPanel(content with { Height = 28 }, [new LegendSection("", [.. signs])]) { Horizontal = true }]
            : [];
        return new Figure
        {
            Name = name,
            Title = title,
            Subtitle = subtitle,
            Description = description,
            Width = Width,
            Height = height,
            Panels = [.. legend, .. panels(rest)],
            Source = "Source: simulation",
            FooterNote = "ControlSim",
        };
    }

    /// <summary>A rectangle in the plane of the axes.</summary>
    public static BandSeries Rectangle(double x0, double x1, double y0, double y1, Rgb colour, double opacity = 1) =>
        new([x0, x1], [y0, y0], [y1, y1], new Fill(colour, opacity));

    /// <summary>A horizontal line from x to x.</summary>
    public static LineSeries Horizontal(double x0, double x1, double y, Stroke stroke) => new([x0, x1], [y, y], stroke);

    /// <summary>A vertical line from y to y.</summary>
    public static LineSeries Vertical(double x, double y0, double y1, Stroke stroke) => new([x, x], [y0, y1], stroke);

    /// <summary>An axis of names, the first at the top.</summary>
    public static Axis Names(IReadOnlyList<string> names) => new()
    {
        Min = -0.6,
        Max = names.Count - 0.4,
        Named = [.. names.Select((n, i) => new Tick(names.Count - 1 - i, n))],
    };

    /// <summary>The axis of a factor.</summary>
    public static Axis AxisOf(Factor factor, double low, double high)
    {
        string unit = factor.Unit is "" or "1" ? "" : $", {factor.Unit}";
        var axis = new Axis { Label = factor.Label + unit, Min = low, Max = high };
        return factor.Kind == FactorKind.Date ? axis with { Scale = AxisScale.Date }
            : factor.IsWord ? axis with { Min = -0.5, Max = factor.Levels.Length - 0.5, Named = [.. factor.Levels.Select((l, i) => new Tick(i, l))] }
            : factor.Scale == FactorScale.Log ? axis with { Scale = AxisScale.Log, Named = Steps(low, high) }
            : axis;
    }

    /// <summary>A unit as it stands after a number of things.</summary>
    public static string Plural(string unit) => unit switch
    {
        "day" => "days",
        "person" => "people",
        "km2" => "km²",
        _ => unit,
    };

    /// <summary>1, 2 and 5 times the powers of ten: a range of a factor seldom spans a decade.</summary>
    private static ImmutableArray<Tick> Steps(double low, double high)
    {
        var ticks = ImmutableArray.CreateBuilder<Tick>();
        for (int n = -9; n <= 9; n++)
        {
            foreach (int m in (ReadOnlySpan<int>)[1, 2, 5])
            {
                decimal value = m * (n < 0 ? 1 / Power(-n) : Power(n));
                if ((double)value >= low && (double)value <= high)
                {
                    ticks.Add(new Tick((double)value, NumberText.Of((double)value, Math.Max(0, -n))));
                }
            }
        }

        return ticks.ToImmutable();

        static decimal Power(int n) => Enumerable.Repeat(10m, n).Aggregate(1m, (a, b) => a * b);
    }

    /// <summary>A number for a label: three significant digits.</summary>
    public static string Short(double value)
    {
        double size = Math.Abs(value);
        int decimals = size >= 100 || size == 0 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : size >= 0.01 ? 3 : 5;
        return NumberText.Of(value, decimals);
    }
}
