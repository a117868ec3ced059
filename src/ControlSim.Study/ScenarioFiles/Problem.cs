namespace ControlSim.Study.ScenarioFiles;

/// <summary>One thing wrong with a scenario: where, what, and the remedy.</summary>
/// <param name="File">File as the user would name it, or "command line".</param>
/// <param name="Line">Line from 1; 0 where the whole file or the command line is meant.</param>
/// <param name="Column">Column from 1; 0 likewise.</param>
/// <param name="Path">Path of the value in the scenario, as <c>--set</c> takes it; empty for the whole.</param>
/// <param name="Text">What is wrong, and the remedy.</param>
/// <param name="IsWarning">A warning does not keep the scenario from running.</param>
public sealed record Problem(string File, int Line, int Column, string Path, string Text, bool IsWarning)
{
    /// <summary>The compiler's format, which editors can jump to: <c>file(line,column): path: text</c>.</summary>
    public override string ToString()
    {
        string place = Line == 0 ? File : $"{File}({Line},{Column})";
        string path = Path.Length == 0 ? "" : $"{Path}: ";
        return $"{place}: {(IsWarning ? "warning: " : "")}{path}{Text}";
    }
}
