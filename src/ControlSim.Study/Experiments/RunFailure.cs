namespace ControlSim.Study.Experiments;

/// <summary>A run that ended with an error: a record beside the results, so that one bad run does not cost the others.</summary>
/// <param name="Replicate">Number of the replicate, from 0.</param>
/// <param name="Key">Its key: the run can be repeated alone.</param>
/// <param name="Error">Type of the error.</param>
/// <param name="Message">What it says.</param>
public sealed record RunFailure(int Replicate, ulong Key, string Error, string Message);
