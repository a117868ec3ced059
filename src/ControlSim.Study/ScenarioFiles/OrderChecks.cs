using System.Collections.Immutable;
using ControlSim.Scenarios;

namespace ControlSim.Study.ScenarioFiles;

/// <summary>Checks of orders: dates, and the places that each verb needs.</summary>
internal static class OrderChecks
{
    private enum Need
    {
        None,
        Optional,
        Required,
    }

    public static void Check(CheckedTree tree)
    {
        foreach (Row order in tree.Table("orders"))
        {
            RunChecks.CheckInRun(tree, order, "date");
            RunChecks.CheckOrder(tree, order, "date", "until");
            if (order.Date("until") is { } until && tree.End is { } end && until > end && order.Date("date") <= end)
            {
                tree.Warning(order, "until", $"the launch window ends after the run, {Numbers.Write(end)}");
            }

            CheckPlaces(tree, order);
            CheckCall(tree, order);
            CheckVerbKeys(tree, order);
            if (order.List("with").Contains(order.Text("faction") ?? ""))
            {
                tree.Error(order, "with", $"'{order.Text("faction")}' is the order's own faction; remove it from the list");
            }
        }
    }

    /// <summary>An order on call is called by something.</summary>
    private static void CheckCall(CheckedTree tree, Row order)
    {
        if (order.Flag("on_call") != true)
        {
            return;
        }

        IEnumerable<Row> effects = tree.Table("events")
            .Concat(tree.Table("triggers").SelectMany(trigger => trigger.Child("then")?.Rows() ?? []));
        if (!effects.Any(e => e.Choice<EventKind>("kind") == EventKind.Launch && e.Text("target") == order.Id))
        {
            tree.Warning(order, "on_call", $"nothing launches '{order.Id}'; add an event or a trigger of the kind launch, or give the order its date");
        }
    }

    /// <summary>What only one verb has: days of training, weights of strikes.</summary>
    private static void CheckVerbKeys(CheckedTree tree, Row order)
    {
        OrderVerb? verb = order.Choice<OrderVerb>("verb");
        Row? weights = order.Child("weights");
        double sum = weights is null ? 0 : FormatDescription.TargetClasses.Sum(name => weights.Number(name) ?? 0);
        if (verb == OrderVerb.Train && !order.Has("until"))
        {
            tree.Error(order, "an order of the verb train needs `until`; write the last day of the training");
        }
        else if (verb == OrderVerb.StrikeWeight && sum <= 0 && !tree.Problems.HasErrorsAt(order.PathOf("weights")))
        {
            tree.Error(order, "an order of the verb strike-weight needs `weights`; give at least one class of targets a weight above 0");
        }
        else if (verb is not (null or OrderVerb.StrikeWeight) && sum > 0)
        {
            tree.Error(order, "weights", $"an order of the verb {Wording.Kebab(verb.Value.ToString())} has no weights; remove the key");
        }

        if (verb != OrderVerb.StrikeWeight)
        {
            return;
        }

        foreach (string id in order.List("objectives").Where(id => tree.Find("air", id)?.Text("faction") is { } f && f != order.Text("faction")))
        {
            tree.Error(order, "objectives", $"the air actor '{id}' flies for another faction; name one of '{order.Text("faction")}'");
        }
    }

    private static void CheckPlaces(CheckedTree tree, Row order)
    {
        if (order.Choice<OrderVerb>("verb") is not { } verb)
        {
            return;
        }

        bool isGate = verb is OrderVerb.Open or OrderVerb.Close;
        bool isAir = verb == OrderVerb.StrikeWeight;
        CheckList(tree, order, verb, "from", isGate || isAir ? Need.None : Need.Required);
        CheckList(tree, order, verb, "objectives", verb switch
        {
            OrderVerb.Hold or OrderVerb.Mass or OrderVerb.Train => Need.None,
            OrderVerb.Disperse => Need.Optional,
            _ => Need.Required,
        });
        if ((isGate || isAir) && double.IsFinite(order.Number("forces") ?? double.PositiveInfinity))
        {
            tree.Error(order, "forces", $"an order of the verb {Wording.Kebab(verb.ToString())} takes no forces; remove the key");
        }

        if (order.Node["objectives"] is ListNode objectives && verb is not (OrderVerb.Hold or OrderVerb.Mass or OrderVerb.Train))
        {
            string table = isGate ? "crossings" : isAir ? "air" : "locations";
            ImmutableArray<FileNode> items = objectives.Items;
            for (int i = 0; i < items.Length; i++)
            {
                string id = ((ScalarNode)items[i]).Text;
                if (!tree.Ids.Has(table, id))
                {
                    tree.Problems.Error(items[i].Mark, $"{order.PathOf("objectives")}[{i}]", tree.Ids.Unknown(table, id));
                }
            }
        }
    }

    private static void CheckList(CheckedTree tree, Row order, OrderVerb verb, string key, Need need)
    {
        string word = Wording.Kebab(verb.ToString());
        bool isEmpty = order.List(key).IsEmpty;
        if (need == Need.None && !isEmpty)
        {
            tree.Error(order, key, $"an order of the verb {word} has no `{key}`; remove the key");
        }
        else if (need == Need.Required && isEmpty && !tree.Problems.HasErrorsAt(order.PathOf(key)))
        {
            tree.Error(order, $"an order of the verb {word} needs `{key}`; add at least one id");
        }
    }
}
