using System.Collections.Immutable;

namespace ControlSim.Study.Calibrations;

/// <summary>One trial of a calibration.</summary>
/// <param name="Number">Number from 0, over all waves.</param>
/// <param name="Wave">Wave from 1.</param>
/// <param name="Shares">Share of each prior below the value, 0 to 1.</param>
/// <param name="Fit">How far its runs are from what may be fitted.</param>
public sealed record CalibrationPoint(int Number, int Wave, ImmutableArray<double> Shares, FitResult Fit);

/// <summary>How far some runs are from the observations that may be fitted.</summary>
/// <param name="Distance">Half-Brier score of who holds each town at the ends of months, 0 to 1: the distance of the ABC.</param>
/// <param name="Noise">Standard error of the distance, from two halves of the runs.</param>
/// <param name="Implausibility">
/// Greatest over the months of |towns that changed hands in the runs - on record| in standard deviations (<see cref="FitMeasure"/>).
/// </param>
public sealed record FitResult(double Distance, double Noise, double Implausibility);
