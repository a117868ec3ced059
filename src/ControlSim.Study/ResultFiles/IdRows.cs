using ControlSim.Scenarios;

namespace ControlSim.Study.ResultFiles;

/// <summary>Rows of a scenario's lists by the ids that stand in the tables.</summary>
internal sealed class IdRows(Scenario scenario)
{
    private readonly Dictionary<string, int> locations = Rows(scenario.Locations.Select(l => l.Id));
    private readonly Dictionary<string, int> blocs = Rows(scenario.Blocs.Select(b => b.Id));
    private readonly Dictionary<string, int> corridors = Rows(scenario.Corridors.Select(c => c.Id));
    private readonly Dictionary<string, int> crossings = Rows(scenario.Crossings.Select(c => c.Id));

    public int Location(string id) => Find(locations, id, "location");

    /// <summary>-1 for the empty id.</summary>
    public int LocationOrNone(string id) => id.Length == 0 ? -1 : Location(id);

    /// <summary>-1 for the empty id.</summary>
    public int Bloc(string id) => id.Length == 0 ? -1 : Find(blocs, id, "bloc");

    public int Corridor(string id) => Find(corridors, id, "corridor");

    public int Crossing(string id) => Find(crossings, id, "crossing");

    public int Tick(int tick) => tick >= 0 && tick <= scenario.Ticks
        ? tick
        : throw new FormatException($"tick {tick} lies outside the scenario's 0 to {scenario.Ticks}");

    private static int Find(Dictionary<string, int> rows, string id, string kind) =>
        rows.TryGetValue(id, out int row) ? row : throw new FormatException($"'{id}' is no {kind} of the scenario beside the tables");

    private static Dictionary<string, int> Rows(IEnumerable<string> ids) =>
        ids.Select((id, row) => (id, row)).ToDictionary(p => p.id, p => p.row, StringComparer.Ordinal);
}
