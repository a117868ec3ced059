using ControlSim.Runs;
using ControlSim.Tables;

namespace ControlSim.Processes;

/// <summary>
/// Tells the log when the mean supply state of a bloc's fighters at a location falls below 0.5, with what was delivered and
/// since when too little, and when it is at 0.6 again: once a crossing. A bloc that leaves takes its shortage with it.
/// After supply, all at once; changes nothing that another process reads.
/// </summary>
[Writes("Locations.LowSupply", "Locations.ShortSince")]
internal sealed class Shortages
{
    private const double Low = 0.5;
    private const double Restored = 0.6;

    private readonly World _world;
    private readonly EventLog _log;
    private readonly double[] _fighters;
    private readonly double[] _supply;

    /// <summary>Whoever is short at the start is known to be.</summary>
    public Shortages(World world, EventLog log)
    {
        _world = world;
        _log = log;
        _fighters = new double[world.Locations.Count * world.Blocs.Count];
        _supply = new double[_fighters.Length];
        Sum();
        for (int at = 0; at < _fighters.Length; at++)
        {
            world.Locations.LowSupply[at] = _fighters[at] > 0 && _supply[at] < Low * _fighters[at] ? (byte)1 : (byte)0;
        }
    }

    public void Step()
    {
        Sum();
        Locations locations = _world.Locations;
        int blocs = _world.Blocs.Count;
        int[] since = locations.ShortSince;
        double[] fill = _world.Tallies.SupplyFill;
        for (int at = 0; at < _fighters.Length; at++)
        {
            if (_fighters[at] <= 0)
            {
                since[at] = -1;
                locations.LowSupply[at] = 0;
                continue;
            }

            bool isShort = fill[at] < Low;
            since[at] = !isShort ? -1 : since[at] < 0 ? _world.Tick : since[at];
            double supply = _supply[at] / _fighters[at];
            if (locations.LowSupply[at] == 0 ? supply < Low : supply >= Restored)
            {
                locations.LowSupply[at] ^= 1;
                Log(at / blocs, at % blocs, supply);
            }
        }
    }

    private void Log(int l, int bloc, double supply)
    {
        int at = (l * _world.Blocs.Count) + bloc, since = _world.Locations.ShortSince[at];
        bool low = _world.Locations.LowSupply[at] != 0;
        double days = low && since >= 0 ? _world.Tick - since : double.NaN;
        var terms = new EventTerms(supply, _world.Tallies.SupplyFill[at], _world.Tallies.SupplyAccess[at], days);
        _log.Add(low ? RunEventKind.SupplyLow : RunEventKind.SupplyRestored, l, bloc, -1, _fighters[at], "", terms);
    }

    private void Sum()
    {
        Array.Clear(_fighters);
        Array.Clear(_supply);
        Units units = _world.Units;
        double[] fighters = units.Fighters, supply = units.Supply;
        int[] groups = _world.Tallies.Group, bloc = _world.Factions.Bloc, location = units.Location, faction = units.Faction;
        int blocs = _world.Blocs.Count;
        for (int u = 0; u < groups.Length;)
        {
            int group = groups[u];
            if (group < 0)
            {
                u++;
                continue;
            }

            int at = (location[u] * blocs) + bloc[faction[u]];
            double heads = _fighters[at], supplied = _supply[at];
            do
            {
                heads += fighters[u];
                supplied += fighters[u] * supply[u];
                u++;
            }
            while (u < groups.Length && groups[u] == group);
            (_fighters[at], _supply[at]) = (heads, supplied);
        }
    }
}
