using ControlSim.Networks;
using ControlSim.Processes;
using ControlSim.Tables;

namespace ControlSim.Runs;

/// <summary>
/// Mobility of a bloc: the share of ordered pairs of its own places between which massed units can travel within seven days,
/// over corridors between places held for it and through open gates, slowed by the air threat. Kept until the topology moves.
/// </summary>
internal sealed class Mobility
{
    private const double Days = 7;

    private readonly World _world;
    private readonly MovementParameters _parameters;
    private readonly Routes _routes;
    private readonly ShortestPaths _paths;
    private readonly double[] _arcDays;
    private readonly double[] _value;
    private readonly int[] _version;
    private readonly int[] _leader;

    public Mobility(World world, MovementParameters parameters, Routes routes)
    {
        _world = world;
        _parameters = parameters;
        _routes = routes;
        _paths = new ShortestPaths(world.Corridors.Graph);
        _arcDays = new double[world.Corridors.ArcTo.Length];
        _value = new double[world.Blocs.Count];
        _version = new int[world.Blocs.Count];
        Array.Fill(_version, -1);
        _leader = new int[world.Blocs.Count];
        for (int b = 0; b < _leader.Length; b++)
        {
            _leader[b] = LargestFaction(world, b);
        }
    }

    /// <summary>Mobility today; NaN for a bloc with fewer than two places.</summary>
    public double Of(int bloc)
    {
        if (_version[bloc] != _world.Topology)
        {
            _version[bloc] = _world.Topology;
            _value[bloc] = Compute(bloc);
        }

        return _value[bloc];
    }

    private double Compute(int bloc)
    {
        RenewArcDays(bloc);
        int places = 0, reached = 0;
        int[] owner = _world.Locations.Owner;
        for (int from = 0; from < owner.Length; from++)
        {
            if (owner[from] != bloc)
            {
                continue;
            }

            places++;
            _paths.SolveByEntry([from], _arcDays, Days);
            foreach (int to in _paths.Order)
            {
                reached += to != from && owner[to] == bloc ? 1 : 0;
            }
        }

        return places > 1 ? (double)reached / (places * (places - 1)) : double.NaN;
    }

    private void RenewArcDays(int bloc)
    {
        Corridors corridors = _world.Corridors;
        for (int l = 0; l < _world.Locations.Count; l++)
        {
            for (int arc = corridors.ArcStart[l]; arc < corridors.ArcStart[l + 1]; arc++)
            {
                int corridor = corridors.ArcCorridor[arc], to = corridors.ArcTo[arc];
                bool passable = Presence.IsHeldFor(_world, l, bloc) && Presence.IsHeldFor(_world, to, bloc)
                    && _routes.IsGateOpen(corridor, bloc);
                _arcDays[arc] = passable
                    ? corridors.LengthKm[corridor] / (_routes.ClassSpeed(corridors.Class[corridor]) * AirFactor(bloc, to))
                    : double.PositiveInfinity;
            }
        }
    }

    private double AirFactor(int bloc, int location)
    {
        int f = _leader[bloc];
        return f < 0 ? 1 : Movement.SpeedFactor(_world, _parameters, f, _world.Locations.Country[location]);
    }

    private static int LargestFaction(World world, int bloc)
    {
        int best = -1;
        for (int f = 0; f < world.Factions.Count; f++)
        {
            if (world.Factions.Bloc[f] == bloc && (best < 0 || world.Ledger.Start[f] > world.Ledger.Start[best]))
            {
                best = f;
            }
        }

        return best;
    }
}
