namespace ControlSim.Cli;

/// <summary>The command line asks for something that does not fit the input; the message tells the remedy.</summary>
internal sealed class UsageException(string message) : Exception(message);
