using ControlSim.Cli;
using ControlSim.Tests.ResultFiles;
using ControlSim.Tests.ScenarioFiles;

namespace ControlSim.Tests.Cli;

/// <summary>Calls the program in this process, in a temporary folder with the small world in it.</summary>
internal sealed class CommandLine : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public CommandLine() => World = Write("world.yaml", ScenarioFolder.World);

    /// <summary>Path of the small world.</summary>
    public string World { get; }

    /// <summary>Standard output of the last call.</summary>
    public string Out { get; private set; } = "";

    /// <summary>Standard error of the last call.</summary>
    public string Error { get; private set; } = "";

    /// <summary>Names in the temporary folder.</summary>
    public string[] Content => folder.Content;

    public string In(string name) => folder.In(name);

    public string Write(string name, string text)
    {
        File.WriteAllText(In(name), text);
        return In(name);
    }

    /// <summary>Calls the program; no error may show a stack trace.</summary>
    /// <returns>The exit code.</returns>
    public int Call(params string[] args)
    {
        using var stop = new StopSignal();
        return Call(stop, args);
    }

    /// <summary>Calls the program with bytes on standard input.</summary>
    public int CallWith(byte[] input, params string[] args)
    {
        using var stop = new StopSignal();
        return Call(stop, args, input);
    }

    public int Call(StopSignal stop, params string[] args) => Call(stop, args, null);

    private int Call(StopSignal stop, string[] args, byte[]? input)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        int code = Application.Invoke(args, new Terminal(output, error, false, false) { In = () => new MemoryStream(input ?? []) }, stop);
        (Out, Error) = (output.ToString(), error.ToString());
        Assert.DoesNotContain("   at ", Error, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', Out + Error);
        return code;
    }

    public void Dispose() => folder.Dispose();
}
