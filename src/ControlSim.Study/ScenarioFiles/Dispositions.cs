using System.Collections.Immutable;
using ControlSim.Scenarios;

namespace ControlSim.Study.ScenarioFiles;

/// <summary>The forces of a scenario by place, and the units that they are cut into.</summary>
internal sealed class Dispositions
{
    /// <summary>Most units of a scenario, fifty times the theatre's.</summary>
    private const int MostUnits = 200_000;

    /// <summary>Most pairs of force and place.</summary>
    private const int MostGroups = 500_000;

    /// <summary>Most forces times locations to spread over; the theatre has under 5,000.</summary>
    private const long MostSpread = 5_000_000;

    private Dispositions(ImmutableArray<Group> groups) => Groups = groups;

    /// <summary>Fighters of a force at a place: on paper, and in how many units.</summary>
    public sealed record Group(Row Force, string Faction, string Location, double Fighters, int Units);

    /// <summary>Sorted by force and location.</summary>
    public ImmutableArray<Group> Groups { get; }

    /// <summary>Places every force of a tree whose form is sound; null after a problem.</summary>
    public static Dispositions? Place(CheckedTree tree, RelationTable relations, Holders holders)
    {
        if ((long)tree.Table("forces").Count(force => force.Has("spread")) * tree.Table("locations").Length > MostSpread)
        {
            tree.Problems.Error(tree.Root.KeyMark("forces"), "forces", "there are too many spread forces for so many locations; join forces of one faction");
            return null;
        }

        GarrisonRule rule = new(tree, relations, holders);
        ImmutableArray<Group>.Builder groups = ImmutableArray.CreateBuilder<Group>();
        double units = 0;
        foreach (Row force in tree.Table("forces"))
        {
            ImmutableArray<KeyValuePair<string, double>> places = force.Has("spread")
                ? rule.Spread(force)
                : [KeyValuePair.Create(force.Text("at")!, force.Number("fighters")!.Value)];
            CheckPlaces(tree, force, places);
            string faction = force.Text("faction")!;
            double size = tree.Find("factions", faction)?.Number("unit_size") ?? 100;
            foreach ((string location, double fighters) in places.Where(place => place.Value > 0))
            {
                units += Math.Ceiling(fighters / size);
                groups.Add(new Group(force, faction, location, fighters, (int)Math.Min(MostUnits, Math.Ceiling(fighters / size))));
            }

            if (units > MostUnits || groups.Count > MostGroups)
            {
                tree.Error(force, $"with this force there are more than {MostUnits} units; raise factions.{faction}.unit_size");
                return null;
            }
        }

        return new Dispositions(groups.ToImmutable());
    }

    /// <summary>The units, sorted by id. Sizes within a group differ by one at most; parts of fighters are shared evenly.</summary>
    public ImmutableArray<UnitStart> Units()
    {
        List<UnitStart> units = [];
        foreach (Group group in Groups)
        {
            bool isWhole = group.Fighters == Math.Floor(group.Fighters);
            double least = isWhole ? Math.Floor(group.Fighters / group.Units) : group.Fighters / group.Units;
            double larger = isWhole ? group.Fighters - (least * group.Units) : 0;
            double present = group.Force.Number("present")!.Value, before = 0, paper = 0;
            for (int k = 1; k <= group.Units; k++)
            {
                // Cut from the running total, so that the group as a whole has the share to a fighter.
                double size = least + (k <= larger ? 1 : 0);
                paper += size;
                double there = isWhole ? Math.Round(paper * present) - before : size * present;
                before += there;
                units.Add(new UnitStart(
                    $"{group.Force.Id}@{group.Location}#{Numbers.Write(k)}", group.Faction, group.Location, there,
                    group.Force.Choice<Posture>("posture")!.Value, group.Force.Number("quality")!.Value,
                    group.Force.Number("supply")!.Value, group.Force.Flag("hold")!.Value, size - there));
            }
        }

        return [.. units.OrderBy(unit => unit.Id, StringComparer.Ordinal)];
    }

    private static void CheckPlaces(CheckedTree tree, Row force, ImmutableArray<KeyValuePair<string, double>> places)
    {
        if (!force.Has("spread"))
        {
            return;
        }

        if (places.IsEmpty && force.Number("fighters") > 0)
        {
            tree.Error(force, "spread", $"the bloc of '{force.Text("faction")}' owns and contests no place where this force could stand; write `at`, or correct `control`");
        }

        HashSet<string> held = [.. places.Select(place => place.Key)];
        foreach (string place in force.List("only").Concat(force.Child("factor")?.Node.Keys ?? []).Distinct().Where(place => !held.Contains(place)))
        {
            bool isZero = force.Child("factor")?.Node[place] is ScalarNode { Text: "0" };
            if (!isZero && !places.IsEmpty)
            {
                tree.Warning(force, $"'{place}' gets no garrison of this force: its bloc neither owns nor contests it, or the share is below half a fighter");
            }
        }
    }
}
