using System.Collections.Immutable;
using ControlSim.Study.ScenarioFiles;
using ControlSim.Study.Scores;

namespace ControlSim.Cli;

/// <summary>Reading a table of observed control for a command.</summary>
internal static class ObservedInput
{
    private const int MostProblems = 20;

    /// <summary>Reads; problems go to standard error.</summary>
    /// <returns>The rows; null if anything is wrong.</returns>
    /// <exception cref="InputException">The file is missing or cannot be read.</exception>
    public static ImmutableArray<ObservedRow>? Read(string file, Terminal terminal)
    {
        string text;
        try
        {
            text = File.ReadAllText(file);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new InputException($"{file}: there is no such file.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException(e.Message, e);
        }

        ObservedTable table = ObservedTable.Read(file, text);
        foreach (Problem problem in table.Problems.Take(MostProblems)) terminal.Error.WriteLine(problem.ToString());
        if (table.Problems.Length > MostProblems) terminal.Error.WriteLine($"{file}: and {table.Problems.Length - MostProblems} more");
        return table.Problems.IsEmpty ? table.Rows : null;
    }
}
