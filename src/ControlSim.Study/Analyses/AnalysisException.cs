namespace ControlSim.Study.Analyses;

/// <summary>The data do not allow the analysis. The message is for the user.</summary>
public sealed class AnalysisException : Exception
{
    public AnalysisException()
    {
    }

    public AnalysisException(string message)
        : base(message)
    {
    }

    public AnalysisException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
