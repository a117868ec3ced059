using System.Text;
using System.Text.Unicode;

namespace ControlSim.Study.ScenarioFiles;

/// <summary>A file's bytes as text, or a problem: too large, not UTF-8, control characters.</summary>
internal static class FileText
{
    /// <summary>Largest file that is read: the whole theatre with its basemap has under 1 MB.</summary>
    public const int MostBytes = 10_000_000;

    /// <summary>Reads a file; null after a problem.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <param name="path">The file.</param>
    /// <param name="file">Its name in messages.</param>
    /// <param name="problems">Gets what is wrong.</param>
    /// <param name="contents">What the file holds, where it is no file (standard input); null to read it.</param>
    public static string? Read(string path, string file, ProblemList problems, byte[]? contents = null)
    {
        byte[]? bytes = contents is null ? ReadBytes(path) : contents.Length > MostBytes ? null : contents;
        if (bytes is null)
        {
            problems.Error(new FileMark(file, 0, 0), "",
                $"the file is larger than {MostBytes / 1_000_000} MB, the most that is read; is it a scenario at all?");
            return null;
        }

        ReadOnlySpan<byte> text = bytes.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? bytes.AsSpan(3) : bytes;
        int bad = FirstBadByte(text);
        if (bad >= 0)
        {
            (int line, int column) = PlaceOf(text, bad);
            problems.Error(new FileMark(file, line, column), "",
                $"the byte 0x{text[bad]:X2} does not belong into a text file; save the file as UTF-8 text");
            return null;
        }

        return Encoding.UTF8.GetString(text);
    }

    private static byte[]? ReadBytes(string path)
    {
        if (Directory.Exists(path))
        {
            throw new IOException($"{path} is a folder, not a file");
        }

        try
        {
            using FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            if (stream.CanSeek && stream.Length > MostBytes)
            {
                return null;
            }

            // A pipe has no length: read one byte more than allowed at most.
            using MemoryStream memory = new();
            byte[] buffer = new byte[65536];
            for (int read = stream.Read(buffer); read > 0 && memory.Length <= MostBytes; read = stream.Read(buffer))
            {
                memory.Write(buffer, 0, read);
            }

            return memory.Length > MostBytes ? null : memory.ToArray();
        }
        catch (DirectoryNotFoundException e)
        {
            throw new FileNotFoundException($"{path}: there is no such file", path, e);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new IOException($"{path}: no permission to read it", e);
        }
    }

    /// <summary>Offset of the first byte that is not UTF-8 or is a control character; -1 if there is none.</summary>
    private static int FirstBadByte(ReadOnlySpan<byte> bytes)
    {
        int control = -1;
        for (int i = 0; i < bytes.Length && control < 0; i++)
        {
            control = bytes[i] is (< 32 and not (9 or 10 or 13)) or 127 ? i : -1;
        }

        if (Utf8.IsValid(bytes))
        {
            return control;
        }

        int at = 0;
        while (at < bytes.Length && Rune.DecodeFromUtf8(bytes[at..], out _, out int length) == System.Buffers.OperationStatus.Done)
        {
            at += length;
        }

        return control >= 0 && control < at ? control : at;
    }

    private static (int Line, int Column) PlaceOf(ReadOnlySpan<byte> bytes, int offset)
    {
        ReadOnlySpan<byte> before = bytes[..offset];
        int lineStart = before.LastIndexOf((byte)'\n') + 1;
        return (before.Count((byte)'\n') + 1, Encoding.UTF8.GetCharCount(before[lineStart..]) + 1);
    }
}
