namespace ControlSim.Tables;

/// <summary>
/// Units that have changed since they were summed last, each once: the sums follow them without a look at all the others.
/// </summary>
/// <param name="units">The units.</param>
/// <param name="chunks">Parts of the units, whose changes are listed apart.</param>
internal sealed class RowChanges(Units units, Chunks chunks)
{
    /// <summary>Counts of chunks lie in cache lines of their own, as threads count at once.</summary>
    private const int Apart = 64 / sizeof(int);

    private const byte Lost = 1;
    private const byte Moved = 2;

    private const byte Listed = Lost | Moved | Graded;

    /// <summary>Mark of a unit that was noted since it was last <see cref="Settle">settled</see>.</summary>
    public const byte Pending = 4;

    private const byte Roused = 8;
    private const byte Graded = 16;

    private readonly byte[] _marks = AllPending(units.Count);
    private readonly int[] _rows = new int[units.Count];
    private readonly double[] _fighters = new double[units.Count]; // of those rows, as they were when they were noted
    private readonly int[] _moved = new int[units.Count];
    private readonly (int At, double Quality)[] _grades = new (int, double)[units.Count];
    private readonly int[] _counts = new int[chunks.Count * Apart]; // by chunk: rows, moved, grades

    /// <summary>Units that are noted.</summary>
    public ReadOnlySpan<int> Rows(int chunk) => _rows.AsSpan(chunks.First(chunk), _counts[chunk * Apart]);

    /// <summary>Fighters that these units had when they were noted.</summary>
    public ReadOnlySpan<double> Fighters(int chunk) => _fighters.AsSpan(chunks.First(chunk), _counts[chunk * Apart]);

    /// <summary>Those of them who may be elsewhere than they were: they changed more than that they lost fighters.</summary>
    public ReadOnlySpan<int> MovedRows(int chunk) => _moved.AsSpan(chunks.First(chunk), _counts[(chunk * Apart) + 1]);

    /// <summary>
    /// Those of another quality than when they were noted: where they stand among the rows, or the complement of the row if that is still to be
    /// looked up, and their quality then.
    /// </summary>
    public ReadOnlySpan<(int At, double Quality)> Grades(int chunk) => _grades.AsSpan(chunks.First(chunk), _counts[(chunk * Apart) + 2]);

    /// <summary>Is nobody noted?</summary>
    public bool IsEmpty => !_counts.AsSpan().ContainsAnyExcept(0);

    /// <summary>A unit is about to gain or lose fighters, change its posture, leave or arrive.</summary>
    public void Note(int u)
    {
        NoteLoss(u);
        NoteMove(u);
    }

    /// <summary>A unit is about to lose fighters where it is.</summary>
    public void NoteLoss(int u)
    {
        byte before = _marks[u];
        _marks[u] = (byte)(before | Lost | Pending);
        if ((before & Lost) == 0)
        {
            int chunk = chunks.Of(u), at = chunks.First(chunk) + _counts[chunk * Apart]++;
            (_rows[at], _fighters[at]) = (u, units.Fighters[u]);
        }
    }

    /// <summary>A unit that was noted is no longer where it was: it has lost all its fighters.</summary>
    public void NoteMove(int u)
    {
        if ((_marks[u] & Moved) == 0)
        {
            int chunk = chunks.Of(u);
            _marks[u] |= Moved;
            _moved[chunks.First(chunk) + _counts[(chunk * Apart) + 1]++] = u;
        }
    }

    /// <summary>Units of a chunk are about to lose fighters where they are.</summary>
    public void NoteLosses(int chunk, ReadOnlySpan<int> some)
    {
        byte[] marks = _marks;
        double[] fighters = units.Fighters;
        ref int count = ref _counts[chunk * Apart];
        int at = chunks.First(chunk) + count;
        foreach (int u in some)
        {
            byte before = marks[u];
            marks[u] = (byte)(before | Lost | Pending);
            if ((before & Lost) == 0)
            {
                (_rows[at], _fighters[at]) = (u, fighters[u]);
                at++;
            }
        }

        count = at - chunks.First(chunk);
    }

    /// <summary>Units of a chunk are about to leave, arrive or be on their way.</summary>
    public void NoteMoves(int chunk, ReadOnlySpan<int> some)
    {
        NoteLosses(chunk, some);
        byte[] marks = _marks;
        ref int count = ref _counts[(chunk * Apart) + 1];
        int at = chunks.First(chunk) + count;
        foreach (int u in some)
        {
            byte before = marks[u];
            marks[u] = (byte)(before | Moved);
            if ((before & Moved) == 0)
            {
                _moved[at++] = u;
            }
        }

        count = at - chunks.First(chunk);
    }

    /// <summary>A unit that was noted is about to change its quality: apart, as few do, and looking it up for all that lose fighters costs 16 ns each.</summary>
    public void NoteQuality(int u)
    {
        if ((_marks[u] & Graded) == 0)
        {
            int chunk = chunks.Of(u);
            ReadOnlySpan<int> rows = Rows(chunk);
            int at = rows[^1] == u ? rows.Length - 1 : ~u;
            _marks[u] |= Graded;
            _grades[chunks.First(chunk) + _counts[(chunk * Apart) + 2]++] = (at, units.Quality[u]);
        }
    }

    /// <summary>Marks of the units.</summary>
    public ReadOnlySpan<byte> Marks => _marks;

    /// <summary>A unit need not be looked at until it is noted again, or it still must.</summary>
    public void Settle(int u, bool isSettled) => _marks[u] = (byte)((_marks[u] & ~Pending) | (isSettled ? 0 : Pending));

    /// <summary>A unit is given a draw for its battle.</summary>
    public void Rouse(int u) => _marks[u] |= Roused;

    /// <summary>A unit is in no battle, and settled.</summary>
    /// <returns>Was it given a draw since it was at rest last?</returns>
    public bool Rest(int u)
    {
        byte before = _marks[u];
        _marks[u] = (byte)(before & Listed);
        return (before & Roused) != 0;
    }

    /// <summary>The tables were filled from outside.</summary>
    public void Forget()
    {
        Clear();
        Array.Fill(_marks, (byte)(Pending | Roused));
    }

    public void Clear()
    {
        for (int chunk = 0; chunk < chunks.Count; chunk++)
        {
            Clear(chunk);
        }
    }

    /// <summary>Forgets the changes of a chunk.</summary>
    public void Clear(int chunk)
    {
        foreach (int u in Rows(chunk))
        {
            _marks[u] &= Pending | Roused;
        }

        _counts.AsSpan(chunk * Apart, Apart).Clear();
    }

    private static byte[] AllPending(int units)
    {
        byte[] marks = new byte[units];
        Array.Fill(marks, (byte)(Pending | Roused));
        return marks;
    }
}
