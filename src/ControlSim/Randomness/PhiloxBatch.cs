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

    /// <summary>Uniforms in [0, 1) from the first two words of the blocks of counters (c0, c1, low and high half of an entity).</summary>
    /// <param name="c0">First word of all counters.</param>
    /// <param name="c1">Second word of all counters.</param>
    /// <param name="entities">Third and fourth words.</param>
    /// <param name="key0">Low half of the key.</param>
    /// <param name="key1">High half of the key.</param>
    /// <param name="uniforms">One for each entity.</param>
    public static void Uniforms(uint c0, uint c1, ReadOnlySpan<ulong> entities, uint key0, uint key1, Span<double> uniforms)
    {
        int done = 0;
        ref ulong entity = ref MemoryMarshal.GetReference(entities);
        ref double uniform = ref MemoryMarshal.GetReference(uniforms[..entities.Length]);
        if (Avx512F.IsSupported)
        {
            for (; done <= entities.Length - Wide; done += Wide)
            {
                Sixteen(c0, c1, ref Unsafe.Add(ref entity, done), key0, key1, ref Unsafe.Add(ref uniform, done));
            }
        }

        if (Avx2.IsSupported)
        {
            for (; done <= entities.Length - Narrow; done += Narrow)
            {
                Eight(c0, c1, ref Unsafe.Add(ref entity, done), key0, key1, ref Unsafe.Add(ref uniform, done));
            }
        }

        for (; done < entities.Length; done++)
        {
            ulong id = entities[done];
            Philox.Block block = Philox.Next(new Philox.Block(c0, c1, (uint)id, (uint)(id >> 32)), key0, key1);
            uniforms[done] = RandomStreams.ToUniform(block.Word0, block.Word1);
        }
    }

    /// <summary>
    /// The keys are added up in whole lanes: what they carry into the high halves is thrown away with those halves at the end.
    /// </summary>
    private static void Sixteen(uint c0, uint c1, ref ulong entity, uint key0, uint key1, ref double uniform)
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

        Uniform(a0.GetLower(), a1.GetLower()).StoreUnsafe(ref uniform);
        Uniform(a0.GetUpper(), a1.GetUpper()).StoreUnsafe(ref uniform, 4);
        Uniform(b0.GetLower(), b1.GetLower()).StoreUnsafe(ref uniform, 8);
        Uniform(b0.GetUpper(), b1.GetUpper()).StoreUnsafe(ref uniform, 12);
    }

    private static void Eight(uint c0, uint c1, ref ulong entity, uint key0, uint key1, ref double uniform)
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

        Uniform(a0, a1).StoreUnsafe(ref uniform);
        Uniform(b0, b1).StoreUnsafe(ref uniform, 4);
    }

    /// <summary>
    /// The top 53 of the 64 bits of two words, times 2^-53. A whole number below 2^32 becomes a double when it is put into the
    /// low bits of 2^52 (or, for the high half, of 2^84) and that is taken away again: all of it exact.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> Uniform(Vector256<ulong> high, Vector256<ulong> low)
    {
        Vector256<ulong> half = Vector256.Create(0xFFFFFFFFUL);
        Vector256<ulong> bits = ((high << 32) | (low & half)) >>> 11;
        Vector256<double> below = ((bits & half) | Vector256.Create(0x4330000000000000UL)).AsDouble() - Vector256.Create(4503599627370496.0);
        Vector256<double> above = ((bits >>> 32) | Vector256.Create(0x4530000000000000UL)).AsDouble() - Vector256.Create(19342813113834066795298816.0);
        return (above + below) * Vector256.Create(RandomStreams.Step);
    }
}
