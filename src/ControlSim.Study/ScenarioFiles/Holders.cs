using System.Collections.Immutable;

namespace ControlSim.Study.ScenarioFiles;

/// <summary>Who holds each place on the first day, and which places lie one corridor away.</summary>
internal sealed class Holders
{
    private readonly Dictionary<string, ImmutableArray<string>> blocs = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SortedSet<string>> neighbours = new(StringComparer.Ordinal);

    public Holders(CheckedTree tree)
    {
        foreach (Row row in tree.Table("control"))
        {
            string owner = row.Text("owner") ?? "";
            blocs[row.Id] = owner.Length > 0 ? [owner] : row.List("contested_by");
        }

        foreach (Row corridor in tree.Table("corridors"))
        {
            Link(corridor.Text("from")!, corridor.Text("to")!);
            Link(corridor.Text("to")!, corridor.Text("from")!);
        }
    }

    /// <summary>Blocs that own or contest a location.</summary>
    public ImmutableArray<string> Of(string location) => blocs.GetValueOrDefault(location, []);

    /// <summary>Locations one corridor away, sorted by id.</summary>
    public IReadOnlyCollection<string> Neighbours(string location) => neighbours.TryGetValue(location, out SortedSet<string>? set) ? set : [];

    private void Link(string a, string b)
    {
        if (!neighbours.TryGetValue(a, out SortedSet<string>? set))
        {
            neighbours[a] = set = new SortedSet<string>(StringComparer.Ordinal);
        }

        set.Add(b);
    }
}
