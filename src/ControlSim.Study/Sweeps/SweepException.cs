namespace ControlSim.Study.Sweeps;

/// <summary>A sweep cannot go on with this folder: another sweep has it, or it holds something else. The message has the remedy.</summary>
public sealed class SweepException : Exception
{
    public SweepException()
    {
    }

    public SweepException(string message)
        : base(message)
    {
    }

    public SweepException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
