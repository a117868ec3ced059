using System.Runtime.CompilerServices;

namespace ControlSim.Randomness;

/// <summary>
/// The counter-based generator Philox4x32 of Salmon, Moraes, Dror and Shaw 2011, "Parallel random numbers: as easy as 1, 2, 3":
/// a bijection of 128-bit counters under a 64-bit key. It has no state, so any draw can be made at any time by any thread.
/// </summary>
internal static class Philox
{
    internal const uint Multiplier0 = 0xD2511F53;
    internal const uint Multiplier1 = 0xCD9E8D57;
    internal const uint Weyl0 = 0x9E3779B9;
    internal const uint Weyl1 = 0xBB67AE85;

    /// <summary>Rounds that pass every test of BigCrush with a margin of safety (7 already pass).</summary>
    public const int Rounds = 10;

    /// <summary>Four 32-bit words: a counter going in, random bits coming out.</summary>
    public readonly record struct Block(uint Word0, uint Word1, uint Word2, uint Word3);

    /// <summary>Encrypts one counter under the key (<paramref name="key0"/>, <paramref name="key1"/>).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Block Next(Block counter, uint key0, uint key1, int rounds = Rounds)
    {
        (uint c0, uint c1, uint c2, uint c3) = (counter.Word0, counter.Word1, counter.Word2, counter.Word3);
        for (int round = 0; round < rounds; round++)
        {
            ulong product0 = (ulong)Multiplier0 * c0;
            ulong product1 = (ulong)Multiplier1 * c2;
            c0 = (uint)(product1 >> 32) ^ c1 ^ key0;
            c1 = (uint)product1;
            c2 = (uint)(product0 >> 32) ^ c3 ^ key1;
            c3 = (uint)product0;
            key0 += Weyl0;
            key1 += Weyl1;
        }

        return new Block(c0, c1, c2, c3);
    }
}
