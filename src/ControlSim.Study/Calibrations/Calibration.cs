using System.Collections.Immutable;
using ControlSim.Scenarios;
using ControlSim.Study.Statistics;

namespace ControlSim.Study.Calibrations;

/// <summary>
/// History matching, then approximate Bayesian computation by rejection (McCulloch et al. 2022). Each wave is a Latin hypercube in the
/// box that the waves before left; points whose implausibility is above three (Pukelsheim 1994) are ruled out, and the box shrinks to the
/// others. Of the points left in the last box those with the least distance are the posterior. Shares are uniform in the priors, so no
/// weights are needed. All numbers come from the seed, the wave and the point: any number of jobs and any interruption give the same.
/// </summary>
/// <param name="priors">One to six parameters.</param>
/// <param name="pointsOfWave">Points of each wave, at least 4.</param>
/// <param name="waves">Number of waves, at least 1.</param>
/// <param name="accepted">Share of the candidates that is accepted, above 0 to 1.</param>
/// <param name="seed">Root seed.</param>
public sealed class Calibration(ImmutableArray<UncertainParameter> priors, int pointsOfWave, int waves, double accepted, ulong seed)
{
    /// <summary>Implausibility above which a point is ruled out.</summary>
    public const double Cutoff = 3;

    /// <summary>Where no point is plausible, the share of the least implausible that a box is made of.</summary>
    private const double LeastImplausible = 0.25;

    /// <summary>Tries all waves.</summary>
    /// <param name="tryPoint">Runs a point: its number, and the shares of the priors.</param>
    public CalibrationResult Run(Func<int, ImmutableArray<double>, FitResult> tryPoint)
    {
        ArgumentNullException.ThrowIfNull(tryPoint);
        ImmutableArray<(double Low, double High)> box = [.. priors.Select(_ => (0.0, 1.0))];
        var points = new List<CalibrationPoint>();
        var boxes = ImmutableArray.CreateBuilder<ImmutableArray<(double Low, double High)>>();
        var plausible = ImmutableArray.CreateBuilder<int>();
        for (int wave = 1; wave <= waves; wave++)
        {
            foreach (ImmutableArray<double> shares in Wave(wave, box))
            {
                points.Add(new CalibrationPoint(points.Count, wave, shares, tryPoint(points.Count, shares)));
            }

            plausible.Add(points.Count(p => p.Wave == wave && IsPlausible(p)));
            box = BoxOf(Left([.. points.Where(p => IsIn(box, p))]));
            boxes.Add(box);
        }

        ImmutableArray<CalibrationPoint> candidates = Left([.. points.Where(p => IsIn(box, p))]);
        int count = Math.Max(1, (int)Math.Round(accepted * candidates.Length));
        return new CalibrationResult(
            [.. points], boxes.ToImmutable(), plausible.ToImmutable(), candidates.Any(IsPlausible), candidates,
            [.. candidates.OrderBy(p => p.Fit.Distance).ThenBy(p => p.Number).Take(count)]);
    }

    private static bool IsPlausible(CalibrationPoint point) => point.Fit.Implausibility <= Cutoff;

    private static bool IsIn(ImmutableArray<(double Low, double High)> box, CalibrationPoint point) =>
        Enumerable.Range(0, box.Length).All(f => point.Shares[f] >= box[f].Low && point.Shares[f] <= box[f].High);

    /// <summary>The plausible points; where there are none, the least implausible.</summary>
    private static ImmutableArray<CalibrationPoint> Left(ImmutableArray<CalibrationPoint> points) => points.Any(IsPlausible)
        ? [.. points.Where(IsPlausible)]
        : [.. points.OrderBy(p => p.Fit.Implausibility).ThenBy(p => p.Number).Take(Math.Max(1, (int)(LeastImplausible * points.Length)))];

    /// <summary>Their hull, half a slice wider at each end.</summary>
    private ImmutableArray<(double Low, double High)> BoxOf(ImmutableArray<CalibrationPoint> points)
    {
        double margin = 0.5 / pointsOfWave;
        return
        [
            .. Enumerable.Range(0, priors.Length).Select(f => (
                Math.Max(0, points.Min(p => p.Shares[f]) - margin), Math.Min(1, points.Max(p => p.Shares[f]) + margin))),
        ];
    }

    /// <summary>A Latin hypercube in a box: each parameter has one point in each of the equal slices.</summary>
    private IEnumerable<ImmutableArray<double>> Wave(int wave, ImmutableArray<(double Low, double High)> box)
    {
        var numbers = new KeyedUniform(seed, $"calibration-wave-{wave}");
        int[][] slices = [.. Enumerable.Range(0, priors.Length).Select(f => numbers.Permutation(pointsOfWave, f))];
        return Enumerable.Range(0, pointsOfWave).Select(i => Enumerable.Range(0, priors.Length)
            .Select(f => box[f].Low + ((slices[f][i] + numbers.At(priors.Length + f, i)) / pointsOfWave * (box[f].High - box[f].Low)))
            .ToImmutableArray());
    }
}
