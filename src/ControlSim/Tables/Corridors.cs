using ControlSim.Scenarios;

namespace ControlSim.Tables;

/// <summary>The corridors and, in compressed sparse rows, who neighbours whom.</summary>
internal sealed class Corridors(int count, int locations)
{
    public int Count => count;

    /// <summary>Location row of one end.</summary>
    public int[] From { get; } = new int[count];

    /// <summary>Location row of the other end.</summary>
    public int[] To { get; } = new int[count];

    /// <summary>Length, km.</summary>
    public double[] LengthKm { get; } = new double[count];

    public CorridorClass[] Class { get; } = new CorridorClass[count];

    /// <summary>Crossing row, or -1.</summary>
    public int[] Crossing { get; } = new int[count];

    /// <summary>First arc of a location in <see cref="ArcTo"/>; one entry more than locations.</summary>
    public int[] ArcStart { get; } = new int[locations + 1];

    /// <summary>Neighbour of an arc, ascending within a location.</summary>
    public int[] ArcTo { get; } = new int[2 * count];

    /// <summary>Corridor of an arc.</summary>
    public int[] ArcCorridor { get; } = new int[2 * count];

    /// <summary>The other end of a corridor.</summary>
    public int OtherEnd(int corridor, int location) => From[corridor] == location ? To[corridor] : From[corridor];

    /// <summary>Builds the arcs from <see cref="From"/> and <see cref="To"/>.</summary>
    public void BuildArcs()
    {
        for (int c = 0; c < count; c++)
        {
            ArcStart[From[c] + 1]++;
            ArcStart[To[c] + 1]++;
        }

        for (int l = 0; l < locations; l++)
        {
            ArcStart[l + 1] += ArcStart[l];
        }

        var next = (int[])ArcStart.Clone();
        for (int c = 0; c < count; c++)
        {
            Add(From[c], To[c], c);
            Add(To[c], From[c], c);
        }

        for (int l = 0; l < locations; l++)
        {
            Array.Sort(ArcTo, ArcCorridor, ArcStart[l], ArcStart[l + 1] - ArcStart[l]);
        }

        void Add(int at, int to, int corridor)
        {
            ArcTo[next[at]] = to;
            ArcCorridor[next[at]++] = corridor;
        }
    }
}
