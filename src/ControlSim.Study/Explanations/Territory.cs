using ControlSim.Runs;
using ControlSim.Scenarios;

namespace ControlSim.Study.Explanations;

/// <summary>
/// Who held what and which crossings were open, followed through the log, and where supply could go: between places that a
/// bloc or its friends held, through open crossings.
/// </summary>
internal sealed class Territory
{
    private readonly Scenario scenario;
    private readonly Dictionary<string, string> owners;
    private readonly HashSet<string> shut;
    private readonly ILookup<string, (Corridor Corridor, string To)> ways;
    private readonly ILookup<string, string> factions;
    private readonly Dictionary<string, string> countries;

    public Territory(Scenario scenario)
    {
        this.scenario = scenario;
        owners = scenario.Control.ToDictionary(c => c.Location, c => c.Owner, StringComparer.Ordinal);
        shut = scenario.Crossings.Where(c => !c.OpenToSupply).Select(c => c.Id).ToHashSet(StringComparer.Ordinal);
        foreach (DatedEvent dated in scenario.Events.Where(e => e.Kind == EventKind.Crossing && e.Date <= scenario.Start))
        {
            Set(dated.Target, dated.Value > 0);
        }

        ways = scenario.Corridors.SelectMany(c => new[] { (c.From, (c, c.To)), (c.To, (c, c.From)) })
            .ToLookup(w => w.Item1, w => w.Item2, StringComparer.Ordinal);
        factions = scenario.Factions.ToLookup(f => f.Bloc, f => f.Id, StringComparer.Ordinal);
        countries = scenario.Locations.ToDictionary(l => l.Id, l => l.Country, StringComparer.Ordinal);
    }

    /// <summary>Owner of a place now; empty if nobody.</summary>
    public string Owner(string location) => owners.GetValueOrDefault(location, "");

    /// <summary>Takes in the next line of the log.</summary>
    /// <returns>Did it change who holds what or what is open?</returns>
    public bool Apply(LoggedEvent logged)
    {
        switch (logged.Kind)
        {
            case RunEventKind.Capture:
                owners[logged.Location] = logged.Bloc;
                return true;
            case RunEventKind.OwnerLost:
                owners[logged.Location] = "";
                return true;
            case RunEventKind.CrossingClosed or RunEventKind.CrossingOpened:
                Set(logged.Subject, logged.Word("to_supply") == "yes");
                return true;
            default:
                return false;
        }
    }

    /// <summary>Does a way lead from a depot that feeds the bloc to its units at the location?</summary>
    public bool Reaches(string bloc, string location, DateOnly date)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal) { location };
        var open = new Queue<string>(seen);
        HashSet<string> depots = scenario.Depots.Where(d => Feeds(d, bloc, date)).Select(d => d.Location).ToHashSet(StringComparer.Ordinal);
        while (open.TryDequeue(out string? at))
        {
            if (depots.Contains(at))
            {
                return true;
            }

            foreach (var (corridor, to) in ways[at])
            {
                if (IsOpen(corridor.Crossing, bloc) && IsHeldFor(to, bloc, date) && seen.Add(to))
                {
                    open.Enqueue(to);
                }
            }
        }

        return false;
    }

    /// <summary>Do factions of the two fight each other there on the date?</summary>
    public bool AreHostile(string a, string b, string country, DateOnly date) =>
        a != b && factions[a].Any(f => factions[b].Any(g => Relation(f, g, country, date) == RelationKind.Hostile));

    private bool AreFriends(string a, string b, string country, DateOnly date) =>
        a == b || (!AreHostile(a, b, country, date)
            && factions[a].Any(f => factions[b].Any(g => Relation(f, g, country, date) == RelationKind.Cobelligerent)));

    private bool IsHeldFor(string location, string bloc, DateOnly date) =>
        Owner(location) is { Length: > 0 } owner && AreFriends(owner, bloc, countries[location], date);

    private bool Feeds(Depot depot, string bloc, DateOnly date)
    {
        string own = scenario.Factions.First(f => f.Id == depot.Faction).Bloc, owner = Owner(depot.Location);
        bool isLost = owner.Length > 0 && AreHostile(owner, own, countries[depot.Location], date);
        return isLost ? depot.Source == DepotSource.Local && owner == bloc : own == bloc;
    }

    private bool IsOpen(string crossing, string bloc) =>
        crossing.Length == 0 || !shut.Contains(crossing) || scenario.Crossings.Any(c => c.Id == crossing && c.UsableBy.Contains(bloc));

    private RelationKind Relation(string a, string b, string country, DateOnly date)
    {
        var rows = scenario.Relations.Where(r =>
            ((r.A == a && r.B == b) || (r.A == b && r.B == a)) && r.From <= date && date <= r.To && (r.Country.Length == 0 || r.Country == country));
        return rows.OrderByDescending(r => r.Country.Length > 0).Select(r => (RelationKind?)r.Kind).FirstOrDefault() ?? RelationKind.Neutral;
    }

    private void Set(string crossing, bool isOpen) => _ = isOpen ? shut.Remove(crossing) : shut.Add(crossing);
}
