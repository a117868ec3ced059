using ControlSim.Networks;
using ControlSim.Scenarios;

namespace ControlSim.Tables;

/// <summary>The corridors and who neighbours whom.</summary>
internal sealed class Corridors(int count, int locations)
{
    public int Count => count;

    /// <summary>Location row of one end.</summary>
    [Fixed]
    public int[] From { get; } = new int[count];

    /// <summary>Location row of the other end.</summary>
    [Fixed]
    public int[] To { get; } = new int[count];

    /// <summary>Length, km.</summary>
    [Fixed]
    public double[] LengthKm { get; } = new double[count];

    [Fixed]
    public CorridorClass[] Class { get; } = new CorridorClass[count];

    /// <summary>Crossing row, or -1.</summary>
    [Fixed]
    public int[] Crossing { get; } = new int[count];

    /// <summary>Share of the capacity that air strikes have destroyed and nobody has repaired, 0 to 1.</summary>
    public double[] Damage { get; } = new double[count];

    /// <summary>Share of the capacity that attacks cut for one day, 0 to 1.</summary>
    public double[] Cut { get; } = new double[count];

    /// <summary>Who neighbours whom; an arc is an entry of its rows.</summary>
    public Adjacency Graph { get; private set; } = new(locations, [], []);

    /// <summary>First arc of a location; one entry more than locations.</summary>
    public ReadOnlySpan<int> ArcStart => Graph.Starts;

    /// <summary>Neighbour of an arc, ascending within a location.</summary>
    public ReadOnlySpan<int> ArcTo => Graph.Neighbours;

    /// <summary>Corridor of an arc.</summary>
    public ReadOnlySpan<int> ArcCorridor => Graph.LinkIds;

    /// <summary>The other end of a corridor.</summary>
    public int OtherEnd(int corridor, int location) => From[corridor] == location ? To[corridor] : From[corridor];

    /// <summary>Builds the arcs from <see cref="From"/> and <see cref="To"/>.</summary>
    public void BuildArcs() => Graph = new Adjacency(locations, From, To);
}
