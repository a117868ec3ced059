using ControlSim.Runs;
using ControlSim.Scenarios;
using ControlSim.Tables;

namespace ControlSim.Processes;

/// <summary>P0. Applies the dated events of the scenario on their day, by date and then id; those dated on the start before the first tick.</summary>
[Writes(
    "World.Topology", "Crossings.OpenToSupply", "Crossings.OpenToUnits", "Factions.Morale", "Factions.Legitimacy",
    "Factions.AirThreat", "Depots.Income", "AirActors.Strikes", "AirActors.Isr", "AirActors.Intelligence", "AirActors.Transport",
    "AirActors.Diversion", "Airlifts.Load", "Society.Legitimacy")]
internal sealed class DatedEvents
{
    private readonly World _world;
    private readonly EventLog _log;
    private readonly Row[] _rows;
    private int _next;

    public DatedEvents(World world, Scenario scenario, EventLog log)
    {
        _world = world;
        _log = log;
        CanonicalOrder order = world.Order;
        _rows =
        [
            .. scenario.Events
                .OrderBy(e => e.Date).ThenBy(e => e.Id, StringComparer.Ordinal)
                .Select(e => new Row(
                    scenario.TickOf(e.Date), e.Kind, TargetRow(scenario, order, e),
                    e.Country.Length == 0 ? -1 : Array.IndexOf(order.Countries, e.Country), e.Value, e.Id)),
        ];
        Step();
    }

    public void Step()
    {
        while (_next < _rows.Length && _rows[_next].Tick <= _world.Tick)
        {
            Apply(_rows[_next]);
            _log.Add(RunEventKind.DatedEvent, -1, -1, -1, 0, _rows[_next].Id, new EventTerms(_rows[_next].Value));
            _next++;
        }
    }

    /// <summary>Goes on after the present tick: what is dated up to it has happened.</summary>
    public void Resume() => _next = Array.FindIndex(_rows, r => r.Tick > _world.Tick) is >= 0 and int next ? next : _rows.Length;

    private static int TargetRow(Scenario scenario, CanonicalOrder order, DatedEvent e) => e.Kind switch
    {
        EventKind.Crossing => order.CrossingRow[e.Target],
        EventKind.DepotIncome => Array.FindIndex(order.Depots, row => scenario.Depots[row].Id == e.Target),
        EventKind.AirStrikes or EventKind.AirIsr or EventKind.AirIntelligence or EventKind.AirTransport or EventKind.AirDiversion =>
            Array.FindIndex(order.AirActors, row => scenario.AirActors[row].Id == e.Target),
        EventKind.AirliftLoad => Array.FindIndex(order.Airlifts, row => scenario.Airlifts[row].Id == e.Target),
        _ => order.FactionRow[e.Target],
    };

    private void Apply(Row row)
    {
        switch (row.Kind)
        {
            case EventKind.Crossing:
                _world.Crossings.OpenToSupply[row.Target] = row.Value > 0;
                _world.Crossings.OpenToUnits[row.Target] = row.Value > 0;
                _world.Topology++;
                break;
            case EventKind.Morale:
                SetByCountry(_world.Factions.Morale, row);
                break;
            case EventKind.Legitimacy:
                SetByCountry(_world.Factions.Legitimacy, row);
                SetLegitimacy(row);
                break;
            case EventKind.AirThreat:
                SetByCountry(_world.Factions.AirThreat, row);
                _world.Topology++;
                break;
            case EventKind.DepotIncome:
                _world.Depots.Income[row.Target] = (long)Math.Round(row.Value * WorldBuilder.SupplyUnit);
                break;
            case EventKind.AirliftLoad:
                _world.Airlifts.Load[row.Target] = (long)Math.Round(row.Value * WorldBuilder.SupplyUnit);
                break;
            case EventKind.AirStrikes or EventKind.AirIsr or EventKind.AirIntelligence or EventKind.AirTransport or EventKind.AirDiversion:
                AirColumn(row.Kind)[row.Target] = row.Value;
                break;
            default:
                throw new InvalidOperationException($"Unknown kind of event {row.Kind}.");
        }
    }

    private double[] AirColumn(EventKind kind) => kind switch
    {
        EventKind.AirStrikes => _world.AirActors.Strikes,
        EventKind.AirIsr => _world.AirActors.Isr,
        EventKind.AirIntelligence => _world.AirActors.Intelligence,
        EventKind.AirTransport => _world.AirActors.Transport,
        _ => _world.AirActors.Diversion,
    };

    private void SetLegitimacy(Row row)
    {
        for (int l = 0; l < _world.Locations.Count; l++)
        {
            if (row.Country < 0 || row.Country == _world.Locations.Country[l])
            {
                _world.Society.Legitimacy[(l * _world.Factions.Count) + row.Target] = row.Value;
            }
        }
    }

    private void SetByCountry(double[] column, Row row)
    {
        for (int c = 0; c < _world.Countries; c++)
        {
            if (row.Country < 0 || row.Country == c)
            {
                column[(row.Target * _world.Countries) + c] = row.Value;
            }
        }
    }

    private readonly record struct Row(int Tick, EventKind Kind, int Target, int Country, double Value, string Id);
}
