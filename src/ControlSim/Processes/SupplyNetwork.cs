using ControlSim.Networks;
using ControlSim.Randomness;
using ControlSim.Tables;

namespace ControlSim.Processes;

/// <summary>
/// One bloc's depots, usable corridors and needs, and what was delivered last. When nothing of these changed since
/// yesterday the grants stand; when only needs and stocks changed the distances stand.
/// </summary>
internal sealed class SupplyNetwork
{
    private readonly World _world;
    private readonly SupplyParameters _parameters;
    private readonly int _bloc;
    private readonly FairFlow _flow;
    private readonly FairMemory _memory;
    private readonly long[] _capacity;
    private readonly long[] _lastCapacity;
    private readonly long[] _stock;
    private readonly long[] _lastStock;
    private readonly long[] _need;
    private readonly long[] _lastNeed;
    private readonly long[] _grant;
    private readonly long[] _draw;
    private readonly long[] _left;
    private readonly double[] _access;
    private readonly double[] _through;
    private readonly SupplyDistances _distances;
    private readonly AirBridge _airBridge;
    private bool _solved;
    private bool _hasOtherRoads = true; // since the last solution
    private bool _hasOtherCapacity = true;
    private bool _showsAccess;
    private bool _hasOtherAccess;
    private readonly int[] _needy; // locations in need
    private readonly int[] _lastNeedy;
    private int _needyCount;
    private int _lastNeedyCount = -1;
    private bool _hasOtherNeedy;
    private bool _hasOtherWays;
    private readonly int[] _behind; // locations on the way to one in need, nearest to a depot first; those without a way last
    private int _behindCount;

    public SupplyNetwork(World world, SupplyParameters parameters, int bloc, FairFlow flow, RandomStreams random)
    {
        _airBridge = new AirBridge(world, bloc, random);
        _world = world;
        _parameters = parameters;
        _bloc = bloc;
        _flow = flow;
        _memory = new FairMemory(world.Locations.Count, world.Corridors.Count);
        int locations = world.Locations.Count, corridors = world.Corridors.Count;
        (_capacity, _lastCapacity) = (new long[corridors], new long[corridors]);
        (_stock, _lastStock) = (new long[locations], new long[locations]);
        (_need, _lastNeed) = (new long[locations], new long[locations]);
        (_grant, _draw) = (new long[locations], new long[locations]);
        _left = new long[locations];
        (_needy, _lastNeedy, _behind) = (new int[locations + 1], new int[locations + 1], new int[locations]);
        _access = new double[locations];
        _through = new double[locations];
        _distances = new SupplyDistances(world.Corridors, locations);
    }

    /// <summary>Solves the day and writes the share of need delivered, by location, into the bloc's column.</summary>
    /// <param name="need">Man-days of the bloc by location.</param>
    /// <param name="roads">What every corridor carries today, and for whom.</param>
    /// <param name="fill">Receives the share, by location and bloc.</param>
    public void Deliver(ReadOnlySpan<double> need, SupplyRoads roads, double[] fill)
    {
        int blocs = _world.Blocs.Count;
        _hasOtherRoads |= (roads.OtherRoads >> _bloc & 1) != 0;
        _hasOtherCapacity |= (roads.OtherCapacity >> _bloc & 1) != 0;
        bool wanted = SumNeed(need);
        if (wanted)
        {
            RenewCapacity(roads);
            SumStock();
            Solve();
            Draw();
            _airBridge.Fly(_need, _access);
        }
        else
        {
            _airBridge.Rest();
        }

        LookWhoNeeds();
        RenewCriticality();
        ShowAccess(wanted);
        long issued = _airBridge.Issued, delivered = _airBridge.Delivered;
        ReadOnlySpan<long> landed = _airBridge.Landed;
        if (_hasOtherNeedy)
        {
            for (int l = 0, at = _bloc; l < _need.Length; l++, at += blocs)
            {
                fill[at] = 0; // nothing is granted where nothing is needed
            }
        }

        _hasOtherNeedy = false;
        foreach (int l in _needy.AsSpan(0, _needyCount))
        {
            long got = (long)(_grant[l] * _access[l]);
            issued += _grant[l];
            delivered += got;
            fill[(l * blocs) + _bloc] = (double)(got + landed[l]) / _need[l];
        }

        _world.Ledger.Issued[_bloc] = issued;
        _world.Ledger.Delivered[_bloc] = delivered;
        _world.Ledger.Lost[_bloc] = issued - delivered;
    }

    /// <summary>Flow on every corridor, man-days a day, along least km; positive from the lower to the higher row.</summary>
    public void RouteFlows(Span<double> manDays)
    {
        manDays.Clear();
        if (!_solved)
        {
            return;
        }

        Corridors corridors = _world.Corridors;
        long[] flow = MinCostRoutes.Solve(corridors.From, corridors.To, _lastCapacity, corridors.LengthKm, _draw, _grant);
        for (int c = 0; c < manDays.Length; c++)
        {
            manDays[c] = flow[c] / WorldBuilder.SupplyUnit;
        }
    }

    /// <summary>Writes how well the depots reach every location, if that changed.</summary>
    private void ShowAccess(bool wanted)
    {
        if (_showsAccess == wanted && !_hasOtherAccess)
        {
            return;
        }

        (_showsAccess, _hasOtherAccess) = (wanted, false);
        double[] access = _world.Tallies.SupplyAccess;
        int blocs = _world.Blocs.Count;
        for (int l = 0, at = _bloc; l < _access.Length; l++, at += blocs)
        {
            access[at] = wanted ? _access[l] : 0;
        }
    }

    private double Access(int l) =>
        double.IsFinite(_distances.Km[l]) ? DetMath.Exp(-_distances.Km[l] / _parameters.LossDistanceKm) : 0;

    private bool SumNeed(ReadOnlySpan<double> manDays)
    {
        long any = 0;
        long[] need = _need;
        for (int l = 0; l < need.Length && l < manDays.Length; l++)
        {
            need[l] = manDays[l] == 0 ? 0 : (long)Math.Round(manDays[l] * WorldBuilder.SupplyUnit);
            any |= need[l];
        }

        return any != 0;
    }

    /// <summary>What every corridor carries for this bloc: all that is left of it where it is usable, else nothing.</summary>
    private void RenewCapacity(SupplyRoads roads)
    {
        if (!_hasOtherCapacity)
        {
            return;
        }

        ReadOnlySpan<long> intact = roads.Intact;
        ReadOnlySpan<ulong> usable = roads.UsableBy;
        Span<long> capacity = _capacity;
        for (int c = 0; c < capacity.Length && c < intact.Length && c < usable.Length; c++)
        {
            capacity[c] = intact[c] & -(long)(usable[c] >> _bloc & 1);
        }
    }

    private void SumStock()
    {
        Array.Clear(_stock);
        Depots depots = _world.Depots;
        for (int d = 0; d < depots.Count; d++)
        {
            if (depots.User[d] == _bloc)
            {
                _stock[depots.Location[d]] += depots.Stock[d];
            }
        }
    }

    private void Solve()
    {
        bool sameRoads = _solved && !_hasOtherRoads && SameSources();
        if (sameRoads && !_hasOtherCapacity && _stock.AsSpan().SequenceEqual(_lastStock) && _need.AsSpan().SequenceEqual(_lastNeed))
        {
            return;
        }

        if (!sameRoads)
        {
            _distances.Solve(_capacity, _stock);
            for (int l = 0; l < _access.Length; l++)
            {
                _access[l] = Access(l);
            }

            (_hasOtherAccess, _hasOtherWays) = (true, true);
        }

        _flow.Solve(_capacity, _stock, _need, _grant, _draw, _memory, sameRoads);
        if (_hasOtherCapacity)
        {
            _capacity.CopyTo(_lastCapacity, 0);
        }

        (_hasOtherRoads, _hasOtherCapacity) = (false, false);
        _stock.CopyTo(_lastStock, 0);
        _need.CopyTo(_lastNeed, 0);
        _solved = true;
    }

    /// <summary>Lists the locations in need, and who else is on the way to them.</summary>
    private void LookWhoNeeds()
    {
        int count = 0;
        long[] need = _need;
        for (int l = 0; l < need.Length; l++)
        {
            _needy[count] = l;
            count += need[l] != 0 ? 1 : 0;
        }

        _needyCount = count;
        _hasOtherNeedy = !_needy.AsSpan(0, count).SequenceEqual(_lastNeedy.AsSpan(0, Math.Max(0, _lastNeedyCount))) || _lastNeedyCount < 0;
        if (!_hasOtherNeedy && !_hasOtherWays)
        {
            return;
        }

        _hasOtherWays = false;
        _lastNeedyCount = count;
        _needy.AsSpan(0, count).CopyTo(_lastNeedy);
        ListWays();
    }

    private void ListWays()
    {
        int blocs = _world.Blocs.Count;
        double[] through = _through, criticality = _world.Tallies.Criticality;
        for (int l = 0; l < through.Length; l++)
        {
            through[l] = _need[l];
            criticality[(l * blocs) + _bloc] = 0;
        }

        ReadOnlySpan<int> order = _needyCount > 0 ? _distances.Order : [], before = _distances.Before;
        for (int i = order.Length - 1; i >= 0; i--)
        {
            if (before[order[i]] >= 0)
            {
                through[before[order[i]]] += through[order[i]];
            }
        }

        _behindCount = 0;
        foreach (int l in order)
        {
            if (through[l] > 0)
            {
                _behind[_behindCount++] = l;
            }

            through[l] = 0;
        }

        for (int l = 0; l < through.Length; l++)
        {
            if (through[l] > 0)
            {
                _behind[_behindCount++] = l;
            }
        }
    }

    /// <summary>Sums needs up the tree of shortest ways, from the farthest location inward.</summary>
    private void RenewCriticality()
    {
        int blocs = _world.Blocs.Count;
        double[] through = _through, criticality = _world.Tallies.Criticality;
        ReadOnlySpan<int> behind = _behind.AsSpan(0, _behindCount), before = _distances.Before;
        double all = 0;
        foreach (int l in behind)
        {
            through[l] = _need[l];
            all += _need[l];
        }

        for (int i = behind.Length - 1; i >= 0; i--)
        {
            int l = behind[i];
            criticality[(l * blocs) + _bloc] = through[l] / all;
            if (before[l] >= 0)
            {
                through[before[l]] += through[l];
            }
        }
    }

    private bool SameSources()
    {
        ReadOnlySpan<long> stock = _stock, last = _lastStock;
        long other = 0;
        for (int l = 0; l < stock.Length && l < last.Length; l++)
        {
            other |= -stock[l] ^ -last[l]; // the sign tells whether there is some
        }

        return other >= 0;
    }

    /// <summary>Takes the draws out of the depots; several at one location give in order of rows.</summary>
    private void Draw()
    {
        _draw.CopyTo(_left, 0);
        Depots depots = _world.Depots;
        for (int d = 0; d < depots.Count; d++)
        {
            if (depots.User[d] == _bloc)
            {
                long taken = Math.Min(depots.Stock[d], _left[depots.Location[d]]);
                depots.Stock[d] -= taken;
                _left[depots.Location[d]] -= taken;
            }
        }
    }
}
