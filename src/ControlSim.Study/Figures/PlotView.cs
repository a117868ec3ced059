namespace ControlSim.Study.Figures;

/// <summary>From numbers of the axes to px in a box.</summary>
internal sealed class PlotView(Box box, AxisRange x, AxisRange y)
{
    public Box Box { get; } = box;

    public AxisRange XRange { get; } = x;

    public AxisRange YRange { get; } = y;

    public double X(double value) => Box.X + (XRange.Share(value) * Box.Width);

    public double Y(double value) => Box.Bottom - (YRange.Share(value) * Box.Height);
}

/// <summary>The numbers that an axis shows.</summary>
internal readonly record struct AxisRange(double Min, double Max, AxisScale Scale)
{
    /// <summary>0 at the lower end of the axis, 1 at the upper.</summary>
    public double Share(double value) => Scale == AxisScale.Log
        ? (Math.Log10(value) - Math.Log10(Min)) / (Math.Log10(Max) - Math.Log10(Min))
        : (value - Min) / (Max - Min);

    /// <summary>
    /// The range of an axis: what it asks for, else what the data need. A linear axis without ends begins at zero where the data are not
    /// below, and ends at a round number; a log axis ends at decades.
    /// </summary>
    public static AxisRange For(Axis axis, IEnumerable<double> data)
    {
        double low = double.PositiveInfinity;
        double high = double.NegativeInfinity;
        foreach (double v in data)
        {
            if (!double.IsFinite(v) || (axis.Scale == AxisScale.Log && v <= 0)) continue;
            low = Math.Min(low, v);
            high = Math.Max(high, v);
        }

        if (low > high) (low, high) = axis.Scale == AxisScale.Log ? (1, 10) : (0, 1);
        (low, high) = axis.Scale switch
        {
            AxisScale.Log => Decades(low, high),
            AxisScale.Date => (low, high),
            _ => Round(low, high),
        };
        double min = axis.Min ?? low;
        double max = axis.Max ?? high;
        return max > min ? new AxisRange(min, max, axis.Scale) : new AxisRange(min, min + 1, axis.Scale);
    }

    private static (double Low, double High) Round(double low, double high)
    {
        if (low > 0) low = 0;
        if (high < 0) high = 0;
        if (high == low) high = low + 1;
        // A twentieth of room, so that no line runs along the frame.
        double step = AxisTicks.NiceStep((high - low) / 10);
        double bottom = low < 0 ? Math.Floor((low - (0.02 * (high - low))) / step) * step : 0;
        return (bottom, Math.Ceiling((high + (0.02 * (high - low))) / step) * step);
    }

    private static (double Low, double High) Decades(double low, double high)
    {
        double bottom = 1;
        while (bottom > low) bottom /= 10;
        while (bottom * 10 <= low) bottom *= 10;
        double top = bottom * 10;
        while (top < high) top *= 10;
        return (bottom, top);
    }
}
