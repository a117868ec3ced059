namespace ControlSim.Study.ScenarioFiles;

/// <summary>Where a word stands: a file with line and column, both from 1, or the command line (line 0).</summary>
/// <param name="File">File as the user would name it.</param>
/// <param name="Line">Line from 1; 0 where the whole file is meant.</param>
/// <param name="Column">Column from 1; 0 where the whole file is meant.</param>
internal readonly record struct FileMark(string File, int Line, int Column)
{
    /// <summary>Place of everything given as an option of the program.</summary>
    public static FileMark CommandLine { get; } = new("command line", 0, 0);

    public override string ToString() => Line == 0 ? File : $"{File}({Line},{Column})";
}
