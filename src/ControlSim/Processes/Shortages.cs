using System.Numerics;
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
    private readonly double[] _fighters; // by location and bloc, of those who are there
    private readonly double[] _supply;
    private readonly ulong[] _present; // by location, bit b: bloc b has fighters there
    private readonly ulong[] _before; // those of the last day
    private readonly Aggregation _aggregation;

    /// <summary>Whoever is short at the start is known to be.</summary>
    public Shortages(World world, Aggregation aggregation, EventLog log)
    {
        (_world, _aggregation) = (world, aggregation);
        _log = log;
        _fighters = new double[world.Locations.Count * world.Blocs.Count];
        _supply = new double[_fighters.Length];
        (_present, _before) = (new ulong[world.Locations.Count], new ulong[world.Locations.Count]);
        Sum();
        for (int at = 0; at < _fighters.Length; at++)
        {
            bool isThere = (_present[at / world.Blocs.Count] >> (at % world.Blocs.Count) & 1) != 0;
            world.Locations.LowSupply[at] = isThere && _supply[at] < Low * _fighters[at] ? (byte)1 : (byte)0;
        }

        Resume();
    }

    /// <summary>The tables hold another state: anybody may have been short anywhere.</summary>
    public void Resume() => Array.Fill(_before, _world.Blocs.Count == 64 ? ulong.MaxValue : (1UL << _world.Blocs.Count) - 1);

    public void Step()
    {
        Sum();
        for (int l = 0; l < _present.Length; l++)
        {
            for (ulong gone = _before[l] & ~_present[l]; gone != 0; gone &= gone - 1)
            {
                int at = (l * _world.Blocs.Count) + BitOperations.TrailingZeroCount(gone);
                (_world.Locations.ShortSince[at], _world.Locations.LowSupply[at]) = (-1, 0);
            }

            for (ulong rest = _present[l]; rest != 0; rest &= rest - 1)
            {
                Look(l, BitOperations.TrailingZeroCount(rest));
            }

            _before[l] = _present[l];
        }
    }

    private void Look(int l, int bloc)
    {
        Locations locations = _world.Locations;
        int at = (l * _world.Blocs.Count) + bloc;
        ref int since = ref locations.ShortSince[at];
        bool isShort = _world.Tallies.SupplyFill[at] < Low;
        since = !isShort ? -1 : since < 0 ? _world.Tick : since;
        double supply = _supply[at] / _fighters[at];
        if (locations.LowSupply[at] == 0 ? supply < Low : supply >= Restored)
        {
            locations.LowSupply[at] ^= 1;
            Log(l, bloc, supply);
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
        _aggregation.SumSupplied();
        Array.Clear(_present);
        Tallies tallies = _world.Tallies;
        foreach (Contingent contingent in tallies.Contingents)
        {
            int bloc = _world.Factions.Bloc[contingent.Faction], at = (contingent.Location * _world.Blocs.Count) + bloc;
            double fighters = tallies.Massed[contingent.Row] + tallies.Cells[contingent.Row];
            double supplied = _aggregation.Supplied(contingent.Row);
            ref ulong present = ref _present[contingent.Location];
            bool isFirst = (present >> bloc & 1) == 0;
            _fighters[at] = isFirst ? fighters : _fighters[at] + fighters;
            _supply[at] = isFirst ? supplied : _supply[at] + supplied;
            present |= (_fighters[at] > 0 ? 1UL : 0) << bloc;
        }
    }
}
