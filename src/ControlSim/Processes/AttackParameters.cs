using ControlSim.Scenarios;

namespace ControlSim.Processes;

/// <summary>Parameters of <c>Attacks</c> (P6).</summary>
public sealed record AttackParameters
{
    /// <summary>Attacks a0 of fifty well-supplied unseen fighters.</summary>
    [Parameter(0, 10, 0.05, "attack/day", "no source")]
    public required double Rate { get; init; }

    /// <summary>Exponent alpha of the sizes.</summary>
    [Parameter(1.5, 4, 2.5, "1", "Bohorquez et al. 2009")]
    public required double Exponent { get; init; }

    /// <summary>Own losses per fighter killed.</summary>
    [Parameter(0, 2, 0.1, "1", "no source")]
    public required double OwnLosses { get; init; }

    /// <summary>Weight g of a fighter on the march against one at rest in the choice of targets: columns are ambushed first.</summary>
    [Parameter(0, 10, 3, "1", "no source; direction S3-24")]
    public required double ColumnWeight { get; init; }

    /// <summary>Share of a corridor's capacity that an attack cuts for a day.</summary>
    [Parameter(0, 1, 0.2, "1", "no source")]
    public required double CorridorCut { get; init; }
}
