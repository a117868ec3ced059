namespace ControlSim.Study.Experiments;

/// <summary>Which random numbers the rows of a design get.</summary>
public enum RandomNumbers
{
    /// <summary>
    /// Replicate r has the same key in every row, and the same as replicate r of a plain run and of a comparison: differences
    /// between rows come from the factors, and the table is crossed, so the split of variance can tell luck from interaction.
    /// </summary>
    Common,

    /// <summary>Every row has its own, from its id: for means over rows whose errors must be independent.</summary>
    Independent,
}
