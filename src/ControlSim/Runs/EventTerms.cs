namespace ControlSim.Runs;

/// <summary>
/// The numbers that decided an event, in the order of its kind's legend (<see cref="EventLegend"/>); NaN where one does not
/// apply. A value, so that logging allocates nothing.
/// </summary>
public readonly record struct EventTerms(
    double First,
    double Second = double.NaN,
    double Third = double.NaN,
    double Fourth = double.NaN,
    double Fifth = double.NaN,
    double Sixth = double.NaN,
    double Seventh = double.NaN,
    double Eighth = double.NaN)
{
    /// <summary>Most terms of an event.</summary>
    public const int Most = 8;

    /// <summary>No term applies.</summary>
    public static EventTerms None { get; } = new(double.NaN);

    /// <summary>A term by its place in the legend.</summary>
    public double this[int index] => index switch
    {
        0 => First,
        1 => Second,
        2 => Third,
        3 => Fourth,
        4 => Fifth,
        5 => Sixth,
        6 => Seventh,
        7 => Eighth,
        _ => throw new ArgumentOutOfRangeException(nameof(index), index, "An event has at most eight terms."),
    };

    /// <summary>Writes all eight into a list.</summary>
    public void CopyTo(Span<double> values) =>
        (values[0], values[1], values[2], values[3], values[4], values[5], values[6], values[7]) =
        (First, Second, Third, Fourth, Fifth, Sixth, Seventh, Eighth);

    /// <summary>Terms from a list of at most eight; those that are missing do not apply.</summary>
    public static EventTerms Of(ReadOnlySpan<double> values)
    {
        Span<double> all = stackalloc double[Most];
        all.Fill(double.NaN);
        values.CopyTo(all);
        return new EventTerms(all[0], all[1], all[2], all[3], all[4], all[5], all[6], all[7]);
    }
}
