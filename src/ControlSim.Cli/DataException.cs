namespace ControlSim.Cli;

/// <summary>Input is there and readable, but what it says does not hold; the message tells the remedy.</summary>
internal sealed class DataException : Exception
{
    public DataException(string message)
        : base(message)
    {
    }

    public DataException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
