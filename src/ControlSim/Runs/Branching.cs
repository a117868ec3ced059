using System.Collections.Immutable;
using ControlSim.Scenarios;
using ControlSim.Tables;

namespace ControlSim.Runs;

/// <summary>
/// Takes a saved run up again under a scenario that may differ from its own from now on. Past and state stay; what differs
/// in parameters and fixed inputs holds from the next tick; an input that the state began with (a gate, morale, the income of
/// a depot) is set now where the two scenarios begin with different values; orders are matched by id, and one that is new or
/// changed starts from the beginning, while the units of one that is gone are free.
/// </summary>
internal static class Branching
{
    /// <summary>Follows from an input but is a store that the run has used since.</summary>
    private const string Store = "Depots.Stock";

    /// <summary>Opens the future of a saved run.</summary>
    /// <param name="scenario">The scenario from now on.</param>
    /// <param name="baseline">The scenario of the saved run.</param>
    /// <param name="snapshot">The saved run.</param>
    /// <param name="options">What to keep; the same as before for the days that are over.</param>
    /// <exception cref="ArgumentException">The scenarios have not the same rows, or the snapshot is not of this baseline.</exception>
    public static OpenRun Open(Scenario scenario, Scenario baseline, Snapshot snapshot, RecorderOptions options)
    {
        CanonicalOrder baseOrder = CanonicalOrder.Of(baseline);
        if (ReferenceEquals(scenario, baseline))
        {
            OpenRun same = OpenRun.Load(scenario, baseOrder, snapshot, options);
            LoadOperations(same.World, same.World, snapshot, row => row);
            return same;
        }

        CheckRows(scenario, baseline);
        CanonicalOrder order = CanonicalOrder.Of(scenario);
        order = baseOrder.With(order.Orders);
        World before = WorldBuilder.From(baseline, baseOrder), after = WorldBuilder.From(scenario, order);
        OpenRun run = OpenRun.Load(scenario, order, snapshot, options);
        MapOperations(run.World, after, snapshot, OldRows(run.World, scenario, baseline, baseOrder, before.Operations.Count));
        ApplyDifferences(run.World, before, after);
        if (!scenario.Relations.SequenceEqual(baseline.Relations))
        {
            run.Schedule.RenewRelations();
        }

        run.World.Topology++;
        return run;
    }

    /// <summary>The same rows in the same order, so that rows of the saved run mean the same here.</summary>
    private static void CheckRows(Scenario scenario, Scenario baseline)
    {
        Check("locations", scenario.Locations.Select(l => (l.Id, l.Country, l.Group)), baseline.Locations.Select(l => (l.Id, l.Country, l.Group)));
        Check("blocs", scenario.Blocs, baseline.Blocs);
        Check("factions", scenario.Factions.Select(f => (f.Id, f.Bloc)), baseline.Factions.Select(f => (f.Id, f.Bloc)));
        Check("corridors", scenario.Corridors.Select(c => (c.Id, c.From, c.To)), baseline.Corridors.Select(c => (c.Id, c.From, c.To)));
        Check("crossings", scenario.Crossings.Select(c => c.Id), baseline.Crossings.Select(c => c.Id));
        Check("units", scenario.Units, baseline.Units);
        Check("depots", scenario.Depots.Select(d => (d.Id, d.Location)), baseline.Depots.Select(d => (d.Id, d.Location)));
        Check("triggers", scenario.Triggers.Select(t => (t.Id, t.When.Length)), baseline.Triggers.Select(t => (t.Id, t.When.Length)));
        Check("presences", scenario.Presences.Select(p => p.Id), baseline.Presences.Select(p => p.Id));
        Check("outcomes", scenario.Outcomes.Select(o => o.Id), baseline.Outcomes.Select(o => o.Id));
        if (scenario.Start != baseline.Start || scenario.Deterministic != baseline.Deterministic)
        {
            throw new ArgumentException("A branch has the start and the kind of run of its base.", nameof(scenario));
        }

        static void Check<T>(string table, IEnumerable<T> rows, IEnumerable<T> others)
        {
            if (!rows.SequenceEqual(others))
            {
                throw new ArgumentException($"A branch has the {table} of its base.", nameof(scenario));
            }
        }
    }

    /// <summary>Row in the saved operations of each operation here, or -1 where it begins anew.</summary>
    private static int[] OldRows(World world, Scenario scenario, Scenario baseline, CanonicalOrder baseOrder, int baseCount)
    {
        var saved = new Dictionary<string, int>(StringComparer.Ordinal);
        for (int r = 0; r < baseline.Orders.Length; r++)
        {
            saved.Add(baseline.Orders[baseOrder.Orders[r]].Id, r);
        }

        var old = new int[world.Operations.Count];
        for (int o = 0; o < old.Length; o++)
        {
            // Rows past the orders belong to nobody's order and keep their place.
            int behind = o - scenario.Orders.Length + baseline.Orders.Length;
            old[o] = o >= scenario.Orders.Length ? (behind < baseCount ? behind : -1)
                : saved.TryGetValue(scenario.Orders[world.Order.Orders[o]].Id, out int row)
                    && AreSame(scenario.Orders[world.Order.Orders[o]], baseline.Orders[baseOrder.Orders[row]]) ? row : -1;
        }

        return old;
    }

    private static bool AreSame(Order a, Order b) =>
        a with { From = b.From, Objectives = b.Objectives, WaitsFor = b.WaitsFor, With = b.With, Weights = b.Weights } == b
        && a.From.SequenceEqual(b.From) && a.Objectives.SequenceEqual(b.Objectives)
        && a.WaitsFor.SequenceEqual(b.WaitsFor) && a.With.SequenceEqual(b.With) && a.Weights.SequenceEqual(b.Weights);

    private static void MapOperations(World world, World fresh, Snapshot snapshot, int[] oldRows)
    {
        LoadOperations(world, fresh, snapshot, row => oldRows[row]);
        var rowOf = new Dictionary<int, int>();
        for (int o = 0; o < oldRows.Length; o++)
        {
            if (oldRows[o] >= 0)
            {
                rowOf.Add(oldRows[o], o);
            }
        }

        Units units = world.Units;
        for (int u = 0; u < units.Count; u++)
        {
            if (units.Operation[u] >= 0)
            {
                bool goesOn = rowOf.TryGetValue(units.Operation[u], out int row);
                units.Operation[u] = goesOn ? row : -1;
                units.Target[u] = goesOn ? units.Target[u] : -1;
            }
        }
    }

    /// <summary>Copies the saved rows of operations; a row without an old one is as on the first day.</summary>
    private static void LoadOperations(World world, World fresh, Snapshot snapshot, Func<int, int> oldRow)
    {
        for (int c = 0; c < world.Columns.All.Length; c++)
        {
            StateColumn column = world.Columns.All[c];
            if (column.Table != nameof(World.Operations) || column.Role != ColumnRole.State || world.Operations.Count == 0)
            {
                continue;
            }

            int size = column.Bytes.Length / world.Operations.Count;
            ReadOnlySpan<byte> saved = snapshot.Get<byte>(column.Name), first = fresh.Columns.All[c].Bytes;
            for (int o = 0; o < world.Operations.Count; o++)
            {
                int old = oldRow(o);
                (old >= 0 ? saved.Slice(old * size, size) : first.Slice(o * size, size)).CopyTo(column.Bytes.Slice(o * size, size));
            }
        }
    }

    private static void ApplyDifferences(World world, World before, World after)
    {
        ImmutableArray<StateColumn> old = before.Columns.All, now = after.Columns.All, target = world.Columns.All;
        for (int c = 0; c < target.Length; c++)
        {
            if (target[c].Role != ColumnRole.State || target[c].Table == nameof(World.Operations) || target[c].Name == Store
                || target[c].Values.Length == 0)
            {
                continue;
            }

            int size = target[c].Bytes.Length / target[c].Values.Length;
            for (int at = 0; at < target[c].Bytes.Length; at += size)
            {
                ReadOnlySpan<byte> value = now[c].Bytes.Slice(at, size);
                if (!value.SequenceEqual(old[c].Bytes.Slice(at, size)))
                {
                    value.CopyTo(target[c].Bytes.Slice(at, size));
                }
            }
        }
    }
}
