using ControlSim.Networks;
using ControlSim.Scenarios;

namespace ControlSim.Study.Geography;

/// <summary>
/// The corridors over which one bloc can be supplied on the first day, as the scenario file has it: its depots' income on one
/// side, the needs of its fighters on the other. A corridor is usable if both ends are held or contested by the bloc or by a
/// cobelligerent one and its crossing is open to supply, or if its crossing is named as usable by the bloc. Massed units that
/// stand in front of an enemy place are not counted as open ends, so the flow is a lower bound of the first day's.
/// </summary>
internal sealed class SupplyNetwork
{
    private readonly Scenario scenario;
    private readonly Dictionary<string, int> rows;
    private readonly Dictionary<string, Crossing> crossings;
    private readonly string bloc;
    private readonly MaxFlow flow;
    private readonly long[] links;
    private readonly int source;
    private readonly int sink;

    /// <summary>Builds the network of a bloc.</summary>
    public SupplyNetwork(Scenario scenario, string bloc)
    {
        this.scenario = scenario;
        this.bloc = bloc;
        rows = Enumerable.Range(0, scenario.Locations.Length).ToDictionary(l => scenario.Locations[l].Id, StringComparer.Ordinal);
        crossings = scenario.Crossings.ToDictionary(c => c.Id, StringComparer.Ordinal);
        Usable = UsableCorridors();
        Need = Needs();
        int corridors = scenario.Corridors.Length;
        int locations = scenario.Locations.Length;
        (source, sink) = (locations, locations + 1);
        var depots = scenario.Depots.Where(d => BlocOf(d.Faction) == bloc).ToArray();
        var (from, to) = (new List<int>(), new List<int>());
        foreach (Corridor corridor in scenario.Corridors)
        {
            from.Add(rows[corridor.From]);
            to.Add(rows[corridor.To]);
        }

        foreach (Depot depot in depots)
        {
            from.Add(source);
            to.Add(rows[depot.Location]);
        }

        for (int location = 0; location < locations; location++)
        {
            from.Add(location);
            to.Add(sink);
        }

        flow = new MaxFlow(locations + 2, [.. from], [.. to]);
        links =
        [
            .. Enumerable.Range(0, corridors).Select(c => Usable[c] ? Capacity(scenario.Corridors[c]) : 0),
            .. depots.Select(d => IsOpen(d.Gate) ? (long)Math.Round(d.Income) : 0),
            .. Need.Select(n => (long)Math.Ceiling(n)),
        ];
        Depots = depots;
    }

    /// <summary>By corridor.</summary>
    public bool[] Usable { get; }

    /// <summary>Need of the bloc's fighters by location, man-days a day.</summary>
    public double[] Need { get; }

    /// <summary>The bloc's depots, in the order of the scenario.</summary>
    public IReadOnlyList<Depot> Depots { get; }

    /// <summary>Most supply that can be delivered in a day, man-days.</summary>
    /// <param name="closedCorridor">Corridor that is closed, or -1.</param>
    /// <param name="closedCrossing">Crossing that is closed with all its corridors and depots; empty for none.</param>
    public long Deliverable(int closedCorridor = -1, string closedCrossing = "")
    {
        int corridors = scenario.Corridors.Length;
        for (int link = 0; link < links.Length; link++)
        {
            bool closed = link == closedCorridor
                || (closedCrossing.Length > 0 && GateOf(link, corridors) == closedCrossing);
            long capacity = closed ? 0 : links[link];
            flow.SetCapacity(link, capacity, link < corridors ? capacity : 0);
        }

        return flow.Solve(source, sink);
    }

    private string GateOf(int link, int corridors) =>
        link < corridors ? scenario.Corridors[link].Crossing
        : link < corridors + Depots.Count ? Depots[link - corridors].Gate
        : "";

    private bool[] UsableCorridors()
    {
        var holders = scenario.Control.ToDictionary(
            c => c.Location, c => c.Owner.Length > 0 ? [c.Owner] : c.ContestedBy.ToArray(), StringComparer.Ordinal);
        bool IsOwn(string other, string location) => other == bloc || IsAlly(other, scenario.Locations[rows[location]].Country);
        bool Held(string location) => holders.TryGetValue(location, out string[]? by) && by.Any(b => IsOwn(b, location));
        return
        [
            .. scenario.Corridors.Select(c =>
                UsableByName(c.Crossing) || (IsOpen(c.Crossing) && Held(c.From) && Held(c.To))),
        ];
    }

    private bool UsableByName(string crossing) => crossing.Length > 0 && crossings[crossing].UsableBy.Contains(bloc);

    private bool IsOpen(string crossing) => crossing.Length == 0 || crossings[crossing].OpenToSupply || UsableByName(crossing);

    private bool IsAlly(string other, string country) => scenario.Relations.Any(r =>
        r.Kind == RelationKind.Cobelligerent
        && r.From <= scenario.Start && scenario.Start <= r.To
        && (r.Country.Length == 0 || r.Country == country)
        && ((BlocOf(r.A) == bloc && BlocOf(r.B) == other) || (BlocOf(r.B) == bloc && BlocOf(r.A) == other)));

    private double[] Needs()
    {
        double[] need = new double[scenario.Locations.Length];
        foreach (UnitStart unit in scenario.Units.Where(u => BlocOf(u.Faction) == bloc))
        {
            double each = unit.Posture == Posture.Massed ? scenario.Parameters.Supply.NeedMassed : scenario.Parameters.Supply.NeedCells;
            need[rows[unit.Location]] += unit.Fighters * each;
        }

        return need;
    }

    /// <summary>Most that a corridor carries in a day, man-days.</summary>
    public long Capacity(Corridor corridor)
    {
        var supply = scenario.Parameters.Supply;
        double road = corridor.Class switch
        {
            CorridorClass.Highway => supply.CapacityHighway,
            CorridorClass.Primary => supply.CapacityPrimary,
            CorridorClass.Secondary => supply.CapacitySecondary,
            CorridorClass.DesertTrack => supply.CapacityDesertTrack,
            CorridorClass.OffRoad => supply.CapacityOffRoad,
            _ => throw new InvalidOperationException($"{corridor.Id}: a corridor of class {corridor.Class} has no capacity."),
        };
        return (long)Math.Round(corridor.Crossing.Length == 0 ? road : Math.Min(road, crossings[corridor.Crossing].Throughput));
    }

    private string BlocOf(string faction) => scenario.Factions.First(f => f.Id == faction).Bloc;
}
