using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using ControlSim.Networks;
using ControlSim.Tables;

namespace ControlSim.Processes;

/// <summary>
/// What one bloc's depots send every day, planned as the fair maximum flow and kept until something that it rests on changes: the
/// need of a place by more than the tolerance, a depot that comes, goes or cannot give what was planned, or roads. A road that
/// carries less counts if the plan can no longer be carried; one that carries more, if it joins places that share unequally and
/// somebody lacks something: all else would be planned as it is (the cuts that prove the plan stand). Whether depots share the burden
/// in proportion to their stocks is looked at anew when one has twice or half of what it had.
/// </summary>
internal sealed class SupplyPlan
{
    private readonly World _world;
    private readonly SupplyPlans _plans;
    private readonly int _bloc;
    private readonly double _tolerance;
    private readonly FairFlow _flow;
    private readonly FairMemory _memory;
    private readonly long[] _capacity;
    private readonly long[] _stock;
    private readonly long[] _need;
    private readonly long[] _draw;
    private readonly bool[] _partIsShort; // by part, after those without one: somebody of it gets less than he needs
    private readonly long[] _carried; // by corridor, some flow of the plan
    private readonly int[] _depots; // those that it uses
    private readonly bool[] _hasStock; // sources of the distances
    private int _depotCount;
    private bool _knowsCarried;
    private bool _hasNewRoads; // that carried nothing when it was planned
    private bool _isLoaded;

    public SupplyPlan(World world, SupplyParameters parameters, int bloc, FairFlow flow)
    {
        (_world, _plans, _bloc, _flow) = (world, world.SupplyPlans, bloc, flow);
        _tolerance = parameters.PlanTolerance;
        int locations = world.Locations.Count, corridors = world.Corridors.Count;
        _memory = new FairMemory(locations, corridors);
        (_capacity, _carried) = (new long[corridors], new long[corridors]);
        (_stock, _need, _draw) = (new long[locations], new long[locations], new long[locations]);
        _partIsShort = new bool[locations + 1];
        (_hasStock, _depots) = (new bool[locations], new int[world.Depots.Count]);
    }

    /// <summary>Need that was planned for, by location, thousandths of a man-day a day.</summary>
    public ReadOnlySpan<long> Need => _need;

    /// <summary>Is there stock at a location to draw on?</summary>
    public ReadOnlySpan<bool> HasStock => _hasStock;

    /// <summary>What is sent to a location every day.</summary>
    public ReadOnlySpan<long> Grant => _plans.Grant.AsSpan(_bloc * _need.Length, _need.Length);

    /// <summary>What is drawn at a location every day.</summary>
    public ReadOnlySpan<long> DrawnAt => _draw;

    private Span<double> PlannedNeed => _plans.Need.AsSpan(_bloc * _need.Length, _need.Length);

    private Span<int> Part => _plans.Part.AsSpan(_bloc * _need.Length, _need.Length);

    /// <summary>Nobody needs anything.</summary>
    public void Drop() => _plans.IsMade[_bloc] = false;

    /// <summary>The tables hold another state: what follows from the plan is made anew.</summary>
    public void Forget() => _isLoaded = false;

    /// <summary>Is what is sent today what was planned?</summary>
    public bool Stands(ReadOnlySpan<double> need, SupplyRoads roads, bool hasOtherDepots)
    {
        if (!_plans.IsMade[_bloc] || hasOtherDepots || !NeedsStand(need, PlannedNeed))
        {
            return false;
        }

        if (!_isLoaded)
        {
            Load();
        }

        return StocksStand() && ((roads.OtherCapacity >> _bloc & 1) == 0 || RoadsStand(roads));
    }

    /// <summary>Plans for the needs, stocks and roads of today.</summary>
    /// <returns>Are sources of supply other than they were?</returns>
    public bool Make(ReadOnlySpan<double> need, SupplyRoads roads, bool hasSameRoads)
    {
        need.CopyTo(PlannedNeed);
        RoundNeeds();
        ListDepots();
        SumDepots(_world.Depots.Stock, _stock);
        bool hasSameSources = LookForSources();
        LoadCapacity(roads);
        Span<long> grant = _plans.Grant.AsSpan(_bloc * _need.Length, _need.Length);
        _flow.Solve(_capacity, _stock, _need, grant, _draw, _memory, hasSameRoads);
        KeepDraws();
        _memory.Grants.Ends(Part);
        FindShort();
        (_plans.IsMade[_bloc], _knowsCarried, _isLoaded, _hasNewRoads) = (true, false, true, false);
        return !hasSameSources;
    }

    /// <summary>Takes what is planned out of the depots.</summary>
    public void Draw()
    {
        (long[] stock, long[] draw) = (_world.Depots.Stock, _plans.DepotDraw);
        foreach (int d in _depots.AsSpan(0, _depotCount))
        {
            stock[d] -= draw[d];
        }
    }

    /// <summary>What every corridor carries for this bloc: all that is left of it where it is usable, else nothing.</summary>
    public ReadOnlySpan<long> LoadCapacity(SupplyRoads roads)
    {
        ReadOnlySpan<Vector256<long>> carries = MemoryMarshal.Cast<long, Vector256<long>>(roads.Capacity);
        ReadOnlySpan<Vector256<ulong>> usableBy = MemoryMarshal.Cast<ulong, Vector256<ulong>>(roads.UsableBy);
        Span<Vector256<long>> capacity = MemoryMarshal.Cast<long, Vector256<long>>(_capacity.AsSpan());
        var own = Vector256.Create(1UL << _bloc);
        for (int i = 0; i < capacity.Length && i < carries.Length && i < usableBy.Length; i++)
        {
            capacity[i] = carries[i] & Vector256.Equals(usableBy[i] & own, own).AsInt64();
        }

        for (int c = capacity.Length * Vector256<long>.Count; c < _capacity.Length; c++)
        {
            _capacity[c] = roads.CapacityFor(c, _bloc);
        }

        return _capacity;
    }

    private bool NeedsStand(ReadOnlySpan<double> need, ReadOnlySpan<double> planned)
    {
        int done = 0;
        var tolerance = Vector256.Create(_tolerance);
        ReadOnlySpan<Vector256<double>> now = MemoryMarshal.Cast<double, Vector256<double>>(need);
        ReadOnlySpan<Vector256<double>> then = MemoryMarshal.Cast<double, Vector256<double>>(planned);
        for (int i = 0; i < now.Length; i++, done += Vector256<double>.Count)
        {
            if (Vector256.GreaterThanAny(Vector256.Abs(now[i] - then[i]), tolerance * then[i]))
            {
                return false;
            }
        }

        for (; done < need.Length; done++)
        {
            if (Math.Abs(need[done] - planned[done]) > _tolerance * planned[done])
            {
                return false;
            }
        }

        return true;
    }

    private bool StocksStand()
    {
        Depots depots = _world.Depots;
        ReadOnlySpan<int> part = Part;
        foreach (int d in _depots.AsSpan(0, _depotCount))
        {
            long now = depots.Stock[d], then = _plans.DepotStock[d];
            bool isUsedUp = IsShort(part[depots.Location[d]]);
            bool differs = _tolerance == 0 ? now != then
                : (now > 0) != (then > 0) || now < _plans.DepotDraw[d] || (isUsedUp ? now > (1 + _tolerance) * then : now > 2 * then || 2 * now < then);
            if (differs)
            {
                return false;
            }
        }

        return true;
    }

    private bool RoadsStand(SupplyRoads roads)
    {
        bool isInDoubt = false;
        ReadOnlySpan<int> part = Part, changed = roads.Changed;
        for (int i = 0; i < changed.Length; i++)
        {
            int c = changed[i], from = _world.Corridors.From[c], to = _world.Corridors.To[c];
            long before = roads.Before(i, _bloc), now = roads.CapacityFor(c, _bloc);
            if (now != before && (_tolerance == 0 || (now > before && part[from] != part[to] && (IsShort(part[from]) || IsShort(part[to])))))
            {
                return false;
            }

            isInDoubt |= now < before && (!_knowsCarried || now < _carried[c]);
            _hasNewRoads |= before == 0 && now > 0;
        }

        _knowsCarried = !isInDoubt
            ? _knowsCarried
            : _flow.Carries(LoadCapacity(roads), _draw, Grant, _carried, _hasNewRoads ? null : _memory);
        return !isInDoubt || _knowsCarried;
    }

    /// <summary>Several depots at one location give in order of rows.</summary>
    private void KeepDraws()
    {
        Depots depots = _world.Depots;
        _draw.CopyTo(_stock, 0); // still to be found
        foreach (int d in _depots.AsSpan(0, _depotCount))
        {
            long taken = Math.Min(depots.Stock[d], _stock[depots.Location[d]]);
            _stock[depots.Location[d]] -= taken;
            (_plans.DepotStock[d], _plans.DepotDraw[d]) = (depots.Stock[d], taken);
        }
    }

    private bool IsShort(int part) => _partIsShort[part + 1];

    private void FindShort()
    {
        Array.Clear(_partIsShort);
        ReadOnlySpan<int> part = Part;
        ReadOnlySpan<long> grant = Grant, need = _need;
        for (int l = 0; l < part.Length && l < grant.Length && l < need.Length; l++)
        {
            if (grant[l] < need[l])
            {
                _partIsShort[part[l] + 1] = true;
            }
        }
    }

    /// <summary>Four at a time, as <see cref="Rounded"/> does it.</summary>
    private void RoundNeeds()
    {
        ReadOnlySpan<double> planned = PlannedNeed;
        ReadOnlySpan<Vector256<double>> manDays = MemoryMarshal.Cast<double, Vector256<double>>(planned);
        Span<Vector256<long>> need = MemoryMarshal.Cast<long, Vector256<long>>(_need.AsSpan());
        for (int i = 0; i < manDays.Length && i < need.Length; i++)
        {
            need[i] = Vector256.ConvertToInt64(Vector256.Round(manDays[i] * WorldBuilder.SupplyUnit));
        }

        for (int l = need.Length * Vector256<long>.Count; l < _need.Length; l++)
        {
            _need[l] = Rounded(planned[l]);
        }
    }

    /// <summary>Thousandths of a man-day.</summary>
    public static long Rounded(double manDays) => (long)Math.Round(manDays * WorldBuilder.SupplyUnit);

    private void SumDepots(long[] amounts, long[] byLocation)
    {
        Array.Clear(byLocation);
        foreach (int d in _depots.AsSpan(0, _depotCount))
        {
            byLocation[_world.Depots.Location[d]] += amounts[d];
        }
    }

    private void ListDepots()
    {
        int[] user = _world.Depots.User;
        _depotCount = 0;
        for (int d = 0; d < user.Length; d++)
        {
            if (user[d] == _bloc)
            {
                _depots[_depotCount++] = d;
            }
        }
    }

    private bool LookForSources()
    {
        bool isSame = _isLoaded;
        for (int l = 0; l < _stock.Length; l++)
        {
            isSame &= _hasStock[l] == _stock[l] > 0;
            _hasStock[l] = _stock[l] > 0;
        }

        return isSame;
    }

    private void Load()
    {
        RoundNeeds();
        ListDepots();
        SumDepots(_plans.DepotStock, _stock);
        LookForSources();
        SumDepots(_plans.DepotDraw, _draw);
        FindShort();
        (_knowsCarried, _isLoaded, _hasNewRoads) = (false, true, true);
    }
}
