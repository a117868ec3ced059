using System.Numerics;
using ControlSim.Tables;

namespace ControlSim.Processes;

/// <summary>
/// What every road carries today and which blocs can use it, for all blocs at once: a corridor is usable if both ends are held
/// to 0.35 by the bloc and its cobelligerents, or one end is and its massed units stand at the other, and its gate is open; or
/// if the bloc can use its gate, or a gate at an end, whoever holds the ends. No road serves a bloc at a place where a siege
/// shuts it in. What strikes and attacks leave of a road is reckoned with in steps of the tolerance of plans, rounded down, so that
/// a road that is mended day by day is no other road every day.
/// </summary>
internal sealed class SupplyRoads
{
    private readonly World _world;
    private readonly double _usableControl;
    private readonly double _largeControl; // blocs that all have less cannot have enough together
    private readonly long[] _whole; // by corridor, what the road and its crossing let through undamaged is the least of both
    private readonly long[] _throughput;
    private readonly double _step; // of what is left of a road; 0: none
    private readonly int[] _changed; // corridors
    private readonly long[] _capacityBefore; // by place in the list of changed ones
    private readonly ulong[] _usersBefore;
    private int _changes;
    private readonly ulong[] _held; // by location, bit b: held for bloc b
    private readonly ulong[] _massed;
    private readonly ulong[] _post;

    public SupplyRoads(World world, SupplyParameters parameters)
    {
        _world = world;
        _usableControl = parameters.UsableControl;
        _step = parameters.PlanTolerance;
        _largeControl = parameters.UsableControl / (world.Blocs.Count + 1);
        long[] ofClass = [.. parameters.CapacitiesByClass().Select(c => (long)Math.Round(c * WorldBuilder.SupplyUnit))];
        _whole = [.. world.Corridors.Class.Select(c => ofClass[(int)c])];
        _throughput = [.. world.Corridors.Crossing.Select(Throughput)];
        (_held, _massed) = (new ulong[world.Locations.Count], new ulong[world.Locations.Count]);
        _post = new ulong[world.Locations.Count];
        for (int g = 0; g < world.Crossings.Count; g++)
        {
            if (world.Crossings.Location[g] >= 0)
            {
                _post[world.Crossings.Location[g]] |= world.Crossings.UsableBy[g];
            }
        }

        int corridors = world.Corridors.Count;
        (_changed, _capacityBefore, _usersBefore) = (new int[corridors], new long[corridors], new ulong[corridors]);
    }

    /// <summary>
    /// By corridor, thousandths of a man-day: capacity less what strikes destroyed and attacks cut, and no more than its crossing
    /// lets through.
    /// </summary>
    public ReadOnlySpan<long> Capacity => _world.SupplyPlans.RoadCapacity;

    /// <summary>By corridor, bit b: bloc b can use it.</summary>
    public ReadOnlySpan<ulong> UsableBy => _world.SupplyPlans.RoadUsableBy;

    /// <summary>Bit b: since the last day other roads carry something for bloc b.</summary>
    public ulong OtherRoads { get; private set; }

    /// <summary>Bit b: since the last day a road of bloc b carries more or less.</summary>
    public ulong OtherCapacity { get; private set; }

    /// <summary>Corridors that carry more or less than on the last day, or for others.</summary>
    public ReadOnlySpan<int> Changed => _changed.AsSpan(0, _changes);

    /// <summary>What a corridor of <see cref="Changed"/> carried for a bloc on the last day.</summary>
    public long Before(int change, int bloc) => _capacityBefore[change] & -(long)(_usersBefore[change] >> bloc & 1);

    /// <summary>What a corridor carries for a bloc.</summary>
    public long CapacityFor(int corridor, int bloc) => Capacity[corridor] & -(long)(UsableBy[corridor] >> bloc & 1);

    public void Step()
    {
        (OtherRoads, OtherCapacity, _changes) = (0, 0, 0);
        for (int l = 0; l < _held.Length; l++)
        {
            Look(l);
        }

        (long[] capacity, ulong[] usableBy) = (_world.SupplyPlans.RoadCapacity, _world.SupplyPlans.RoadUsableBy);
        for (int c = 0; c < capacity.Length; c++)
        {
            (long intact, ulong usable) = (Intact(c), Users(c));
            if (intact == capacity[c] && usable == usableBy[c])
            {
                continue;
            }

            OtherRoads |= (intact > 0 ? usable : 0) ^ (capacity[c] > 0 ? usableBy[c] : 0);
            OtherCapacity |= (usable ^ usableBy[c]) | (intact != capacity[c] ? usable : 0);
            _changed[_changes] = c;
            (_capacityBefore[_changes], _usersBefore[_changes]) = (capacity[c], usableBy[c]);
            _changes++;
            (capacity[c], usableBy[c]) = (intact, usable);
        }
    }

    private long Intact(int c)
    {
        Corridors corridors = _world.Corridors;
        double left = (1 - corridors.Damage[c]) * (1 - corridors.Cut[c]);
        if (left == 1)
        {
            return Math.Min(_throughput[c], _whole[c]);
        }

        // The small term keeps a share that is a whole number of steps from being rounded down by one.
        left = _step > 0 ? Math.Floor((left / _step) + 1e-9) * _step : left;
        return Math.Min(_throughput[c], (long)(_whole[c] * left));
    }

    private ulong Users(int c)
    {
        Crossings crossings = _world.Crossings;
        int from = _world.Corridors.From[c], to = _world.Corridors.To[c], gate = _world.Corridors.Crossing[c];
        ulong privileged = _post[from] | _post[to] | (gate < 0 ? 0 : crossings.UsableBy[gate]);
        ulong open = gate < 0 || crossings.OpenToSupply[gate] ? ulong.MaxValue : 0;
        ulong between = (_held[from] & (_held[to] | _massed[to])) | (_held[to] & _massed[from]);
        return privileged | (open & between);
    }

    private long Throughput(int gate) => gate >= 0 && _world.Crossings.Throughput[gate] < long.MaxValue / WorldBuilder.SupplyUnit
        ? (long)(_world.Crossings.Throughput[gate] * WorldBuilder.SupplyUnit)
        : long.MaxValue;

    private void Look(int l)
    {
        int blocs = _world.Blocs.Count;
        ReadOnlySpan<double> control = _world.Locations.Control.AsSpan(l * blocs, blocs);
        ReadOnlySpan<double> massed = _world.Tallies.BlocMassed.AsSpan(l * blocs, blocs);
        ReadOnlySpan<ulong> friends = _world.Blocs.Cobelligerents.AsSpan(_world.Locations.Country[l] * blocs, blocs);
        ulong holders = 0, present = 0, large = 0, enough = 0;
        for (int b = 0; b < control.Length; b++)
        {
            large |= (control[b] >= _largeControl ? 1UL : 0) << b;
            enough |= (control[b] >= _usableControl ? 1UL : 0) << b;
            present |= (massed[b] > 0 ? 1UL : 0) << b;
        }

        for (int b = 0; b < friends.Length; b++)
        {
            // A sum is not below any of its terms, and with one term it is that.
            ulong with = friends[b] & large;
            bool holds = (with & enough) != 0 || ((with & (with - 1)) != 0 && Share(control, friends[b]) >= _usableControl);
            holders |= (holds ? 1UL : 0) << b;
        }

        ulong ring = 0;
        ReadOnlySpan<byte> shutIn = _world.Locations.ShutIn.AsSpan(l * blocs, blocs);
        if (shutIn.IndexOfAnyExcept((byte)0) >= 0)
        {
            for (int b = 0; b < shutIn.Length; b++)
            {
                ring |= (ulong)shutIn[b] << b;
            }
        }

        (_held[l], _massed[l]) = (holders & ~ring, present & ~ring);
    }

    private static double Share(ReadOnlySpan<double> control, ulong blocs)
    {
        double share = 0;
        for (ulong rest = blocs; rest != 0; rest &= rest - 1)
        {
            share += control[BitOperations.TrailingZeroCount(rest)];
        }

        return share;
    }
}
