using System.Collections.Immutable;

namespace ControlSim.Study.Calibrations;

/// <summary>What a calibration found.</summary>
/// <param name="Points">All points, by number.</param>
/// <param name="Boxes">After each wave: what is left of each prior, as shares of it.</param>
/// <param name="Plausible">Number of points of each wave that are not implausible.</param>
/// <param name="IsPlausible">Some point is not implausible; else the boxes are those of the least implausible points.</param>
/// <param name="Candidates">Points in the last box, and of them the plausible ones where there are any: what the ABC chooses from.</param>
/// <param name="Posterior">Those with the least distance, best first.</param>
public sealed record CalibrationResult(
    ImmutableArray<CalibrationPoint> Points, ImmutableArray<ImmutableArray<(double Low, double High)>> Boxes, ImmutableArray<int> Plausible,
    bool IsPlausible, ImmutableArray<CalibrationPoint> Candidates, ImmutableArray<CalibrationPoint> Posterior)
{
    /// <summary>Standard error of a distance, root mean square over the points.</summary>
    public double Noise => Math.Sqrt(Points.Average(p => p.Fit.Noise * p.Fit.Noise));
}
