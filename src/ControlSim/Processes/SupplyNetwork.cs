using System.Numerics;
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
    private readonly bool[] _held;
    private readonly bool[] _privilegedPost;
    private readonly double[] _access;
    private readonly SupplyDistances _distances;
    private readonly AirBridge _airBridge;
    private bool _solved;

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
        _held = new bool[locations];
        _privilegedPost = new bool[locations];
        _access = new double[locations];
        _distances = new SupplyDistances(world.Corridors, locations);
    }

    /// <summary>Solves the day and writes the share of need delivered, by location, into the bloc's column.</summary>
    /// <param name="need">Man-days by location and bloc.</param>
    /// <param name="intact">What is left of every corridor's capacity today.</param>
    /// <param name="fill">Receives the share, by location and bloc.</param>
    public void Deliver(double[] need, long[] intact, double[] fill)
    {
        int blocs = _world.Blocs.Count;
        bool wanted = SumNeed(need);
        if (wanted)
        {
            RenewCapacity(intact);
            SumStock();
            Solve();
            Draw();
            _airBridge.Fly(_need, _access);
        }
        else
        {
            _airBridge.Rest();
        }

        RenewCriticality(wanted);

        long issued = _airBridge.Issued, delivered = _airBridge.Delivered;
        for (int l = 0; l < _need.Length; l++)
        {
            double access = wanted ? _access[l] : 0;
            _world.Tallies.SupplyAccess[(l * blocs) + _bloc] = access;
            long got = wanted ? (long)(_grant[l] * access) : 0;
            issued += wanted ? _grant[l] : 0;
            delivered += got;
            fill[(l * blocs) + _bloc] = _need[l] > 0 ? (double)(got + _airBridge.Landed[l]) / _need[l] : 0;
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

    private double Access(int l) =>
        double.IsFinite(_distances.Km[l]) ? DetMath.Exp(-_distances.Km[l] / _parameters.LossDistanceKm) : 0;

    private bool SumNeed(double[] need)
    {
        bool any = false;
        for (int l = 0; l < _need.Length; l++)
        {
            _need[l] = (long)Math.Round(need[(l * _world.Blocs.Count) + _bloc] * WorldBuilder.SupplyUnit);
            any |= _need[l] > 0;
        }

        return any;
    }

    /// <summary>What every corridor carries for this bloc: all that is left of it where it is usable, else nothing.</summary>
    /// <param name="intact">By corridor: what is left of it today, the same for all blocs.</param>
    private void RenewCapacity(long[] intact)
    {
        for (int l = 0; l < _held.Length; l++)
        {
            _held[l] = IsHeld(l);
            _privilegedPost[l] = false;
        }

        for (int g = 0; g < _world.Crossings.Count; g++)
        {
            if (_world.Crossings.Location[g] >= 0 && IsPrivileged(g))
            {
                _privilegedPost[_world.Crossings.Location[g]] = true;
            }
        }

        Corridors corridors = _world.Corridors;
        int[] from = corridors.From, to = corridors.To, crossing = corridors.Crossing;
        for (int c = 0; c < intact.Length; c++)
        {
            int gate = crossing[c];
            bool privileged = IsPrivileged(gate) || _privilegedPost[from[c]] || _privilegedPost[to[c]];
            bool open = gate < 0 || _world.Crossings.OpenToSupply[gate] || privileged;
            _capacity[c] = open && (privileged || IsUsable(from[c], to[c])) ? intact[c] : 0;
        }
    }

    /// <summary>A crossing that the bloc can use whoever holds its ends.</summary>
    private bool IsPrivileged(int crossing) => crossing >= 0 && (_world.Crossings.UsableBy[crossing] >> _bloc & 1) != 0;

    private bool IsHeld(int l)
    {
        int blocs = _world.Blocs.Count;
        double share = 0;
        ulong friends = _world.Blocs.Cobelligerents[(_world.Locations.Country[l] * blocs) + _bloc];
        for (; friends != 0; friends &= friends - 1)
        {
            share += _world.Locations.Control[(l * blocs) + BitOperations.TrailingZeroCount(friends)];
        }

        return share >= _parameters.UsableControl;
    }

    private bool IsUsable(int from, int to) =>
        _held[from] ? _held[to] || HasMassed(to) : _held[to] && HasMassed(from);

    private bool HasMassed(int l) => _world.Tallies.BlocMassed[(l * _world.Blocs.Count) + _bloc] > 0;

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
        bool sameRoads = _solved && SameRoads() && SameSources();
        if (sameRoads && _capacity.AsSpan().SequenceEqual(_lastCapacity) && _stock.AsSpan().SequenceEqual(_lastStock) && _need.AsSpan().SequenceEqual(_lastNeed))
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
        }

        _flow.Solve(_capacity, _stock, _need, _grant, _draw, _memory);
        _capacity.CopyTo(_lastCapacity, 0);
        _stock.CopyTo(_lastStock, 0);
        _need.CopyTo(_lastNeed, 0);
        _solved = true;
    }

    /// <summary>The same roads are usable; how much they carry is for the flow, not for the distances.</summary>
    private bool SameRoads()
    {
        for (int c = 0; c < _capacity.Length; c++)
        {
            if ((_capacity[c] > 0) != (_lastCapacity[c] > 0))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Sums needs up the tree of shortest ways, from the farthest location inward.</summary>
    private void RenewCriticality(bool wanted)
    {
        int blocs = _world.Blocs.Count;
        double all = 0;
        for (int l = 0; l < _need.Length; l++)
        {
            _world.Tallies.Criticality[(l * blocs) + _bloc] = wanted ? _need[l] : 0;
            all += _need[l];
        }

        if (!wanted)
        {
            return;
        }

        for (int i = _distances.Order.Length - 1; i >= 0; i--)
        {
            int l = _distances.Order[i], before = _distances.Before[l];
            if (before >= 0)
            {
                _world.Tallies.Criticality[(before * blocs) + _bloc] += _world.Tallies.Criticality[(l * blocs) + _bloc];
            }
        }

        for (int l = 0; l < _need.Length; l++)
        {
            _world.Tallies.Criticality[(l * blocs) + _bloc] /= all;
        }
    }

    private bool SameSources()
    {
        for (int l = 0; l < _stock.Length; l++)
        {
            if ((_stock[l] > 0) != (_lastStock[l] > 0))
            {
                return false;
            }
        }

        return true;
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
