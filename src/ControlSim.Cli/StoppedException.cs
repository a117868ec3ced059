namespace ControlSim.Cli;

/// <summary>The work was stopped by a signal, and what was done is saved; the message says where and how to go on.</summary>
internal sealed class StoppedException(string message, OperationCanceledException inner) : OperationCanceledException(message, inner);
