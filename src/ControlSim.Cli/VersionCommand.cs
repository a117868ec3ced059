using System.CommandLine;
using System.Reflection;
using System.Runtime.InteropServices;

namespace ControlSim.Cli;

/// <summary><c>version</c>: what is running, for a bug report.</summary>
internal static class VersionCommand
{
    /// <summary>Version of the program, with the commit if it was built from one.</summary>
    public static string Version { get; } =
        typeof(VersionCommand).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;

    public static Command Create(Terminal terminal)
    {
        var command = new Command("version", "Print version, runtime and operating system.");
        command.SetAction(_ =>
        {
            terminal.Out.WriteLine($"{Application.Name} {Version}");
            terminal.Out.WriteLine($"{RuntimeInformation.FrameworkDescription} ({RuntimeInformation.ProcessArchitecture})");
            terminal.Out.WriteLine(RuntimeInformation.OSDescription);
            return ExitCode.Done;
        });
        return command;
    }
}
