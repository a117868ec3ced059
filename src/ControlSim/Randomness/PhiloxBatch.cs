using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace ControlSim.Randomness;

/// <summary>
/// <see cref="Philox"/> for many entities at once: chains of vectors of 64-bit lanes, of which the multiplication reads the low halves; what the
/// high ones hold is thrown away at the end. Rounds follow one another without a loop, so that no vector need be moved to where the next one begins.
/// The same bits as one at a time (a test compares them); where the processor has no such multiplication, one at a time.
/// </summary>
/// <remarks>
/// Vectors of 512 bits draw a block in 2.0 ns and these in 3.2, but a whole tick of 100,000 units took no less with them: 16.4 and 16.0 ms, least of
/// six in turn.
/// </remarks>
internal static class PhiloxBatch
{
    private const int Wide = 16;
    private const int Narrow = 8;

    /// <summary>Shuffles the high half of each lane into the low one, for which another of the processor's units is free than for a shift.</summary>
    private const byte High = 0b11_11_01_01;

    /// <summary>The blocks of counters (c0, c1, low and high half of an entity), in words of 16 bits, low half before high half.</summary>
    /// <param name="c0">First word of all counters.</param>
    /// <param name="c1">Second word of all counters.</param>
    /// <param name="entities">Third and fourth words.</param>
    /// <param name="key0">Low half of the key.</param>
    /// <param name="key1">High half of the key.</param>
    /// <param name="words">The first words of all entities; the others follow, each at a distance from the one before.</param>
    /// <param name="distance">That distance, at least the number of entities.</param>
    public static void Words(uint c0, uint c1, ReadOnlySpan<ulong> entities, uint key0, uint key1, Span<ushort> words, int distance)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(distance, entities.Length);
        ArgumentOutOfRangeException.ThrowIfLessThan(words.Length, (7 * distance) + entities.Length);
        int done = 0;
        ref ulong entity = ref MemoryMarshal.GetReference(entities);
        ref ushort word = ref MemoryMarshal.GetReference(words);
        // Four chains have room in 32 registers.
        for (; Avx512F.VL.IsSupported && done <= entities.Length - Wide; done += Wide)
        {
            Sixteen(c0, c1, ref Unsafe.Add(ref entity, done), key0, key1, ref Unsafe.Add(ref word, done), distance);
        }

        for (; Avx2.IsSupported && entities.Length >= Narrow && done < entities.Length; done += Narrow)
        {
            // The last eight may begin before those that are left: some are drawn again.
            done = Math.Min(done, entities.Length - Narrow);
            Eight(c0, c1, ref Unsafe.Add(ref entity, done), key0, key1, ref Unsafe.Add(ref word, done), distance);
        }

        for (; done < entities.Length; done++)
        {
            ulong id = entities[done];
            Philox.Block block = Philox.Next(new Philox.Block(c0, c1, (uint)id, (uint)(id >> 32)), key0, key1);
            (words[done], words[done + distance]) = ((ushort)block.Word0, (ushort)(block.Word0 >> 16));
            (words[done + (2 * distance)], words[done + (3 * distance)]) = ((ushort)block.Word1, (ushort)(block.Word1 >> 16));
            (words[done + (4 * distance)], words[done + (5 * distance)]) = ((ushort)block.Word2, (ushort)(block.Word2 >> 16));
            (words[done + (6 * distance)], words[done + (7 * distance)]) = ((ushort)block.Word3, (ushort)(block.Word3 >> 16));
        }
    }

    /// <summary>Four chains, since a round of one waits for its products.</summary>
    private static void Sixteen(uint c0, uint c1, ref ulong entity, uint key0, uint key1, ref ushort word, int distance)
    {
        Vector256<ulong> k0 = Vector256.Create((ulong)key0), k1 = Vector256.Create((ulong)key1);
        Fours a = new(c0, c1, ref entity), b = new(c0, c1, ref Unsafe.Add(ref entity, 4));
        Fours c = new(c0, c1, ref Unsafe.Add(ref entity, 8)), d = new(c0, c1, ref Unsafe.Add(ref entity, 12));
        Round(ref a, ref b, ref c, ref d, ref k0, ref k1);
        Round(ref a, ref b, ref c, ref d, ref k0, ref k1);
        Round(ref a, ref b, ref c, ref d, ref k0, ref k1);
        Round(ref a, ref b, ref c, ref d, ref k0, ref k1);
        Round(ref a, ref b, ref c, ref d, ref k0, ref k1);
        Round(ref a, ref b, ref c, ref d, ref k0, ref k1);
        Round(ref a, ref b, ref c, ref d, ref k0, ref k1);
        Round(ref a, ref b, ref c, ref d, ref k0, ref k1);
        Round(ref a, ref b, ref c, ref d, ref k0, ref k1);
        Round(ref a, ref b, ref c, ref d, ref k0, ref k1);
        Store(a, b, ref word, distance);
        Store(c, d, ref Unsafe.Add(ref word, Narrow), distance);
    }

    private static void Eight(uint c0, uint c1, ref ulong entity, uint key0, uint key1, ref ushort word, int distance)
    {
        Vector256<ulong> k0 = Vector256.Create((ulong)key0), k1 = Vector256.Create((ulong)key1);
        Fours a = new(c0, c1, ref entity), b = new(c0, c1, ref Unsafe.Add(ref entity, 4));
        Round(ref a, ref b, ref k0, ref k1);
        Round(ref a, ref b, ref k0, ref k1);
        Round(ref a, ref b, ref k0, ref k1);
        Round(ref a, ref b, ref k0, ref k1);
        Round(ref a, ref b, ref k0, ref k1);
        Round(ref a, ref b, ref k0, ref k1);
        Round(ref a, ref b, ref k0, ref k1);
        Round(ref a, ref b, ref k0, ref k1);
        Round(ref a, ref b, ref k0, ref k1);
        Round(ref a, ref b, ref k0, ref k1);
        Store(a, b, ref word, distance);
    }

    /// <summary>A round of four chains, after which the keys are those of the next.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Round(ref Fours a, ref Fours b, ref Fours c, ref Fours d, ref Vector256<ulong> k0, ref Vector256<ulong> k1)
    {
        a.Round(k0, k1);
        b.Round(k0, k1);
        Round(ref c, ref d, ref k0, ref k1);
    }

    /// <summary>A round of two chains, after which the keys are those of the next.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Round(ref Fours a, ref Fours b, ref Vector256<ulong> k0, ref Vector256<ulong> k1)
    {
        a.Round(k0, k1);
        b.Round(k0, k1);
        k0 += Vector256.Create((ulong)Philox.Weyl0);
        k1 += Vector256.Create((ulong)Philox.Weyl1);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(in Fours a, in Fours b, ref ushort word, int distance)
    {
        Store(a.C0, b.C0, ref word, distance);
        Store(a.C1, b.C1, ref Unsafe.Add(ref word, 2 * (nint)distance), distance);
        Store(a.C2, b.C2, ref Unsafe.Add(ref word, 4 * (nint)distance), distance);
        Store(a.C3, b.C3, ref Unsafe.Add(ref word, 6 * (nint)distance), distance);
    }

    /// <summary>
    /// Low halves of the lanes of both vectors in two halves each: pairs of lanes beside one another, then of four lanes the low halves before the high
    /// ones, then both apart in the order of entities.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(Vector256<ulong> a, Vector256<ulong> b, ref ushort word, int distance)
    {
        Vector256<uint> both = Avx2.Blend(a.AsUInt32(), (b << 32).AsUInt32(), 0b1010_1010);
        Vector256<byte> apart = Avx2.Shuffle(both.AsByte(), Vector256.Create(
            0x0D0C_0504_0908_0100UL, 0x0F0E_0706_0B0A_0302UL, 0x0D0C_0504_0908_0100UL, 0x0F0E_0706_0B0A_0302UL).AsByte());
        Vector256<ushort> halves = Avx2.PermuteVar8x32(apart.AsUInt32(), Vector256.Create(0U, 4, 1, 5, 2, 6, 3, 7)).AsUInt16();
        halves.GetLower().StoreUnsafe(ref word);
        halves.GetUpper().StoreUnsafe(ref word, (nuint)distance);
    }

    /// <summary>Four counters on their way through the rounds.</summary>
    private struct Fours
    {
        public Vector256<ulong> C0;
        public Vector256<ulong> C1;
        public Vector256<ulong> C2;
        public Vector256<ulong> C3;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Fours(uint c0, uint c1, ref ulong entity)
        {
            (C0, C1, C2) = (Vector256.Create((ulong)c0), Vector256.Create((ulong)c1), Vector256.LoadUnsafe(ref entity));
            C3 = C2 >>> 32;
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Round(Vector256<ulong> k0, Vector256<ulong> k1)
        {
            Vector256<uint> p = Avx2.Multiply(C0.AsUInt32(), Vector256.Create((ulong)Philox.Multiplier0).AsUInt32()).AsUInt32();
            Vector256<uint> q = Avx2.Multiply(C2.AsUInt32(), Vector256.Create((ulong)Philox.Multiplier1).AsUInt32()).AsUInt32();
            C0 = Avx2.Shuffle(q, High).AsUInt64() ^ C1 ^ k0;
            C2 = Avx2.Shuffle(p, High).AsUInt64() ^ C3 ^ k1;
            (C1, C3) = (q.AsUInt64(), p.AsUInt64());
        }
    }
}
