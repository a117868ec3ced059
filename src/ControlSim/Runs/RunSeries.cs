using System.Reflection;
using System.Runtime.InteropServices;
using ControlSim.Scenarios;

namespace ControlSim.Runs;

/// <summary>
/// Series over ticks 0..Ticks, flat arrays. Index of a location series: <c>tick * locations + location</c>;
/// of a bloc series: <c>tick * blocs + bloc</c>.
/// </summary>
public sealed class RunSeries
{
    private static readonly PropertyInfo[] Columns =
        [.. typeof(RunSeries).GetProperties().Where(p => p.PropertyType.IsArray && p.Name != nameof(FlowTicks)).OrderBy(p => p.Name, StringComparer.Ordinal)];

    /// <summary>Ticks of the run, the initial state included.</summary>
    public required int Days { get; init; }

    /// <summary>Owner by tick and location: row in <c>Scenario.Blocs</c>, or -1.</summary>
    public required sbyte[] Owner { get; init; }

    /// <summary>Owner as the public is told, by tick and location: row in <c>Scenario.Blocs</c>, or -1.</summary>
    public required sbyte[] Reported { get; init; }

    /// <summary>1 where hostile massed units face each other, by tick and location.</summary>
    public required byte[] Contested { get; init; }

    /// <summary>
    /// Blocs that own places and stand massed where the location is contested or has no owner, by tick and location: a bit for each
    /// row in <c>Scenario.Blocs</c>; 0 elsewhere.
    /// </summary>
    public required ulong[] ContestedBy { get; init; }

    /// <summary>
    /// Whose control zone it is, by tick and location: the owner, or where nobody owns the place the bloc with the greatest control
    /// share; row in <c>Scenario.Blocs</c>, or -1 where all shares are 0.
    /// </summary>
    public required sbyte[] Holder { get; init; }

    /// <summary>Control zone of the holder, 1 to 5 (<see cref="ControlZones"/>), by tick and location; 0 without a holder.</summary>
    public required byte[] Zone { get; init; }

    /// <summary>Massed fighters by tick and bloc.</summary>
    public required double[] Massed { get; init; }

    /// <summary>Fighters in cells by tick and bloc.</summary>
    public required double[] Cells { get; init; }

    /// <summary>Inhabitants of owned locations by tick and bloc.</summary>
    public required double[] HeldPopulation { get; init; }

    /// <summary>Area of owned locations, km², by tick and bloc.</summary>
    public required double[] HeldArea { get; init; }

    /// <summary>Mean supply state weighted by fighters, by tick and bloc; NaN without fighters.</summary>
    public required double[] Supply { get; init; }

    /// <summary>Money of the factions of each bloc, USD, by tick and bloc.</summary>
    public double[] Money { get; init; } = [];

    /// <summary>People who fled and stay in places that the bloc owns, by tick and bloc.</summary>
    public double[] Displaced { get; init; } = [];

    /// <summary>Ticks for which corridor flows were kept.</summary>
    public required int[] FlowTicks { get; init; }

    /// <summary>
    /// Supply on corridors at the kept ticks, man-days a day: index <c>(k * blocs + bloc) * corridors + corridor</c>.
    /// Drawn along least km; positive from <c>Corridor.From</c> to <c>Corridor.To</c>.
    /// </summary>
    public required double[] Flow { get; init; }

    /// <summary>1 where a crossing is open to supply at the kept ticks: index <c>k * crossings + crossing</c>.</summary>
    public required byte[] CrossingOpen { get; init; }

    /// <summary>Control share by bloc at the kept ticks: index <c>(k * locations + location) * blocs + bloc</c>.</summary>
    public required double[] Control { get; init; }

    /// <summary>Room for the series of a run, without values.</summary>
    internal static RunSeries Empty(Scenario scenario, RecorderOptions options)
    {
        int ticks = scenario.Ticks + 1, locations = scenario.Locations.Length, blocs = scenario.Blocs.Length;
        int[] flowTicks = [.. options.FlowTicks.Where(t => t >= 0 && t < ticks).Distinct().Order()];
        return new RunSeries
        {
            Days = ticks,
            Owner = new sbyte[ticks * locations],
            Reported = new sbyte[ticks * locations],
            Contested = new byte[ticks * locations],
            ContestedBy = new ulong[ticks * locations],
            Holder = new sbyte[ticks * locations],
            Zone = new byte[ticks * locations],
            Massed = new double[ticks * blocs],
            Cells = new double[ticks * blocs],
            HeldPopulation = new double[ticks * blocs],
            HeldArea = new double[ticks * blocs],
            Supply = new double[ticks * blocs],
            Money = new double[ticks * blocs],
            Displaced = new double[ticks * blocs],
            FlowTicks = flowTicks,
            Flow = new double[flowTicks.Length * blocs * scenario.Corridors.Length],
            CrossingOpen = new byte[flowTicks.Length * scenario.Crossings.Length],
            Control = new double[flowTicks.Length * locations * blocs],
        };
    }

    /// <summary>Saves the values as far as they go: what is recorded lies at the front of every array.</summary>
    internal void Save(SnapshotParts parts, int tick, int kept)
    {
        parts.Add<int>("series.FlowTicks", FlowTicks.AsSpan(0, kept));
        foreach (PropertyInfo column in Columns)
        {
            parts.Add<byte>($"series.{column.Name}", Recorded((Array)column.GetValue(this)!, column.Name, tick, kept));
        }
    }

    /// <summary>Loads what was saved.</summary>
    /// <returns>Number of kept ticks that are over.</returns>
    /// <exception cref="ArgumentException">Other ticks were kept.</exception>
    internal int Load(Snapshot snapshot)
    {
        ReadOnlySpan<int> saved = snapshot.Get<int>("series.FlowTicks");
        int kept = FlowTicks.Count(t => t <= snapshot.Tick);
        if (!saved.SequenceEqual(FlowTicks.AsSpan(0, kept)))
        {
            throw new ArgumentException("Flows of other days were kept in the saved run than are asked for now.", nameof(snapshot));
        }

        foreach (PropertyInfo column in Columns)
        {
            snapshot.CopyTo($"series.{column.Name}", Recorded((Array)column.GetValue(this)!, column.Name, snapshot.Tick, kept));
        }

        return kept;
    }

    private Span<byte> Recorded(Array values, string name, int tick, int kept)
    {
        bool isDaily = name is not (nameof(Flow) or nameof(CrossingOpen) or nameof(Control));
        int size = Buffer.ByteLength(values), ticks = isDaily ? Days : FlowTicks.Length;
        Span<byte> bytes = MemoryMarshal.CreateSpan(ref MemoryMarshal.GetArrayDataReference(values), size);
        return ticks == 0 ? [] : bytes[..(size / ticks * (isDaily ? tick + 1 : kept))];
    }
}
