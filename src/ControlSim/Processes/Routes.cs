using ControlSim.Networks;
using ControlSim.Scenarios;
using ControlSim.Tables;

namespace ControlSim.Processes;

/// <summary>
/// Ways of least time to a target for a bloc and posture, looked for as far as the place that is asked for and kept until owners, gates or relations
/// change what a road costs them. Massed units pass
/// through locations that are own, cobelligerent or nobody's, at a price through hostile ones, never through others;
/// and through open gates only. Cells go anywhere and wait at gates that are shut to them.
/// </summary>
internal sealed class Routes
{
    /// <summary>Days that a way through a hostile location counts longer; no source.</summary>
    private const double HostileTransitDays = 10;

    private const int Slots = 64;

    /// <summary>Places up to which whole trees are kept for commanders: a tree of 139 places takes some 12 µs, one of 10,000 some 3 ms.</summary>
    private const int FewPlaces = 500;

    private readonly World _world;
    private readonly MovementParameters _parameters;
    private readonly ShortestPaths _paths;
    private readonly double[] _classSpeed;
    private readonly double[][] _arcDays;
    private readonly int[] _arcDaysVersion; // topology for which they are known to hold
    private readonly int[] _arcDaysSince; // topology from which on they are as they are
    private readonly int[] _gated; // corridors with a gate
    private readonly bool[] _gatesOpen; // by kind and corridor with a gate, when its ways were looked at last
    private readonly double[] _massedDays; // by corridor, with its gate open
    private readonly double[] _cellsDays;
    private readonly double[][] _transitDays; // by bloc and location, of massed units
    private readonly double[] _arcKept;
    private readonly double[][] _days = new double[Slots][]; // NaN: not looked at yet
    private readonly int[][] _next = new int[Slots][];
    private readonly long[] _slotKey = new long[Slots];
    private readonly int[] _slotVersion = new int[Slots];
    private readonly Dictionary<long, int> _slotOf = new(2 * Slots);
    private int _hand;
    private int _last; // slot that was asked for last

    public Routes(World world, MovementParameters parameters)
    {
        _world = world;
        _parameters = parameters;
        _paths = new ShortestPaths(world.Corridors.Graph);
        _classSpeed =
        [
            parameters.SpeedHighway, parameters.SpeedPrimary, parameters.SpeedSecondary, parameters.SpeedDesertTrack,
            parameters.SpeedOffRoad,
        ];
        int kinds = 2 * world.Blocs.Count;
        _arcDays = new double[kinds][];
        _arcDaysVersion = new int[kinds];
        _arcDaysSince = new int[kinds];
        Corridors corridors = world.Corridors;
        _gated = [.. Enumerable.Range(0, corridors.Count).Where(c => corridors.Crossing[c] >= 0)];
        _gatesOpen = new bool[kinds * _gated.Length];
        _massedDays = [.. Enumerable.Range(0, corridors.Count).Select(c => corridors.LengthKm[c] / ClassSpeed(corridors.Class[c]))];
        _cellsDays = [.. corridors.LengthKm.Select(km => km / parameters.SpeedCells)];
        Array.Fill(_arcDaysVersion, -1);
        for (int k = 0; k < kinds; k++)
        {
            _arcDays[k] = new double[world.Corridors.ArcTo.Length];
        }

        _transitDays = [.. Enumerable.Range(0, world.Blocs.Count).Select(_ => new double[world.Locations.Count])];
        _arcKept = new double[world.Corridors.ArcTo.Length];
        for (int s = 0; s < Slots; s++)
        {
            _days[s] = new double[world.Locations.Count];
            _next[s] = new int[world.Locations.Count];
            _slotKey[s] = -1;
        }
    }

    /// <summary>Speed of massed units by class of corridor, km a day.</summary>
    public double ClassSpeed(CorridorClass corridorClass) => _classSpeed[(int)corridorClass];

    /// <summary>May massed units of the bloc pass the corridor's gate?</summary>
    public bool IsGateOpen(int corridor, int bloc)
    {
        int gate = _world.Corridors.Crossing[corridor];
        return gate < 0 || _world.Crossings.OpenToUnits[gate] || (_world.Crossings.UsableBy[gate] >> bloc & 1) != 0;
    }

    /// <summary>First corridor of the way from a location to the target, or -1 if there is none.</summary>
    public int NextCorridor(int bloc, Posture posture, int target, int at) => _next[SlotFor(bloc, posture, target, at)][at];

    /// <summary>Brings what roads cost up to date where ways have been asked for.</summary>
    public void Renew()
    {
        for (int kind = 0; kind < _arcDaysVersion.Length; kind++)
        {
            if (_arcDaysVersion[kind] >= 0)
            {
                RenewArcDays(kind, kind >> 1, (Posture)(kind & 1));
            }
        }
    }

    /// <summary>The same if it is known, since <see cref="Renew"/>; changes nothing, so that threads may ask.</summary>
    /// <param name="bloc">The bloc.</param>
    /// <param name="posture">Massed or cells.</param>
    /// <param name="target">Where to.</param>
    /// <param name="at">Where from.</param>
    /// <param name="slot">Where the ways to the target before were kept, and those to this one are; 0 at first.</param>
    /// <param name="corridor">The corridor, or -1.</param>
    public bool TryNextCorridor(int bloc, Posture posture, int target, int at, ref int slot, out int corridor)
    {
        int kind = (2 * bloc) + (int)posture;
        long key = ((long)kind * _world.Locations.Count) + target;
        bool isKept = _slotKey[slot] == key;
        if (!isKept && _slotOf.TryGetValue(key, out int other))
        {
            (slot, isKept) = (other, true);
        }

        corridor = _next[slot][at];
        return isKept && _arcDaysVersion[kind] == _world.Topology && _slotVersion[slot] >= _arcDaysSince[kind] && !double.IsNaN(_days[slot][at]);
    }

    /// <summary>Days from a location to the target; infinity if there is no way.</summary>
    public double Days(int bloc, Posture posture, int target, int at) => _days[SlotFor(bloc, posture, target, at)][at];

    /// <summary>
    /// Days to a target by location, right where they are at most a number of days and greater elsewhere; until the next question. With
    /// many places every candidate of a commander asks for another target, and a look as far as his reach is all that he needs.
    /// </summary>
    public ReadOnlySpan<double> DaysWithin(int bloc, Posture posture, int target, double most)
    {
        if (_world.Locations.Count <= FewPlaces)
        {
            return _days[SlotFor(bloc, posture, target, -1)];
        }

        Solve((2 * bloc) + (int)posture, bloc, posture, target, most, -1);
        return _paths.Distances;
    }

    /// <summary>
    /// Where the ways to a target are kept. Who marches is nearer to it every day, so a look as far as the first who asks does for most: at
    /// Al-Qa'im 24 of 139 places in the mean. Whoever asks from beyond has all of it looked for.
    /// </summary>
    private int SlotFor(int bloc, Posture posture, int target, int at)
    {
        int kind = (2 * bloc) + (int)posture;
        long key = ((long)kind * _world.Locations.Count) + target;
        RenewArcDays(kind, bloc, posture);
        int slot = _last; // units that march to one place follow each other
        if (_slotKey[slot] != key && !_slotOf.TryGetValue(key, out slot))
        {
            slot = _hand;
            _hand = (_hand + 1) % Slots;
            if (_slotKey[slot] >= 0)
            {
                _slotOf.Remove(_slotKey[slot]);
            }

            (_slotKey[slot], _slotVersion[slot]) = (key, -1);
            _slotOf.Add(key, slot);
        }

        _last = slot;
        bool isKept = _slotVersion[slot] >= _arcDaysSince[kind];
        if (!isKept || (at < 0 ? Array.Exists(_days[slot], double.IsNaN) : double.IsNaN(_days[slot][at])))
        {
            _slotVersion[slot] = _world.Topology;
            Solve(kind, bloc, posture, target, double.PositiveInfinity, isKept ? -1 : at);
            Keep(_days[slot], _next[slot], isKept ? -1 : at);
        }

        return slot;
    }

    private void Keep(double[] days, int[] next, int last)
    {
        ReadOnlySpan<int> settled = _paths.Order;
        if (settled.IsEmpty || settled[^1] != last)
        {
            _paths.Distances.CopyTo(days);
            _paths.PreviousLinks.CopyTo(next);
            return;
        }

        Array.Fill(days, double.NaN);
        foreach (int l in settled)
        {
            (days[l], next[l]) = (_paths.Distances[l], _paths.PreviousLinks[l]);
        }
    }

    /// <summary>Solved from the target outward, so that one solve serves all who march there; nobody passes through the target itself.</summary>
    private void Solve(int kind, int bloc, Posture posture, int target, double most, int last)
    {
        RenewArcDays(kind, bloc, posture);
        Corridors corridors = _world.Corridors;
        int first = corridors.ArcStart[target], arcs = corridors.ArcStart[target + 1] - first;
        Span<double> own = _arcDays[kind].AsSpan(first, arcs), kept = _arcKept.AsSpan(0, arcs);
        own.CopyTo(kept);
        for (int arc = 0; arc < arcs; arc++)
        {
            own[arc] = CorridorDays(corridors.ArcCorridor[first + arc], bloc, posture);
        }

        _paths.SolveByEntry([target], _arcDays[kind], most, last);
        kept.CopyTo(own);
    }

    /// <summary>Arcs are taken backward: an arc out of a location prices passing through that location.</summary>
    private void RenewArcDays(int kind, int bloc, Posture posture)
    {
        if (_arcDaysVersion[kind] == _world.Topology)
        {
            return;
        }

        bool isAnew = _arcDaysVersion[kind] < 0 | HaveOtherGates(kind, bloc), isOther = isAnew;
        _arcDaysVersion[kind] = _world.Topology;
        if (posture == Posture.Cells && isAnew)
        {
            RenewArcDaysAt(kind, bloc, posture, 0, _world.Locations.Count, 0);
        }
        else if (posture != Posture.Cells)
        {
            double[] transit = _transitDays[bloc];
            for (int l = 0; l < transit.Length; l++)
            {
                double now = TransitDays(l, bloc);
                if (isAnew || now != transit[l])
                {
                    transit[l] = now;
                    isOther |= RenewArcDaysAt(kind, bloc, posture, l, l + 1, now);
                }
            }
        }

        _arcDaysSince[kind] = isOther ? _world.Topology : _arcDaysSince[kind];
    }

    /// <returns>Does an arc out of these locations cost other than it did?</returns>
    private bool RenewArcDaysAt(int kind, int bloc, Posture posture, int first, int end, double transit)
    {
        ReadOnlySpan<int> starts = _world.Corridors.ArcStart, arcCorridor = _world.Corridors.ArcCorridor;
        double[] days = _arcDays[kind];
        bool isOther = false;
        for (int arc = starts[first]; arc < starts[end]; arc++)
        {
            double now = transit + CorridorDays(arcCorridor[arc], bloc, posture);
            isOther |= now != days[arc];
            days[arc] = now;
        }

        return isOther;
    }

    /// <summary>Roads into a target are priced without what is owned there, so that a gate may matter where no arc shows it.</summary>
    private bool HaveOtherGates(int kind, int bloc)
    {
        bool isOther = false;
        Span<bool> open = _gatesOpen.AsSpan(kind * _gated.Length, _gated.Length);
        for (int g = 0; g < open.Length; g++)
        {
            bool now = IsGateOpen(_gated[g], bloc);
            isOther |= now != open[g];
            open[g] = now;
        }

        return isOther;
    }

    private double TransitDays(int l, int bloc)
    {
        int owner = _world.Locations.Owner[l];
        if (owner < 0 || Presence.IsHeldFor(_world, l, bloc))
        {
            return 0;
        }

        return _world.Blocs.AreHostile(_world.Locations.Country[l], bloc, owner) ? HostileTransitDays : double.PositiveInfinity;
    }

    private double CorridorDays(int corridor, int bloc, Posture posture)
    {
        bool open = IsGateOpen(corridor, bloc);
        if (posture == Posture.Cells)
        {
            return open ? _cellsDays[corridor] : _cellsDays[corridor] + (1 / Math.Max(1e-6, _parameters.Smuggling));
        }

        return open ? _massedDays[corridor] : double.PositiveInfinity;
    }
}
