using System.Diagnostics;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace ControlSim.Processes;

/// <summary>
/// Whole weights of lists as running sums of sixteens, whose sums are again in sixteens and those in one row: what a draw chooses is found
/// by three looks without a guess (a list has some 300 weights at 100,000 units and 3,000 at a million; a walk through its 190 parts took
/// 540 ns). Whole numbers are exact in any order, so that the choice is that of a walk through all. A list lies with its sums in one place.
/// </summary>
/// <param name="room">Places that all lists take, at most.</param>
internal sealed class WeightLevels(int room)
{
    /// <summary>Weights of a part.</summary>
    public const int Part = 16;

    private readonly int[] _sums = new int[First + room + Part];

    /// <summary>Where the first list may begin: before it stands a sum that is read and does not count.</summary>
    public const int First = 1;

    /// <summary>Places that a list takes, at most three for each of its weights.</summary>
    public static int RoomOf(int count) => count + Parts(count) + Parts(Parts(count));

    /// <summary>Places that a number of lists take at most.</summary>
    public static int RoomOf(int weights, int lists) => RoomOf(weights) + (2 * lists);

    /// <summary>Room for a list, to be filled in before <see cref="Sum"/>: each weight with those before it in its part.</summary>
    public Span<int> Of(int first, int count) => _sums.AsSpan(first, count);

    /// <summary>Sums a list.</summary>
    /// <returns>What it weighs.</returns>
    public int Sum(int first, int count)
    {
        int parts = first + count, tops = parts + Parts(count), next = tops, sum = 0;
        for (int part = parts; part < tops; part += Part)
        {
            int some = 0;
            for (int at = part; at < Math.Min(part + Part, tops); at++)
            {
                _sums[at] = some = checked(some + _sums[Math.Min(first + Part, parts) - 1]);
                first += Part;
            }

            _sums[next++] = sum = checked(sum + some);
        }

        return sum;
    }

    /// <summary>The place in a list up to which all weigh more than is given, which is less than they weigh together.</summary>
    /// <param name="first">Where the list begins.</param>
    /// <param name="count">How many weights it has.</param>
    /// <param name="left">What is given.</param>
    /// <param name="weight">What is chosen weighs as much.</param>
    public int Choose(int first, int count, int left, out int weight)
    {
        int parts = first + count, tops = parts + Parts(count), end = tops + Parts(tops - parts), rest = left, top = tops;
        while (top + Part < end && _sums[top + Part - 1] <= rest)
        {
            top += Part;
        }

        int part = parts + (Part * (Pass(top, end, tops, ref rest) - tops));
        int place = first + (Part * (Pass(part, tops, part, ref rest) - parts));
        int chosen = Pass(place, parts, place, ref rest);
        weight = WeightAt(chosen, place);
        Debug.Assert(rest < weight, "weights are whole");
        return chosen - first;
    }

    /// <summary>A weight of a list becomes less.</summary>
    public void Lose(int first, int count, int place, int less)
    {
        int parts = first + count, tops = parts + Parts(count), end = tops + Parts(tops - parts);
        int part = parts + (place / Part), top = tops + (place / (Part * Part));
        LoseFrom(first + place, first + (place & -Part), parts, less);
        LoseFrom(part, parts + ((part - parts) & -Part), tops, less);
        for (; top < end; top++)
        {
            _sums[top] -= less;
        }
    }

    /// <summary>The last place of a list that weighs anything, or -1.</summary>
    public int Last(int first, int count, out int weight)
    {
        weight = 0;
        int place = count - 1;
        while (place >= 0 && (weight = WeightAt(first + place, first + (place & -Part))) == 0)
        {
            place--;
        }

        return place;
    }

    private static int Parts(int count) => (count + Part - 1) / Part;

    private int WeightAt(int at, int part) => _sums[at] - (at == part ? 0 : _sums[at - 1]);

    /// <summary>The first of a part whose sum is more than is left.</summary>
    /// <param name="part">Where the part begins.</param>
    /// <param name="end">Where its level ends.</param>
    /// <param name="from">What is summed begins here.</param>
    /// <param name="left">What is left of the draw, and then of that after those passed over.</param>
    private int Pass(int part, int end, int from, ref int left)
    {
        ref int sums = ref _sums[part];
        var rest = Vector256.Create(left);
        uint low = Vector256.LessThanOrEqual(Vector256.LoadUnsafe(ref sums), rest).ExtractMostSignificantBits();
        uint high = Vector256.LessThanOrEqual(Vector256.LoadUnsafe(ref sums, 8), rest).ExtractMostSignificantBits();
        uint all = (1U << Math.Min(Part, end - part)) - 1;
        int passed = BitOperations.PopCount((low | (high << 8)) & all);
        left -= Unsafe.Add(ref sums, passed - 1) & (part + passed == from ? 0 : -1);
        return part + passed;
    }

    /// <summary>The sums of a part from a place on become less.</summary>
    private void LoseFrom(int at, int part, int end, int less)
    {
        ref int sums = ref _sums[part];
        Vector256<int> from = Vector256.Create(at - part), last = Vector256.Create(end - part), all = Vector256.Create(less);
        Vector256<int> low = Vector256<int>.Indices, high = low + Vector256.Create(Vector256<int>.Count);
        (Vector256.LoadUnsafe(ref sums) - (all & Vector256.GreaterThanOrEqual(low, from) & Vector256.LessThan(low, last))).StoreUnsafe(ref sums);
        (Vector256.LoadUnsafe(ref sums, 8) - (all & Vector256.GreaterThanOrEqual(high, from) & Vector256.LessThan(high, last))).StoreUnsafe(ref sums, 8);
    }
}
