using Spectre.Console;

namespace ControlSim.Cli;

/// <summary>
/// Where a command writes: results to <see cref="Out"/>, everything about the work to <see cref="Error"/>. Bold letters, colours and bars
/// only on a terminal: Spectre writes them into pipes too (0.49.1).
/// </summary>
/// <param name="Out">Standard output.</param>
/// <param name="Error">Standard error.</param>
/// <param name="OutIsTerminal">A person reads standard output.</param>
/// <param name="ErrorIsTerminal">A person reads standard error.</param>
internal sealed record Terminal(TextWriter Out, TextWriter Error, bool OutIsTerminal, bool ErrorIsTerminal)
{
    /// <summary>What <c>-</c> means on the command line.</summary>
    public const string Standard = "-";

    /// <summary>Name of standard input in messages.</summary>
    public const string InputName = "stdin";

    /// <summary>Opens standard input.</summary>
    public Func<Stream> In { get; init; } = Console.OpenStandardInput;

    /// <summary>All bytes of standard input; it can be read once.</summary>
    public byte[] ReadInput()
    {
        using Stream stream = In();
        using var memory = new MemoryStream();
        stream.CopyTo(memory);
        return memory.ToArray();
    }

    /// <summary>The standard streams of this process, with LF line ends on every system.</summary>
    public static Terminal OfProcess()
    {
        Console.Out.NewLine = "\n";
        Console.Error.NewLine = "\n";
        return new Terminal(Console.Out, Console.Error, !Console.IsOutputRedirected, !Console.IsErrorRedirected);
    }

    /// <summary>Writes a table to standard output.</summary>
    public void Write(TextTable table)
    {
        if (OutIsTerminal)
        {
            table.WriteTo(ConsoleOn(Out));
        }
        else
        {
            Out.Write(table.ToText());
        }
    }

    /// <summary>Does long work with a progress bar on standard error; without one if that is no terminal.</summary>
    /// <param name="title">What is done.</param>
    /// <param name="total">Steps in all.</param>
    /// <param name="work">The work; it reports the number of steps done, from any thread and in any order.</param>
    public T WithProgress<T>(string title, int total, Func<IProgress<int>?, T> work)
    {
        if (!ErrorIsTerminal)
        {
            return work(null);
        }

        return ConsoleOn(Error)
            .Progress()
            .AutoClear(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .Start(context => work(new Bar(context.AddTask(Markup.Escape(title), maxValue: total))));
    }

    /// <summary>The same for work of which a part may have been done before: with a count, a rate and the time left.</summary>
    /// <param name="title">What is done.</param>
    /// <param name="total">Steps in all.</param>
    /// <param name="steps">What a step is, in the plural.</param>
    /// <param name="work">The work; its first report is what was done before.</param>
    public T WithRate<T>(string title, int total, string steps, Func<IProgress<int>?, T> work)
    {
        if (!ErrorIsTerminal)
        {
            return work(null);
        }

        return ConsoleOn(Error)
            .Progress()
            .AutoClear(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RateColumn(steps))
            .Start(context => work(new Bar(context.AddTask(Markup.Escape(title), maxValue: total))));
    }

    private static IAnsiConsole ConsoleOn(TextWriter writer) =>
        AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(writer) });

    private sealed class Bar(ProgressTask task) : IProgress<int>
    {
        private readonly Lock turn = new();

        public void Report(int value)
        {
            lock (turn)
            {
                task.Value = Math.Max(task.Value, value);
            }
        }
    }
}
