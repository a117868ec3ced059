using System.Buffers.Binary;
using System.Collections.Immutable;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using ControlSim.Study.ResultFiles;

namespace ControlSim.Study.Checkpoints;

/// <summary>
/// A file of saved runs: a first line with the format, a header as JSON, the scenario, the runs, and the SHA-256 of all of it. It holds no clock
/// and no name of a machine.
/// </summary>
public static class CheckpointFile
{
    /// <summary>End of the names of such files.</summary>
    public const string Extension = ".checkpoint";

    /// <summary>Folder of such files in a result folder.</summary>
    public const string Folder = "checkpoints";

    private const int Format = 1;
    private const string Word = "controlsim checkpoint ";

    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Path in a result folder of the states of a day.</summary>
    public static string PathOf(DateOnly date) => $"{Folder}/{date:yyyy-MM-dd}{Extension}";

    /// <summary>Writes the file; an existing one is replaced when the new one is whole.</summary>
    /// <exception cref="OutputFolderException">It cannot be created.</exception>
    public static void Write(string path, Checkpoint checkpoint) => OutputFile.Write(path, stream => Write(stream, checkpoint));

    /// <summary>Writes the bytes of a file.</summary>
    public static void Write(Stream stream, Checkpoint checkpoint)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        void Add(ReadOnlySpan<byte> bytes)
        {
            hash.AppendData(bytes);
            stream.Write(bytes);
        }

        void Block(ReadOnlySpan<byte> bytes)
        {
            Span<byte> length = stackalloc byte[sizeof(int)];
            BinaryPrimitives.WriteInt32LittleEndian(length, bytes.Length);
            Add(length);
            Add(bytes);
        }

        var header = new Header(
            checkpoint.Version, checkpoint.Engine, checkpoint.Asked, checkpoint.Date, checkpoint.KeptTicks,
            [.. checkpoint.Runs.Select(r => new Entry(r.Replicate, r.Tick, r.IsFinished))]);
        Add(Encoding.ASCII.GetBytes($"{Word}{Format}\n"));
        Block(JsonSerializer.SerializeToUtf8Bytes(header, Options));
        Block(Packed(checkpoint.LockText));
        foreach (PackedRun run in checkpoint.Runs)
        {
            Block(run.Bytes.AsSpan());
        }

        stream.Write(hash.GetHashAndReset());
    }

    /// <summary>Reads a file.</summary>
    /// <exception cref="FormatException">It is none, is damaged, or is of a newer format; the message is for the user.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static Checkpoint Read(string path)
    {
        byte[] bytes = File.ReadAllBytes(path);
        int at = LineEnd(path, bytes);
        int body = bytes.Length - SHA256.HashSizeInBytes;
        if (body < at || !SHA256.HashData(bytes.AsSpan(0, body)).AsSpan().SequenceEqual(bytes.AsSpan(body)))
        {
            throw new FormatException($"{path} is damaged: it was cut short or changed, its checksum does not hold; take an earlier state, or run the scenario again");
        }

        ReadOnlySpan<byte> Block()
        {
            int length = BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(at, sizeof(int)));
            at += sizeof(int) + length;
            return bytes.AsSpan(at - length, length);
        }

        Header header = JsonSerializer.Deserialize<Header>(Block(), Options) ?? throw new FormatException($"{path} has no header.");
        string lockText = Unpacked(Block());
        var runs = ImmutableArray.CreateBuilder<PackedRun>(header.Runs.Length);
        foreach (Entry entry in header.Runs)
        {
            runs.Add(new PackedRun(entry.Replicate, entry.Tick, entry.IsFinished, [.. Block()]));
        }

        return new Checkpoint
        {
            Version = header.Version,
            Engine = header.Engine,
            Asked = header.Asked,
            Date = header.Date,
            KeptTicks = header.KeptTicks,
            LockText = lockText,
            Runs = runs.MoveToImmutable(),
        };
    }

    private static int LineEnd(string path, byte[] bytes)
    {
        const int Longest = 40;
        int end = bytes.AsSpan(0, Math.Min(Longest, bytes.Length)).IndexOf((byte)'\n');
        string line = end < 0 ? "" : Encoding.ASCII.GetString(bytes, 0, end);
        if (!line.StartsWith(Word, StringComparison.Ordinal) || !int.TryParse(line.AsSpan(Word.Length), out int format))
        {
            throw new FormatException($"{path} is no saved state: it does not begin with '{Word.TrimEnd()}'");
        }

        return format == Format
            ? end + 1
            : throw new FormatException($"{path} has format {format}, this program reads {Format}: go on with the program that saved it");
    }

    private static byte[] Packed(string text)
    {
        using var packed = new MemoryStream();
        using (var deflate = new DeflateStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            deflate.Write(Encoding.UTF8.GetBytes(text));
        }

        return packed.ToArray();
    }

    private static string Unpacked(ReadOnlySpan<byte> bytes)
    {
        using var reader = new StreamReader(new DeflateStream(new MemoryStream(bytes.ToArray()), CompressionMode.Decompress), Encoding.UTF8);
        return reader.ReadToEnd();
    }

    private sealed record Entry(int Replicate, int Tick, bool IsFinished);

    private sealed record Header(
        string Version, string Engine, CheckpointRequest Asked, DateOnly? Date, ImmutableArray<int> KeptTicks, ImmutableArray<Entry> Runs);
}
