using ControlSim.Study.ResultFiles;

namespace ControlSim.Cli;

/// <summary>A table from standard input as a file of its own while a command reads it, for a table may be looked at more than once.</summary>
internal sealed class StandardTable : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("controlsim-");

    private StandardTable(byte[] contents) => File.WriteAllBytes(Path, contents);

    private string Path => System.IO.Path.Combine(folder.FullName, Terminal.InputName);

    /// <summary>Does something with files of which one may be <c>-</c>; messages call that one stdin.</summary>
    /// <param name="files">The files; null where none is named.</param>
    /// <param name="terminal">Has standard input.</param>
    /// <param name="work">Gets the files to read.</param>
    /// <exception cref="UsageException">Two of them are standard input.</exception>
    public static T With<T>(string?[] files, Terminal terminal, Func<string?[], T> work)
    {
        int asked = files.Count(f => f == Terminal.Standard);
        if (asked != 1)
        {
            return asked == 0 ? work(files) : throw new UsageException($"'{Terminal.Standard}' can stand for one table: standard input is read once.");
        }

        using var table = new StandardTable(terminal.ReadInput());
        try
        {
            return work(Array.ConvertAll(files, f => f == Terminal.Standard ? table.Path : f));
        }
        catch (CsvFormatException e)
        {
            throw new DataException(e.Message.Replace(table.Path, Terminal.InputName, StringComparison.Ordinal));
        }
    }

    public void Dispose() => folder.Delete(recursive: true);
}
