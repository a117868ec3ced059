using ControlSim.Scenarios;

namespace ControlSim.Processes;

/// <summary>An operation that a commander considers.</summary>
/// <param name="Verb">Advance, siege, raid or sweep.</param>
/// <param name="Target">Location to take or to search.</param>
/// <param name="Start">Location where the forces gather.</param>
/// <param name="Fighters">Fighters to call.</param>
/// <param name="IsExploitation">Next to a place just won, or undefended: needs no preparation.</param>
/// <param name="Score">What it promises.</param>
internal readonly record struct OperationChoice(
    OrderVerb Verb, int Target, int Start, double Fighters, bool IsExploitation, double Score);
