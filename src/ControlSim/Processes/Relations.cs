using ControlSim.Scenarios;
using ControlSim.Tables;

namespace ControlSim.Processes;

/// <summary>
/// P12, as far as relations decide who fights whom: on the days on which a dated relation begins or ends, the matrices of
/// factions and blocs are made anew. A row with a country wins over one without; factions of one bloc are cobelligerent
/// unless a row says otherwise; pairs without a row are neutral. What an event, a trigger or tension has put in their place
/// stands above the rows until one of the pair's rows begins or ends.
/// </summary>
[Writes("World.Topology", "Politics.Override", "Factions.Relation", "Factions.Hostiles", "Factions.NewEnemies", "Factions.NewEnemiesSince",
    "Blocs.Cobelligerents", "Blocs.Hostiles")]
internal sealed class Relations
{
    private readonly World _world;
    private readonly Row[] _rows;
    private readonly bool[] _changesAt;
    private readonly int[] _leader;
    private readonly sbyte[] _applied;
    private readonly ulong[] _before;
    private int _lastTick;

    public Relations(World world, Scenario scenario)
    {
        _world = world;
        CanonicalOrder order = world.Order;
        _rows =
        [
            .. scenario.Relations
                .Select(r => new Row(
                    order.FactionRow[r.A], order.FactionRow[r.B], r.Kind, scenario.TickOf(r.From), scenario.TickOf(r.To),
                    r.Country.Length == 0 ? -1 : Array.IndexOf(order.Countries, r.Country)))
                .Where(r => r.Country >= -1),
        ];

        // Rows without a country first, so that rows with one overwrite them.
        Array.Sort(_rows, (a, b) => (a.Country, a.A, a.B, a.From).CompareTo((b.Country, b.A, b.B, b.From)));
        _changesAt = new bool[scenario.Ticks + 2];
        foreach (Row row in _rows)
        {
            Mark(row.From);
            Mark(row.To + 1);
        }

        _leader = LargestFactions(world);
        _applied = new sbyte[world.Politics.Override.Length];
        _before = new ulong[world.Factions.Hostiles.Length];
        Renew(0);

        void Mark(int tick)
        {
            if (tick >= 0 && tick < _changesAt.Length)
            {
                _changesAt[tick] = true;
            }
        }
    }

    /// <summary>Called before and after the day's events: first for the dated rows, then for what the events changed.</summary>
    public void Step()
    {
        int tick = _world.Tick;
        bool rowsChange = tick > _lastTick && tick < _changesAt.Length && _changesAt[tick];
        _lastTick = tick;
        if (rowsChange)
        {
            ClearOverrides(tick);
        }

        if (rowsChange || !_applied.AsSpan().SequenceEqual(_world.Politics.Override))
        {
            Renew(tick);
        }
    }

    private void ClearOverrides(int tick)
    {
        int n = _world.Factions.Count;
        foreach (Row row in _rows)
        {
            for (int c = 0; c < _world.Countries && (row.From == tick || row.To + 1 == tick); c++)
            {
                if (row.Country < 0 || row.Country == c)
                {
                    _world.Politics.Override[(((c * n) + row.A) * n) + row.B] = Politics.NoOverride;
                    _world.Politics.Override[(((c * n) + row.B) * n) + row.A] = Politics.NoOverride;
                }
            }
        }
    }

    /// <summary>Sets all relations to those of the present tick.</summary>
    public void Resume() => Renew(_world.Tick);

    private void Renew(int tick)
    {
        Factions factions = _world.Factions;
        int n = factions.Count;
        for (int c = 0; c < _world.Countries; c++)
        {
            for (int a = 0; a < n; a++)
            {
                for (int b = 0; b < n; b++)
                {
                    factions.Relation[(((c * n) + a) * n) + b] =
                        factions.Bloc[a] == factions.Bloc[b] ? RelationKind.Cobelligerent : RelationKind.Neutral;
                }
            }
        }

        foreach (Row row in _rows)
        {
            if (row.From <= tick && tick <= row.To)
            {
                Set(row);
            }
        }

        sbyte[] above = _world.Politics.Override;
        for (int at = 0; at < above.Length; at++)
        {
            if (above[at] != Politics.NoOverride)
            {
                factions.Relation[at] = above[at] == Politics.Turned ? RelationKind.Hostile : (RelationKind)above[at];
            }
        }

        above.CopyTo(_applied, 0);
        RenewMasks();
        for (int l = 0; l < _world.Locations.Count; l++)
        {
            Presence.RenewEmbattled(_world, l);
        }

        NoteNewEnemies(tick);
        _world.Topology++;
    }

    private void Set(Row row)
    {
        int n = _world.Factions.Count;
        int first = row.Country < 0 ? 0 : row.Country, last = row.Country < 0 ? _world.Countries - 1 : row.Country;
        for (int c = first; c <= last; c++)
        {
            _world.Factions.Relation[(((c * n) + row.A) * n) + row.B] = row.Kind;
            _world.Factions.Relation[(((c * n) + row.B) * n) + row.A] = row.Kind;
        }
    }

    private void RenewMasks()
    {
        Factions factions = _world.Factions;
        Blocs blocs = _world.Blocs;
        int n = factions.Count;
        factions.Hostiles.CopyTo(_before, 0);
        Array.Clear(factions.Hostiles);
        Array.Clear(blocs.Hostiles);
        Array.Clear(blocs.Cobelligerents);
        for (int c = 0; c < _world.Countries; c++)
        {
            for (int a = 0; a < n; a++)
            {
                for (int b = 0; b < n; b++)
                {
                    if (factions.Relation[(((c * n) + a) * n) + b] == RelationKind.Hostile)
                    {
                        factions.Hostiles[(c * n) + a] |= 1UL << b;
                        blocs.Hostiles[(c * blocs.Count) + factions.Bloc[a]] |= 1UL << factions.Bloc[b];
                    }
                }
            }

            for (int a = 0; a < blocs.Count; a++)
            {
                blocs.Cobelligerents[(c * blocs.Count) + a] = CobelligerentsOf(c, a);
            }
        }
    }

    private void NoteNewEnemies(int tick)
    {
        Factions factions = _world.Factions;
        for (int at = 0; at < _before.Length; at++)
        {
            ulong fresh = factions.Hostiles[at] & ~_before[at];
            if (fresh != 0)
            {
                (factions.NewEnemies[at], factions.NewEnemiesSince[at]) = (fresh, tick);
            }
        }
    }

    private ulong CobelligerentsOf(int country, int a)
    {
        Blocs blocs = _world.Blocs;
        int n = _world.Factions.Count;
        ulong mask = 1UL << a;
        for (int b = 0; b < blocs.Count; b++)
        {
            if (b != a && _leader[a] >= 0 && _leader[b] >= 0 && !blocs.AreHostile(country, a, b)
                && _world.Factions.Relation[(((country * n) + _leader[a]) * n) + _leader[b]] == RelationKind.Cobelligerent)
            {
                mask |= 1UL << b;
            }
        }

        return mask;
    }

    /// <summary>Faction with most fighters at the start, by bloc; -1 for a bloc without factions.</summary>
    private static int[] LargestFactions(World world)
    {
        var leader = new int[world.Blocs.Count];
        Array.Fill(leader, -1);
        for (int f = 0; f < world.Factions.Count; f++)
        {
            ref int best = ref leader[world.Factions.Bloc[f]];
            if (best < 0 || world.Ledger.Start[f] > world.Ledger.Start[best])
            {
                best = f;
            }
        }

        return leader;
    }

    private sealed record Row(int A, int B, RelationKind Kind, int From, int To, int Country);
}
