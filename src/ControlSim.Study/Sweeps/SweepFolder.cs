using System.Text;
using System.Text.Json;
using ControlSim.Study.ResultFiles;

namespace ControlSim.Study.Sweeps;

/// <summary>
/// The folder of a sweep: sweep.json, design.csv, parts/ and, when all parts are there, merged/. What is done is what lies in
/// parts/ and is whole; there is no other book-keeping, so any process may stop at any moment.
/// </summary>
public sealed class SweepFolder : IDisposable
{
    public const string RecordName = "sweep.json";
    public const string DesignName = "design.csv";
    private const string LockName = ".lock";
    private const string TemporarySuffix = ".tmp";
    private readonly FileStream? held;

    private SweepFolder(string path, SweepRecord record, FileStream? held) => (Path, Record, this.held) = (path, record, held);

    public string Path { get; }

    public SweepRecord Record { get; }

    /// <summary>Folder of the part files.</summary>
    public string Parts => System.IO.Path.Combine(Path, "parts");

    /// <summary>Folder of the merged tables.</summary>
    public string Merged => System.IO.Path.Combine(Path, "merged");

    /// <summary>Begins a sweep in a folder that does not exist or is empty, or goes on with the same sweep.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="record">What is swept.</param>
    /// <param name="texts">Further files that are written when the sweep begins: name and text.</param>
    /// <param name="isShared">Other workers may use the folder at the same time.</param>
    /// <exception cref="SweepException">The folder holds something else or another sweep, or is in use.</exception>
    /// <exception cref="OutputFolderException">It cannot be created.</exception>
    public static SweepFolder Begin(string path, SweepRecord record, IReadOnlyList<(string Name, string Text)> texts, bool isShared)
    {
        string recordPath = System.IO.Path.Combine(path, RecordName);
        if (File.Exists(path))
        {
            throw new OutputFolderException($"cannot create the folder {path}: a file has this name; choose another --out");
        }

        if (Directory.Exists(path) && !File.Exists(recordPath) && Directory.EnumerateFileSystemEntries(path).Any(e => !IsOurs(e)))
        {
            throw new SweepException($"{path} exists and holds no sweep; choose another --out");
        }

        FileStream held;
        try
        {
            Directory.CreateDirectory(System.IO.Path.Combine(path, "parts"));
            held = Hold(path, isShared);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new OutputFolderException($"cannot create the folder {path}: {e.Message}", e);
        }

        try
        {
            CheckOrWrite(path, recordPath, record, texts);
            return new SweepFolder(path, record, held);
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }

    /// <summary>Opens the folder of a sweep that was begun.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="isExclusive">Nobody else may work in it meanwhile.</param>
    /// <exception cref="SweepException">It holds no sweep, or is in use.</exception>
    public static SweepFolder Open(string path, bool isExclusive)
    {
        string recordPath = System.IO.Path.Combine(path, RecordName);
        if (!File.Exists(recordPath))
        {
            throw new SweepException($"{path} holds no sweep: there is no {RecordName} in it");
        }

        FileStream? held = isExclusive ? Hold(path, isShared: false) : null;
        try
        {
            return new SweepFolder(path, SweepRecord.FromJson(File.ReadAllText(recordPath)), held);
        }
        catch (JsonException e)
        {
            held?.Dispose();
            throw new SweepException($"{recordPath} cannot be read: {e.Message}", e);
        }
    }

    /// <summary>Path of the file of each part that is whole; files that are not are told and left out.</summary>
    /// <param name="damaged">Is told a file whose bytes are not those that its name promises.</param>
    public Dictionary<int, string> WholeParts(Action<string> damaged)
    {
        var whole = new Dictionary<int, string>();
        foreach (string file in Directory.EnumerateFiles(Parts).Order(StringComparer.Ordinal))
        {
            int part = PartFile.NumberOf(System.IO.Path.GetFileName(file));
            if (part < 0 || part >= Record.Parts)
            {
                continue;
            }

            if (PartFile.IsWhole(file))
            {
                whole[part] = file;
            }
            else
            {
                damaged(file);
            }
        }

        return whole;
    }

    /// <summary>Writes a part: to a temporary name, to the disk, then to its name.</summary>
    /// <returns>The path.</returns>
    public string WritePart(int part, byte[] bytes)
    {
        string path = System.IO.Path.Combine(Parts, PartFile.Name(part, bytes));
        Write(path, bytes);
        return path;
    }

    /// <summary>Removes what a killed process left half-written.</summary>
    public void RemoveTemporaries()
    {
        foreach (string file in Directory.EnumerateFiles(Parts, $".*{TemporarySuffix}"))
        {
            File.Delete(file);
        }
    }

    public void Dispose() => held?.Dispose();

    /// <summary>Writes a file under a temporary name and renames it.</summary>
    internal static void Write(string path, byte[] bytes)
    {
        string temporary = System.IO.Path.Combine(
            System.IO.Path.GetDirectoryName(path)!, $".{System.IO.Path.GetFileName(path)}.{Environment.ProcessId}{TemporarySuffix}");
        try
        {
            using (var file = new FileStream(temporary, FileMode.Create))
            {
                file.Write(bytes);
                file.Flush(flushToDisk: true);
            }

            File.Move(temporary, path, overwrite: true);
        }
        catch (IOException)
        {
            File.Delete(temporary);
            throw;
        }
    }

    private static bool IsOurs(string entry) => System.IO.Path.GetFileName(entry) is LockName or "parts" or DesignName or "study.yaml"
        or "scenario.lock.yaml" || entry.EndsWith(TemporarySuffix, StringComparison.Ordinal);

    private static void CheckOrWrite(string path, string recordPath, SweepRecord record, IReadOnlyList<(string Name, string Text)> texts)
    {
        if (!File.Exists(recordPath))
        {
            foreach ((string name, string text) in texts)
            {
                Write(System.IO.Path.Combine(path, name), Encoding.UTF8.GetBytes(text));
            }

            Write(recordPath, Encoding.UTF8.GetBytes(record.ToJson()));
            return;
        }

        SweepRecord begun;
        try
        {
            begun = SweepRecord.FromJson(File.ReadAllText(recordPath));
        }
        catch (JsonException e)
        {
            throw new SweepException($"{recordPath} cannot be read: {e.Message}", e);
        }

        string[] differences = [.. record.DifferencesTo(begun)];
        if (differences.Length > 0)
        {
            throw new SweepException(
                $"{path} was begun with another sweep; what differs: {string.Join("; ", differences)}. "
                + "Its runs would not fit: undo the change, or choose another --out");
        }
    }

    /// <summary>An advisory lock that the system gives back when the process ends, however it ends.</summary>
    private static FileStream Hold(string path, bool isShared)
    {
        string file = System.IO.Path.Combine(path, LockName);
        if (!File.Exists(file))
        {
            try
            {
                new FileStream(file, FileMode.CreateNew).Dispose();
            }
            catch (IOException) when (File.Exists(file))
            {
                // Another worker made it meanwhile.
            }
        }

        try
        {
            return isShared
                ? new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read)
                : new FileStream(file, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException e)
        {
            throw new SweepException($"another sweep is at work in {path}; wait for its end, or choose another --out", e);
        }
    }
}
