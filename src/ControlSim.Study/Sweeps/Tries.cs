using System.Globalization;

namespace ControlSim.Study.Sweeps;

/// <summary>
/// How often a piece of work was begun and not ended: a byte is added to a small file at its start, and the file goes at its end.
/// A run that takes the process with it would otherwise be tried for ever.
/// </summary>
internal sealed class Tries(string folder)
{
    private const string Name = "tries";

    /// <summary>Starts so far of a piece that was not ended.</summary>
    public int Of(string piece)
    {
        var file = new FileInfo(PathOf(piece));
        return file.Exists ? (int)file.Length : 0;
    }

    public void Begin(string piece)
    {
        Directory.CreateDirectory(Path.Combine(folder, Name));
        using var file = new FileStream(PathOf(piece), FileMode.Append, FileAccess.Write);
        file.WriteByte((byte)'x');
    }

    public void End(string piece) => File.Delete(PathOf(piece));

    /// <summary>Forgets all counts: a retry begins anew.</summary>
    public void Forget()
    {
        if (Directory.Exists(Path.Combine(folder, Name)))
        {
            Directory.Delete(Path.Combine(folder, Name), recursive: true);
        }
    }

    /// <summary>Removes the folder of the counts if it is empty, as it is after an undisturbed sweep.</summary>
    public void Tidy()
    {
        string path = Path.Combine(folder, Name);
        if (Directory.Exists(path) && !Directory.EnumerateFileSystemEntries(path).Any())
        {
            Directory.Delete(path);
        }
    }

    public static string Part(int part) => string.Create(CultureInfo.InvariantCulture, $"part-{part:000000}");

    public static string Run(int part, string row, int replicate) => $"{Part(part)}-{row}-{replicate}";

    private string PathOf(string piece) => Path.Combine(folder, Name, piece);
}
