using ControlSim.Randomness;
using ControlSim.Scenarios;

namespace ControlSim.Tables;

/// <summary>
/// The order of rows in the tables. It follows from what rows say (place, size, class) and only between equals from
/// their ids: so shuffling the rows of a file changes nothing bit for bit, and renaming changes only names where nothing
/// is drawn. Each array gives, for a table row, the row in the scenario's list.
/// </summary>
internal sealed class CanonicalOrder
{
    private CanonicalOrder(Scenario scenario)
    {
        Locations = Sorted(scenario.Locations.Length, LocationKey);
        LocationRow = RowsById(Locations, row => scenario.Locations[row].Id);
        Factions = Sorted(scenario.Factions.Length, FactionKey);
        FactionRow = RowsById(Factions, row => scenario.Factions[row].Id);
        Blocs = Sorted(scenario.Blocs.Length, BlocKey);
        BlocRow = RowsById(Blocs, row => scenario.Blocs[row].Id);
        Corridors = Sorted(scenario.Corridors.Length, CorridorKey);
        Crossings = Sorted(scenario.Crossings.Length, CrossingKey);
        CrossingRow = RowsById(Crossings, row => scenario.Crossings[row].Id);
        Units = Sorted(scenario.Units.Length, UnitKey);
        UnitIds = [.. Units.Select(row => StableId.Of(scenario.Units[row].Id))];
        Depots = Sorted(scenario.Depots.Length, DepotKey);
        Orders = Sorted(scenario.Orders.Length, OrderKey);
        Presences = Sorted(scenario.Presences.Length, PresenceKey);
        PresenceRow = RowsById(Presences, row => scenario.Presences[row].Id);
        Triggers = Sorted(scenario.Triggers.Length, TriggerKey);
        TriggerRow = RowsById(Triggers, row => scenario.Triggers[row].Id);
        Airlifts = Sorted(scenario.Airlifts.Length, AirliftKey);
        Groups = [.. Locations.Select(row => scenario.Locations[row].Group).Where(g => g.Length > 0).Distinct()];
        Countries = [.. Locations.Select(row => scenario.Locations[row].Country).Distinct()];
        AirActors = Sorted(scenario.AirActors.Length, AirActorKey);

        (double, double, double, double, string) LocationKey(int row)
        {
            Location l = scenario.Locations[row];
            return (l.Longitude, l.Latitude, l.Population, 0, l.Id);
        }

        (double, double, double, double, string) FactionKey(int row)
        {
            Faction f = scenario.Factions[row];
            var (fighters, place) = Weight(scenario, id => id == f.Id);
            return (-fighters, place, f.RequiredRatio, f.Reserve, f.Id);
        }

        (double, double, double, double, string) BlocKey(int row)
        {
            Bloc b = scenario.Blocs[row];
            var members = scenario.Factions.Where(f => f.Bloc == b.Id).Select(f => f.Id).ToHashSet(StringComparer.Ordinal);
            var (fighters, place) = Weight(scenario, members.Contains);
            return (-fighters, place, b.Owns ? 0 : 1, 0, b.Id);
        }

        (double, double, double, double, string) CorridorKey(int row)
        {
            Corridor c = scenario.Corridors[row];
            int a = LocationRow[c.From], b = LocationRow[c.To];
            return (Math.Min(a, b), Math.Max(a, b), c.LengthKm, (int)c.Class, c.Id);
        }

        (double, double, double, double, string) CrossingKey(int row)
        {
            Crossing c = scenario.Crossings[row];
            int first = Array.FindIndex(Corridors, k => scenario.Corridors[k].Crossing == c.Id);
            int at = c.Location.Length > 0 ? LocationRow[c.Location] : -1;
            return (first, at, c.Throughput, 0, c.Id);
        }

        (double, double, double, double, string) UnitKey(int row)
        {
            UnitStart u = scenario.Units[row];
            double place = ((double)FactionRow[u.Faction] * Locations.Length) + LocationRow[u.Location];
            return (place, ((int)u.Posture * 2) + (u.Hold ? 1 : 0) + (4 * u.Absent), -u.Fighters, u.Quality, u.Id);
        }

        (double, double, double, double, string) DepotKey(int row)
        {
            Depot d = scenario.Depots[row];
            return (LocationRow[d.Location], FactionRow[d.Faction], d.Income, (int)d.Source, d.Id);
        }

        (double, double, double, double, string) OrderKey(int row)
        {
            Order o = scenario.Orders[row];
            int first = o.Objectives.Length > 0 && LocationRow.TryGetValue(o.Objectives[0], out int at) ? at : -1;
            return (o.Date.DayNumber, FactionRow[o.Faction], (int)o.Verb, first, o.Id);
        }

        (double, double, double, double, string) PresenceKey(int row)
        {
            ForeignPresence p = scenario.Presences[row];
            int first = Array.FindIndex(Locations, l => scenario.Locations[l].Country == p.Country);
            return (FactionRow[p.Faction], first, p.Consent, p.Limit, p.Id);
        }

        (double, double, double, double, string) TriggerKey(int row)
        {
            Trigger t = scenario.Triggers[row];
            int first = t.When.Length > 0 ? (int)t.When[0].Quantity : -1;
            int then = t.Then.Length > 0 ? (int)t.Then[0].Kind : -1;
            return ((first * 1000) + then, (t.ForDays * 10_000.0) + t.AfterDays, t.Probability, t.Then.Length, t.Id);
        }

        (double, double, double, double, string) AirActorKey(int row)
        {
            AirActor a = scenario.AirActors[row];
            return (Array.IndexOf(Countries, a.Country), FactionRow[a.Faction], -a.Inputs.Strikes, -a.Inputs.Isr, a.Id);
        }

        (double, double, double, double, string) AirliftKey(int row)
        {
            Airlift a = scenario.Airlifts[row];
            return (LocationRow[a.To], FactionRow[a.Faction], -a.ManDays, a.Flying, a.Id);
        }
    }

    private CanonicalOrder(CanonicalOrder other)
    {
        Locations = other.Locations;
        LocationRow = other.LocationRow;
        Factions = other.Factions;
        FactionRow = other.FactionRow;
        Blocs = other.Blocs;
        BlocRow = other.BlocRow;
        Corridors = other.Corridors;
        Crossings = other.Crossings;
        CrossingRow = other.CrossingRow;
        Units = other.Units;
        UnitIds = other.UnitIds;
        Depots = other.Depots;
        Orders = other.Orders;
        Groups = other.Groups;
        AirActors = other.AirActors;
        Airlifts = other.Airlifts;
        Countries = other.Countries;
        Presences = other.Presences;
        PresenceRow = other.PresenceRow;
        Triggers = other.Triggers;
        TriggerRow = other.TriggerRow;
    }

    public int[] Locations { get; }

    public int[] Factions { get; }

    public int[] Blocs { get; }

    public int[] Corridors { get; }

    public int[] Crossings { get; }

    public int[] Units { get; }

    /// <summary>Stable ids of the units, by table row: found once for all runs.</summary>
    public ulong[] UnitIds { get; }

    public int[] Depots { get; }

    public int[] Orders { get; private init; }

    public int[] Presences { get; }

    public int[] Triggers { get; }

    public Dictionary<string, int> PresenceRow { get; }

    public Dictionary<string, int> TriggerRow { get; }

    public int[] AirActors { get; }

    public int[] Airlifts { get; }

    /// <summary>Groups of inhabitants, in the order of their first location.</summary>
    public string[] Groups { get; }

    /// <summary>Countries, in the order of their first location.</summary>
    public string[] Countries { get; }

    public Dictionary<string, int> LocationRow { get; }

    public Dictionary<string, int> FactionRow { get; }

    public Dictionary<string, int> BlocRow { get; }

    public Dictionary<string, int> CrossingRow { get; }

    public static CanonicalOrder Of(Scenario scenario) => new(scenario);

    /// <summary>The same order of everything but orders: for a scenario that has the same rows and other orders.</summary>
    public CanonicalOrder With(int[] orders) => new(this) { Orders = orders };

    /// <summary>Fighters of some factions and their mean place: what a faction is, without its name.</summary>
    private static (double Fighters, double Place) Weight(Scenario scenario, Func<string, bool> isMember)
    {
        var places = scenario.Locations.ToDictionary(l => l.Id, l => l.Longitude + (1000 * l.Latitude), StringComparer.Ordinal);
        var terms = scenario.Units.Where(u => isMember(u.Faction)).Select(u => (u.Fighters, Place: places[u.Location])).Order();
        double fighters = 0, place = 0;
        foreach (var (n, at) in terms)
        {
            fighters += n;
            place += n * at;
        }

        return (fighters, place);
    }

    private static int[] Sorted(int count, Func<int, (double, double, double, double, string)> key)
    {
        var keys = new (double, double, double, double, string)[count];
        var rows = new int[count];
        for (int i = 0; i < count; i++)
        {
            keys[i] = key(i);
            rows[i] = i;
        }

        Array.Sort(keys, rows, Comparer<(double, double, double, double, string)>.Create(Compare));
        return rows;
    }

    private static int Compare((double, double, double, double, string) a, (double, double, double, double, string) b)
    {
        int order = (a.Item1, a.Item2, a.Item3, a.Item4).CompareTo((b.Item1, b.Item2, b.Item3, b.Item4));
        return order != 0 ? order : string.CompareOrdinal(a.Item5, b.Item5);
    }

    private static Dictionary<string, int> RowsById(int[] rows, Func<int, string> id)
    {
        var byId = new Dictionary<string, int>(StringComparer.Ordinal);
        for (int i = 0; i < rows.Length; i++)
        {
            byId.Add(id(rows[i]), i);
        }

        return byId;
    }
}
