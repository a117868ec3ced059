using ControlSim.Networks;
using ControlSim.Randomness;
using ControlSim.Scenarios;
using ControlSim.Tables;

namespace ControlSim.Processes;

/// <summary>
/// P2. Depots feed the units of their bloc over usable corridors. Need q n by posture; a corridor is usable if both ends are
/// held to 0.35 by the own bloc and its cobelligerents, or one end is and own massed units stand at the other, and its
/// gate is open. Exact maximum flow; grants are max-min fair in need filled, planned and kept until what they rest on changes (needs by
/// a twentieth); delivered = granted exp(-d/lambda) with d the
/// least usable km to a depot; with forage the fill is phi = min(1, delivered/need + forage/q), and s += eta (phi - s).
/// Blocs one after another: they share roads, not depots. Grants and draws are whole thousandths of a man-day and do not
/// depend on the order of corridors. Airlifts reach places that no usable way reaches (S4-31) (Ford and Fulkerson 1956; Boulding 1962 for the loss).
/// </summary>
[Writes("Units.Supply", "Depots.Stock", "Depots.User", "SupplyPlans.IsMade", "SupplyPlans.Need", "SupplyPlans.Grant", "SupplyPlans.Part",
    "SupplyPlans.DepotStock", "SupplyPlans.DepotDraw", "SupplyPlans.RoadCapacity", "SupplyPlans.RoadUsableBy", "Ledger.Issued", "Ledger.Delivered", "Ledger.Lost", "Ledger.FlownIn")]
internal sealed class Supply
{
    private readonly World _world;
    private readonly Aggregation _aggregation;
    private readonly SupplyParameters _parameters;
    private readonly SupplyNetwork[] _networks;
    private readonly double[] _blocNeed; // man-days, by bloc and location
    private readonly SupplyRoads _roads;
    private readonly double[] _wanted; // by group, after that of units that are nowhere
    private readonly double[] _fill;
    private MinCostRoutes? _routes; // of runs whose flows are shown
    private ulong _otherDepots; // bit b: bloc b has got or lost a depot today

    public Supply(World world, SupplyParameters parameters, Aggregation aggregation, RandomStreams random)
    {
        (_world, _aggregation) = (world, aggregation);
        _parameters = parameters;
        _networks = new SupplyNetwork[world.Blocs.Count];
        var flow = new FairFlow(world.Corridors.Graph);
        for (int b = 0; b < _networks.Length; b++)
        {
            _networks[b] = new SupplyNetwork(world, parameters, b, flow, random);
        }

        _roads = new SupplyRoads(world, parameters);
        _blocNeed = new double[world.Locations.Count * world.Blocs.Count];
        _wanted = new double[(2 * world.Locations.Count * world.Factions.Count) + 1];
        _wanted[0] = double.NaN;
        _fill = world.Tallies.SupplyFill;
    }

    public void Step()
    {
        RenewDepots();
        SumNeeds();
        _roads.Step();
        for (int b = 0; b < _networks.Length; b++)
        {
            ReadOnlySpan<double> need = _blocNeed.AsSpan(b * _world.Locations.Count, _world.Locations.Count);
            _networks[b].Deliver(need, _roads, (_otherDepots >> b & 1) != 0, _fill);
        }

        FillUnits();
    }

    /// <summary>Corridor flows of one bloc's last deliveries along least km, for pictures.</summary>
    public void RouteFlows(int bloc, Span<double> manDays)
    {
        Corridors corridors = _world.Corridors;
        _routes ??= new MinCostRoutes(corridors.From, corridors.To, corridors.LengthKm, _world.Locations.Count);
        _networks[bloc].RouteFlows(_roads, _routes, manDays);
    }

    /// <summary>The tables hold another state.</summary>
    public void Resume()
    {
        _roads.Forget();
        foreach (SupplyNetwork network in _networks)
        {
            network.Forget();
        }
    }

    private void RenewDepots()
    {
        Depots depots = _world.Depots;
        _otherDepots = 0;
        for (int d = 0; d < depots.Count; d++)
        {
            int user = UserOf(d);
            if (user != depots.User[d])
            {
                // What is stored does not change hands; the income does.
                _otherDepots |= Bit(user) | Bit(depots.User[d]);
                depots.Stock[d] = depots.User[d] == Depots.Unused || user == depots.Bloc[d] ? depots.Stock[d] : 0;
                depots.User[d] = user;
            }

            bool paid = user >= 0 && (depots.Gate[d] < 0 || _world.Crossings.OpenToSupply[depots.Gate[d]]);
            long most = (long)(depots.Income[d] * depots.StockDays[d]);
            depots.Stock[d] = Math.Min(Math.Max(most, depots.Income[d]), depots.Stock[d] + (paid ? IncomePaid(d) : 0));
        }
    }

    private static ulong Bit(int bloc) => bloc < 0 ? 0 : 1UL << bloc;

    /// <summary>Income less what air strikes destroyed; a local depot brings as much of it as the treasury pays for.</summary>
    private long IncomePaid(int d)
    {
        Depots depots = _world.Depots;
        int payer = _world.Blocs.Leader[depots.User[d]];
        double pay = depots.Source[d] == DepotSource.Local && payer >= 0 ? _world.Economy.DepotPay[payer] : 1;
        double share = pay * (1 - depots.Damage[d]);
        return share >= 1 ? depots.Income[d] : (long)(depots.Income[d] * share);
    }

    /// <summary>The bloc that a depot feeds today, or -1.</summary>
    private int UserOf(int d)
    {
        Depots depots = _world.Depots;
        int l = depots.Location[d], bloc = depots.Bloc[d], owner = _world.Locations.Owner[l];
        if (owner < 0 || owner == bloc)
        {
            return owner < 0 && depots.Source[d] == DepotSource.Local ? WhoIsLeft(l, bloc) : bloc;
        }

        if (!_world.Blocs.AreHostile(_world.Locations.Country[l], owner, bloc))
        {
            return bloc;
        }

        return depots.Source[d] == DepotSource.Local ? owner : -1;
    }

    /// <summary>The bloc whose massed units alone stand at a place that nobody owns; that of the depot if others do, or none.</summary>
    private int WhoIsLeft(int l, int bloc)
    {
        ReadOnlySpan<double> massed = _world.Tallies.BlocMassed.AsSpan(l * _world.Blocs.Count, _world.Blocs.Count);
        int left = massed.IndexOfAnyExcept(0);
        return left >= 0 && _world.Blocs.Owns[left] && massed[(left + 1)..].IndexOfAnyExcept(0) < 0 ? left : bloc;
    }

    private void SumNeeds()
    {
        Array.Clear(_blocNeed);
        Units units = _world.Units;
        Tallies tallies = _world.Tallies;
        int[] bloc = _world.Factions.Bloc;
        int locations = _world.Locations.Count;
        (double massed, double cells) = (_parameters.NeedMassed, _parameters.NeedCells);
        foreach (Contingent contingent in tallies.Contingents)
        {
            _blocNeed[(bloc[contingent.Faction] * locations) + contingent.Location] +=
                (massed * tallies.Massed[contingent.Row]) + (cells * tallies.Cells[contingent.Row]);
        }

        foreach (int u in tallies.OnRoads.Rows)
        {
            double need = units.Posture[u] == Posture.Massed ? massed : cells;
            _blocNeed[(bloc[units.Faction[u]] * locations) + units.Location[u]] += need * units.Fighters[u];
        }
    }

    private void FillUnits()
    {
        Units units = _world.Units;
        int[] bloc = _world.Factions.Bloc;
        int blocs = _world.Blocs.Count;
        foreach (Contingent contingent in _world.Tallies.Contingents)
        {
            double delivered = _fill[(contingent.Location * blocs) + bloc[contingent.Faction]];
            int group = 2 * contingent.Row;
            _wanted[group + 1] = Wanted(delivered, Posture.Massed);
            _wanted[group + 2] = Wanted(delivered, Posture.Cells);
        }

        _aggregation.Fill(_wanted, _parameters.Adjustment);
        foreach (int u in _world.Tallies.OnRoads.Rows)
        {
            double wanted = Wanted(_fill[(units.Location[u] * blocs) + bloc[units.Faction[u]]], units.Posture[u]);
            units.Supply[u] += _parameters.Adjustment * (wanted - units.Supply[u]);
        }
    }

    /// <summary>Supply state towards which a unit goes: what is delivered, and what it finds.</summary>
    private double Wanted(double delivered, Posture posture)
    {
        (double forage, double need) = posture == Posture.Massed
            ? (_parameters.ForageMassed, _parameters.NeedMassed) : (_parameters.ForageCells, _parameters.NeedCells);
        return Math.Min(1, delivered + (need > 0 ? forage / need : 1));
    }
}
