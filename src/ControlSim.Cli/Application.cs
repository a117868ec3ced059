using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using ControlSim.Study.ResultFiles;
using ControlSim.Study.Sweeps;

namespace ControlSim.Cli;

/// <summary>The program: its commands, and what an error becomes outside.</summary>
internal static class Application
{
    public const string Name = "controlsim";

    /// <summary>Parses and does one command.</summary>
    /// <returns>The exit code.</returns>
    public static int Invoke(string[] args, Terminal terminal, StopSignal stop)
    {
        // Without response files: a value may begin with '@'.
        ParseResult parsed = Root(args, terminal, stop).Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (parsed.Action is ParseErrorAction)
        {
            foreach (string message in parsed.Errors.Select(e => e.Message).Distinct())
            {
                terminal.Error.WriteLine($"error: {message}");
            }

            terminal.Error.WriteLine($"See '{CommandName(parsed)} --help'.");
            return ExitCode.Usage;
        }

        try
        {
            return parsed.Action is HelpAction ? Help(parsed, terminal) : Invoke(parsed, terminal.Out, terminal);
        }
        catch (Exception e) when (MessageOf(e) is (int code, string text))
        {
            terminal.Error.WriteLine($"error: {text}");
            return code;
        }
        catch (OperationCanceledException e) when (stop.Token.IsCancellationRequested)
        {
            terminal.Error.WriteLine(e is StoppedException ? e.Message : "stopped; nothing was written");
            return stop.ExitCode;
        }
#pragma warning disable CA1031 // The last line of defence: a bug must end with its code and without a stack trace.
        catch (Exception e)
        {
            string place = $"{e.TargetSite?.DeclaringType?.FullName}.{e.TargetSite?.Name}";
            terminal.Error.WriteLine($"error: this is a bug of {Name}: {e.GetType().Name} in {place}: {e.Message}");
            return ExitCode.Software;
        }
#pragma warning restore CA1031
    }

    private static int Invoke(ParseResult parsed, TextWriter output, Terminal terminal) => parsed.Invoke(new InvocationConfiguration
    {
        Output = output,
        Error = terminal.Error,
        EnableDefaultExceptionHandler = false,
        ProcessTerminationTimeout = null,
    });

    /// <summary>Help with the program's name: the parser names the root after the assembly's file, and nothing sets it.</summary>
    private static int Help(ParseResult parsed, Terminal terminal)
    {
        using var text = new StringWriter { NewLine = "\n" };
        int code = Invoke(parsed, text, terminal);
        terminal.Out.Write(text.ToString().Replace(RootCommand.ExecutableName, Name, StringComparison.Ordinal));
        return code;
    }

    /// <summary>Exit code and text of an error that is not ours; null of any other.</summary>
    private static (int Code, string Text)? MessageOf(Exception error) => error switch
    {
        UsageException => (ExitCode.Usage, error.Message),
        InputException => (ExitCode.NoInput, error.Message),
        DataException or CsvFormatException => (ExitCode.InvalidData, error.Message),
        OutputFolderException or SweepException => (ExitCode.CannotCreate, error.Message),
        IOException or UnauthorizedAccessException => (ExitCode.InputOutput, error.Message),
        _ => null,
    };

    /// <summary>The command that is asked for, or all of them for help, completion and a word that is no command.</summary>
    private static RootCommand Root(string[] args, Terminal terminal, StopSignal stop)
    {
        (string Name, Func<Command> Create)[] commands =
        [
            ("check", () => CheckCommand.Create(terminal)),
            ("explain", () => ExplainCommand.Create(terminal)),
            ("inspect", () => InspectCommand.Create(terminal)),
            ("run", () => RunCommand.Create(args, terminal, stop)),
            ("compare", () => CompareCommand.Create(args, terminal, stop)),
            ("branch", () => BranchCommand.Create(args, terminal, stop)),
            ("library", () => LibraryCommand.Create(terminal, stop.Token)),
            ("sweep", () => SweepCommand.Create(terminal, stop)),
            ("analyze", () => AnalyzeCommand.Create(terminal)),
            ("score", () => ScoreCommand.Create(args, terminal, stop.Token)),
            ("calibrate", () => CalibrateCommand.Create(terminal, stop.Token)),
            ("plot", () => PlotCommand.Create(terminal, stop.Token)),
            ("report", () => ReportCommand.Create(args, terminal)),
            ("gallery", () => GalleryCommand.Create(terminal, stop.Token)),
            ("schema", () => SchemaCommand.Create(terminal)),
            ("bench", () => BenchCommand.Create(terminal, stop.Token)),
            ("version", () => VersionCommand.Create(terminal)),
        ];
        var root = new RootCommand("ControlSim: who controls which place, and why it changes hands.");
        int asked = args.Length == 0 ? -1 : Array.FindIndex(commands, c => c.Name == args[0]);
        foreach ((_, Func<Command> create) in asked < 0 ? commands : commands[asked..(asked + 1)])
        {
            root.Add(create());
        }

        return root;
    }

    private static string CommandName(ParseResult parsed)
    {
        var names = new List<string>();
        for (CommandResult? result = parsed.CommandResult; result is not null; result = result.Parent as CommandResult)
        {
            names.Insert(0, result.Command is RootCommand ? Name : result.Command.Name);
        }

        return string.Join(' ', names);
    }
}
