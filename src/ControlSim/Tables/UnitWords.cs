using ControlSim.Randomness;

namespace ControlSim.Tables;

/// <summary>
/// Eight words of 16 random bits for every unit, from one block of Philox each: the first digits of draws of which mostly no
/// more is asked. They serve four processes for two days, or one process for eight days; in a deterministic run they are all
/// the greatest. Drawn chunk by chunk when first asked for, and anew from the address alone: part of no state.
/// </summary>
internal sealed class UnitWords
{
    /// <summary>Words of a block.</summary>
    public const int Count = 8;

    /// <summary>One more than the greatest word.</summary>
    public const int Range = 1 << 16;

    /// <summary>Days for which a block of the words serves that processes share.</summary>
    public const int SharedDays = 2;

    /// <summary>Words of the day that processes share. They never change: a changed number changes every run.</summary>
    public const int Posture = 0;
    public const int Combat = 1;
    public const int Attacks = 2;
    public const int Leaving = 3;

    private const int Piece = 64;
    private const int FineBits = 37;

    private readonly World _world;
    private readonly RandomStreams _random;
    private readonly ProcessId _process;
    private readonly int _draw;
    private readonly ulong _other;
    private readonly int _days;
    private readonly ushort[] _words; // word by word
    private readonly ulong[][] _ids;
    private readonly int[] _drawn; // by chunk, the period
    private readonly ulong[] _drawnFor; // by chunk, the factions

    /// <summary>Makes room.</summary>
    /// <param name="world">The world.</param>
    /// <param name="random">Draws.</param>
    /// <param name="process">Whose draws.</param>
    /// <param name="draw">Number of the draw.</param>
    /// <param name="other">Mixed id of what the units meet, or 0 if the draws are theirs alone.</param>
    /// <param name="days">Days for which a block serves, each of which has as many of its words.</param>
    public UnitWords(World world, RandomStreams random, ProcessId process, int draw = 0, ulong other = 0, int days = Count)
    {
        (_world, _random, _process, _draw, _other, _days) = (world, random, process, draw, other, days);
        _words = new ushort[Count * world.Units.Count];
        _ids = [.. Enumerable.Range(0, other == 0 ? 0 : world.Chunks.Count).Select(_ => new ulong[Piece])];
        (_drawn, _drawnFor) = (new int[world.Chunks.Count], new ulong[world.Chunks.Count]);
        Array.Fill(_drawn, -1);
        if (world.Deterministic)
        {
            Array.Fill(_words, ushort.MaxValue);
            Array.Fill(_drawn, int.MaxValue);
            Array.Fill(_drawnFor, ulong.MaxValue);
        }
    }

    /// <summary>The number that begins with these digits: uniform in [0, 1), a whole multiple of 2^-53, as the one that gives the further digits.</summary>
    public static double Join(ushort word, double further) =>
        (((ulong)word << FineBits) | (ulong)(further * (1UL << FineBits))) * RandomStreams.Step;

    /// <summary>The same, the further digits being the first 37 bits of a block: its first word in two halves, the high half of its second.</summary>
    public static double Join(ushort word, ushort low, ushort high, ushort second) =>
        (((ulong)word << FineBits) | ((ulong)high << 21) | ((ulong)low << 5) | (uint)(second >> 11)) * RandomStreams.Step;

    /// <summary>Are these the words that a process asks for? Streams with one key draw the same.</summary>
    public bool AreOf(RandomStreams random) => _random.IsSame(random);

    /// <summary>Number in a block of today's word with a number.</summary>
    public int Today(int word) => (_world.Tick % _days * (Count / _days)) + word;

    /// <summary>Word of a row.</summary>
    public ushort this[int row, int word] => _words[(word * _world.Units.Count) + row];

    /// <summary>Today's words of the rows of a chunk.</summary>
    /// <param name="chunk">The chunk.</param>
    /// <param name="word">Number of the word, below <see cref="Count"/>.</param>
    /// <param name="factions">Bits of the factions whose words are asked for; where blocks serve for several days those of others may be old.</param>
    public ReadOnlySpan<ushort> Of(int chunk, int word, ulong factions = ulong.MaxValue)
    {
        int first = _world.Chunks.First(chunk), count = _world.Chunks.First(chunk + 1) - first, period = _world.Tick / _days;
        if (_world.Deterministic || (_drawn[chunk] == period && (factions & ~_drawnFor[chunk]) == 0))
        {
            return _words.AsSpan((word * _world.Units.Count) + first, count);
        }

        _drawnFor[chunk] = _days < Count ? ulong.MaxValue : factions | (_drawn[chunk] == period ? _drawnFor[chunk] : 0);
        _drawn[chunk] = period;
        if (_drawnFor[chunk] == ulong.MaxValue)
        {
            Draw(chunk, first, count, period);
            return _words.AsSpan((word * _world.Units.Count) + first, count);
        }

        foreach (FactionRows.Stretch rows in _world.FactionRows.All)
        {
            int begin = Math.Max(first, rows.First), end = Math.Min(first + count, rows.Last);
            if (begin < end && (_drawnFor[chunk] >> rows.Faction & 1) != 0)
            {
                Draw(chunk, begin, end - begin, period);
            }
        }

        return _words.AsSpan((word * _world.Units.Count) + first, count);
    }

    private void Draw(int chunk, int first, int count, int period)
    {
        ReadOnlySpan<ulong> ids = _world.Units.StableIds.AsSpan(first, count);
        if (_other == 0)
        {
            _random.Words(_process, period, ids, _draw, _words.AsSpan(first), _world.Units.Count);
            return;
        }

        for (int at = 0; at < count; at += Piece)
        {
            Span<ulong> both = _ids[chunk].AsSpan(0, Math.Min(Piece, count - at));
            StableId.CombineMixed(ids.Slice(at, both.Length), _other, both);
            _random.Words(_process, period, both, _draw, _words.AsSpan(first + at), _world.Units.Count);
        }
    }
}
