using System.Diagnostics;

namespace ControlSim.Randomness;

/// <summary>
/// Every uniform number of a run, addressed by what it is for: process, tick, entity and number of the draw. The same address gives
/// the same number in every branch of a run, on any thread and in any order of calls, which is what common random numbers need.
/// </summary>
/// <remarks>
/// Layout of the counter, one 32-bit word each: tick; process in the high 8 bits and draw in the low 24; entity low; entity high.
/// The 64-bit key of the run is the key of the cipher. One block gives 128 bits, that is two uniforms of 53 bits.
/// </remarks>
/// <param name="key">Key of the run: <see cref="StableId.RunKey"/>.</param>
internal readonly struct RandomStreams(ulong key)
{
    /// <summary>Draws that one entity has for one process in one tick.</summary>
    public const int DrawLimit = 1 << 24;

    internal const double Step = 1.0 / (1L << 53);

    private readonly uint _low = (uint)key;
    private readonly uint _high = (uint)(key >> 32);

    /// <summary>A uniform number in [0, 1): a whole multiple of 2^-53, so that 1 - u is exact.</summary>
    /// <param name="process">The process that draws.</param>
    /// <param name="tick">Tick, at least 0.</param>
    /// <param name="entity">Stable id of the one it is for (<see cref="StableId"/>), never a row.</param>
    /// <param name="draw">Number of the draw, from 0 and below <see cref="DrawLimit"/>.</param>
    public double Uniform(ProcessId process, int tick, ulong entity, int draw)
    {
        Philox.Block block = Block(process, tick, entity, draw);
        return ToUniform(block.Word0, block.Word1);
    }

    /// <summary>Two independent uniforms for the price of one; the first is that of <see cref="Uniform"/>.</summary>
    public (double First, double Second) Uniforms2(ProcessId process, int tick, ulong entity, int draw)
    {
        Philox.Block block = Block(process, tick, entity, draw);
        return (ToUniform(block.Word0, block.Word1), ToUniform(block.Word2, block.Word3));
    }

    /// <summary>The blocks of many entities in words of 16 bits, the first two of which make the first word of the block.</summary>
    /// <param name="process">The process that draws.</param>
    /// <param name="period">Number of the day, or of the stretch of days for which the words serve.</param>
    /// <param name="entities">Stable ids.</param>
    /// <param name="draw">Number of the draw.</param>
    /// <param name="words">First word of each; the seven others follow, each at a distance from the one before.</param>
    /// <param name="distance">That distance.</param>
    public void Words(ProcessId process, int period, ReadOnlySpan<ulong> entities, int draw, Span<ushort> words, int distance)
    {
        Debug.Assert(period >= 0 && draw is >= 0 and < DrawLimit && process is >= 0 and <= (ProcessId)255, "outside the counter");
        PhiloxBatch.Words((uint)period, ((uint)process << 24) | (uint)draw, entities, _low, _high, words, distance);
    }

    /// <summary>Streams of one key give the same numbers.</summary>
    public bool IsSame(RandomStreams other) => _low == other._low && _high == other._high;

    private Philox.Block Block(ProcessId process, int tick, ulong entity, int draw)
    {
        Debug.Assert(tick >= 0 && draw is >= 0 and < DrawLimit && process is >= 0 and <= (ProcessId)255, "outside the counter");
        var counter = new Philox.Block((uint)tick, ((uint)process << 24) | (uint)draw, (uint)entity, (uint)(entity >> 32));
        return Philox.Next(counter, _low, _high);
    }

    /// <summary>The number that <see cref="Uniform"/> gives, from the words that <see cref="Words"/> drew.</summary>
    /// <param name="words">The words of all.</param>
    /// <param name="entity">Number of the entity among them.</param>
    /// <param name="distance">Distance between the words of one.</param>
    public static double ToUniform(ReadOnlySpan<ushort> words, int entity, int distance) => ToUniform(
        words[entity] | ((uint)words[entity + distance] << 16),
        words[entity + (2 * distance)] | ((uint)words[entity + (3 * distance)] << 16));

    internal static double ToUniform(uint high, uint low) => ((((ulong)high << 32) | low) >> 11) * Step;
}
