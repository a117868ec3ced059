using System.CommandLine;
using System.Text.Json;
using ControlSim.Study.ResultFiles;
using ControlSim.Study.ScenarioFiles;

namespace ControlSim.Cli;

/// <summary><c>check</c>: every problem of scenario and study files at once.</summary>
internal static class CheckCommand
{
    public static Command Create(Terminal terminal)
    {
        var files = new Argument<string[]>("FILE") { Description = "Scenario or study files; - for standard input.", Arity = ArgumentArity.OneOrMore };
        var format = new Option<string>("--format") { Description = "text or json.", DefaultValueFactory = _ => "text" };
        format.AcceptOnlyFromAmong("text", "json");
        var command = new Command("check", "Print every problem of scenario and study files, as file(line,column): path: problem.") { files, format };
        command.SetAction(parsed => Check(parsed.GetValue(files)!, parsed.GetValue(format) == "json", terminal));
        return command;
    }

    private static int Check(string[] files, bool json, Terminal terminal)
    {
        Checked[] all = [.. files.Distinct().Select(f => f == Terminal.Standard ? Read(Terminal.InputName, terminal.ReadInput()) : Read(f, null))];
        if (json)
        {
            terminal.Out.Write(JsonText.Of(writer => Write(writer, all)));
        }
        else
        {
            foreach (Checked file in all)
            {
                Write(terminal, file);
            }
        }

        return all.Any(f => f.Missing is not null) ? ExitCode.NoInput
            : all.Any(f => f.Errors > 0) ? ExitCode.InvalidData
            : ExitCode.Done;
    }

    private static Checked Read(string file, byte[]? contents)
    {
        try
        {
            if (StudyReader.IsStudy(file, contents))
            {
                return new Checked(file, [.. StudyReader.Read(file, null, contents).Problems], null, "");
            }

            ScenarioReading reading = ScenarioInput.Read(file, [], [], contents);
            return new Checked(file, [.. reading.Problems], null, reading.Info.WindowNote);
        }
        catch (InputException e)
        {
            return new Checked(file, [], e.Message, "");
        }
    }

    private static void Write(Terminal terminal, Checked file)
    {
        foreach (Problem problem in file.Problems)
        {
            terminal.Out.WriteLine(problem.ToString());
        }

        if (file.Missing is not null)
        {
            terminal.Error.WriteLine($"error: {file.Missing}");
            return;
        }

        int warnings = file.Problems.Length - file.Errors;
        string note = file.Note.Length == 0 ? "" : $" ({file.Note})";
        terminal.Error.WriteLine(
            file.Problems.Length == 0 ? $"{file.File}: no problems{note}" : $"{file.File}: {file.Errors} errors, {warnings} warnings{note}");
    }

    private static void Write(Utf8JsonWriter json, Checked[] files)
    {
        json.WriteStartObject();
        json.WriteStartArray("files");
        foreach (Checked file in files)
        {
            json.WriteStartObject();
            json.WriteString("file", file.File);
            json.WriteBoolean("valid", file.Missing is null && file.Errors == 0);
            json.WriteString("missing", file.Missing);
            json.WriteString("note", file.Note);
            json.WriteStartArray("problems");
            foreach (Problem problem in file.Problems)
            {
                Write(json, problem);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Problem problem)
    {
        json.WriteStartObject();
        json.WriteString("file", problem.File);
        json.WriteNumber("line", problem.Line);
        json.WriteNumber("column", problem.Column);
        json.WriteString("path", problem.Path);
        json.WriteString("severity", problem.IsWarning ? "warning" : "error");
        json.WriteString("text", problem.Text);
        json.WriteEndObject();
    }

    /// <summary>One file: its problems, or why it cannot be read, and what the dates of the run left of its layers.</summary>
    private sealed record Checked(string File, Problem[] Problems, string? Missing, string Note)
    {
        public int Errors => Problems.Count(p => !p.IsWarning);
    }
}
