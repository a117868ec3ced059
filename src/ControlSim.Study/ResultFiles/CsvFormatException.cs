namespace ControlSim.Study.ResultFiles;

/// <summary>A CSV file is not what was asked for. The message is for the user, with file and line.</summary>
public sealed class CsvFormatException : Exception
{
    public CsvFormatException()
    {
    }

    public CsvFormatException(string message)
        : base(message)
    {
    }

    public CsvFormatException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
