namespace ControlSim.Cli;

/// <summary>An input file is missing or cannot be read.</summary>
internal sealed class InputException(string message, Exception inner) : Exception(message, inner);
