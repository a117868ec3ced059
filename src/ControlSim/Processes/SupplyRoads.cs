using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using ControlSim.Tables;

namespace ControlSim.Processes;

/// <summary>
/// What every road carries today and which blocs can use it, for all blocs at once: a corridor is usable if both ends are held
/// to 0.35 by the bloc and its cobelligerents, or one end is and its massed units stand at the other, and its gate is open; or
/// if the bloc can use its gate, or a gate at an end, whoever holds the ends. No road serves a bloc at a place where a siege
/// shuts it in. What strikes and attacks leave of a road is reckoned with in steps of the tolerance of plans, rounded down, so that
/// a road that is mended day by day is no other road every day. Every place is looked at every day, of the roads those alone that were
/// damaged, mended or cut since, that meet at a place where others hold or mass, or, where a gate changed, all.
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
    private readonly ulong[] _privileged; // by corridor, bit b: bloc b has the use of its gate or of one at an end
    private readonly int[] _gate; // by corridor; the last of all for none
    private readonly ulong[] _open; // by gate, all bits or none
    private readonly double[] _damage; // as it was
    private readonly double[] _cut;
    private readonly ulong[] _noted; // bits of corridors to be looked at
    private bool _isKnown;

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
        int corridors = world.Corridors.Count;
        (_changed, _capacityBefore, _usersBefore) = (new int[corridors], new long[corridors], new ulong[corridors]);
        (_damage, _cut, _noted) = (new double[corridors], new double[corridors], new ulong[(corridors + 63) / 64]);
        _gate = [.. world.Corridors.Crossing.Select(g => g < 0 ? world.Crossings.Count : g)];
        _open = [.. Enumerable.Repeat(ulong.MaxValue, world.Crossings.Count + 1)];
        ulong[] posts = Posts();
        _privileged = [.. Enumerable.Range(0, corridors).Select(c => posts[world.Corridors.From[c]] | posts[world.Corridors.To[c]]
            | (world.Corridors.Crossing[c] < 0 ? 0 : world.Crossings.UsableBy[world.Corridors.Crossing[c]]))];
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

    /// <summary>The tables hold another state: all roads are looked at.</summary>
    public void Forget() => _isKnown = false;

    public void Step()
    {
        (OtherRoads, OtherCapacity, _changes) = (0, 0, 0);
        LookAtPlaces();
        LookAtGates();
        LookAtDamage();
        if (!_isKnown)
        {
            Array.Fill(_noted, ulong.MaxValue);
            _isKnown = true;
        }

        ReadOnlySpan<long> capacity = Capacity;
        ReadOnlySpan<ulong> usableBy = UsableBy;
        for (int word = 0; word < _noted.Length; word++)
        {
            for (ulong rest = _noted[word]; rest != 0; rest &= rest - 1)
            {
                int c = (word << 6) + BitOperations.TrailingZeroCount(rest);
                if (c >= capacity.Length)
                {
                    break;
                }

                (long intact, ulong usable) = (Intact(c), Users(c));
                if (intact != capacity[c] || usable != usableBy[c])
                {
                    Change(c, intact, usable);
                }
            }

            _noted[word] = 0;
        }
    }

    private void LookAtPlaces()
    {
        ReadOnlySpan<int> starts = _world.Corridors.ArcStart, corridors = _world.Corridors.ArcCorridor;
        int shut = NextShutIn(0);
        for (int l = 0; l < _held.Length; l++)
        {
            ulong open = ulong.MaxValue;
            if (l == shut)
            {
                open = ~ShutIn(l);
                shut = NextShutIn(l + 1);
            }

            (ulong held, ulong massed) = (Holders(l) & open, _world.Tallies.BlocsPresent[l] & open);
            if (held == _held[l] && massed == _massed[l])
            {
                continue;
            }

            (_held[l], _massed[l]) = (held, massed);
            foreach (int c in corridors[starts[l]..starts[l + 1]])
            {
                _noted[c >> 6] |= 1UL << c;
            }
        }
    }

    private void LookAtGates()
    {
        for (int g = 0; g < _open.Length - 1; g++)
        {
            ulong open = _world.Crossings.OpenToSupply[g] ? ulong.MaxValue : 0;
            _isKnown &= open == _open[g];
            _open[g] = open;
        }
    }

    private void LookAtDamage()
    {
        double[] damage = _world.Corridors.Damage, cut = _world.Corridors.Cut;
        ref double nowDamaged = ref MemoryMarshal.GetArrayDataReference(damage), nowCut = ref MemoryMarshal.GetArrayDataReference(cut);
        ref double damaged = ref MemoryMarshal.GetArrayDataReference(_damage), wasCut = ref MemoryMarshal.GetArrayDataReference(_cut);
        int c = 0;
        for (; c <= damage.Length - Vector256<double>.Count; c += Vector256<double>.Count)
        {
            nuint at = (nuint)c;
            Vector256<double> d = Vector256.LoadUnsafe(ref nowDamaged, at), cuts = Vector256.LoadUnsafe(ref nowCut, at);
            Vector256<double> same = Vector256.Equals(d, Vector256.LoadUnsafe(ref damaged, at)) & Vector256.Equals(cuts, Vector256.LoadUnsafe(ref wasCut, at));
            _noted[c >> 6] |= (ulong)(~same.ExtractMostSignificantBits() & 0xF) << c;
            d.StoreUnsafe(ref damaged, at);
            cuts.StoreUnsafe(ref wasCut, at);
        }

        for (; c < damage.Length; c++)
        {
            _noted[c >> 6] |= (damage[c] != _damage[c] || cut[c] != _cut[c] ? 1UL : 0) << c;
            (_damage[c], _cut[c]) = (damage[c], cut[c]);
        }
    }

    private void Change(int c, long capacity, ulong users)
    {
        ref long carried = ref _world.SupplyPlans.RoadCapacity[c];
        ref ulong usableBy = ref _world.SupplyPlans.RoadUsableBy[c];
        OtherRoads |= (capacity > 0 ? users : 0) ^ (carried > 0 ? usableBy : 0);
        OtherCapacity |= (users ^ usableBy) | (capacity != carried ? users : 0);
        _changed[_changes] = c;
        (_capacityBefore[_changes], _usersBefore[_changes]) = (carried, usableBy);
        _changes++;
        (carried, usableBy) = (capacity, users);
    }

    private long Intact(int c)
    {
        double left = (1 - _world.Corridors.Damage[c]) * (1 - _world.Corridors.Cut[c]);
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
        int from = _world.Corridors.From[c], to = _world.Corridors.To[c];
        ulong between = (_held[from] & (_held[to] | _massed[to])) | (_held[to] & _massed[from]);
        return _privileged[c] | (_open[_gate[c]] & between);
    }

    private ulong[] Posts()
    {
        var posts = new ulong[_world.Locations.Count];
        for (int g = 0; g < _world.Crossings.Count; g++)
        {
            if (_world.Crossings.Location[g] >= 0)
            {
                posts[_world.Crossings.Location[g]] |= _world.Crossings.UsableBy[g];
            }
        }

        return posts;
    }

    private long Throughput(int gate) => gate >= 0 && _world.Crossings.Throughput[gate] < long.MaxValue / WorldBuilder.SupplyUnit
        ? (long)(_world.Crossings.Throughput[gate] * WorldBuilder.SupplyUnit)
        : long.MaxValue;

    /// <summary>Blocs for which a location is held, as bits.</summary>
    private ulong Holders(int l)
    {
        int blocs = _world.Blocs.Count;
        ReadOnlySpan<double> control = _world.Locations.Control.AsSpan(l * blocs, blocs);
        ReadOnlySpan<ulong> friends = _world.Blocs.Cobelligerents.AsSpan(_world.Locations.Country[l] * blocs, blocs);
        (ulong large, ulong enough) = Bits.AtLeast(control, _largeControl, _usableControl);
        ulong holders = Bits.WithAny(friends, enough), some = large & ~enough;
        if ((some & (some - 1)) != 0)
        {
            // A sum is not below any of its terms, and with one term it is that: only several that are too small by themselves are summed.
            for (int b = 0; b < friends.Length; b++)
            {
                bool holds = (friends[b] & some & ((friends[b] & some) - 1)) != 0 && Share(control, friends[b]) >= _usableControl;
                holders |= (holds ? 1UL : 0) << b;
            }
        }

        return holders;
    }

    /// <summary>The first location from one on where somebody is shut in; -1: none.</summary>
    private int NextShutIn(int from)
    {
        int next = _world.Locations.ShutIn.AsSpan(from * _world.Blocs.Count).IndexOfAnyExcept((byte)0);
        return next < 0 ? -1 : from + (next / _world.Blocs.Count);
    }

    private ulong ShutIn(int l)
    {
        int blocs = _world.Blocs.Count;
        ReadOnlySpan<byte> shutIn = _world.Locations.ShutIn.AsSpan(l * blocs, blocs);
        ulong ring = 0;
        for (int b = 0; b < shutIn.Length; b++)
        {
            ring |= (ulong)shutIn[b] << b;
        }

        return ring;
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
