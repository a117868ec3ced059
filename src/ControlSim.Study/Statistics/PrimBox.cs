using System.Collections.Immutable;

namespace ControlSim.Study.Statistics;

/// <summary>
/// A box in the space of the factors: an interval of each number, a set of levels of each word. Ends that were never cut are
/// infinite.
/// </summary>
public sealed record PrimBox(ImmutableArray<double> Low, ImmutableArray<double> High, ImmutableArray<ImmutableHashSet<int>?> Allowed)
{
    /// <summary>The whole space.</summary>
    public static PrimBox Whole(int factors) => new(
        [.. Enumerable.Repeat(double.NegativeInfinity, factors)],
        [.. Enumerable.Repeat(double.PositiveInfinity, factors)],
        [.. Enumerable.Repeat<ImmutableHashSet<int>?>(null, factors)]);

    /// <summary>Is the factor cut at either end?</summary>
    public bool Restricts(int factor) =>
        Allowed[factor] is not null || double.IsFinite(Low[factor]) || double.IsFinite(High[factor]);

    /// <summary>Number of factors that are cut.</summary>
    public int Restrictions => Enumerable.Range(0, Low.Length).Count(Restricts);

    /// <summary>Does the value lie in the box, as far as this factor is concerned?</summary>
    public bool Holds(int factor, double value) =>
        Allowed[factor] is { } levels ? levels.Contains((int)value) : value >= Low[factor] && value <= High[factor];

    /// <summary>The box with another lower end.</summary>
    public PrimBox WithLow(int factor, double value) => this with { Low = Low.SetItem(factor, value) };

    /// <summary>The box with another upper end.</summary>
    public PrimBox WithHigh(int factor, double value) => this with { High = High.SetItem(factor, value) };

    /// <summary>The box with other levels.</summary>
    public PrimBox WithLevels(int factor, ImmutableHashSet<int>? levels) => this with { Allowed = Allowed.SetItem(factor, levels) };

    /// <summary>The box without a cut of this factor.</summary>
    public PrimBox Without(int factor) =>
        WithLow(factor, double.NegativeInfinity).WithHigh(factor, double.PositiveInfinity).WithLevels(factor, null);
}
