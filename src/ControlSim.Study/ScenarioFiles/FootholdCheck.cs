using ControlSim.Scenarios;

namespace ControlSim.Study.ScenarioFiles;

/// <summary>
/// Massed units need ground to stand on: a faction none of whose massed units stands in, or one corridor from, a place
/// of its own bloc, a cobelligerent or a non-hostile one is a mistake. A besieged pocket is worth a warning. Cells and
/// refuges need no foothold.
/// </summary>
internal sealed class FootholdCheck(CheckedTree tree, RelationTable relations, Holders holders)
{
    /// <summary>Places that a message spells out.</summary>
    private const int MostNamed = 5;

    public void Check(Dispositions dispositions)
    {
        var massed = dispositions.Groups.Where(group => group.Force.Choice<Posture>("posture") == Posture.Massed && !IsRefuge(group.Location));
        foreach (var faction in massed.GroupBy(group => group.Faction, StringComparer.Ordinal))
        {
            Row force = faction.First().Force;
            List<string> places = [.. faction.Select(group => group.Location).Distinct().Order(StringComparer.Ordinal)];
            List<string> lost = [.. places.Where(place => !IsFriendly(faction.Key, place) && !HasFriendlyNeighbour(faction.Key, place))];
            if (lost.Count == places.Count)
            {
                tree.Error(force, $"no massed unit of '{faction.Key}' stands in, or one corridor from, a place of its own bloc, of a cobelligerent or of a bloc that is not hostile; "
                    + "correct `control` or `relations`, move the force, or make its posture cells");
                continue;
            }

            Warn(force, lost, "in enemy land without a foothold");
            Warn(force, [.. places.Where(place => IsPocket(faction.Key, place))], "besieged: no corridor leads on to a place of its own side");
        }
    }

    /// <summary>A held place with no friendly one beside it, of a bloc that holds others elsewhere.</summary>
    private bool IsPocket(string faction, string place) =>
        IsFriendly(faction, place) && !HasFriendlyNeighbour(faction, place)
        && tree.Table("control").Any(row => row.Id != place && holders.Of(row.Id).Contains(relations.BlocOf(faction)));

    private bool HasFriendlyNeighbour(string faction, string place) => holders.Neighbours(place).Any(neighbour => IsFriendly(faction, neighbour));

    private bool IsFriendly(string faction, string place)
    {
        string country = tree.Find("locations", place)!.Text("country")!;
        DateOnly start = tree.Start!.Value;
        return holders.Of(place).Any(bloc => bloc == relations.BlocOf(faction)
            || relations.HasBloc(bloc, RelationKind.Cobelligerent, faction, country, start)
            || !relations.HasBloc(bloc, RelationKind.Hostile, faction, country, start));
    }

    private bool IsRefuge(string place) => tree.Find("locations", place)?.Text("kind") == FormatDescription.Refuge;

    private void Warn(Row force, List<string> places, string how)
    {
        if (places.Count > 0)
        {
            string more = places.Count > MostNamed ? $" and {places.Count - MostNamed} more places" : "";
            tree.Warning(force, $"massed units of '{force.Text("faction")}' stand at {string.Join(", ", places.Take(MostNamed))}{more}, {how}; is it meant?");
        }
    }
}
