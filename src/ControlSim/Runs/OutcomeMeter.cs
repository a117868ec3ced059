using System.Collections.Immutable;
using ControlSim.Scenarios;
using ControlSim.Tables;

namespace ControlSim.Runs;

/// <summary>Reads the scenario's outcomes off the world, day by day.</summary>
internal sealed class OutcomeMeter
{
    private readonly World _world;
    private readonly Mobility _mobility;
    private readonly Meter[] _meters;

    public OutcomeMeter(World world, Scenario scenario, Mobility mobility)
    {
        _world = world;
        _mobility = mobility;
        CanonicalOrder order = world.Order;
        _meters =
        [
            .. scenario.Outcomes.Select(o => new Meter(
                o.Kind, o.Bloc.Length == 0 ? -1 : order.BlocRow[o.Bloc],
                [.. o.Locations.Select(id => order.LocationRow[id])], scenario.TickOf(o.From), scenario.TickOf(o.To))),
        ];
    }

    /// <summary>Takes today's values.</summary>
    public void Record()
    {
        foreach (Meter meter in _meters)
        {
            if (meter.Kind == OutcomeKind.BattleDays)
            {
                RecordEntry(meter);
            }
            else if (meter.Kind is not (OutcomeKind.CaptureDate or OutcomeKind.ReportedLag) && _world.Tick >= meter.From && _world.Tick <= meter.To)
            {
                double value = Today(meter);
                if (!double.IsNaN(value))
                {
                    meter.Sum += value;
                    meter.Days++;
                }
            }
        }
    }

    /// <summary>Saves what was measured so far.</summary>
    public void Save(SnapshotParts parts)
    {
        parts.Add<double>("outcomes.sum", [.. _meters.Select(m => m.Sum)]);
        parts.Add<int>("outcomes.days", [.. _meters.Select(m => m.Days)]);
        parts.Add<int>("outcomes.entered", [.. _meters.Select(m => m.Entered)]);
    }

    /// <summary>Goes on from what was saved.</summary>
    public void Load(Snapshot snapshot)
    {
        var (sum, days, entered) = (new double[_meters.Length], new int[_meters.Length], new int[_meters.Length]);
        snapshot.CopyTo<double>("outcomes.sum", sum);
        snapshot.CopyTo<int>("outcomes.days", days);
        snapshot.CopyTo<int>("outcomes.entered", entered);
        for (int m = 0; m < _meters.Length; m++)
        {
            (_meters[m].Sum, _meters[m].Days, _meters[m].Entered) = (sum[m], days[m], entered[m]);
        }
    }

    /// <summary>Values at the end of the run; NaN where there is none.</summary>
    public ImmutableArray<double> Values(EventLog log)
    {
        foreach (Meter meter in _meters)
        {
            bool isOfCapture = meter.Kind is OutcomeKind.CaptureDate or OutcomeKind.BattleDays or OutcomeKind.ReportedLag;
            meter.Captured = isOfCapture ? First(RunEventKind.Capture, meter, meter.Bloc, log) : -1;
            if (meter.Kind == OutcomeKind.ReportedLag && meter.Captured >= 0)
            {
                meter.Entered = First(RunEventKind.Reported, meter, Captor(meter, log), log);
            }
        }

        return [.. _meters.Select(Value)];
    }

    private static double Value(Meter meter) => meter.Kind switch
    {
        OutcomeKind.CaptureDate => meter.Captured < 0 ? double.NaN : meter.Captured,
        OutcomeKind.BattleDays =>
            meter.Captured < 0 || meter.Entered < 0 || meter.Entered > meter.Captured ? double.NaN : meter.Captured - meter.Entered,
        OutcomeKind.ReportedLag => meter.Captured < 0 || meter.Entered < 0 ? double.NaN : meter.Entered - meter.Captured,
        _ => meter.Days > 0 ? meter.Sum / meter.Days : double.NaN,
    };

    private static int First(RunEventKind kind, Meter meter, int bloc, EventLog log)
    {
        foreach (RunEvent e in log.Events)
        {
            if (e.Kind == kind && e.Location == meter.Locations[0] && (bloc < 0 || e.Bloc == bloc))
            {
                return e.Tick;
            }
        }

        return -1;
    }

    private static int Captor(Meter meter, EventLog log)
    {
        foreach (RunEvent e in log.Events)
        {
            if (e.Kind == RunEventKind.Capture && e.Location == meter.Locations[0] && e.Tick == meter.Captured)
            {
                return e.Bloc;
            }
        }

        return -1;
    }

    /// <summary>The day on which massed units hostile to the owner are there for the first time.</summary>
    private void RecordEntry(Meter meter)
    {
        int l = meter.Locations[0], owner = _world.Locations.Owner[l];
        if (meter.Entered >= 0 || owner < 0)
        {
            return;
        }

        int country = _world.Locations.Country[l], blocs = _world.Blocs.Count;
        for (int b = 0; b < blocs; b++)
        {
            if (_world.Tallies.BlocMassed[(l * blocs) + b] > 0 && _world.Blocs.AreHostile(country, owner, b)
                && (meter.Bloc < 0 || meter.Bloc == b))
            {
                meter.Entered = _world.Tick;
            }
        }
    }

    private double Today(Meter meter) => meter.Kind switch
    {
        OutcomeKind.Mobility => _mobility.Of(meter.Bloc),
        OutcomeKind.HeldPopulation => Held(meter.Bloc, _world.Locations.Population),
        OutcomeKind.HeldArea => Held(meter.Bloc, _world.Locations.AreaKm2),
        _ => FromUnits(meter),
    };

    private double Held(int bloc, double[] column)
    {
        double sum = 0;
        for (int l = 0; l < column.Length; l++)
        {
            sum += _world.Locations.Owner[l] == bloc ? column[l] : 0;
        }

        return sum;
    }

    private double FromUnits(Meter meter)
    {
        Units units = _world.Units;
        double massed = 0, cells = 0, supply = 0;
        for (int u = 0; u < units.Count; u++)
        {
            if (_world.Factions.Bloc[units.Faction[u]] != meter.Bloc
                || (meter.Locations.Length > 0 && Array.IndexOf(meter.Locations, units.Location[u]) < 0))
            {
                continue;
            }

            massed += units.Posture[u] == Posture.Massed ? units.Fighters[u] : 0;
            cells += units.Posture[u] == Posture.Cells ? units.Fighters[u] : 0;
            supply += units.Fighters[u] * units.Supply[u];
        }

        double all = massed + cells;
        return meter.Kind switch
        {
            OutcomeKind.Fighters => all,
            OutcomeKind.FightersMassed => massed,
            OutcomeKind.CellsShare => all > 0 ? cells / all : double.NaN,
            OutcomeKind.Supply => all > 0 ? supply / all : double.NaN,
            _ => throw new InvalidOperationException($"Unknown kind of outcome {meter.Kind}."),
        };
    }

    private sealed class Meter(OutcomeKind kind, int bloc, int[] locations, int from, int to)
    {
        public OutcomeKind Kind => kind;

        public int Bloc => bloc;

        public int[] Locations => locations;

        public int From => from;

        public int To => to;

        public double Sum { get; set; }

        public int Days { get; set; }

        public int Entered { get; set; } = -1;

        public int Captured { get; set; } = -1;
    }
}
