using ControlSim.Randomness;
using ControlSim.Tables;

namespace ControlSim.Processes;

/// <content>
/// What happens to those who are listed. Of most of them the word tells it, as a draw that begins with it gives one loser wherever it
/// lies (<see cref="Distributions.TellSmall(double, double, double)"/>); further digits are drawn for the others alone.
/// </content>
internal sealed partial class UnitHits
{
    /// <summary>Rows whose further digits are drawn together, and of which it is found together what happens to them.</summary>
    public const int Piece = 64;

    /// <summary>By how much draws that begin with the same word differ at most.</summary>
    private const double WordWidth = (1.0 / UnitWords.Range) - RandomStreams.Step;

    /// <summary>Whole draw of a row that was found.</summary>
    public double DrawOf(int chunk, int u)
    {
        Span<double> draw = [0];
        Draw(chunk, [u], _words!.Of(chunk, _word, Factions), draw);
        return draw[0];
    }

    /// <summary>Finds what happens to rows, or their draws if no outcome is asked for.</summary>
    /// <returns>How many are left, to whom something happens.</returns>
    private int Settle(int chunk, ReadOnlySpan<ushort> words, Span<int> rows, Span<double> values)
    {
        bool areWordsAsked = _outcome is not null && !_world.Deterministic;
        int first = _world.Chunks.First(chunk), unsettled = 0;
        Span<int> few = stackalloc int[2 * Piece]; // places in the list
        for (int at = 0; at < rows.Length; at += Piece)
        {
            int count = Math.Min(Piece, rows.Length - at);
            ReadOnlySpan<int> some = rows.Slice(at, count);
            Span<double> theirs = values.Slice(at, count);
            if (!areWordsAsked)
            {
                Draw(chunk, some, words, theirs);
                _outcome?.Invoke(some, theirs, 0);
                continue;
            }

            for (int i = 0; i < some.Length; i++)
            {
                theirs[i] = words[some[i] - first] * (1.0 / UnitWords.Range);
            }

            _outcome!(some, theirs, WordWidth);
            for (int i = 0; i < theirs.Length; i++)
            {
                few[unsettled] = at + i;
                unsettled += double.IsNaN(theirs[i]) ? 1 : 0;
            }

            if (unsettled >= Piece)
            {
                SettleFew(chunk, words, few[..Piece], rows, values);
                few[Piece..unsettled].CopyTo(few);
                unsettled -= Piece;
            }
        }

        if (unsettled > 0)
        {
            SettleFew(chunk, words, few[..unsettled], rows, values);
        }

        return _outcome is null ? rows.Length : Keep(rows, values);
    }

    /// <summary>Draws further digits for a few of the list.</summary>
    private void SettleFew(int chunk, ReadOnlySpan<ushort> words, ReadOnlySpan<int> few, ReadOnlySpan<int> rows, Span<double> values)
    {
        Span<int> some = stackalloc int[Piece];
        Span<double> theirs = stackalloc double[Piece];
        some = some[..few.Length];
        theirs = theirs[..few.Length];
        for (int i = 0; i < few.Length; i++)
        {
            some[i] = rows[few[i]];
        }

        Draw(chunk, some, words, theirs);
        _outcome!(some, theirs, 0);
        for (int i = 0; i < few.Length; i++)
        {
            values[few[i]] = theirs[i];
        }
    }

    /// <summary>Keeps those to whom something happens.</summary>
    private static int Keep(Span<int> rows, Span<double> values)
    {
        int kept = 0;
        for (int i = 0; i < rows.Length; i++)
        {
            double value = values[i];
            (rows[kept], values[kept]) = (rows[i], value);
            kept += value > 0 ? 1 : 0;
        }

        return kept;
    }

    /// <summary>Whole draws of rows.</summary>
    private void Draw(int chunk, ReadOnlySpan<int> rows, ReadOnlySpan<ushort> words, Span<double> draws)
    {
        if (_world.Deterministic)
        {
            draws.Fill(0.5);
            return;
        }

        int first = _world.Chunks.First(chunk);
        ulong[] ids = _world.Units.StableIds;
        Span<ulong> entities = _entities.AsSpan(chunk * Piece, rows.Length);
        Span<ushort> further = _further.AsSpan(chunk * Piece * UnitWords.Count, Piece * UnitWords.Count);
        for (int i = 0; i < rows.Length; i++)
        {
            entities[i] = ids[rows[i]];
        }

        if (_other != 0)
        {
            StableId.CombineMixed(entities, _other, entities);
        }

        _random.Words(_process, _world.Tick, entities, _draw, further, Piece);
        for (int i = 0; i < rows.Length; i++)
        {
            draws[i] = UnitWords.Join(words[rows[i] - first], further[i], further[i + Piece], further[i + (3 * Piece)]);
        }
    }
}
