using System.CommandLine;
using ControlSim.Study.Experiments;
using ControlSim.Study.ScenarioFiles;
using ControlSim.Study.Sweeps;

namespace ControlSim.Cli;

/// <summary>Reading a study for a command.</summary>
internal static class StudyInput
{
    private const int MostErrors = 20;

    /// <summary>The study and one of its designs, ready to be swept; null if it does not hold (the problems are told).</summary>
    /// <exception cref="InputException">A file is missing or cannot be read.</exception>
    /// <exception cref="UsageException">There is no such design.</exception>
    /// <exception cref="DataException">The design cannot be made.</exception>
    public static SweepPlan? Plan(ParseResult parsed, SweepOptionSet options, Terminal terminal)
    {
        string asked = parsed.GetValue(options.Study)!;
        bool isInput = asked == Terminal.Standard;
        string file = isInput ? Terminal.InputName : asked;
        StudyPlan? study = Read(file, isInput ? terminal.ReadInput() : null, RunOptions.Seed(parsed.GetValue(options.Seed)), terminal);
        if (study is null)
        {
            return null;
        }

        try
        {
            return SweepPlan.Of(
                study,
                Design(study, parsed.GetValue(options.Design)),
                parsed.GetValue(options.Rows),
                SweepOptionSet.Given(parsed, options.Replicates),
                SweepOptionSet.Given(parsed, options.PartSize),
                VersionCommand.Version);
        }
        catch (ArgumentException e)
        {
            throw new DataException($"{file}: {e.Message}");
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new InputException($"{parsed.GetValue(options.Rows) ?? file}: {e.Message}", e);
        }
    }

    private static StudyPlan? Read(string file, byte[]? contents, ulong? seed, Terminal terminal)
    {
        StudyReading reading;
        try
        {
            reading = StudyReader.Read(file, seed, contents);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new InputException($"{file}: there is no such file.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException(e.Message, e);
        }

        Problem[] errors = [.. reading.Problems.Where(p => !p.IsWarning)];
        foreach (Problem problem in errors.Take(MostErrors))
        {
            terminal.Error.WriteLine(problem.ToString());
        }

        if (errors.Length > MostErrors)
        {
            terminal.Error.WriteLine($"{file}: {errors.Length} errors; {Application.Name} check {file} lists them");
        }

        return reading.Study;
    }

    private static DesignRequest Design(StudyPlan study, string? name)
    {
        string known = string.Join(", ", study.Designs.Select(d => d.Name));
        if (name is null)
        {
            return study.Designs.Length == 1
                ? study.Designs[0]
                : throw new UsageException($"the study has several designs; choose one with --design: {known}");
        }

        return study.Designs.FirstOrDefault(d => d.Name == name)
            ?? throw new UsageException($"--design {name}: the study has no such design; it has {known}");
    }
}
