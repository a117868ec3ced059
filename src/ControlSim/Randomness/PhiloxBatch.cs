using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace ControlSim.Randomness;

/// <summary>
/// <see cref="Philox"/> for many entities at once: two chains of vectors of 64-bit lanes, of which the multiplication reads the
/// low halves. The same bits as one at a time (a test compares them); where the processor has no such multiplication, one at a
/// time.
/// </summary>
internal static class PhiloxBatch
{
    private const int Wide = 16;
    private const int Narrow = 8;

    /// <summary>The blocks of counters (c0, c1, low and high half of an entity), in words of 16 bits, low half before high half.</summary>
    /// <param name="c0">First word of all counters.</param>
    /// <param name="c1">Second word of all counters.</param>
    /// <param name="entities">Third and fourth words.</param>
    /// <param name="key0">Low half of the key.</param>
    /// <param name="key1">High half of the key.</param>
    /// <param name="words">The first words of all entities; the others follow, each at a distance from the one before.</param>
    /// <param name="distance">That distance, at least the number of entities.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Words(uint c0, uint c1, ReadOnlySpan<ulong> entities, uint key0, uint key1, Span<ushort> words, int distance)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(distance, entities.Length);
        ArgumentOutOfRangeException.ThrowIfLessThan(words.Length, (7 * distance) + entities.Length);
        int done = 0;
        ref ulong entity = ref MemoryMarshal.GetReference(entities);
        ref ushort word = ref MemoryMarshal.GetReference(words);
        if (Avx512F.IsSupported)
        {
            for (; done <= entities.Length - Wide; done += Wide)
            {
                Sixteen(c0, c1, ref Unsafe.Add(ref entity, done), key0, key1, ref Unsafe.Add(ref word, done), distance);
            }
        }

        if (Avx2.IsSupported)
        {
            for (; done <= entities.Length - Narrow; done += Narrow)
            {
                Eight(c0, c1, ref Unsafe.Add(ref entity, done), key0, key1, ref Unsafe.Add(ref word, done), distance);
            }
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

    /// <summary>
    /// The keys are added up in whole lanes: what they carry into the high halves is thrown away with those halves at the end.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Sixteen(uint c0, uint c1, ref ulong entity, uint key0, uint key1, ref ushort word, int distance)
    {
        Vector512<uint> m0 = Vector512.Create((ulong)Philox.Multiplier0).AsUInt32(), m1 = Vector512.Create((ulong)Philox.Multiplier1).AsUInt32();
        Vector512<ulong> w0 = Vector512.Create((ulong)Philox.Weyl0), w1 = Vector512.Create((ulong)Philox.Weyl1);
        Vector512<ulong> k0 = Vector512.Create((ulong)key0), k1 = Vector512.Create((ulong)key1);
        Vector512<ulong> a2 = Vector512.LoadUnsafe(ref entity), b2 = Vector512.LoadUnsafe(ref entity, 8);
        Vector512<ulong> a3 = a2 >>> 32, b3 = b2 >>> 32;
        Vector512<ulong> a0 = Vector512.Create((ulong)c0), b0 = a0, a1 = Vector512.Create((ulong)c1), b1 = a1;
        for (int round = 0; round < Philox.Rounds; round++)
        {
            Vector512<ulong> ap = Avx512F.Multiply(a0.AsUInt32(), m0), aq = Avx512F.Multiply(a2.AsUInt32(), m1);
            Vector512<ulong> bp = Avx512F.Multiply(b0.AsUInt32(), m0), bq = Avx512F.Multiply(b2.AsUInt32(), m1);
            a0 = (aq >>> 32) ^ a1 ^ k0;
            b0 = (bq >>> 32) ^ b1 ^ k0;
            (a1, b1) = (aq, bq);
            a2 = (ap >>> 32) ^ a3 ^ k1;
            b2 = (bp >>> 32) ^ b3 ^ k1;
            (a3, b3) = (ap, bp);
            k0 += w0;
            k1 += w1;
        }

        Store(a0, b0, ref word, 0, distance);
        Store(a1, b1, ref word, 2, distance);
        Store(a2, b2, ref word, 4, distance);
        Store(a3, b3, ref word, 6, distance);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Eight(uint c0, uint c1, ref ulong entity, uint key0, uint key1, ref ushort word, int distance)
    {
        Vector256<uint> m0 = Vector256.Create((ulong)Philox.Multiplier0).AsUInt32(), m1 = Vector256.Create((ulong)Philox.Multiplier1).AsUInt32();
        Vector256<ulong> w0 = Vector256.Create((ulong)Philox.Weyl0), w1 = Vector256.Create((ulong)Philox.Weyl1);
        Vector256<ulong> k0 = Vector256.Create((ulong)key0), k1 = Vector256.Create((ulong)key1);
        Vector256<ulong> a2 = Vector256.LoadUnsafe(ref entity), b2 = Vector256.LoadUnsafe(ref entity, 4);
        Vector256<ulong> a3 = a2 >>> 32, b3 = b2 >>> 32;
        Vector256<ulong> a0 = Vector256.Create((ulong)c0), b0 = a0, a1 = Vector256.Create((ulong)c1), b1 = a1;
        for (int round = 0; round < Philox.Rounds; round++)
        {
            Vector256<ulong> ap = Avx2.Multiply(a0.AsUInt32(), m0), aq = Avx2.Multiply(a2.AsUInt32(), m1);
            Vector256<ulong> bp = Avx2.Multiply(b0.AsUInt32(), m0), bq = Avx2.Multiply(b2.AsUInt32(), m1);
            a0 = (aq >>> 32) ^ a1 ^ k0;
            b0 = (bq >>> 32) ^ b1 ^ k0;
            (a1, b1) = (aq, bq);
            a2 = (ap >>> 32) ^ a3 ^ k1;
            b2 = (bp >>> 32) ^ b3 ^ k1;
            (a3, b3) = (ap, bp);
            k0 += w0;
            k1 += w1;
        }

        Store(a0, b0, ref word, 0, distance);
        Store(a1, b1, ref word, 2, distance);
        Store(a2, b2, ref word, 4, distance);
        Store(a3, b3, ref word, 6, distance);
    }

    private static void Store(Vector512<ulong> a, Vector512<ulong> b, ref ushort word, int first, int distance)
    {
        Vector512<uint> whole = Vector512.Narrow(a, b);
        Vector512<ushort> halves = Vector512.Narrow(whole & Vector512.Create(0xFFFFU), whole >>> 16);
        halves.GetLower().StoreUnsafe(ref word, (nuint)(first * distance));
        halves.GetUpper().StoreUnsafe(ref word, (nuint)((first + 1) * distance));
    }

    private static void Store(Vector256<ulong> a, Vector256<ulong> b, ref ushort word, int first, int distance)
    {
        Vector256<uint> whole = Vector256.Narrow(a, b);
        Vector256<ushort> halves = Vector256.Narrow(whole & Vector256.Create(0xFFFFU), whole >>> 16);
        halves.GetLower().StoreUnsafe(ref word, (nuint)(first * distance));
        halves.GetUpper().StoreUnsafe(ref word, (nuint)((first + 1) * distance));
    }
}
