namespace ControlSim.Study.Statistics;

/// <summary>An interval of confidence; NaN at both ends where there are too few data for one.</summary>
/// <param name="Low">Lower end.</param>
/// <param name="High">Upper end.</param>
public readonly record struct Interval(double Low, double High)
{
    /// <summary>No interval.</summary>
    public static Interval None { get; } = new(double.NaN, double.NaN);

    /// <summary>Half of its width.</summary>
    public double HalfWidth => (High - Low) / 2;
}
