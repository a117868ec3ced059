using System.Collections.Immutable;
using ControlSim.Scenarios;
using ControlSim.Study.ScenarioFiles;
using ControlSim.Study.Scores;
using ControlSim.Study.Statistics;

namespace ControlSim.Cli;

/// <summary>Reading a table of observed control for a command.</summary>
internal static class ObservedInput
{
    /// <summary>Help of the option, the same wherever there is one.</summary>
    public const string Help = "CSV of observed control: town_id, date, new_controller; perhaps previous, contested_by, row_type.";

    private const int MostProblems = 20;

    /// <summary>The captures of a table within a scenario, for figures; none without a file.</summary>
    /// <exception cref="InputException">The file is missing or cannot be read.</exception>
    /// <exception cref="DataException">Rows do not hold; they are told.</exception>
    public static ImmutableArray<ObservedCapture> Captures(string? file, Scenario scenario, Terminal terminal)
    {
        if (file is null) return [];
        if (Read(file, terminal) is not { } rows) throw new DataException($"{file}: the table of observed control does not hold");
        var observed = ObservedControl.Of(scenario, rows);
        foreach (string note in observed.Notes) terminal.Error.WriteLine($"note: {note}");
        return ObservedCapture.Of(observed);
    }

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
