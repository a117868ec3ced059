using ControlSim.Networks;
using ControlSim.Processes;
using ControlSim.Tables;

namespace ControlSim.Runs;

/// <summary>
/// Mobility of a bloc: the share of ordered pairs of its own places between which massed units can travel within seven days,
/// over corridors between places held for it and through open gates, slowed by the air threat. Kept until its own ways or places change.
/// </summary>
internal sealed class Mobility
{
    private const double Days = 7;

    private readonly World _world;
    private readonly MovementParameters _parameters;
    private readonly Routes _routes;
    private readonly ShortestPaths _paths;
    private readonly double[]?[] _arcDays; // by bloc, of those asked for
    private readonly bool[]?[] _owns;
    private readonly bool[] _isHeld; // by location, for the bloc that is asked for
    private readonly double[] _value;
    private readonly int[] _version;
    private readonly int[] _leader;

    public Mobility(World world, MovementParameters parameters, Routes routes)
    {
        _world = world;
        _parameters = parameters;
        _routes = routes;
        _paths = new ShortestPaths(world.Corridors.Graph);
        (_arcDays, _owns) = (new double[world.Blocs.Count][], new bool[world.Blocs.Count][]);
        _isHeld = new bool[world.Locations.Count];
        _value = new double[world.Blocs.Count];
        Array.Fill(_value, double.NaN);
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
            double[] arcDays = _arcDays[bloc] ??= new double[_world.Corridors.ArcTo.Length];
            bool[] owns = _owns[bloc] ??= new bool[_world.Locations.Count];
            bool hasOtherPlaces = RenewPlaces(bloc, owns);
            if (RenewArcDays(bloc, arcDays) || hasOtherPlaces)
            {
                _value[bloc] = Compute(arcDays, owns);
            }
        }

        return _value[bloc];
    }

    private double Compute(double[] arcDays, bool[] owns)
    {
        int places = 0, reached = 0;
        for (int from = 0; from < owns.Length; from++)
        {
            if (!owns[from])
            {
                continue;
            }

            places++;
            _paths.SolveByEntry([from], arcDays, Days);
            foreach (int to in _paths.Order)
            {
                reached += to != from && owns[to] ? 1 : 0;
            }
        }

        return places > 1 ? (double)reached / (places * (places - 1)) : double.NaN;
    }

    /// <summary>True if the bloc owns other places than before.</summary>
    private bool RenewPlaces(int bloc, bool[] owns)
    {
        bool differs = false;
        for (int l = 0; l < owns.Length; l++)
        {
            bool isOwn = _world.Locations.Owner[l] == bloc;
            differs |= owns[l] != isOwn;
            owns[l] = isOwn;
            _isHeld[l] = isOwn || Presence.IsHeldFor(_world, l, bloc);
        }

        return differs;
    }

    /// <summary>True if a way takes another time than before: places that others take from each other change none of the bloc's.</summary>
    private bool RenewArcDays(int bloc, double[] arcDays)
    {
        Corridors corridors = _world.Corridors;
        bool differs = false;
        for (int l = 0; l < _world.Locations.Count; l++)
        {
            for (int arc = corridors.ArcStart[l]; arc < corridors.ArcStart[l + 1]; arc++)
            {
                int corridor = corridors.ArcCorridor[arc], to = corridors.ArcTo[arc];
                bool passable = _isHeld[l] && _isHeld[to] && _routes.IsGateOpen(corridor, bloc);
                double days = passable
                    ? corridors.LengthKm[corridor] / (_routes.ClassSpeed(corridors.Class[corridor]) * AirFactor(bloc, to))
                    : double.PositiveInfinity;
                differs |= arcDays[arc] != days;
                arcDays[arc] = days;
            }
        }

        return differs;
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
