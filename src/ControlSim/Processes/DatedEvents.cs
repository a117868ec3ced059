using ControlSim.Randomness;
using ControlSim.Runs;
using ControlSim.Scenarios;
using ControlSim.Tables;

namespace ControlSim.Processes;

/// <summary>
/// P0. Applies the dated events of the scenario on their day, by date and then id; those dated on the start before the first
/// tick. An event with a probability happens if one draw, keyed by its id alone, lies below it: moving its date or adding
/// others keeps the draw.
/// </summary>
[Writes(
    "World.Topology", "Crossings.OpenToSupply", "Crossings.OpenToUnits", "Factions.Morale", "Factions.Legitimacy",
    "Factions.AirThreat", "Factions.Abuse", "Factions.Extraction", "Depots.Income", "Society.Service", "Society.LocalSecurity",
    "Economy.Wage", "Economy.ExternalIncome", "Economy.ForeignInflow", "Economy.Conscription", "Economy.Establishment", "Economy.Prestige", "Economy.Training", "Economy.Inclusion",
    "Politics.MoraleBase", "Politics.PrestigeBase", "Politics.Coordination", "Politics.Tension", "Politics.PatronTension",
    "Politics.Override", "Politics.IsPresent", "Presences.Consent", "AirActors.Strikes", "AirActors.Isr", "AirActors.Intelligence",
    "AirActors.Transport", "AirActors.Diversion", "Airlifts.Load", "Society.Legitimacy", "Operations.Launch")]
internal sealed class DatedEvents
{
    private readonly World _world;
    private readonly Effects _effects;
    private readonly RandomStreams _random;
    private readonly EventLog _log;
    private readonly Row[] _rows;
    private int _next;

    public DatedEvents(World world, Scenario scenario, Effects effects, RandomStreams random, EventLog log)
    {
        _world = world;
        _effects = effects;
        _random = random;
        _log = log;
        _rows =
        [
            .. scenario.Events
                .OrderBy(e => e.Date).ThenBy(e => e.Id, StringComparer.Ordinal)
                .Select(e => new Row(scenario.TickOf(e.Date), e.Probability, effects.Resolve(e.Effect), e.Id)),
        ];
    }

    /// <summary>Depends on nothing but the tick, so that a saved run goes on where it stopped.</summary>
    public void Step()
    {
        int tick = _world.Tick;
        for (; _next < _rows.Length && _rows[_next].Tick <= tick; _next++)
        {
            Row row = _rows[_next];
            if ((row.Tick == tick || tick == 0) && Happens(row))
            {
                _effects.Apply(row.Effect);
                _log.Add(RunEventKind.DatedEvent, -1, -1, -1, 0, row.Id, new EventTerms(row.Effect.Value));
            }
        }
    }

    private bool Happens(Row row)
    {
        if (row.Probability >= 1)
        {
            return true;
        }

        double draw = _world.Deterministic ? 0.5 : _random.Uniform(ProcessId.Events, 0, StableId.Of(row.Id), 0);
        return draw < row.Probability;
    }

    private readonly record struct Row(int Tick, double Probability, Effects.Row Effect, string Id);
}
