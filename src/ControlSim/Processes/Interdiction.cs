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
internal sealed class Interdiction
{
    private readonly World _world;
    private readonly InterdictionParameters _parameters;
    private readonly CombatParameters _combat;
    private readonly EventLog _log;
    private readonly Part[] _parts; // by chunk
    private readonly Action<int> _gather;
    private readonly Action<int> _pass;
    private readonly GroupFighters _roads; // columns by corridor and faction
    private readonly GroupFighters _near; // columns on the roads of a location by location and faction
    private readonly double[] _fire;
    private readonly int[] _fireOn; // step in which the fire was looked for
    private readonly int[] _by;
    private readonly double[] _share; // that a column loses, by corridor and faction
    private readonly int[] _against;
    private int _step;

    public Interdiction(World world, InterdictionParameters parameters, CombatParameters combat, RandomStreams random, EventLog log)
    {
        (_world, _parameters, _combat, _log) = (world, parameters, combat, log);
        (_gather, _pass) = (Gather, Pass);
        int groups = world.Locations.Count * world.Factions.Count, roads = world.Corridors.Count * world.Factions.Count;
        (_near, _roads) = (new GroupFighters(groups), new GroupFighters(roads));
        (_fire, _fireOn, _by) = (new double[groups], new int[groups], new int[groups]);
        (_share, _against) = (new double[roads], new int[roads]);
        _parts =
        [
            .. Enumerable.Range(0, world.Chunks.Count).Select(_ => new Part(
                world.Chunks.Count == 1 ? _roads : new GroupFighters(roads), new UnitDraws(world, random, ProcessId.Interdiction))),
        ];
    }

    public void Step()
    {
        double rate = _parameters.Intensity * _combat.Attrition;
        _roads.Clear();
        _near.Clear();
        _world.Chunks.Run(_gather);
        SumColumns();
        if (rate <= 0 || _roads.Groups.IsEmpty)
        {
            return;
        }

        _step++;
        foreach (int at in _roads.Groups)
        {
            FindShare(at, rate);
        }

        _world.Chunks.Run(_pass);
        Tell();
    }

    /// <summary>Lists the columns of a chunk and sums them by road.</summary>
    private void Gather(int chunk)
    {
        Units units = _world.Units;
        Part part = _parts[chunk];
        Span<int> columns = _world.Chunks.Listed(chunk);
        int n = _world.Factions.Count, found = 0;
        part.Roads.Clear();
        foreach (int u in _world.Chunks.ThoseOf(_world.Tallies.Marched.Rows, chunk))
        {
            if (units.Posture[u] == Posture.Massed && units.Fighters[u] > 0)
            {
                columns[found++] = u;
                part.Roads.Add((units.MarchedOn[u] * n) + units.Faction[u], units.Fighters[u]);
            }
        }

        part.Count = found;
    }

    /// <summary>Adds the chunks up, and what is near each location; in a deterministic run fighters are no whole numbers, and are added by row.</summary>
    private void SumColumns()
    {
        int n = _world.Factions.Count;
        Corridors corridors = _world.Corridors;
        for (int chunk = 0; chunk < _parts.Length; chunk++)
        {
            GroupFighters roads = _parts[chunk].Roads;
            foreach (int at in roads == _roads ? [] : roads.Groups)
            {
                _roads.Add(at, roads.Fighters(at));
            }

            foreach (int u in _world.Deterministic ? Columns(chunk) : [])
            {
                int f = _world.Units.Faction[u], corridor = _world.Units.MarchedOn[u];
                _near.Add((corridors.From[corridor] * n) + f, _world.Units.Fighters[u]);
                _near.Add((corridors.To[corridor] * n) + f, _world.Units.Fighters[u]);
            }
        }

        foreach (int at in _world.Deterministic ? [] : _roads.Groups)
        {
            _near.Add((corridors.From[at / n] * n) + (at % n), _roads.Fighters(at));
            _near.Add((corridors.To[at / n] * n) + (at % n), _roads.Fighters(at));
        }
    }

    private ReadOnlySpan<int> Columns(int chunk) => _world.Chunks.Listed(chunk)[.._parts[chunk].Count];

    /// <summary>
    /// What the columns of a chunk lose. Those that lose are listed in place of all, in the bits' complement where neighbours on one road, from one place,
    /// have ended since the last one.
    /// </summary>
    private void Pass(int chunk)
    {
        Units units = _world.Units;
        Part part = _parts[chunk];
        Span<int> columns = _world.Chunks.Listed(chunk)[..part.Count];
        Span<double> losses = _world.Chunks.Values(chunk);
        int losers = 0, before = part.First = columns.IsEmpty ? -1 : columns[0], roadBefore = before < 0 ? -1 : RoadOf(before);
        bool ended = false;
        for (int first = 0; first < columns.Length; first += UnitDraws.Most)
        {
            ReadOnlySpan<int> rows = columns.Slice(first, Math.Min(UnitDraws.Most, columns.Length - first));
            ReadOnlySpan<double> draws = part.Draws.Of(rows, draw: 0);
            for (int i = 0; i < rows.Length; i++)
            {
                int u = rows[i], road = RoadOf(u);
                ended |= road != roadBefore || units.Location[u] != units.Location[before];
                (before, roadBefore) = (u, road);
                double share = _share[road], fighters = units.Fighters[u];
                double loss = share <= 0 ? 0 : _world.Deterministic ? fighters * share : Distributions.Binomial((int)fighters, share, draws[i]);
                if (loss > 0)
                {
                    _world.Changes.NoteLoss(u);
                    units.Fighters[u] = fighters - loss;
                    (columns[losers], losses[losers++]) = (ended ? ~u : u, loss);
                    ended = false;
                }
            }
        }

        (part.Last, part.Count, part.Ended) = (before, losers, ended);
    }

    private int RoadOf(int u) => (_world.Units.MarchedOn[u] * _world.Factions.Count) + _world.Units.Faction[u];

    /// <summary>Counts the dead. Neighbouring units of one faction on one road, from one place, are one event.</summary>
    private void Tell()
    {
        Units units = _world.Units;
        double lost = 0;
        int loser = -1, before = -1;
        bool ended = false;
        for (int chunk = 0; chunk < _parts.Length; chunk++)
        {
            Part part = _parts[chunk];
            if (part.First < 0)
            {
                continue;
            }

            ended |= before >= 0 && (RoadOf(part.First) != RoadOf(before) || units.Location[part.First] != units.Location[before]);
            ReadOnlySpan<int> columns = Columns(chunk);
            ReadOnlySpan<double> losses = _world.Chunks.Values(chunk);
            for (int i = 0; i < columns.Length; i++)
            {
                if (lost > 0 && (ended || columns[i] < 0))
                {
                    Tell(loser, lost);
                    lost = 0;
                }

                loser = columns[i] < 0 ? ~columns[i] : columns[i];
                lost += losses[i];
                _world.Ledger.Killed[units.Faction[loser]] += losses[i];
                ended = false;
            }

            (before, ended) = (part.Last, ended | part.Ended);
        }

        if (lost > 0)
        {
            Tell(loser, lost);
        }
    }

    private void Tell(int u, double lost) => _log.Add(
        RunEventKind.Interdiction, _world.Units.Location[u], _against[RoadOf(u)], _world.Factions.Bloc[_world.Units.Faction[u]], lost, "");

    /// <summary>Share that every unit of a faction on a corridor loses today, and a bloc to which it loses it.</summary>
    private void FindShare(int at, double rate)
    {
        int against = -1, corridor = at / _world.Factions.Count, f = at % _world.Factions.Count;
        double hazard = rate * (FireFrom(_world.Corridors.From[corridor], f, ref against) + FireFrom(_world.Corridors.To[corridor], f, ref against));
        _against[at] = against;
        _share[at] = hazard > 0 ? 1 - DetMath.Exp(-hazard) : 0;
    }

    /// <summary>Strength that posts at a location bring to bear on one fighter of faction f on the roads there.</summary>
    private double FireFrom(int l, int f, ref int against)
    {
        int at = (l * _world.Factions.Count) + f;
        if (_fireOn[at] != _step)
        {
            (_fireOn[at], _by[at]) = (_step, -1);
            _fire[at] = FindFire(l, f, ref _by[at]);
        }

        against = _by[at] >= 0 ? _by[at] : against;
        return _fire[at];
    }

    private double FindFire(int l, int f, ref int against)
    {
        int n = _world.Factions.Count;
        double fire = 0;
        ulong posts = Presence.HostileTo(_world, l, f, _world.Tallies.MassedPresent[l]);
        for (; posts != 0; posts &= posts - 1)
        {
            int g = BitOperations.TrailingZeroCount(posts);
            double seen = 0;
            ulong hostile = _world.Factions.Hostiles[(_world.Locations.Country[l] * n) + g];
            for (; hostile != 0; hostile &= hostile - 1)
            {
                seen += _near.Fighters((l * n) + BitOperations.TrailingZeroCount(hostile));
            }

            fire += _world.Tallies.StrengthMassed[(l * n) + g] / seen;
            against = _world.Factions.Bloc[g];
        }

        return fire;
    }

    /// <summary>What belongs to a chunk of rows.</summary>
    private sealed class Part(GroupFighters roads, UnitDraws draws)
    {
        public GroupFighters Roads { get; } = roads;

        public UnitDraws Draws { get; } = draws;

        /// <summary>Columns listed, and then those that lose fighters.</summary>
        public int Count { get; set; }

        /// <summary>The first of all columns, or -1.</summary>
        public int First { get; set; }

        /// <summary>The last one.</summary>
        public int Last { get; set; }

        /// <summary>Neighbours have ended after the last one that lost fighters.</summary>
        public bool Ended { get; set; }
    }
}
