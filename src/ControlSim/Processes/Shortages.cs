using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
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
    private const int Lanes = 4;
    private const double Low = 0.5;
    private const double Restored = 0.6;

    private readonly World _world;
    private readonly EventLog _log;
    private readonly double[] _fighters; // by location and bloc, of those who are there
    private readonly double[] _supply;
    private readonly ulong[] _present; // by location, bit b: bloc b has fighters there
    private readonly ulong[] _before; // those of the last day
    private readonly double[][] _supplied; // by chunk, location, faction and lane
    private readonly Action<int> _sumChunk;

    /// <summary>Whoever is short at the start is known to be.</summary>
    public Shortages(World world, EventLog log)
    {
        _world = world;
        _log = log;
        _fighters = new double[world.Locations.Count * world.Blocs.Count];
        _supply = new double[_fighters.Length];
        (_present, _before) = (new ulong[world.Locations.Count], new ulong[world.Locations.Count]);
        int lanes = ((world.Locations.Count * world.Factions.Count) + 1) * Lanes;
        _supplied = [.. Enumerable.Range(0, world.Chunks.Count).Select(_ => new double[lanes])];
        _sumChunk = SumChunk;
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
        _world.Chunks.Run(_sumChunk);
        Array.Clear(_present);
        Tallies tallies = _world.Tallies;
        foreach (Contingent contingent in tallies.Contingents)
        {
            int bloc = _world.Factions.Bloc[contingent.Faction], at = (contingent.Location * _world.Blocs.Count) + bloc;
            double fighters = tallies.Massed[contingent.Row] + tallies.Cells[contingent.Row];
            double supplied = Supplied((contingent.Row + 1) * Lanes);
            ref ulong present = ref _present[contingent.Location];
            bool isFirst = (present >> bloc & 1) == 0;
            _fighters[at] = isFirst ? fighters : _fighters[at] + fighters;
            _supply[at] = isFirst ? supplied : _supply[at] + supplied;
            present |= (_fighters[at] > 0 ? 1UL : 0) << bloc;
        }
    }

    /// <summary>Takes the sums of one location and faction out of all chunks.</summary>
    private double Supplied(int first)
    {
        double supplied = 0;
        foreach (double[] sums in _supplied)
        {
            supplied += (sums[first] + sums[first + 1]) + (sums[first + 2] + sums[first + 3]);
            sums.AsSpan(first, Lanes).Clear();
        }

        return supplied;
    }

    /// <summary>
    /// Fighters times supply state, by location and faction, in four lanes: a row need not wait for the one before. The first
    /// lanes are those of units that are nowhere.
    /// </summary>
    private void SumChunk(int chunk)
    {
        int begin = _world.Chunks.First(chunk), count = _world.Chunks.First(chunk + 1) - begin;
        ref double fighters = ref MemoryMarshal.GetReference(_world.Units.Fighters.AsSpan(begin));
        ref double supply = ref MemoryMarshal.GetReference(_world.Units.Supply.AsSpan(begin));
        ref double sums = ref MemoryMarshal.GetArrayDataReference(_supplied[chunk]);
        ref int groups = ref MemoryMarshal.GetReference(_world.Tallies.Group.AsSpan(begin));
        for (int i = 0; i < count; i++)
        {
            Unsafe.Add(ref sums, (((Unsafe.Add(ref groups, i) >> 1) + 1) * Lanes) + (i % Lanes)) += Unsafe.Add(ref fighters, i) * Unsafe.Add(ref supply, i);
        }
    }
}
