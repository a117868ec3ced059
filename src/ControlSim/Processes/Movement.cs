using System.Numerics;
using ControlSim.Randomness;
using ControlSim.Scenarios;
using ControlSim.Tables;

namespace ControlSim.Processes;

/// <summary>
/// P4. Units march along corridors toward their target: km += v max(least, 1 - 0.5 a)(1 + g transport) a day, v by class of road for massed
/// units, lower on the last stretch before a location that hostile massed units hold, and one speed for cells. A massed unit stops where hostile
/// massed fighters exceed a tenth of its own bloc's there. Massed units do not pass a shut gate; cells slip through with a
/// daily probability. Units move one after another from the tallies of the start of the tick, so that none sees another move.
/// </summary>
[Writes("Units.Location", "Units.Corridor", "Units.WayKm", "Units.Target", "Units.MarchedOn")]
internal sealed class Movement(World world, MovementParameters parameters, Routes routes, RandomStreams random)
{
    private readonly RowList _going = new(world.Units.Count); // by chunk, who has a target or is under way
    private readonly int[] _counts = new int[world.Chunks.Count];
    private readonly RowList _asking = new(world.Units.Count); // by chunk, who may set out and whose way is not known
    private readonly int[] _asked = new int[world.Chunks.Count];
    private readonly ulong[] _outnumbered = new ulong[world.Locations.Count]; // bit f: massed enemies hold massed units of faction f up there
    private readonly double[] _factor = new double[world.Factions.Count * world.Countries]; // of the speed of massed units today
    private Action<int>? _compare;
    private Action<int>? _list;
    private Action<int>? _march;

    public void Step()
    {
        world.Tallies.Marched.Clear();
        if (world.Chunks.Count > 1)
        {
            routes.Renew(); // by itself it is asked for by those alone who go today, a few blocs at Al-Qa'im
        }

        for (int at = 0; at < _factor.Length; at++)
        {
            _factor[at] = SpeedFactor(world, parameters, at / world.Countries, at % world.Countries);
        }

        world.Chunks.Run(_compare ??= Compare);
        world.Chunks.Run(_list ??= List);

        // Ways that are not known are looked for in turn, as routes remember them; who sets out or marches asks for nothing that another changes.
        for (int chunk = 0; chunk < _asked.Length; chunk++)
        {
            foreach (int u in _asking.RoomOf(world.Chunks, chunk)[.._asked[chunk]])
            {
                int bloc = world.Factions.Bloc[world.Units.Faction[u]];
                SetOut(u, bloc, routes.NextCorridor(bloc, world.Units.Posture[u], world.Units.Target[u], world.Units.Location[u]));
            }
        }

        world.Chunks.Run(_march ??= March);
        world.Tallies.Marched.Join(world.Chunks, _counts);
    }

    /// <summary>Finds who is held up, of a part of the places.</summary>
    private void Compare(int part)
    {
        Range places = world.Chunks.PartOf(_outnumbered.Length, part);
        for (int l = places.Start.Value; l < places.End.Value; l++)
        {
            ulong outnumbered = 0;
            for (ulong rest = world.Tallies.Embattled[l] & world.Tallies.Present[l]; rest != 0; rest &= rest - 1)
            {
                int f = BitOperations.TrailingZeroCount(rest);
                double own = world.Tallies.BlocMassed[(l * world.Blocs.Count) + world.Factions.Bloc[f]];
                outnumbered |= Presence.HostileMassed(world, l, f) > parameters.StopRatio * own ? 1UL << f : 0;
            }

            _outnumbered[l] = outnumbered;
        }
    }

    private void March(int chunk)
    {
        Units units = world.Units;
        Span<int> marched = world.Tallies.Marched.RoomOf(world.Chunks, chunk);
        int found = 0;
        foreach (int u in _going.RoomOf(world.Chunks, chunk)[.._counts[chunk]])
        {
            marched[found] = u;
            found += units.Corridor[u] >= 0 && units.Fighters[u] > 0 ? 1 : 0;
        }

        world.Changes.NoteMoves(chunk, marched[..found]);
        foreach (int u in marched[..found])
        {
            March(units, u);
        }

        _counts[chunk] = found;
    }

    /// <summary>Lists who has a target or is under way in a chunk; who is at a place sets out, or is listed if his way is not known. Nobody has marched yet.</summary>
    private void List(int chunk)
    {
        Units units = world.Units;
        int first = world.Chunks.First(chunk), count = world.Chunks.First(chunk + 1) - first, asked = 0, slot = 0;
        Span<int> asking = _asking.RoomOf(world.Chunks, chunk), room = _going.RoomOf(world.Chunks, chunk);
        units.MarchedOn.AsSpan(first, count).Fill(-1);
        _counts[chunk] = RowScan.ListWhereNotNegative(units.Target.AsSpan(first, count), units.Corridor.AsSpan(first, count), first, room);
        foreach (int u in room[.._counts[chunk]])
        {
            if (units.Corridor[u] >= 0 || units.Fighters[u] <= 0)
            {
                continue;
            }

            int bloc = world.Factions.Bloc[units.Faction[u]], at = units.Location[u], target = units.Target[u];
            if (at == target)
            {
                units.Target[u] = -1;
            }
            else if (routes.TryNextCorridor(bloc, units.Posture[u], target, at, ref slot, out int corridor))
            {
                SetOut(u, bloc, corridor);
            }
            else
            {
                asking[asked++] = u;
            }
        }

        _asked[chunk] = asked;
    }

    /// <summary>A unit at a location takes the next corridor of its way, unless it stays.</summary>
    private void SetOut(int u, int bloc, int corridor)
    {
        Units units = world.Units;
        if (corridor < 0)
        {
            units.Target[u] = -1;
        }
        else if (!(units.Posture[u] == Posture.Massed && IsStopped(u, corridor, bloc)) && PassesGate(u, corridor, bloc))
        {
            units.Corridor[u] = corridor;
            units.WayKm[u] = 0;
        }
    }

    private void March(Units units, int u)
    {
        int corridor = units.Corridor[u];
        units.MarchedOn[u] = corridor;
        units.WayKm[u] = Advance(u, corridor);
        if (units.WayKm[u] < world.Corridors.LengthKm[corridor])
        {
            return;
        }

        units.Location[u] = world.Corridors.OtherEnd(corridor, units.Location[u]);
        units.Corridor[u] = -1;
        units.WayKm[u] = 0;
        if (units.Location[u] == units.Target[u])
        {
            units.Target[u] = -1;
        }
    }

    /// <summary>Way done after a day, km; the day on which the resisted stretch is met is split between the two speeds.</summary>
    private double Advance(int u, int corridor)
    {
        Units units = world.Units;
        if (units.Posture[u] == Posture.Cells)
        {
            return units.WayKm[u] + parameters.SpeedCells;
        }

        int f = units.Faction[u];
        int ahead = world.Corridors.OtherEnd(corridor, units.Location[u]);
        double factor = _factor[(f * world.Countries) + world.Locations.Country[ahead]];
        double speed = factor * routes.ClassSpeed(world.Corridors.Class[corridor]);
        if (!Presence.IsEmbattled(world, ahead, f))
        {
            return units.WayKm[u] + speed;
        }

        double resisted = Math.Min(speed, factor * parameters.SpeedResisted);
        double free = Math.Max(0, world.Corridors.LengthKm[corridor] - parameters.ResistedKm - units.WayKm[u]);
        double freeDays = Math.Min(1, free / speed);
        return units.WayKm[u] + (freeDays * speed) + ((1 - freeDays) * resisted);
    }

    /// <summary>What air threat, from the input and from air actors, and transport make of the speed of massed units.</summary>
    public static double SpeedFactor(World world, MovementParameters parameters, int f, int country)
    {
        int at = (f * world.Countries) + country;
        double air = world.Factions.AirThreat[at] + world.Factions.AirPower[at];
        return Math.Max(parameters.LeastSpeedFactor, 1 - (parameters.AirSlowing * air))
            * (1 + (parameters.TransportSpeed * world.AirActors.Carried[at]));
    }

    /// <summary>The enemy here holds a massed unit up, unless it turns back to a place that is held for its bloc.</summary>
    private bool IsStopped(int u, int corridor, int bloc)
    {
        int l = world.Units.Location[u];
        return (_outnumbered[l] >> world.Units.Faction[u] & 1) != 0
            && !Presence.IsHeldFor(world, world.Corridors.OtherEnd(corridor, l), bloc);
    }

    /// <summary>Routes lead massed units through open gates only; cells may have to wait for their chance.</summary>
    private bool PassesGate(int u, int corridor, int bloc)
    {
        if (world.Units.Posture[u] == Posture.Massed || routes.IsGateOpen(corridor, bloc))
        {
            return true;
        }

        double draw = world.Deterministic ? 0.5 : random.Uniform(ProcessId.Movement, world.Tick, world.Units.StableIds[u], 0);
        return draw < parameters.Smuggling;
    }
}
