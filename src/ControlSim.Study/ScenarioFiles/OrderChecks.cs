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
            if (order.List("with").Contains(order.Text("faction") ?? ""))
            {
                tree.Error(order, "with", $"'{order.Text("faction")}' is the order's own faction; remove it from the list");
            }
        }
    }

    private static void CheckPlaces(CheckedTree tree, Row order)
    {
        if (order.Choice<OrderVerb>("verb") is not { } verb)
        {
            return;
        }

        bool isGate = verb is OrderVerb.Open or OrderVerb.Close;
        CheckList(tree, order, verb, "from", isGate ? Need.None : Need.Required);
        CheckList(tree, order, verb, "objectives", verb switch
        {
            OrderVerb.Hold or OrderVerb.Mass => Need.None,
            OrderVerb.Disperse => Need.Optional,
            _ => Need.Required,
        });
        if (isGate && double.IsFinite(order.Number("forces") ?? double.PositiveInfinity))
        {
            tree.Error(order, "forces", $"an order to {Wording.Kebab(verb.ToString())} a crossing takes no forces; remove the key");
        }

        if (order.Node["objectives"] is ListNode objectives && verb is not (OrderVerb.Hold or OrderVerb.Mass))
        {
            string table = isGate ? "crossings" : "locations";
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
