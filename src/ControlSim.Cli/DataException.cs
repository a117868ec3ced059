namespace ControlSim.Cli;

/// <summary>An input file can be read but does not hold what it should.</summary>
internal sealed class DataException(string message, Exception? inner = null) : Exception(message, inner);
