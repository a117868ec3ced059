using System.Numerics;
using ControlSim.Networks;
using ControlSim.Randomness;
using ControlSim.Tables;

namespace ControlSim.Processes;

/// <summary>One bloc's deliveries: what its plan sends, what of it arrives, and how well its depots reach every location.</summary>
internal sealed class SupplyNetwork
{
    private readonly World _world;
    private readonly SupplyParameters _parameters;
    private readonly int _bloc;
    private readonly SupplyPlan _plan;
    private readonly SupplyDistances _distances;
    private readonly SupplyWays _ways;
    private readonly AirBridge _airBridge;
    private readonly double[] _access;
    private readonly double[] _accessKm; // distances that it was reckoned from
    private readonly int[] _needy; // locations in need
    private int _needyCount;
    private bool _hasOtherRoads = true; // since the last plan
    private bool _hasOtherWays = true; // since distances were measured last
    private bool _showsAccess;

    public SupplyNetwork(World world, SupplyParameters parameters, int bloc, FairFlow flow, RandomStreams random)
    {
        (_world, _parameters, _bloc) = (world, parameters, bloc);
        _plan = new SupplyPlan(world, parameters, bloc, flow);
        _airBridge = new AirBridge(world, bloc, random);
        _distances = new SupplyDistances(world.Corridors, world.Locations.Count);
        _ways = new SupplyWays(world, bloc);
        _accessKm = [.. Enumerable.Repeat(double.PositiveInfinity, world.Locations.Count)];
        (_access, _needy) = (new double[world.Locations.Count], new int[world.Locations.Count]);
    }

    /// <summary>The tables hold another state: somebody may have been in need anywhere, and supplied through anywhere.</summary>
    public void Forget()
    {
        _plan.Forget();
        _ways.Forget();
        (_hasOtherRoads, _hasOtherWays, _needyCount) = (true, true, _needy.Length);
        for (int l = 0; l < _needy.Length; l++)
        {
            _needy[l] = l;
        }
    }

    /// <summary>Delivers the day and writes the share of need delivered, by location, into the bloc's column.</summary>
    /// <param name="need">Man-days of the bloc by location.</param>
    /// <param name="roads">What every corridor carries today, and for whom.</param>
    /// <param name="hasOtherDepots">Depots have come or gone.</param>
    /// <param name="fill">Receives the share, by location and bloc.</param>
    public void Deliver(ReadOnlySpan<double> need, SupplyRoads roads, bool hasOtherDepots, double[] fill)
    {
        bool hasOtherRoads = (roads.OtherRoads >> _bloc & 1) != 0;
        _hasOtherRoads |= hasOtherRoads;
        _hasOtherWays = _hasOtherWays || (hasOtherRoads && _distances.AreTouched(roads, _bloc));
        if (need.IndexOfAnyExcept(0) < 0)
        {
            Rest(fill);
            return;
        }

        bool isNew = !_plan.Stands(need, roads, hasOtherDepots);
        if (isNew)
        {
            _hasOtherWays |= _plan.Make(need, roads, !_hasOtherRoads);
            _hasOtherRoads = false;
        }

        if (isNew || _hasOtherWays || !_showsAccess)
        {
            MeasureWays(roads);
            ListNeedy(fill);
            _ways.Renew(_plan.Need, _needy.AsSpan(0, _needyCount), _distances);
        }

        _plan.Draw();
        _airBridge.Fly(need, _access);
        Arrive(need, fill);
    }

    /// <summary>Flow on every corridor, man-days a day, along least km; positive from the lower to the higher row.</summary>
    public void RouteFlows(SupplyRoads roads, MinCostRoutes routes, Span<double> manDays)
    {
        manDays.Clear();
        if (!_world.SupplyPlans.IsMade[_bloc])
        {
            return;
        }

        ReadOnlySpan<long> flow = routes.Solve(_plan.LoadCapacity(roads), _plan.DrawnAt, _plan.Grant);
        for (int c = 0; c < manDays.Length; c++)
        {
            manDays[c] = flow[c] / WorldBuilder.SupplyUnit;
        }
    }

    /// <summary>Nobody is in need.</summary>
    private void Rest(double[] fill)
    {
        _plan.Drop();
        _airBridge.Rest();
        if (_showsAccess || _needyCount > 0)
        {
            _needyCount = 0;
            _showsAccess = false;
            for (int l = 0, at = _bloc; l < _access.Length; l++, at += _world.Blocs.Count)
            {
                (fill[at], _world.Tallies.SupplyAccess[at], _world.Tallies.Criticality[at]) = (0, 0, 0);
            }
        }

        (_world.Ledger.Issued[_bloc], _world.Ledger.Delivered[_bloc], _world.Ledger.Lost[_bloc]) = (0, 0, 0);
    }

    /// <summary>Distances from the depots over the roads of today, and how well that lets them reach every location.</summary>
    private void MeasureWays(SupplyRoads roads)
    {
        double[] shown = _world.Tallies.SupplyAccess;
        int blocs = _world.Blocs.Count;
        if (_hasOtherWays)
        {
            _distances.Solve(_plan.LoadCapacity(roads), _plan.HasStock);
            ReadOnlySpan<double> distances = _distances.Km;
            for (int l = 0; l < distances.Length; l++)
            {
                double km = distances[l];
                if (km != _accessKm[l])
                {
                    _accessKm[l] = km;
                    _access[l] = double.IsFinite(km) ? DetMath.Exp(-km / _parameters.LossDistanceKm) : 0;
                    shown[(l * blocs) + _bloc] = _access[l];
                }
            }
        }

        for (int l = 0, at = _bloc; l < _access.Length && !_showsAccess; l++, at += blocs)
        {
            shown[at] = _access[l];
        }

        (_hasOtherWays, _showsAccess) = (false, true);
    }

    /// <summary>Nothing is granted where nothing is needed.</summary>
    private void ListNeedy(double[] fill)
    {
        ReadOnlySpan<long> need = _plan.Need;
        foreach (int l in _needy.AsSpan(0, _needyCount))
        {
            fill[(l * _world.Blocs.Count) + _bloc] = 0;
        }

        _needyCount = 0;
        for (int first = 0; first < need.Length; first += 64)
        {
            ulong some = Bits.Positive(need.Slice(first, Math.Min(64, need.Length - first)));
            for (; some != 0; some &= some - 1)
            {
                _needy[_needyCount++] = first + BitOperations.TrailingZeroCount(some);
            }
        }
    }

    /// <summary>What is sent arrives less the loss on the way; what is more than the need of the day helps nobody.</summary>
    private void Arrive(ReadOnlySpan<double> need, double[] fill)
    {
        long issued = _airBridge.Issued, delivered = _airBridge.Delivered;
        ReadOnlySpan<long> landed = _airBridge.Landed, grant = _plan.Grant;
        foreach (int l in _needy.AsSpan(0, _needyCount))
        {
            long got = (long)(grant[l] * _access[l]), wanted = SupplyPlan.Rounded(need[l]);
            issued += grant[l];
            delivered += got;
            fill[(l * _world.Blocs.Count) + _bloc] = wanted > 0 ? Math.Min(1, (double)(got + landed[l]) / wanted) : 0;
        }

        Ledger ledger = _world.Ledger;
        (ledger.Issued[_bloc], ledger.Delivered[_bloc], ledger.Lost[_bloc]) = (issued, delivered, issued - delivered);
    }
}
