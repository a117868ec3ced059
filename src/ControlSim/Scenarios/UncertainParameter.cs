using System.Collections.Immutable;

namespace ControlSim.Scenarios;

/// <summary>
/// A parameter of a process that nobody knows well: its value is drawn anew for each run, and stays for the whole of it. The draw
/// depends on the key of the run and on the parameter alone, so what-ifs share it with their base.
/// </summary>
public sealed record UncertainParameter
{
    /// <summary>The process, as <see cref="Scenarios.Parameters"/> names it.</summary>
    public required string Process { get; init; }

    /// <summary>The parameter, as its record names it.</summary>
    public required string Parameter { get; init; }

    /// <summary>How likely its values are.</summary>
    public required UncertainDistribution Distribution { get; init; }

    /// <summary>Least value, in the parameter's unit.</summary>
    public required double Low { get; init; }

    /// <summary>Greatest value, in the parameter's unit.</summary>
    public required double High { get; init; }

    /// <summary>Median before the ends are cut, of the normal ones.</summary>
    public double Median { get; init; }

    /// <summary>Standard deviation before the ends are cut, of the normal ones: of the value, or of its logarithm.</summary>
    public double Spread { get; init; }

    /// <summary>Values of a list.</summary>
    public ImmutableArray<double> Values { get; init; } = [];

    /// <summary>Lists of one name are drawn together: each run has the values of one place in all of them. Empty for a draw of its own.</summary>
    public string Together { get; init; } = "";
}
