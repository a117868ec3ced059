using System.Numerics;
using ControlSim.Runs;
using ControlSim.Scenarios;
using ControlSim.Tables;

namespace ControlSim.Processes;

/// <summary>The units of the operations: calling, placing, marching and releasing them, and what they add up to.</summary>
internal sealed partial class OperationForces(World world, Parameters parameters, Routes routes, EventLog log)
{
    /// <summary>Days of an attack without a massed enemy after which it is given up; no source.</summary>
    private const int StuckDays = 60;

    private readonly double[] _fighters = new double[world.Operations.Count];
    private readonly double[] _assembled = new double[world.Operations.Count];
    private readonly double[] _strength = new double[world.Operations.Count];
    private readonly double[] _total = new double[world.Operations.Count];
    private readonly bool[] _isAsked = new bool[world.Operations.Count]; // whether strengths were
    private readonly int[] _sent = Enumerable.Repeat(-1, world.Operations.Count).ToArray(); // where all its units are, or are going
    private readonly int[] _summedAt = new int[world.Operations.Count]; // its place of assembly when it was summed
    private Action<int>? _sumSome;
    private readonly double[] _key = new double[world.Units.Count];
    private readonly int[] _candidate = new int[world.Units.Count];
    private readonly IncrementalSort _nearest = new();
    private readonly double[] _taken = new double[world.Locations.Count * world.Factions.Count];
    private readonly AskedValues _free = new(2 * world.Locations.Count * world.Factions.Count); // fighters of a garrison that may be called, of those who hold the place after it

    private readonly OperationMembers _members = new(world);

    /// <summary>Fighters that belong to the operation.</summary>
    public double Fighters(int o) => _fighters[o];

    /// <summary>Fighters that have reached its place of assembly.</summary>
    public double FightersAssembled(int o) => _assembled[o];

    /// <summary>Effective strength of those.</summary>
    public double StrengthAssembled(int o) => Known(_strength, o);

    /// <summary>Effective strength of all its units.</summary>
    public double Strength(int o) => Known(_total, o);

    /// <summary>The tables were filled from outside.</summary>
    public void Resume()
    {
        _members.Forget();
        Array.Fill(_isAsked, false);
        ForgetWays();
        ForgetStrengths();
    }

    /// <summary>Sums all operations anew.</summary>
    public void Sum()
    {
        _members.SortIfNeeded();
        world.Chunks.Run(_sumSome ??= SumSome);
    }

    /// <summary>Every so many operations: threads may share them as they share chunks of units.</summary>
    private void SumSome(int part)
    {
        for (int o = part; o < _fighters.Length; o += world.Chunks.Count)
        {
            Sum(o);
        }
    }

    private void Sum(int o)
    {
        Units units = world.Units;
        double[] fighters = units.Fighters;
        int[] operation = units.Operation, location = units.Location, corridor = units.Corridor, target = units.Target;
        int assembly = world.Operations.Assembly[o], sent = _sent[o];
        double all = 0, there = 0;
        bool astray = sent < 0;
        foreach (int u in _members.Of(o))
        {
            double n = fighters[u];
            if (operation[u] == o && n > 0)
            {
                bool rests = corridor[u] < 0;
                int at = location[u];
                all += n;
                there += rests && at == assembly ? n : 0;
                astray |= target[u] != (rests && at == sent ? -1 : sent);
            }
        }

        (_fighters[o], _assembled[o], _total[o], _strength[o]) = (all, there, double.NaN, double.NaN);
        (_sent[o], _summedAt[o]) = (astray ? -1 : sent, assembly);
        if (_isAsked[o])
        {
            _isAsked[o] = false;
            SumStrengths(o);
        }
    }

    /// <summary>
    /// Strengths are wanted on few days: of who is ready to attack, or thinks of giving up. Whose were asked for the day before is mostly asked
    /// again, and they are summed before, where threads share it.
    /// </summary>
    private void SumStrengths(int o)
    {
        Units units = world.Units;
        int assembly = _summedAt[o];
        double total = 0, there = 0;
        foreach (int u in _members.Of(o))
        {
            if (units.Operation[u] == o && units.Fighters[u] > 0)
            {
                double strength = StrengthOf(u);
                total += strength;
                there += units.Location[u] == assembly && units.Corridor[u] < 0 ? strength : 0;
            }
        }

        (_total[o], _strength[o]) = (total, there);
    }

    private double Known(double[] strengths, int o)
    {
        _isAsked[o] = true;
        if (double.IsNaN(strengths[o]))
        {
            SumStrengths(o);
        }

        return strengths[o];
    }

    /// <summary>Somebody else may have sent units of operations elsewhere.</summary>
    public void ForgetWays() => Array.Fill(_sent, -1);

    /// <summary>Somebody else may have trained units of operations, or taken them.</summary>
    public void ForgetStrengths()
    {
        for (int o = 0; o < _isAsked.Length; o++)
        {
            ForgetUnasked(o);
        }
    }

    /// <summary>Strengths that were summed and not asked for yet are those of the day's beginning.</summary>
    private void ForgetUnasked(int o)
    {
        if (!_isAsked[o])
        {
            (_total[o], _strength[o]) = (double.NaN, double.NaN);
        }
    }

    /// <summary>Effective strength of the massed units at a location that are hostile to a faction, as it must reckon with them.</summary>
    public double EnemyStrength(int location, int faction)
    {
        double sum = 0;
        ulong hostile = Presence.HostileTo(world, location, faction, world.Tallies.MassedPresent[location]);
        for (; hostile != 0; hostile &= hostile - 1)
        {
            int g = BitOperations.TrailingZeroCount(hostile);
            bool owner = world.Locations.Owner[location] == world.Factions.Bloc[g];
            double solid = owner ? parameters.Combat.ConsolidationWeight * world.Locations.Consolidation[location] : 0;
            sum += Presence.SeenStrength(world, location, g, faction) * (1 + solid);
        }

        return sum;
    }

    /// <summary>
    /// A commander's attack that has found no massed enemy for long, and still not won: others who are no enemies hold the place with
    /// him, or cells keep it from him. His forces are wanted elsewhere.
    /// </summary>
    public bool IsStuck(int o, int objective, int faction) =>
        world.Tick > world.Operations.AttackTick[o] + StuckDays && EnemyStrength(objective, faction) <= 0;

    /// <summary>Have all its units together a ratio over who is left at the objective?</summary>
    public bool Has(double ratio, int o, int objective, int faction) =>
        Strength(o) > 0 && Strength(o) >= ratio * EnemyStrength(objective, faction);

    /// <summary>Is the next objective a neighbour near enough to be exploited?</summary>
    public bool IsNear(int won, int next)
    {
        Corridors corridors = world.Corridors;
        for (int arc = corridors.ArcStart[won]; arc < corridors.ArcStart[won + 1]; arc++)
        {
            if (corridors.ArcTo[arc] == next && corridors.LengthKm[corridors.ArcCorridor[arc]] <= parameters.Command.ExploitationKm)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Fighters whom an operation that has none yet could call to a place, the reserve left.</summary>
    public double Callable(int o, OrderPlan plan, int start)
    {
        world.Operations.Assembly[o] = start;
        double sum = 0;
        foreach (int u in _candidate.AsSpan(0, Candidates(o, plan)))
        {
            sum += world.Units.Fighters[u] * (1 - world.Factions.Reserve[world.Units.Faction[u]]);
        }

        return sum;
    }

    /// <summary>Calls free units, nearest first, until the forces asked for are reached; a reserve stays everywhere.</summary>
    public void Call(int o, OrderPlan plan)
    {
        int count = Candidates(o, plan);
        _summedAt[o] = _fighters[o] > 0 ? _summedAt[o] : world.Operations.Assembly[o];
        _nearest.Begin(_key, _candidate, count);
        _free.Forget();
        Units units = world.Units;
        int called = 0;
        for (int i = 0; i < count && _fighters[o] < plan.Forces; i++)
        {
            if (i == _nearest.Sorted)
            {
                _nearest.Next();
            }

            int u = _candidate[i], at = (units.Location[u] * world.Factions.Count) + units.Faction[u];
            double free = units.Posture[u] == Posture.Massed ? MayLeave(o, plan, u, at) : double.PositiveInfinity;
            if (_taken[at] + units.Fighters[u] <= free)
            {
                _taken[at] += units.Fighters[u];
                units.Operation[u] = o;
                _candidate[called++] = u;
                Count(u);
            }
        }

        foreach (int u in _candidate.AsSpan(0, called))
        {
            _taken[(units.Location[u] * world.Factions.Count) + units.Faction[u]] = 0;
        }

        if (called > 0)
        {
            _sent[o] = -1;
            _members.Join(o, _candidate.AsSpan(0, called));
        }
    }

    private double MayLeave(int o, OrderPlan plan, int u, int at)
    {
        ref double free = ref _free[(2 * at) + (world.Units.Hold[u] ? 1 : 0)];
        free = double.IsNaN(free) ? world.Tallies.Massed[at] * (1 - Kept(o, plan, u)) : free;
        return free;
    }

    /// <summary>
    /// Share of a garrison that stays: the reserve; and of what a commander takes for his own operations, or an order takes of units
    /// that hold a place which it does not name, as much as keeps the odds of an enemy beside the place below the guard ratio.
    /// </summary>
    private double Kept(int o, OrderPlan plan, int u)
    {
        int l = world.Units.Location[u], f = world.Units.Faction[u];
        double reserve = world.Factions.Reserve[f], strength = world.Tallies.StrengthMassed[(l * world.Factions.Count) + f];
        bool mayGo = o < world.Operations.Orders && (!world.Units.Hold[u] || Array.IndexOf(plan.From, l) >= 0);
        if (mayGo || strength <= 0)
        {
            return reserve;
        }

        return Math.Max(reserve, Presence.HostileStrengthBeside(world, l, f) / (parameters.Command.GuardRatio * strength));
    }

    /// <summary>Puts the units of an operation at its place of assembly: they gathered before the first day.</summary>
    public void PlaceAtAssembly(int o)
    {
        ForgetUnasked(o);
        Units units = world.Units;
        foreach (int u in _members.Of(o))
        {
            if (units.Operation[u] == o)
            {
                world.Changes.Note(u);
                units.Location[u] = world.Operations.Assembly[o];
            }
        }
    }

    /// <summary>Sends the units of an operation to a location.</summary>
    public void March(int o, int location)
    {
        if (_sent[o] == location)
        {
            return;
        }

        _sent[o] = location;
        Units units = world.Units;
        foreach (int u in _members.Of(o))
        {
            if (units.Operation[u] == o && units.Fighters[u] > 0)
            {
                bool there = units.Location[u] == location && units.Corridor[u] < 0;
                units.Target[u] = there ? -1 : location;
            }
        }
    }

    /// <summary>Cells of a raid mass at the objective once enough of them are there.</summary>
    public void MassAt(int o, int location, double share)
    {
        Units units = world.Units;
        double there = 0;
        foreach (int u in _members.Of(o))
        {
            there += IsAt(u) ? units.Fighters[u] : 0;
        }

        if (there < share * _fighters[o])
        {
            return;
        }

        foreach (int u in _members.Of(o))
        {
            if (IsAt(u) && units.Posture[u] == Posture.Cells)
            {
                world.Changes.Note(u);
                units.Posture[u] = Posture.Massed;
                int bloc = world.Factions.Bloc[units.Faction[u]];
                log.Join(RunEventKind.UnitsMassed, location, bloc, -1, units.Fighters[u], "", PostureShift.Forced(PostureCause.Raid));
            }
        }

        bool IsAt(int u) => units.Operation[u] == o && units.Location[u] == location && units.Corridor[u] < 0;
    }

    /// <summary>Frees the units of an operation; they stay where they are.</summary>
    public void Release(int o)
    {
        ForgetUnasked(o);
        Units units = world.Units;
        foreach (int u in _members.Of(o))
        {
            if (units.Operation[u] == o)
            {
                units.Operation[u] = -1;
                units.Target[u] = -1;
            }
        }
    }

    /// <summary>Frees the units of an operation; they go on to where they were sent last.</summary>
    public void Free(int o)
    {
        ForgetUnasked(o);
        Units units = world.Units;
        foreach (int u in _members.Of(o))
        {
            units.Operation[u] = units.Operation[u] == o ? -1 : units.Operation[u];
        }
    }

    private void Count(int u)
    {
        Units units = world.Units;
        int o = units.Operation[u];
        _fighters[o] += units.Fighters[u];
        (_total[o], _strength[o]) = (double.NaN, double.NaN);
        if (units.Location[u] == world.Operations.Assembly[o] && units.Corridor[u] < 0)
        {
            _assembled[o] += units.Fighters[u];
        }
    }

    private double StrengthOf(int u)
    {
        Units units = world.Units;
        double morale = world.Factions.Morale[(units.Faction[u] * world.Countries) + world.Locations.Country[units.Location[u]]];
        return Aggregation.Strength(units.Fighters[u], units.Supply[u], morale, units.Quality[u]);
    }
}
