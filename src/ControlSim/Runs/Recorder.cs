using System.Collections.Immutable;
using System.Numerics;
using ControlSim.Scenarios;
using ControlSim.Tables;

namespace ControlSim.Runs;

/// <summary>Copies after every tick what tables and figures need, into the rows of the scenario; reads only.</summary>
internal sealed class Recorder
{
    private readonly World _world;
    private readonly Schedule _schedule;
    private readonly OutcomeMeter _outcomes;
    private readonly RunSeries _series;
    private readonly double[] _supplySum;
    private readonly int[] _blocOf; // by faction: row of its bloc in the scenario
    private readonly double[] _corridorFlow;
    private readonly RowList _displaced; // groups that are somewhere
    private readonly bool[] _isTurned; // corridors that the scenario writes from the higher row to the lower
    private int _kept;

    public Recorder(World world, Scenario scenario, Schedule schedule, RecorderOptions options)
    {
        _world = world;
        _schedule = schedule;
        _series = RunSeries.Empty(scenario, options);
        _supplySum = new double[world.Blocs.Count];
        _blocOf = [.. world.Factions.Bloc.Select(b => world.Order.Blocs[b])];
        _corridorFlow = new double[world.Corridors.Count];
        _displaced = new RowList(world.Society.DisplacedAt.Length);
        _isTurned = _series.FlowTicks.Length == 0 ? [] : Turned(world, scenario);
        _outcomes = new OutcomeMeter(world, scenario, new Mobility(world, scenario.Parameters.Movement, schedule.Routes));
    }

    public void Record()
    {
        RecordLocations();
        RecordUnits();
        RecordSociety();
        _outcomes.Record();
        if (_kept < _series.FlowTicks.Length && _series.FlowTicks[_kept] == _world.Tick)
        {
            Keep(_kept++);
        }
    }

    /// <summary>The result. It holds the scenario that was asked for, or each run would keep thousands of units as it drew them.</summary>
    public RunResult Finish(Scenario asked, ulong key, ImmutableArray<ulong> hashes, EventLog log)
    {
        var events = ImmutableArray.CreateBuilder<RunEvent>(log.Count);
        CanonicalOrder order = _world.Order;
        foreach (RunEvent e in log.Events)
        {
            events.Add(e with
            {
                Location = RowOrNone(order.Locations, e.Location),
                Bloc = RowOrNone(order.Blocs, e.Bloc),
                Other = RowOrNone(order.Blocs, e.Other),
                Place = RowOrNone(order.Locations, e.Place),
            });
        }

        ImmutableArray<RunEvent> all = events.MoveToImmutable();
        return new RunResult
        {
            Scenario = asked,
            Key = key,
            TickHashes = hashes,
            Outcomes = _outcomes.Values(log),
            Captures = Capture.Of(asked, all),
            Events = all,
            Series = _series,
            Ledger = RunBooks.Of(_world),
        };

        static int RowOrNone(int[] rows, int row) => row < 0 ? -1 : rows[row];
    }

    public void Save(SnapshotParts parts)
    {
        _series.Save(parts, _world.Tick, _kept);
        _outcomes.Save(parts);
    }

    /// <exception cref="ArgumentException">Other flows were kept than are asked for.</exception>
    public void Load(Snapshot snapshot)
    {
        _kept = _series.Load(snapshot);
        _outcomes.Load(snapshot);
    }

    private static bool[] Turned(World world, Scenario scenario)
    {
        CanonicalOrder order = world.Order;
        return Array.ConvertAll(order.Corridors, row =>
            order.LocationRow[scenario.Corridors[row].From] > order.LocationRow[scenario.Corridors[row].To]);
    }

    private void RecordLocations()
    {
        Locations locations = _world.Locations;
        int[] rows = _world.Order.Locations, blocRows = _world.Order.Blocs;
        RunSeries series = _series;
        int blocs = _world.Blocs.Count, first = _world.Tick * locations.Count, bloc0 = _world.Tick * blocs;
        for (int l = 0; l < locations.Count; l++)
        {
            int at = first + rows[l], owner = locations.Owner[l];
            series.Owner[at] = (sbyte)(owner < 0 ? -1 : blocRows[owner]);
            int reported = locations.ReportedOwner[l];
            series.Reported[at] = (sbyte)(reported < 0 ? -1 : blocRows[reported]);
            bool contested = Processes.Presence.IsBattle(_world, l);
            series.Contested[at] = contested ? (byte)1 : (byte)0;
            series.ContestedBy[at] = contested || owner < 0 ? MassedOwners(l, owner) : 0;
            ReadOnlySpan<double> shares = locations.Control.AsSpan(l * blocs, blocs);
            int holder = ControlZones.Holder(shares, owner);
            series.Holder[at] = (sbyte)(holder < 0 ? -1 : blocRows[holder]);
            series.Zone[at] = (byte)(holder < 0 ? 0 : ControlZones.Of(shares, holder));

            if (owner >= 0)
            {
                series.HeldPopulation[bloc0 + blocRows[owner]] += locations.Population[l];
                series.HeldArea[bloc0 + blocRows[owner]] += locations.AreaKm2[l];
            }
        }
    }

    /// <summary>
    /// The blocs massed here that can own the place, in rows of the scenario. Where fewer than two can (one side fights by a bloc
    /// that never owns), the owner counts as well.
    /// </summary>
    private ulong MassedOwners(int l, int owner)
    {
        ulong blocs = 0;
        for (ulong massed = _world.Tallies.BlocsPresent[l]; massed != 0; massed &= massed - 1)
        {
            int bloc = BitOperations.TrailingZeroCount(massed);
            if (_world.Blocs.Owns[bloc])
            {
                blocs |= 1UL << _world.Order.Blocs[bloc];
            }
        }

        return owner >= 0 && BitOperations.PopCount(blocs) < 2 ? blocs | (1UL << _world.Order.Blocs[owner]) : blocs;
    }

    private void RecordUnits()
    {
        Array.Clear(_supplySum);
        int blocs = _world.Blocs.Count, bloc0 = _world.Tick * blocs;
        Units units = _world.Units;
        foreach (FactionRows.Stretch rows in _world.FactionRows.All)
        {
            int count = rows.Last - rows.First, bloc = _blocOf[rows.Faction];
            UnitTotals totals = UnitTotals.Of(
                units.Fighters.AsSpan(rows.First, count), units.Supply.AsSpan(rows.First, count), units.Posture.AsSpan(rows.First, count),
                new UnitTotals(_series.Massed[bloc0 + bloc], _series.Cells[bloc0 + bloc], _supplySum[bloc]), _world.Deterministic);
            (_series.Massed[bloc0 + bloc], _series.Cells[bloc0 + bloc], _supplySum[bloc]) = totals;
        }

        for (int b = 0; b < blocs; b++)
        {
            double fighters = _series.Massed[bloc0 + b] + _series.Cells[bloc0 + b];
            _series.Supply[bloc0 + b] = fighters > 0 ? _supplySum[b] / fighters : double.NaN;
        }
    }

    private void RecordSociety()
    {
        int bloc0 = _world.Tick * _world.Blocs.Count;
        for (int f = 0; f < _world.Factions.Count; f++)
        {
            _series.Money[bloc0 + _world.Order.Blocs[_world.Factions.Bloc[f]]] += _world.Economy.Treasury[f];
        }

        Society society = _world.Society;
        int groups = Processes.RowScan.ListWhereNotNegative(society.DisplacedAt, 0, _displaced.Room);
        foreach (int g in _displaced.Room[..groups])
        {
            int owner = _world.Locations.Owner[society.DisplacedAt[g]];
            if (owner >= 0) _series.Displaced[bloc0 + _world.Order.Blocs[owner]] += society.Displaced[g];
        }
    }

    private void Keep(int k)
    {
        CanonicalOrder order = _world.Order;
        int blocs = _world.Blocs.Count, corridors = _world.Corridors.Count;
        for (int b = 0; b < blocs; b++)
        {
            _schedule.Supply.RouteFlows(b, _corridorFlow);
            for (int c = 0; c < corridors; c++)
            {
                int row = order.Corridors[c];
                _series.Flow[(((k * blocs) + order.Blocs[b]) * corridors) + row] = _isTurned[c] ? -_corridorFlow[c] : _corridorFlow[c];
            }
        }

        for (int g = 0; g < _world.Crossings.Count; g++)
        {
            _series.CrossingOpen[(k * _world.Crossings.Count) + order.Crossings[g]] =
                _world.Crossings.OpenToSupply[g] ? (byte)1 : (byte)0;
        }

        for (int l = 0; l < _world.Locations.Count; l++)
        {
            for (int b = 0; b < blocs; b++)
            {
                _series.Control[(((k * _world.Locations.Count) + order.Locations[l]) * blocs) + order.Blocs[b]] =
                    _world.Locations.Control[(l * blocs) + b];
            }
        }
    }
}
