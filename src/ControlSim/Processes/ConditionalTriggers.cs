using ControlSim.Randomness;
using ControlSim.Runs;
using ControlSim.Scenarios;
using ControlSim.Tables;

namespace ControlSim.Processes;

/// <summary>
/// P0. Triggers of the scenario. First the conditions of all of them are read off the world as the last tick left it; a
/// trigger whose conditions have all held for its number of days fires with its daily probability, and its effects happen
/// at once or after its delay, during which it does not fire again. Triggers in turn, in canonical order; effects in the
/// order of their ids. Every firing is logged with the value and the bound of each condition.
/// </summary>
[Writes(
    "World.Topology", "Crossings.OpenToSupply", "Crossings.OpenToUnits", "Factions.Morale", "Factions.Legitimacy",
    "Factions.AirThreat", "Factions.Abuse", "Factions.Extraction", "Depots.Income", "Society.Service", "Society.LocalSecurity",
    "Economy.Wage", "Economy.ExternalIncome", "Economy.ForeignInflow", "Economy.Conscription", "Economy.Establishment", "Economy.Prestige", "Economy.Training", "Economy.Inclusion",
    "Politics.MoraleBase", "Politics.PrestigeBase", "Politics.Coordination", "Politics.Tension", "Politics.PatronTension",
    "Politics.Override", "Politics.IsPresent", "Presences.Consent",
    "AirActors.Strikes", "AirActors.Isr", "AirActors.Intelligence", "AirActors.Transport", "AirActors.Diversion", "Airlifts.Load",
    "Society.Legitimacy", "Operations.Launch",
    "Triggers.HeldDays", "Triggers.Fired", "Triggers.DueTick", "Triggers.Chance", "Triggers.LastOwner")]
internal sealed class ConditionalTriggers
{
    private readonly World _world;
    private readonly Effects _effects;
    private readonly RandomStreams _random;
    private readonly EventLog _log;
    private readonly Plan[] _plans;
    private readonly Watch[] _watches;
    private readonly Watch[] _sums; // those that sum units
    private readonly Action<int> _sumPart;

    public ConditionalTriggers(World world, Scenario scenario, Effects effects, RandomStreams random, EventLog log)
    {
        _world = world;
        _effects = effects;
        _random = random;
        _log = log;
        var plans = new List<Plan>();
        var watches = new List<Watch>();
        foreach (int row in world.Order.Triggers)
        {
            Trigger trigger = scenario.Triggers[row];
            int first = watches.Count;
            foreach (Condition condition in trigger.When)
            {
                watches.Add(new Watch(world, condition, watches.Count, $"{trigger.Id}.{condition.Id}"));
            }

            plans.Add(new Plan(trigger, StableId.Of(trigger.Id), first, watches.Count, [.. trigger.Then.Select(effects.Resolve)]));
        }

        _plans = [.. plans];
        _watches = [.. watches];
        _sums = [.. watches.Where(watch => watch.SumsUnits)];
        _sumPart = SumPart;
    }

    public void Step()
    {
        if (_sums.Length > 0)
        {
            _world.Chunks.Run(_sumPart);
        }

        foreach (Watch watch in _watches)
        {
            watch.Read();
        }

        Triggers triggers = _world.Triggers;
        for (int t = 0; t < _plans.Length; t++)
        {
            triggers.HeldDays[t] = Holds(_plans[t]) ? triggers.HeldDays[t] + 1 : 0;
            bool spent = _plans[t].Trigger.Once && triggers.Fired[t] > 0;
            if (!spent && triggers.DueTick[t] < 0 && triggers.HeldDays[t] >= _plans[t].Trigger.ForDays && Fires(t))
            {
                Fire(t);
            }
        }

        for (int t = 0; t < _plans.Length; t++)
        {
            if (triggers.DueTick[t] >= 0 && triggers.DueTick[t] <= _world.Tick)
            {
                Act(t);
            }
        }
    }

    private void SumPart(int part)
    {
        foreach (Watch watch in _sums)
        {
            watch.Sum(part);
        }
    }

    private bool Holds(Plan plan)
    {
        for (int w = plan.FirstWatch; w < plan.EndWatch; w++)
        {
            if (!_watches[w].Holds)
            {
                return false;
            }
        }

        return true;
    }

    private bool Fires(int t)
    {
        double p = _plans[t].Trigger.Probability;
        if (p >= 1)
        {
            return true;
        }

        if (!_world.Deterministic)
        {
            return _random.Uniform(ProcessId.Triggers, _world.Tick, _plans[t].StableId, 0) < p;
        }

        _world.Triggers.Chance[t] += p;
        return _world.Triggers.Chance[t] >= 1;
    }

    private void Fire(int t)
    {
        Triggers triggers = _world.Triggers;
        triggers.Fired[t]++;
        triggers.Chance[t] = 0;
        triggers.DueTick[t] = _world.Tick + _plans[t].Trigger.AfterDays;
        for (int w = _plans[t].FirstWatch; w < _plans[t].EndWatch; w++)
        {
            _watches[w].Log(_log);
        }
    }

    private void Act(int t)
    {
        _world.Triggers.DueTick[t] = -1;
        foreach (Effects.Row effect in _plans[t].Effects)
        {
            _effects.Apply(effect);
        }

        _log.Add(RunEventKind.TriggerActed, -1, -1, -1, 0, _plans[t].Trigger.Id);
    }

    private sealed record Plan(Trigger Trigger, ulong StableId, int FirstWatch, int EndWatch, Effects.Row[] Effects);
}
