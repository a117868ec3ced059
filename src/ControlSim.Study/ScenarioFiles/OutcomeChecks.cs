using ControlSim.Runs;
using ControlSim.Scenarios;

namespace ControlSim.Study.ScenarioFiles;

/// <summary>Which keys an outcome needs, and which it cannot have.</summary>
internal static class OutcomeChecks
{
    public static void Check(CheckedTree tree, Row row)
    {
        if (row.Choice<OutcomeKind>("kind") is not { } kind)
        {
            return;
        }

        string word = Wording.Kebab(kind.ToString());
        CheckPlaces(tree, row, kind, word);
        if (kind.NeedsBloc() && row.Text("bloc") is "")
        {
            tree.Error(row, $"an outcome of kind {word} needs a bloc; add `bloc`");
        }

        if (kind == OutcomeKind.Events && !row.Has("event") && IsSound(tree, row, "event"))
        {
            tree.Error(row, $"an outcome of kind {word} needs a kind of event; add `event`, as `event: {Wording.Kebab(nameof(RunEventKind.Capture))}`");
        }
        else if (kind != OutcomeKind.Events && row.Has("event"))
        {
            tree.Error(row, "event", $"an outcome of kind {word} counts no events; remove the key, or write `kind: {Wording.Kebab(nameof(OutcomeKind.Events))}`");
        }
    }

    private static void CheckPlaces(CheckedTree tree, Row row, OutcomeKind kind, string word)
    {
        int places = row.List("locations").Length;
        if (kind.IsOfCapture() && !row.Has("location") && places != 1 && IsSound(tree, row, "location"))
        {
            tree.Error(row, $"an outcome of kind {word} needs one location; add `location`");
        }
        else if (kind.IsOfCapture() && row.Has("location") && places > 0)
        {
            tree.Error(row, "locations", "there are `location` and `locations`; remove one of them");
        }
        else if (!kind.IsOfCapture() && row.Has("location"))
        {
            tree.Error(row, "location", $"an outcome of kind {word} has no single location; remove the key{(kind.IsOfLocations() ? " or write `locations`" : "")}");
        }
        else if (!kind.IsOfCapture() && !kind.IsOfLocations() && places > 0)
        {
            tree.Error(row, "locations", $"an outcome of kind {word} is taken over all locations; remove the key");
        }
    }

    /// <summary>What is written but wrong has its own problem.</summary>
    private static bool IsSound(CheckedTree tree, Row row, string key) => !tree.Problems.HasErrorsAt($"{row.Path}.{key}");
}
