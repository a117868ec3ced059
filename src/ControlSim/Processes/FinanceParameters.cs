using ControlSim.Scenarios;

namespace ControlSim.Processes;

/// <summary>Parameters of <c>Finance</c> (P10).</summary>
public sealed record FinanceParameters
{
    /// <summary>Taxes and fees from an inhabitant at full extraction; IS in 2014: about half of 1.9 bn USD a year from some 7 million.</summary>
    [Parameter(0, 100, 1, "USD/(head day)", "Heissner et al. 2017, IHS 2015, order of magnitude")]
    public required double Tax { get; init; }

    /// <summary>Cost of a fighter in an operation under way, beside his wage.</summary>
    [Parameter(0, 1000, 0, "USD/(fighter day)", "no source")]
    public required double OperationCost { get; init; }

    /// <summary>Price of the income of a local depot, for factions that pay wages; 0: not charged.</summary>
    [Parameter(0, 1000, 0, "USD/man-day", "no source")]
    public required double DepotPrice { get; init; }
}
