using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace ControlSim.Runs;

/// <summary>
/// A run stopped after a tick: everything that later ticks and the result need, as named bytes. From it the run goes on to
/// the same hashes as one that was never stopped.
/// </summary>
public sealed class Snapshot
{
    /// <summary>Key of the run's random numbers.</summary>
    public required ulong Key { get; init; }

    /// <summary>Ticks done.</summary>
    public required int Tick { get; init; }

    /// <summary>Columns of the tables, the log, the series: little-endian bytes by name.</summary>
    public required ImmutableSortedDictionary<string, ImmutableArray<byte>> Parts { get; init; }

    /// <summary>The values of a part.</summary>
    /// <exception cref="ArgumentException">It has no such part.</exception>
    internal ReadOnlySpan<T> Get<T>(string name)
        where T : unmanaged =>
        MemoryMarshal.Cast<byte, T>(Parts.TryGetValue(name, out ImmutableArray<byte> bytes) ? bytes.AsSpan() : throw Missing(name));

    /// <summary>Copies a part over values of the same size.</summary>
    /// <exception cref="ArgumentException">It has no such part, or one of another size.</exception>
    internal void CopyTo<T>(string name, Span<T> target)
        where T : unmanaged
    {
        ReadOnlySpan<T> values = Get<T>(name);
        if (values.Length != target.Length)
        {
            throw new ArgumentException($"{name} of the saved run has {values.Length} values, this scenario has {target.Length}.");
        }

        values.CopyTo(target);
    }

    private static ArgumentException Missing(string name) => new($"The saved run has no {name}: another version of the program made it.");
}

/// <summary>Collects the parts of a snapshot.</summary>
internal sealed class SnapshotParts
{
    private readonly ImmutableSortedDictionary<string, ImmutableArray<byte>>.Builder _parts =
        ImmutableSortedDictionary.CreateBuilder<string, ImmutableArray<byte>>(StringComparer.Ordinal);

    public void Add<T>(string name, ReadOnlySpan<T> values)
        where T : unmanaged => _parts.Add(name, [.. MemoryMarshal.AsBytes(values)]);

    public ImmutableSortedDictionary<string, ImmutableArray<byte>> ToImmutable() => _parts.ToImmutable();
}
