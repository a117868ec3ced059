using System.Collections.Immutable;
using System.IO.Compression;
using System.Text;
using ControlSim.Runs;

namespace ControlSim.Study.Checkpoints;

/// <summary>
/// One saved run, compressed: a run of the Syria-Iraq theatre takes some 60 kB after two months. The same snapshot gives the same bytes.
/// </summary>
/// <param name="Replicate">Number of the replicate.</param>
/// <param name="Tick">Ticks done.</param>
/// <param name="IsFinished">It is the result of a run that is over, not a state to go on from.</param>
/// <param name="Bytes">The snapshot.</param>
public sealed record PackedRun(int Replicate, int Tick, bool IsFinished, ImmutableArray<byte> Bytes)
{
    /// <summary>Packs a snapshot.</summary>
    public static PackedRun Of(int replicate, Snapshot snapshot)
    {
        using var packed = new MemoryStream();
        using (var deflate = new DeflateStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        using (var writer = new BinaryWriter(deflate, Encoding.UTF8))
        {
            writer.Write(snapshot.Key);
            writer.Write(snapshot.Tick);
            writer.Write(snapshot.Parts.Count);
            foreach ((string name, ImmutableArray<byte> bytes) in snapshot.Parts)
            {
                writer.Write(name);
                writer.Write(bytes.Length);
                writer.Write(bytes.AsSpan());
            }
        }

        return new PackedRun(replicate, snapshot.Tick, FinishedRun.Is(snapshot), [.. packed.ToArray()]);
    }

    /// <summary>The snapshot again.</summary>
    /// <exception cref="InvalidDataException">The bytes are none.</exception>
    public Snapshot Open()
    {
        using var deflate = new DeflateStream(new MemoryStream([.. Bytes]), CompressionMode.Decompress);
        using var reader = new BinaryReader(deflate, Encoding.UTF8);
        (ulong key, int tick, int count) = (reader.ReadUInt64(), reader.ReadInt32(), reader.ReadInt32());
        var parts = ImmutableSortedDictionary.CreateBuilder<string, ImmutableArray<byte>>(StringComparer.Ordinal);
        for (int i = 0; i < count; i++)
        {
            string name = reader.ReadString();
            byte[] bytes = new byte[reader.ReadInt32()];
            reader.BaseStream.ReadExactly(bytes);
            parts.Add(name, [.. bytes]);
        }

        return new Snapshot { Key = key, Tick = tick, Parts = parts.ToImmutable() };
    }
}
