using System.Collections.Immutable;
using ControlSim.Study.Geography;

namespace ControlSim.Study.ScenarioFiles;

/// <summary>Makes the information for people from a tree that is checked, complete and without errors.</summary>
internal static class InfoBuilder
{
    public static ScenarioInfo Build(CheckedTree tree, Layers layers, IReadOnlyList<string> whatIfs, DividedLand? land, string lockText) => new()
    {
        Name = tree.Top.Text("name")!,
        Title = tree.Top.Text("title")!,
        Description = tree.Top.Text("description")!,
        MapDate = tree.Top.Date("map_date") ?? tree.End!.Value,
        Lesson = tree.Top.Text("lesson")!,
        Caveat = tree.Top.Text("caveat")!,
        WindowNote = layers.Window.Note,
        WhatIfs = [.. tree.Table("what_ifs").Select(row => new WhatIfInfo(
            row.Id, row.Text("title")!, row.Text("description")!, row.Text("expect")!, Expectations(row)))],
        AppliedWhatIfs = [.. whatIfs],
        Sources = ((tree.Root["sources"] as MapNode)?.Entries ?? [])
            .ToImmutableSortedDictionary(e => e.Key, e => ((ScalarNode)e.Value.Value).Text, StringComparer.Ordinal),
        OutcomeOrder = OrderOf(tree.Root["outcomes"] as MapNode),
        Observed = tree.Table("outcomes").Where(row => row.Text("observed") is { Length: > 0 })
            .ToImmutableSortedDictionary(row => row.Id, row => row.Text("observed")!, StringComparer.Ordinal),
        BlocColours = tree.Table("blocs").ToImmutableSortedDictionary(row => row.Id, row => row.Text("colour")!, StringComparer.Ordinal),
        Locations = Places(tree, "locations"),
        Crossings = Places(tree, "crossings"),
        TheatreFolder = layers.TheatreFolder,
        Files = layers.Files,
        LockText = lockText,
        Land = land,
    };

    private static ImmutableArray<Expectation> Expectations(Row whatIf) =>
    [
        .. whatIf.Child("expects")?.Node.Entries.OrderBy(e => e.Value.KeyMark.Line).ThenBy(e => e.Value.KeyMark.Column)
            .Select(e => new Expectation(e.Key, ((ScalarNode)e.Value.Value).Text == FormatDescription.Rises)) ?? [],
    ];

    private static ImmutableArray<string> OrderOf(MapNode? table) =>
        table is null ? [] : [.. table.Keys.OrderBy(key => table.KeyMark(key).Line).ThenBy(key => table.KeyMark(key).Column)];

    private static ImmutableSortedDictionary<string, PlaceInfo> Places(CheckedTree tree, string table) =>
        tree.Table(table).ToImmutableSortedDictionary(row => row.Id, row => Place(row, table == "locations"), StringComparer.Ordinal);

    private static PlaceInfo Place(Row row, bool hasKind) => new(
        row.Text("name")!, row.Number("lon") ?? double.NaN, row.Number("lat") ?? double.NaN,
        hasKind ? row.Text("kind")! : "", row.Text("source") ?? "", row.Text("confidence") ?? "");
}
