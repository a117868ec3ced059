using ControlSim.Networks;
using ControlSim.Randomness;
using ControlSim.Scenarios;
using ControlSim.Tables;

namespace ControlSim.Processes;

/// <summary>
/// P2. Depots feed the units of their bloc over usable corridors. Need q n by posture; a corridor is usable if both ends are
/// held to 0.35 by the own bloc and its cobelligerents, or one end is and own massed units stand at the other, and its
/// gate is open. Exact maximum flow; grants are max-min fair in need filled; delivered = granted exp(-d/lambda) with d the
/// least usable km to a depot; with forage the fill is phi = min(1, delivered/need + forage/q), and s += eta (phi - s).
/// Blocs one after another: they share roads, not depots. Grants and draws are whole thousandths of a man-day and do not
/// depend on the order of corridors. Airlifts reach places that no usable way reaches (S4-31) (Ford and Fulkerson 1956; Boulding 1962 for the loss).
/// </summary>
[Writes("Units.Supply", "Depots.Stock", "Depots.User", "Ledger.Issued", "Ledger.Delivered", "Ledger.Lost", "Ledger.FlownIn")]
internal sealed class Supply
{
    private readonly World _world;
    private readonly SupplyParameters _parameters;
    private readonly SupplyNetwork[] _networks;
    private readonly double[] _blocNeed; // man-days, by bloc and location
    private readonly SupplyRoads _roads;
    private readonly double[] _fill;

    public Supply(World world, SupplyParameters parameters, RandomStreams random)
    {
        _world = world;
        _parameters = parameters;
        _networks = new SupplyNetwork[world.Blocs.Count];
        var flow = new FairFlow(world.Corridors.Graph);
        for (int b = 0; b < _networks.Length; b++)
        {
            _networks[b] = new SupplyNetwork(world, parameters, b, flow, random);
        }

        _roads = new SupplyRoads(world, parameters);
        _blocNeed = new double[world.Locations.Count * world.Blocs.Count];
        _fill = world.Tallies.SupplyFill;
    }

    public void Step()
    {
        RenewDepots();
        SumNeeds();
        _roads.Step();
        for (int b = 0; b < _networks.Length; b++)
        {
            _networks[b].Deliver(_blocNeed.AsSpan(b * _world.Locations.Count, _world.Locations.Count), _roads, _fill);
        }

        FillUnits();
    }

    /// <summary>Corridor flows of one bloc's last deliveries along least km, for pictures.</summary>
    public void RouteFlows(int bloc, Span<double> manDays) => _networks[bloc].RouteFlows(manDays);

    private void RenewDepots()
    {
        Depots depots = _world.Depots;
        for (int d = 0; d < depots.Count; d++)
        {
            int user = UserOf(d);
            if (user != depots.User[d])
            {
                // What is stored does not change hands; the income does.
                depots.Stock[d] = depots.User[d] == Depots.Unused || user == depots.Bloc[d] ? depots.Stock[d] : 0;
                depots.User[d] = user;
            }

            bool paid = user >= 0 && (depots.Gate[d] < 0 || _world.Crossings.OpenToSupply[depots.Gate[d]]);
            long most = (long)(depots.Income[d] * depots.StockDays[d]);
            depots.Stock[d] = Math.Min(Math.Max(most, depots.Income[d]), depots.Stock[d] + (paid ? IncomePaid(d) : 0));
        }
    }

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
            return bloc;
        }

        if (!_world.Blocs.AreHostile(_world.Locations.Country[l], owner, bloc))
        {
            return bloc;
        }

        return depots.Source[d] == DepotSource.Local ? owner : -1;
    }

    private void SumNeeds()
    {
        Array.Clear(_blocNeed);
        Units units = _world.Units;
        double[] fighters = units.Fighters;
        int[] location = units.Location, faction = units.Faction, bloc = _world.Factions.Bloc;
        Posture[] posture = units.Posture;
        int locations = _world.Locations.Count;
        (double massed, double cells) = (_parameters.NeedMassed, _parameters.NeedCells);
        int group = 0;
        double need = 0;
        for (int u = 0; u < fighters.Length; u++)
        {
            if (fighters[u] > 0)
            {
                // Neighbouring rows mostly belong together: their sum stays in a register.
                int at = (bloc[faction[u]] * locations) + location[u];
                if (at != group)
                {
                    _blocNeed[group] = need;
                    (group, need) = (at, _blocNeed[at]);
                }

                need += fighters[u] * (posture[u] == Posture.Massed ? massed : cells);
            }
        }

        _blocNeed[group] = need;
    }

    private void FillUnits()
    {
        Units units = _world.Units;
        double[] fighters = units.Fighters, supply = units.Supply, fill = _fill;
        int[] location = units.Location, faction = units.Faction, bloc = _world.Factions.Bloc;
        Posture[] posture = units.Posture;
        int blocs = _world.Blocs.Count;
        double forageMassed = Share(_parameters.ForageMassed, _parameters.NeedMassed);
        double forageCells = Share(_parameters.ForageCells, _parameters.NeedCells), adjustment = _parameters.Adjustment;
        for (int u = 0; u < fighters.Length; u++)
        {
            if (fighters[u] > 0)
            {
                double forage = posture[u] == Posture.Massed ? forageMassed : forageCells;
                double delivered = fill[(location[u] * blocs) + bloc[faction[u]]];
                supply[u] += adjustment * (Math.Min(1, delivered + forage) - supply[u]);
            }
        }

        static double Share(double forage, double need) => need > 0 ? forage / need : 1;
    }
}
