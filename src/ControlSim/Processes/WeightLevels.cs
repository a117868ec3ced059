using System.Diagnostics;

namespace ControlSim.Processes;

/// <summary>
/// Whole weights of lists, summed by sixteens and by sixteens of these: what a draw chooses is found in three short walks (a list has
/// some 300 weights at 100,000 units and 3,000 at a million, through whose 190 parts every attack walked: 540 ns). Whole numbers are exact in any
/// order, so that the choice is that of a walk through all. A list lies with its sums in one place.
/// </summary>
/// <param name="weights">Weights of all lists, at most.</param>
/// <param name="lists">Lists, at most.</param>
internal sealed class WeightLevels(int weights, int lists)
{
    private const int Part = 16;

    private readonly double[] _values = new double[RoomOf(weights) + (2 * lists)];

    /// <summary>Places that a list takes.</summary>
    public static int RoomOf(int count) => count + Parts(count) + Parts(Parts(count));

    /// <summary>The weights of a list, to be filled in before <see cref="Sum"/>.</summary>
    public Span<double> Of(int first, int count) => _values.AsSpan(first, count);

    /// <summary>Sums a list.</summary>
    /// <returns>What it weighs.</returns>
    public double Sum(int first, int count)
    {
        int parts = first + count, tops = parts + Parts(count);
        SumParts(first, parts, parts);
        return SumParts(parts, tops, tops);
    }

    /// <summary>The place in a list up to which all weigh more than is given, which is less than they weigh together.</summary>
    public int Choose(int first, int count, double left)
    {
        int parts = first + count, tops = parts + Parts(count), end = tops + Parts(tops - parts);
        int part = parts + (Part * (Pass(tops, end, ref left) - tops));
        int place = first + (Part * (Pass(part, Math.Min(part + Part, tops), ref left) - parts));
        int chosen = Pass(place, Math.Min(place + Part, parts), ref left);
        Debug.Assert(left < _values[chosen], "weights are whole");
        return chosen - first;
    }

    /// <summary>A weight of a list becomes less.</summary>
    public void Lose(int first, int count, int place, double less)
    {
        int parts = first + count, tops = parts + Parts(count);
        _values[first + place] -= less;
        _values[parts + (place / Part)] -= less;
        _values[tops + (place / (Part * Part))] -= less;
    }

    private static int Parts(int count) => (count + Part - 1) / Part;

    private double SumParts(int first, int end, int parts)
    {
        double sum = 0;
        for (; first < end; first += Part)
        {
            double part = 0;
            foreach (double weight in _values.AsSpan(first..Math.Min(first + Part, end)))
            {
                part += weight;
            }

            _values[parts++] = part;
            sum += part;
        }

        return sum;
    }

    /// <summary>Passes over what weighs no more than is left, the last place excepted.</summary>
    private int Pass(int first, int end, ref double left)
    {
        double rest = left;
        double[] values = _values;
        for (end--; first < end && rest >= values[first]; first++)
        {
            rest -= values[first];
        }

        left = rest;
        return first;
    }
}
