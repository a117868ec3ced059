using System.Numerics;
using ControlSim.Randomness;
using ControlSim.Runs;
using ControlSim.Scenarios;
using ControlSim.Tables;

namespace ControlSim.Processes;

/// <summary>
/// P6. Massed units at either end of a corridor fight hostile massed units that marched on it today (S3-24): a post's
/// strength W is spread over all hostile fighters on the roads that meet there, and a column's daily hazard is
/// k i sum of W over posts / fighters that each post sees, with k of <c>Combat</c>. Losses Binomial, or the expectation.
/// All columns at once, from the tallies after movement. Cells beside roads act through <c>Attacks</c>. Form: aimed fire of the
/// square law (Lanchester 1916); value no source.
/// </summary>
[Writes("Units.Fighters", "Ledger.Killed")]
internal sealed class Interdiction(World world, InterdictionParameters parameters, CombatParameters combat, RandomStreams random, EventLog log)
{
    private readonly RowList _columns = new(world.Units.Count);
    private readonly double[] _near = new double[world.Locations.Count * world.Factions.Count];
    private readonly int[] _nearBy = new int[world.Locations.Count * world.Factions.Count]; // those that are not 0
    private int _nears;
    private readonly double[] _fire = new double[world.Locations.Count * world.Factions.Count];
    private readonly int[] _fireOn = new int[world.Locations.Count * world.Factions.Count]; // step in which the fire was looked for
    private readonly int[] _by = new int[world.Locations.Count * world.Factions.Count];
    private readonly double[] _share = new double[world.Corridors.Count * world.Factions.Count]; // that a column loses, by corridor and faction
    private readonly int[] _shareOn = new int[world.Corridors.Count * world.Factions.Count];
    private readonly int[] _against = new int[world.Corridors.Count * world.Factions.Count];
    private int _step;
    private readonly UnitDraws _draws = new(world, random, ProcessId.Interdiction);

    public void Step()
    {
        double rate = parameters.Intensity * combat.Attrition;
        Gather();
        ReadOnlySpan<int> columns = _columns.Rows;
        if (rate <= 0 || columns.IsEmpty)
        {
            return;
        }

        _step++;
        double lost = 0;
        for (int first = 0; first < columns.Length; first += UnitDraws.Most)
        {
            ReadOnlySpan<int> rows = columns.Slice(first, Math.Min(UnitDraws.Most, columns.Length - first));
            ReadOnlySpan<double> draws = _draws.Of(rows, draw: 0);
            for (int i = 0; i < rows.Length; i++)
            {
                int u = rows[i], next = first + i + 1;
                lost += Pass(u, rate, draws[i], out int against);
                if (lost > 0 && (next == columns.Length || !IsSameColumn(u, columns[next])))
                {
                    log.Add(RunEventKind.Interdiction, world.Units.Location[u], against, world.Factions.Bloc[world.Units.Faction[u]], lost, "");
                    lost = 0;
                }
            }
        }
    }

    /// <summary>Units of one faction on one road are one event.</summary>
    private bool IsSameColumn(int u, int v) =>
        world.Units.MarchedOn[u] == world.Units.MarchedOn[v] && world.Units.Faction[u] == world.Units.Faction[v]
        && world.Units.Location[u] == world.Units.Location[v];

    private void Gather()
    {
        if (_columns.Count > 0)
        {
            _columns.Clear();
            foreach (int at in _nearBy.AsSpan(0, _nears))
            {
                _near[at] = 0;
            }

            _nears = 0;
        }

        Units units = world.Units;
        int n = world.Factions.Count;
        foreach (int u in world.Tallies.Marched.Rows)
        {
            int corridor = units.MarchedOn[u];
            if (units.Posture[u] == Posture.Massed && units.Fighters[u] > 0)
            {
                _columns.Add(u);
                AddNear((world.Corridors.From[corridor] * n) + units.Faction[u], units.Fighters[u]);
                AddNear((world.Corridors.To[corridor] * n) + units.Faction[u], units.Fighters[u]);
            }
        }
    }

    private void AddNear(int at, double fighters)
    {
        if (_near[at] == 0)
        {
            _nearBy[_nears++] = at;
        }

        _near[at] += fighters;
    }

    /// <summary>Fighters that a unit loses, and a bloc to which it loses them.</summary>
    private double Pass(int u, double rate, double draw, out int against)
    {
        Units units = world.Units;
        int f = units.Faction[u], at = (units.MarchedOn[u] * world.Factions.Count) + f;
        double share = _shareOn[at] == _step ? _share[at] : FindShare(at, units.MarchedOn[u], f, rate);
        against = _against[at];
        if (share <= 0)
        {
            return 0;
        }

        double before = units.Fighters[u], loss = world.Deterministic ? before * share : Distributions.Binomial((int)before, share, draw);
        if (loss > 0)
        {
            world.Changes.NoteLoss(u);
            units.Fighters[u] -= loss;
            world.Ledger.Killed[f] += loss;
        }

        return loss;
    }

    /// <summary>Share that every unit of a faction on a corridor loses today, and a bloc to which it loses it.</summary>
    private double FindShare(int at, int corridor, int f, double rate)
    {
        int against = -1;
        double hazard = rate * (FireFrom(world.Corridors.From[corridor], f, ref against) + FireFrom(world.Corridors.To[corridor], f, ref against));
        (_against[at], _shareOn[at]) = (against, _step);
        return _share[at] = hazard > 0 ? 1 - DetMath.Exp(-hazard) : 0;
    }

    /// <summary>Strength that posts at a location bring to bear on one fighter of faction f on the roads there.</summary>
    private double FireFrom(int l, int f, ref int against)
    {
        int n = world.Factions.Count;
        ref double known = ref _fire[(l * n) + f];
        ref int by = ref _by[(l * n) + f];
        if (_fireOn[(l * n) + f] != _step)
        {
            _fireOn[(l * n) + f] = _step;
            by = -1;
            known = FindFire(l, f, ref by);
        }

        against = by >= 0 ? by : against;
        return known;
    }

    private double FindFire(int l, int f, ref int against)
    {
        int n = world.Factions.Count;
        double fire = 0;
        ulong posts = Presence.HostileTo(world, l, f, world.Tallies.MassedPresent[l]);
        for (; posts != 0; posts &= posts - 1)
        {
            int g = BitOperations.TrailingZeroCount(posts);
            double seen = 0;
            ulong hostile = world.Factions.Hostiles[(world.Locations.Country[l] * n) + g];
            for (; hostile != 0; hostile &= hostile - 1)
            {
                seen += _near[(l * n) + BitOperations.TrailingZeroCount(hostile)];
            }

            fire += world.Tallies.StrengthMassed[(l * n) + g] / seen;
            against = world.Factions.Bloc[g];
        }

        return fire;
    }
}
