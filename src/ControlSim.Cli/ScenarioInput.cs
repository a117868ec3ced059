using ControlSim.Study.ScenarioFiles;

namespace ControlSim.Cli;

/// <summary>Reading a scenario for a command.</summary>
internal static class ScenarioInput
{
    /// <summary>Errors that a command other than <c>check</c> prints.</summary>
    private const int MostErrors = 20;

    /// <summary>Reads; problems are in the result.</summary>
    /// <exception cref="InputException">The file is missing or cannot be read.</exception>
    public static ScenarioReading Read(
        string file, IReadOnlyList<string> whatIfs, IReadOnlyList<KeyValuePair<string, string>> settings, byte[]? contents = null)
    {
        try
        {
            return ScenarioReader.Read(file, whatIfs, settings, contents);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new InputException($"{file}: there is no such file.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException(e.Message, e);
        }
    }

    /// <summary>
    /// Writes the first errors to standard error, and a count of the rest and of warnings: <c>check</c> lists all of them.
    /// </summary>
    public static void Report(ScenarioReading reading, string file, Terminal terminal)
    {
        Problem[] errors = [.. reading.Problems.Where(p => !p.IsWarning)];
        foreach (Problem problem in errors.Take(MostErrors))
        {
            terminal.Error.WriteLine(problem.ToString());
        }

        int warnings = reading.Problems.Length - errors.Length;
        string[] counts =
        [
            .. errors.Length > 0 ? [Count(errors.Length, "error")] : Array.Empty<string>(),
            .. warnings > 0 ? [Count(warnings, "warning")] : Array.Empty<string>(),
        ];
        if (counts.Length > 0 && (warnings > 0 || errors.Length > MostErrors))
        {
            terminal.Error.WriteLine($"{file}: {string.Join(", ", counts)}; {Application.Name} check {file} lists them");
        }
    }

    private static string Count(int number, string word) => number == 1 ? $"1 {word}" : $"{number} {word}s";
}
