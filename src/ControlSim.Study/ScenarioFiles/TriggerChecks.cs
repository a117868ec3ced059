using ControlSim.Scenarios;

namespace ControlSim.Study.ScenarioFiles;

/// <summary>Checks of triggers: every quantity has what it needs and nothing else.</summary>
internal static class TriggerChecks
{
    private const string Bounds = "bounds";

    private static readonly string[] Keys = ["faction", "other", "bloc", "location", "country", "presence", "trigger", "is"];

    public static void Check(CheckedTree tree)
    {
        foreach (Row trigger in tree.Table("triggers"))
        {
            Row[] conditions = [.. trigger.Child("when")?.Rows() ?? []];
            Row[] effects = [.. trigger.Child("then")?.Rows() ?? []];
            if (conditions.Length == 0 && !tree.Problems.HasErrorsAt(trigger.PathOf("when")))
            {
                tree.Error(trigger, "nothing says when it fires; add `when` with a condition");
            }

            if (effects.Length == 0 && !tree.Problems.HasErrorsAt(trigger.PathOf("then")))
            {
                tree.Error(trigger, "nothing happens when it fires; add `then` with an effect");
            }

            foreach (Row condition in conditions)
            {
                CheckCondition(tree, condition);
            }

            foreach (Row effect in effects)
            {
                EffectChecks.Check(tree, effect);
            }
        }
    }

    /// <summary>What a quantity needs; a name with a question mark may be left out.</summary>
    private static string[] NeedsOf(Quantity quantity) => quantity switch
    {
        Quantity.Control => ["location", "bloc", Bounds],
        Quantity.Owner => ["location", "is"],
        Quantity.Capture => ["location", "bloc?"],
        Quantity.Fighters or Quantity.CellsShare or Quantity.Supply or Quantity.HeldPopulation => ["bloc", Bounds],
        Quantity.Prestige or Quantity.Treasury => ["faction", Bounds],
        Quantity.Morale or Quantity.Presence => ["faction", "country", Bounds],
        Quantity.Tension => ["faction", "other", Bounds],
        Quantity.Relation => ["faction", "other", "country", "is"],
        Quantity.Consent => ["presence", Bounds],
        Quantity.Fired => ["trigger"],
        _ => throw new ArgumentOutOfRangeException(nameof(quantity), quantity, "A quantity without needs."),
    };

    private static void CheckCondition(CheckedTree tree, Row row)
    {
        if (row.Choice<Quantity>("quantity") is not { } quantity)
        {
            return;
        }

        string word = Wording.Kebab(quantity.ToString());
        string[] needs = NeedsOf(quantity);
        foreach (string key in Keys)
        {
            bool isWritten = row.Text(key) is { Length: > 0 };
            if (isWritten && !needs.Contains(key) && !needs.Contains(key + "?"))
            {
                tree.Error(row, key, $"the quantity {word} has no {key}; remove the key");
            }
            else if (!isWritten && needs.Contains(key) && !tree.Problems.HasErrorsAt(row.PathOf(key)))
            {
                tree.Error(row, $"the quantity {word} needs `{key}`; add it");
            }
        }

        CheckBounds(tree, row, word, needs.Contains(Bounds));
        CheckIs(tree, row, quantity);
    }

    private static void CheckBounds(CheckedTree tree, Row row, string word, bool isWanted)
    {
        foreach (string key in new[] { "above", "below" })
        {
            if (row.Has(key) && !isWanted)
            {
                tree.Error(row, key, $"the quantity {word} is true or not, it has no bounds; remove the key");
            }
        }

        bool isSound = !tree.Problems.HasErrorsAt(row.PathOf("above")) && !tree.Problems.HasErrorsAt(row.PathOf("below"));
        if (isWanted && isSound && !row.Has("above") && !row.Has("below"))
        {
            tree.Error(row, $"the quantity {word} needs `above` or `below`; add one of them");
        }

        if (row.Number("above") is { } above && row.Number("below") is { } below && above >= below)
        {
            tree.Error(row, "below", "nothing lies above the one bound and below the other; exchange or correct them");
        }
    }

    private static void CheckIs(CheckedTree tree, Row row, Quantity quantity)
    {
        if (row.Text("is") is not { Length: > 0 } text)
        {
            return;
        }

        if (quantity == Quantity.Owner && text != Condition.None && !tree.Ids.Has("blocs", text))
        {
            tree.Error(row, "is", tree.Ids.Unknown("blocs", text) + ", or write `none`");
        }

        string[] relations = [.. Enum.GetNames<RelationKind>().Select(Wording.Kebab)];
        if (quantity == Quantity.Relation && !relations.Contains(text))
        {
            tree.Error(row, "is", $"'{Wording.Shorten(text)}' is no relation; write {Wording.AnyOf(relations)}");
        }
    }
}
