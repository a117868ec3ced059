namespace ControlSim.Study.Experiments;

/// <summary>How the rows of a design are chosen.</summary>
public enum DesignKind
{
    /// <summary>Every combination of the levels.</summary>
    FullFactorial,

    /// <summary>The first levels of all factors together, then the second ones, and so on.</summary>
    Zip,

    /// <summary>Points written out in the study.</summary>
    List,

    /// <summary>Points in a CSV file.</summary>
    Csv,

    /// <summary>The base, and each factor at its two ends.</summary>
    OneAtATime,

    LatinHypercube,

    /// <summary>Sobol' sequence, scrambled.</summary>
    Sobol,

    /// <summary>Halton sequence, scrambled.</summary>
    Halton,

    /// <summary>Trajectories for elementary effects.</summary>
    Morris,

    /// <summary>Samples A, B and AB for variance-based indices.</summary>
    Saltelli,
}
