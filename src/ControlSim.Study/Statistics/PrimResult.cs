using System.Collections.Immutable;

namespace ControlSim.Study.Statistics;

/// <summary>What scenario discovery found.</summary>
/// <param name="Chosen">The box, after restrictions without significance were dropped.</param>
/// <param name="Trajectory">Every box of the peeling, from the whole space on, for the trade-off of coverage and density.</param>
/// <param name="QuasiP">
/// By factor: probability that a box without this restriction would hold as many cases of interest by luck (binomial; Bryant and
/// Lempert 2010); NaN where the factor is not restricted.
/// </param>
public sealed record PrimResult(PrimStep Chosen, ImmutableArray<PrimStep> Trajectory, ImmutableArray<double> QuasiP);
