using ControlSim.Randomness;
using ControlSim.Runs;
using ControlSim.Scenarios;
using ControlSim.Tables;

namespace ControlSim.Processes;

/// <summary>
/// P0, as far as it executes orders. An attack assembles its forces before the launch, waits for the places that it starts
/// from, attacks when the forces are there and the required ratio of effective strengths is met, takes one objective after
/// another, exploits a neighbour within 30 km at once and regroups before any other, and is broken off past the loss limit.
/// Operations in turn, by date; each sees the units that those before it took.
/// </summary>
[Writes(
    "World.Topology", "Units.Location", "Units.Target", "Units.Operation", "Units.Hold", "Units.Posture",
    "Operations.State", "Operations.Objective", "Operations.ReadyTick", "Operations.Assembly", "Operations.AttackStart", "Operations.Since",
    "Crossings.OpenToSupply", "Crossings.OpenToUnits")]
internal sealed class Command
{
    private readonly World _world;
    private readonly CommandParameters _parameters;
    private readonly OrderPlan[] _plans;
    private readonly OperationForces _forces;
    private readonly SingleActions _actions;
    private readonly RandomStreams _random;
    private readonly EventLog _log;

    public Command(World world, Scenario scenario, Routes routes, RandomStreams random, EventLog log)
    {
        _random = random;
        _world = world;
        _parameters = scenario.Parameters.Command;
        _log = log;
        _plans = [.. Enumerable.Range(0, world.Operations.Count).Select(o => new OrderPlan(world, scenario, o))];
        for (int o = 0; o < _plans.Length; o++)
        {
            world.Operations.IsSiege[o] = _plans[o].Verb == OrderVerb.Siege;
        }

        _forces = new OperationForces(world, scenario.Parameters, routes, log);
        _actions = new SingleActions(world, routes, log);
    }

    /// <summary>Forces of orders that are launched within the first days stand at their starting places from the start.</summary>
    public void AssembleAtStart()
    {
        for (int o = 0; o < _plans.Length; o++)
        {
            OrderPlan plan = _plans[o];
            if (plan.IsAttack && plan.Launch <= _parameters.AssemblyDays && StartIsHeld(plan))
            {
                BeginAssembly(o);
                _forces.PlaceAtAssembly(o);
            }
        }
    }

    public void Step()
    {
        _forces.Sum();
        for (int o = 0; o < _plans.Length; o++)
        {
            switch (_world.Operations.State[o])
            {
                case OperationState.Waiting:
                    Wait(o);
                    break;
                case OperationState.Assembling:
                    Assemble(o);
                    break;
                case OperationState.Attacking:
                    Attack(o);
                    break;
            }
        }
    }

    private void Wait(int o)
    {
        OrderPlan plan = _plans[o];
        int tick = _world.Tick;
        if (tick > plan.Until + _parameters.LapseDays)
        {
            _world.Operations.State[o] = OperationState.Lapsed;
            Log(RunEventKind.OrderLapsed, o, -1, 0, new EventTerms(tick - plan.Launch), FirstNotHeld(plan));
        }
        else if (plan.IsAttack)
        {
            if (tick >= plan.Launch - _parameters.AssemblyDays && StartIsHeld(plan))
            {
                BeginAssembly(o);
            }
        }
        else if (tick >= plan.Launch && StartIsHeld(plan))
        {
            double fighters = _actions.Execute(plan);
            _world.Operations.State[o] = OperationState.Done;
            Log(RunEventKind.OperationLaunched, o, -1, fighters, EventTerms.None, plan.From.Length > 0 ? plan.From[0] : -1);
        }
    }

    private bool StartIsHeld(OrderPlan plan)
    {
        foreach (int l in plan.WaitsFor)
        {
            if (!Presence.IsHeldFor(_world, l, plan.Bloc))
            {
                return false;
            }
        }

        // Cells need no foothold, and an order to open or shut a gate starts nowhere.
        return plan.From.Length == 0 || !plan.IsAttack || plan.Verb == OrderVerb.Raid || HeldStart(plan) >= 0;
    }

    private int HeldStart(OrderPlan plan)
    {
        foreach (int l in plan.From)
        {
            bool holdsOut = _world.Locations.Holdout[(l * _world.Blocs.Count) + plan.Bloc] != 0;
            if (holdsOut || _world.Locations.IsRefuge[l] || Presence.IsHeldFor(_world, l, plan.Bloc))
            {
                return l;
            }
        }

        return -1;
    }

    private void BeginAssembly(int o)
    {
        OrderPlan plan = _plans[o];
        Operations operations = _world.Operations;
        operations.State[o] = OperationState.Assembling;
        operations.Since[o] = _world.Tick;
        int start = plan.Verb == OrderVerb.Raid ? plan.From[0] : HeldStart(plan);
        operations.Assembly[o] = start;
        operations.ReadyTick[o] = Math.Max(plan.Launch, _world.Tick);
        _forces.Call(o, plan);
    }

    /// <summary>Moves on to the first objective that is still to be taken; false if there is none, and the operation is done.</summary>
    private bool NextObjective(int o)
    {
        OrderPlan plan = _plans[o];
        Operations operations = _world.Operations;
        while (operations.Objective[o] < plan.Objectives.Length)
        {
            int l = plan.Objectives[operations.Objective[o]];
            if (IsToBeTaken(l, plan.Bloc))
            {
                return true;
            }

            operations.Objective[o]++;
        }

        operations.State[o] = OperationState.Done;
        _forces.Release(o);
        return false;
    }

    /// <summary>Not held for the bloc, nor by a bloc with which it does not fight.</summary>
    private bool IsToBeTaken(int l, int bloc)
    {
        int owner = _world.Locations.Owner[l];
        return owner < 0 || _world.Blocs.AreHostile(_world.Locations.Country[l], bloc, owner);
    }

    private void Assemble(int o)
    {
        OrderPlan plan = _plans[o];
        Operations operations = _world.Operations;
        int tick = _world.Tick;

        // Only on the day: who is an enemy may change until then.
        if (tick >= operations.ReadyTick[o] && !NextObjective(o))
        {
            return;
        }

        if (_forces.Fighters(o) < plan.Forces && (tick - plan.Launch) % CallEveryDays == 0)
        {
            _forces.Call(o, plan);
        }

        _forces.March(o, operations.Assembly[o]);
        if (tick < operations.ReadyTick[o])
        {
            return;
        }

        double asked = Math.Min(plan.Forces, _forces.Fighters(o));
        bool gathered = _forces.FightersAssembled(o) >= _parameters.AssembledShare * asked
            || tick >= operations.ReadyTick[o] + _parameters.AssemblyPatienceDays;
        int objective = plan.Objectives[operations.Objective[o]];
        double enemy = _forces.EnemyStrength(objective, plan.Faction);
        bool ready = gathered && _forces.FightersAssembled(o) > 0;
        if (ready && _forces.StrengthAssembled(o) >= _world.Factions.RequiredRatio[plan.Faction] * enemy)
        {
            LogLaunch(o, objective, enemy);
            operations.State[o] = OperationState.Attacking;
            operations.Since[o] = tick;
            operations.AttackStart[o] = _forces.Fighters(o);
            _forces.March(o, objective);
        }
        else if ((tick - Math.Max(operations.ReadyTick[o], operations.Since[o] + 1)) % DelayNoticeDays == 0)
        {
            LogDelay(o, objective, enemy, ready);
        }
    }

    private void LogLaunch(int o, int objective, double enemy)
    {
        OrderPlan plan = _plans[o];
        var terms = new EventTerms(
            _forces.StrengthAssembled(o), enemy, _world.Factions.RequiredRatio[plan.Faction], _world.Tick - _world.Operations.Since[o],
            double.IsFinite(plan.Forces) ? plan.Forces : double.NaN);
        Log(RunEventKind.OperationLaunched, o, objective, _forces.Fighters(o), terms, _world.Operations.Assembly[o]);
    }

    private void LogDelay(int o, int objective, double enemy, bool ready)
    {
        OrderPlan plan = _plans[o];
        var terms = new EventTerms(
            ready ? 1 : 0, _forces.StrengthAssembled(o), enemy, _world.Factions.RequiredRatio[plan.Faction],
            _forces.FightersAssembled(o), double.IsFinite(plan.Forces) ? plan.Forces : double.NaN);
        Log(RunEventKind.OperationDelayed, o, objective, _forces.Fighters(o), terms, _world.Operations.Assembly[o]);
    }

    /// <summary>How often the log tells that an operation does not attack although it should.</summary>
    private const int DelayNoticeDays = 30;

    /// <summary>How often an operation that is short of forces calls for more.</summary>
    private const int CallEveryDays = 3;

    private void Attack(int o)
    {
        OrderPlan plan = _plans[o];
        Operations operations = _world.Operations;
        int objective = plan.Objectives[operations.Objective[o]];
        if (!IsToBeTaken(objective, plan.Bloc))
        {
            Win(o, objective);
            return;
        }

        double fighters = _forces.Fighters(o);
        if (fighters < (1 - _world.Factions.LossLimit[plan.Faction]) * operations.AttackStart[o])
        {
            LogAbort(o, objective, fighters);
            operations.State[o] = OperationState.Assembling;
            operations.Since[o] = _world.Tick;
            operations.ReadyTick[o] = _world.Tick + _parameters.RetryDays;
            _forces.March(o, operations.Assembly[o]);
            return;
        }

        if (plan.Verb == OrderVerb.Raid)
        {
            _forces.MassAt(o, objective, _parameters.AssembledShare);
        }

        _forces.March(o, objective);
    }

    private void LogAbort(int o, int objective, double fighters)
    {
        OrderPlan plan = _plans[o];
        Operations operations = _world.Operations;
        var terms = new EventTerms(
            1 - (fighters / operations.AttackStart[o]), _world.Factions.LossLimit[plan.Faction], _forces.Strength(o),
            _forces.EnemyStrength(objective, plan.Faction), _world.Tick - operations.Since[o]);
        Log(RunEventKind.OperationAborted, o, objective, fighters, terms, operations.Assembly[o]);
    }

    private void Win(int o, int won)
    {
        OrderPlan plan = _plans[o];
        Operations operations = _world.Operations;
        double fighters = _forces.Fighters(o);
        var terms = new EventTerms(_world.Tick - operations.Since[o], Math.Max(0, operations.AttackStart[o] - fighters));
        Log(RunEventKind.OperationWon, o, won, fighters, terms);
        operations.Since[o] = _world.Tick;
        bool own = Presence.IsHeldFor(_world, won, plan.Bloc);
        operations.State[o] = OperationState.Assembling;
        operations.Assembly[o] = own ? won : operations.Assembly[o];
        if (NextObjective(o))
        {
            bool exploits = own && IsNear(won, plan.Objectives[operations.Objective[o]]);
            operations.ReadyTick[o] = _world.Tick + (exploits ? 0 : RegroupDays(o, won));
            Assemble(o);
        }
    }

    private int RegroupDays(int o, int won)
    {
        int days = _plans[o].RegroupDays;
        if (_world.Deterministic)
        {
            return days;
        }

        ulong entity = StableId.Combine(_plans[o].StableId, _world.Locations.StableIds[won]);
        double draw = _random.Uniform(ProcessId.Command, 0, entity, 0);
        return (int)Math.Round(days * Distributions.LogNormal(0, _parameters.RegroupSpread, draw));
    }

    private bool IsNear(int won, int next)
    {
        Corridors corridors = _world.Corridors;
        for (int arc = corridors.ArcStart[won]; arc < corridors.ArcStart[won + 1]; arc++)
        {
            if (corridors.ArcTo[arc] == next && corridors.LengthKm[corridors.ArcCorridor[arc]] <= _parameters.ExploitationKm)
            {
                return true;
            }
        }

        return false;
    }

    private int FirstNotHeld(OrderPlan plan)
    {
        foreach (int l in plan.WaitsFor)
        {
            if (!Presence.IsHeldFor(_world, l, plan.Bloc))
            {
                return l;
            }
        }

        return plan.From.Length > 0 ? plan.From[0] : -1;
    }

    private void Log(RunEventKind kind, int o, int location, double fighters, in EventTerms terms, int place = -1) =>
        _log.Add(kind, location, _plans[o].Bloc, -1, fighters, _plans[o].Id, terms, place);
}
