namespace ControlSim.Study.Experiments;

/// <summary>Runs of a row until the interval of an outcome's mean is narrow.</summary>
/// <param name="Outcome">Id of the outcome.</param>
/// <param name="HalfWidth">Half width that is enough.</param>
/// <param name="Confidence">Confidence of the interval (Student's t).</param>
/// <param name="Least">Least runs.</param>
/// <param name="Most">Most runs.</param>
public sealed record UntilNarrow(string Outcome, double HalfWidth, double Confidence, int Least, int Most);
