namespace ControlSim.Study.Statistics;

/// <summary>A box with what it holds.</summary>
/// <param name="Box">The box.</param>
/// <param name="Cases">Cases in it.</param>
/// <param name="Hits">Cases of interest in it.</param>
/// <param name="Coverage">Share of all cases of interest that lie in it.</param>
/// <param name="Density">Share of the cases in it that are of interest.</param>
/// <param name="Mass">Share of all cases that lie in it.</param>
public sealed record PrimStep(PrimBox Box, int Cases, int Hits, double Coverage, double Density, double Mass)
{
    /// <summary>Harmonic mean of coverage and density: which box of a peeling is taken when nobody chooses.</summary>
    public double Balance => Coverage + Density == 0 ? 0 : 2 * Coverage * Density / (Coverage + Density);
}
