namespace ControlSim.Scenarios;

/// <summary>How likely the values of an uncertain parameter are.</summary>
public enum UncertainDistribution
{
    /// <summary>Every value of the range alike; of whole numbers each one.</summary>
    Uniform,

    /// <summary>Every ratio alike: the logarithm is uniform.</summary>
    LogUniform,

    /// <summary>Normal with a median and a standard deviation, cut at the ends of the range.</summary>
    Normal,

    /// <summary>The logarithm is normal with a standard deviation, around a median; cut at the ends of the range.</summary>
    LogNormal,

    /// <summary>Each value of a list alike.</summary>
    Listed,
}
