using System.Collections.Immutable;
using ControlSim.Scenarios;

namespace ControlSim.Study.ScenarioFiles;

/// <summary>
/// How factions stand to each other on a day: a row that names the country, else a row for all, else cobelligerent
/// within a bloc and neutral across blocs.
/// </summary>
internal sealed class RelationTable
{
    private readonly Dictionary<string, string> blocOf = new(StringComparer.Ordinal);
    private readonly Dictionary<(string, RelationKind, string, string, DateOnly), bool> blocAnswers = [];
    private readonly ILookup<(string, string), Relation> byPair;

    public RelationTable(CheckedTree tree)
    {
        foreach (Row faction in tree.Table("factions"))
        {
            blocOf[faction.Id] = faction.Text("bloc") ?? "";
        }

        Rows = [.. tree.Table("relations").Select(row => Read(tree, row)).OfType<Relation>()];
        byPair = Rows.ToLookup(row => (row.A, row.B));
    }

    /// <summary>The rows of the file, A before B in ordinal order.</summary>
    public ImmutableArray<Relation> Rows { get; }

    /// <summary>Bloc of a faction.</summary>
    public string BlocOf(string faction) => blocOf.GetValueOrDefault(faction, "");

    /// <summary>The relation of two factions in a country on a day.</summary>
    public RelationKind Of(string a, string b, string country, DateOnly date)
    {
        RelationKind kind = blocOf.GetValueOrDefault(a) == blocOf.GetValueOrDefault(b) ? RelationKind.Cobelligerent : RelationKind.Neutral;
        bool isNamed = false;
        foreach (Relation row in byPair[Pair(a, b)])
        {
            if (date >= row.From && date <= row.To && (row.Country == country || (row.Country.Length == 0 && !isNamed)))
            {
                kind = row.Kind;
                isNamed |= row.Country.Length > 0;
            }
        }

        return a == b ? RelationKind.Cobelligerent : kind;
    }

    /// <summary>Has the bloc a faction that stands so to this one?</summary>
    public bool HasBloc(string bloc, RelationKind kind, string faction, string country, DateOnly date)
    {
        var question = (bloc, kind, faction, country, date);
        if (!blocAnswers.TryGetValue(question, out bool answer))
        {
            answer = blocOf.Any(pair => pair.Value == bloc && Of(faction, pair.Key, country, date) == kind);
            blocAnswers[question] = answer;
        }

        return answer;
    }

    /// <summary>
    /// The rows, and rows that say what is left unsaid: factions of one bloc are cobelligerent on every day of the run
    /// for which no row for all countries says otherwise.
    /// </summary>
    public ImmutableArray<Relation> Complete(DateOnly start, DateOnly end)
    {
        List<Relation> all = [.. Rows];
        List<string> factions = [.. blocOf.Keys.Order(StringComparer.Ordinal)];
        foreach (string a in factions)
        {
            foreach (string b in factions.Where(b => string.CompareOrdinal(a, b) < 0 && blocOf[a] == blocOf[b]))
            {
                all.AddRange(Gaps(a, b, start, end));
            }
        }

        return [.. all.OrderBy(r => r.A, StringComparer.Ordinal).ThenBy(r => r.B, StringComparer.Ordinal)
            .ThenBy(r => r.Country, StringComparer.Ordinal).ThenBy(r => r.From)];
    }

    private IEnumerable<Relation> Gaps(string a, string b, DateOnly start, DateOnly end)
    {
        DateOnly next = start;
        foreach (Relation row in byPair[(a, b)].Where(r => r.Country.Length == 0).OrderBy(r => r.From))
        {
            if (row.From > next && next <= end)
            {
                DateOnly last = row.From.AddDays(-1);
                yield return new Relation(a, b, RelationKind.Cobelligerent, next, last < end ? last : end, "");
            }

            next = row.To >= next ? row.To.AddDays(1) : next;
        }

        if (next <= end)
        {
            yield return new Relation(a, b, RelationKind.Cobelligerent, next, end, "");
        }
    }

    private static Relation? Read(CheckedTree tree, Row row)
    {
        if (row.Text("a") is not { } a || row.Text("b") is not { } b || row.Choice<RelationKind>("kind") is not { } kind
            || (row.Date("from") ?? tree.Start) is not { } from || (row.Date("to") ?? tree.End) is not { } to)
        {
            return null;
        }

        (a, b) = Pair(a, b);
        return new Relation(a, b, kind, from, to, row.Text("country") ?? "");
    }

    private static (string A, string B) Pair(string a, string b) => string.CompareOrdinal(a, b) <= 0 ? (a, b) : (b, a);
}
