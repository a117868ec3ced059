namespace ControlSim.Study.ResultFiles;

/// <summary>The result folder cannot be created, or must not be replaced. The message is for the user, with the remedy.</summary>
public sealed class OutputFolderException : IOException
{
    public OutputFolderException()
    {
    }

    public OutputFolderException(string message)
        : base(message)
    {
    }

    public OutputFolderException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
