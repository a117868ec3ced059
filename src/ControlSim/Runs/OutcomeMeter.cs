using System.Collections.Immutable;
using ControlSim.Scenarios;
using ControlSim.Tables;

namespace ControlSim.Runs;

/// <summary>Reads the scenario's outcomes off the world, day by day, and off the log at the end.</summary>
internal sealed class OutcomeMeter
{
    private readonly World _world;
    private readonly OutcomeReadings _readings;
    private readonly Meter[] _meters;

    public OutcomeMeter(World world, Scenario scenario, Mobility mobility)
    {
        _world = world;
        _readings = new OutcomeReadings(world, mobility);
        CanonicalOrder order = world.Order;
        _meters =
        [
            .. scenario.Outcomes.Select(o => new Meter(
                o.Kind, o.Bloc.Length == 0 ? -1 : order.BlocRow[o.Bloc],
                [.. o.Locations.Select(id => order.LocationRow[id])], scenario.TickOf(o.From), scenario.TickOf(o.To), EventKind(o))),
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
            else if (meter.Kind == OutcomeKind.Events || meter.Kind.IsOfCapture())
            {
                continue;
            }
            else if (meter.Kind.IsTotal())
            {
                RecordTotal(meter);
            }
            else if (_world.Tick >= meter.From && _world.Tick <= meter.To)
            {
                double value = _readings.Today(meter);
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
            meter.Captured = meter.Kind.IsOfCapture() ? First(RunEventKind.Capture, meter, meter.Bloc, log) : -1;
            if (meter.Kind == OutcomeKind.ReportedLag && meter.Captured >= 0)
            {
                meter.Entered = First(RunEventKind.Reported, meter, Captor(meter, log), log);
            }
            else if (meter.Kind == OutcomeKind.Events)
            {
                (meter.Sum, meter.Days) = (CountOf(meter, log), 1);
            }
        }

        return [.. _meters.Select(Value)];
    }

    private static RunEventKind EventKind(Outcome outcome) => outcome.Kind == OutcomeKind.Events
        ? Enum.Parse<RunEventKind>(outcome.Event.Replace("-", "", StringComparison.Ordinal), ignoreCase: true)
        : default;

    private static double Value(Meter meter) => meter.Kind switch
    {
        OutcomeKind.CaptureDate => meter.Captured < 0 ? double.NaN : meter.Captured,
        OutcomeKind.BattleDays =>
            meter.Captured < 0 || meter.Entered < 0 || meter.Entered > meter.Captured ? double.NaN : meter.Captured - meter.Entered,
        OutcomeKind.ReportedLag => meter.Captured < 0 || meter.Entered < 0 ? double.NaN : meter.Entered - meter.Captured,
        _ => meter.Days > 0 ? meter.Sum / (meter.Kind.IsTotal() ? 1 : meter.Days) : double.NaN,
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

    private static int CountOf(Meter meter, EventLog log)
    {
        int count = 0;
        foreach (RunEvent e in log.Events)
        {
            count += e.Kind == meter.Event && e.Tick >= meter.From && e.Tick <= meter.To && (meter.Bloc < 0 || e.Bloc == meter.Bloc)
                && meter.Covers(e.Location) ? 1 : 0;
        }

        return count;
    }

    /// <summary>What the books have on the last day, less what they had before the first.</summary>
    private void RecordTotal(Meter meter)
    {
        if (_world.Tick == meter.From - 1)
        {
            meter.Sum -= _readings.Booked(meter);
        }

        if (_world.Tick == meter.To)
        {
            meter.Sum += _readings.Booked(meter);
            meter.Days = 1;
        }
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
}
