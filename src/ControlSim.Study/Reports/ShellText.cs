namespace ControlSim.Study.Reports;

/// <summary>Commands as one types them.</summary>
internal static class ShellText
{
    /// <summary>The program with its arguments, quoted where a POSIX shell would take them apart.</summary>
    public static string Command(IEnumerable<string> arguments) => string.Join(' ', arguments.Select(Quoted).Prepend("controlsim"));

    private static string Quoted(string argument) =>
        argument.Length > 0 && argument.All(c => char.IsAsciiLetterOrDigit(c) || "-_./=:,@%+".Contains(c, StringComparison.Ordinal))
            ? argument
            : $"'{argument.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
