using ControlSim.Randomness;
using ControlSim.Runs;
using ControlSim.Scenarios;
using ControlSim.Tables;

namespace ControlSim.Processes;

/// <summary>
/// P0, as far as it executes orders. An attack assembles its forces before the launch, waits for the places that it starts
/// from, attacks when the forces are there and the required ratio of effective strengths is met (for the first attack of an order even odds), takes one objective after
/// another, exploits a neighbour within 30 km at once and regroups before any other, and is broken off past the loss limit
/// unless it is all but won: nobody leaves a city of which he holds all but a street.
/// Regrouping takes longer without coordination. An order on call begins when it is called. In training e += r (e_t - e) a day.
/// Operations in turn, by date; each sees the units that those before it took.
/// </summary>
[Writes(
    "World.Topology", "Units.Location", "Units.Target", "Units.Operation", "Units.Hold", "Units.Posture", "Units.OrderedPosture",
    "Units.Quality", "Locations.ShutIn", "Operations.IsSiege", "Operations.OwnVerb", "Operations.RingAt", "Operations.RingSince",
    "AirActors.ClassWeight", "Operations.State", "Operations.Objective", "Operations.ReadyTick", "Operations.Assembly", "Operations.AttackStart",
    "Operations.AttackTick", "Operations.HasArrived", "Operations.OwnForces", "Operations.Since",
    "Crossings.OpenToSupply", "Crossings.OpenToUnits")]
internal sealed class Command
{
    private readonly World _world;
    private readonly CommandParameters _parameters;
    private readonly CommanderParameters _commander;
    private readonly OrderPlan[] _plans;
    private readonly OperationForces _forces;
    private readonly OrderStarts _starts;
    private readonly SingleActions _actions;
    private readonly CellSearch _search;
    private readonly RandomStreams _random;
    private readonly OperationLog _log;
    private readonly OwnOperations _own;
    private readonly Sieges _sieges;

    public Command(World world, Scenario scenario, Routes routes, RandomStreams random, EventLog log)
    {
        _random = random;
        _world = world;
        _parameters = scenario.Parameters.Command;
        _log = new OperationLog(world, log);
        _commander = scenario.Parameters.Commander;
        _plans = [.. Enumerable.Range(0, world.Operations.Count).Select(o => PlanOf(world, scenario, o))];
        for (int o = 0; o < world.Operations.Orders; o++)
        {
            world.Operations.IsSiege[o] = _plans[o].Verb == OrderVerb.Siege;
        }

        _forces = new OperationForces(world, scenario.Parameters, routes, log);
        _starts = new OrderStarts(world, _forces);
        _actions = new SingleActions(world, _parameters, routes, log);
        _search = new CellSearch(world, random);
        _own = new OwnOperations(world, _commander, _forces, _log);
        _sieges = new Sieges(world, _commander, _plans, log);
    }

    /// <summary>Goes on from a state that was put into the tables.</summary>
    public void Resume() => _forces.Resume();

    /// <summary>Rings round besieged places, when it is known who stands where today.</summary>
    public void Enclose() => _sieges.Step();

    /// <summary>Forces of orders that are launched within the first days stand at their starting places from the start.</summary>
    public void AssembleAtStart()
    {
        for (int o = 0; o < _world.Operations.Orders; o++)
        {
            OrderPlan plan = _plans[o];
            if (plan.IsAttack && plan.Launch <= _parameters.AssemblyDays && _starts.AreHeld(plan))
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
            if (o < _world.Operations.Orders)
            {
                _plans[o].CallAt(_world.Operations.Launch[o]);
            }
            else if (_world.Operations.State[o] != OperationState.Done)
            {
                _plans[o].Read(_world.Operations, o);
            }

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

    private static OrderPlan PlanOf(World world, Scenario scenario, int o)
    {
        if (o < world.Operations.Orders)
        {
            return new OrderPlan(world, scenario, o);
        }

        int own = o - world.Operations.Orders, f = own / Operations.PerFaction;
        string faction = scenario.Factions[world.Order.Factions[f]].Id;
        return new OrderPlan(world, f, $"{faction}:{(own % Operations.PerFaction) + 1}");
    }

    private void Wait(int o)
    {
        OrderPlan plan = _plans[o];
        int tick = _world.Tick;
        if (plan.Launch == Operations.NotCalled)
        {
            return;
        }

        bool own = o >= _world.Operations.Orders;
        if (own ? tick >= plan.Launch && !_starts.AreHeld(plan) : tick - _parameters.LapseDays > plan.Until)
        {
            _world.Operations.State[o] = OperationState.Lapsed;
            _log.Lapse(plan);
        }
        else if (plan.IsAttack)
        {
            if (tick >= plan.Launch - _parameters.AssemblyDays && _starts.AreHeld(plan))
            {
                BeginAssembly(o);
            }
        }
        else if (tick >= plan.Launch && _starts.AreHeld(plan))
        {
            bool trains = plan.Verb == OrderVerb.Train;
            double fighters = trains ? _actions.Train(plan) : _actions.Execute(plan);
            _forces.ForgetWays();
            _forces.ForgetStrengths();
            _world.Operations.State[o] = trains && tick < plan.Until ? OperationState.Attacking : OperationState.Done;
            _log.Execute(plan, fighters);
        }
    }

    private void BeginAssembly(int o)
    {
        OrderPlan plan = _plans[o];
        Operations operations = _world.Operations;
        operations.State[o] = OperationState.Assembling;
        operations.Since[o] = _world.Tick;
        operations.Assembly[o] = plan.Verb == OrderVerb.Raid ? plan.From[0] : _starts.Best(o, plan);
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
            if (plan.Verb == OrderVerb.Sweep ? _search.HasHostileCells(l, plan.Faction) : IsToBeTaken(l, plan.Bloc))
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
        if (o < operations.Orders && operations.AttackStart[o] == 0 && tick - _parameters.LapseDays > plan.Until)
        {
            operations.State[o] = OperationState.Lapsed;
            _forces.Release(o);
            _log.Lapse(plan);
            return;
        }

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

        // Nobody waits for the others before an open door.
        int objective = plan.Objectives[operations.Objective[o]];
        double asked = Math.Min(plan.Forces, _forces.Fighters(o));
        bool gathered = _forces.FightersAssembled(o) >= _parameters.AssembledShare * asked
            || tick >= operations.ReadyTick[o] + _parameters.AssemblyPatienceDays
            || (o >= operations.Orders && plan.Verb == OrderVerb.Advance && !Presence.IsEmbattled(_world, objective, plan.Faction));
        double ratio = operations.IsSiege[o] ? _commander.SiegeRatio : _world.Factions.RequiredRatio[plan.Faction];
        ratio = o < operations.Orders && operations.AttackStart[o] == 0 ? Math.Min(ratio, _parameters.OrderRatio) : ratio;
        double enemy = _forces.EnemyStrength(objective, plan.Faction), needed = ratio * enemy;
        bool ready = gathered && _forces.FightersAssembled(o) > 0;
        if (ready && _forces.StrengthAssembled(o) >= needed)
        {
            _log.Launch(plan, o, objective, enemy, ratio, _forces);
            operations.State[o] = OperationState.Attacking;
            operations.Since[o] = tick;
            operations.AttackStart[o] = _forces.Fighters(o);
            operations.AttackTick[o] = tick;
            operations.HasArrived[o] = false;
            _forces.March(o, objective);
        }
        else
        {
            if ((tick - Math.Max(operations.ReadyTick[o], operations.Since[o] + 1)) % DelayNoticeDays == 0)
            {
                _log.Delay(plan, o, objective, enemy, ratio, ready, _forces);
            }

            if (o >= operations.Orders)
            {
                _own.Reconsider(o, plan, objective, gathered, needed);
            }
        }
    }

    /// <summary>How often the log tells that an operation does not attack although it should.</summary>
    private const int DelayNoticeDays = 30;

    /// <summary>Ratio of strengths from which an attack is as good as won, and goes on whatever it has cost; no source.</summary>
    private const double AllButWon = 10;

    /// <summary>Coordination below which regrouping takes no longer still; no source.</summary>
    internal const double LeastCoordination = 0.1;

    /// <summary>How often an operation that is short of forces calls for more.</summary>
    private const int CallEveryDays = 3;

    private void Attack(int o)
    {
        OrderPlan plan = _plans[o];
        Operations operations = _world.Operations;
        if (plan.Verb == OrderVerb.Train)
        {
            _actions.Train(plan);
            _forces.ForgetStrengths();
            operations.State[o] = _world.Tick < plan.Until ? OperationState.Attacking : OperationState.Done;
            return;
        }

        int objective = plan.Objectives[operations.Objective[o]];
        if (plan.Verb == OrderVerb.Sweep)
        {
            Sweep(o, objective);
            return;
        }

        if (!IsToBeTaken(objective, plan.Bloc))
        {
            Win(o, objective);
            return;
        }

        double fighters = _forces.Fighters(o);
        if (o >= operations.Orders)
        {
            if (_own.Abandon(o, plan, objective))
            {
                return;
            }

            _own.StormIfRipe(o, plan, objective);
        }

        if (fighters < (1 - _world.Factions.LossLimit[plan.Faction]) * operations.AttackStart[o] && !_forces.Has(AllButWon, o, objective, plan.Faction))
        {
            _log.Abort(plan, o, objective, _forces);
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

    /// <summary>The search goes on while there are cells and days left; then the units go back.</summary>
    private void Sweep(int o, int objective)
    {
        int begun = _world.Operations.AttackTick[o], f = _plans[o].Faction;
        if (_search.IsFirstDayAt(o, objective))
        {
            _search.Evade(objective, f, _commander.EarlyWarning * (1 - Visibility.Sight(_world, objective, f)));
        }

        if (_world.Tick >= begun + _commander.SweepDays || !_search.HasHostileCells(objective, f))
        {
            _log.Win(_plans[o], o, objective, _forces.Fighters(o));
            _world.Operations.State[o] = OperationState.Done;
            int home = _world.Operations.Assembly[o];
            _forces.March(o, home);
            _forces.Free(o);
            return;
        }

        _forces.March(o, objective);
    }

    private void Win(int o, int won)
    {
        OrderPlan plan = _plans[o];
        Operations operations = _world.Operations;
        _log.Win(plan, o, won, _forces.Fighters(o));
        operations.Since[o] = _world.Tick;
        bool own = Presence.IsHeldFor(_world, won, plan.Bloc);
        operations.State[o] = OperationState.Assembling;
        operations.Assembly[o] = own ? won : operations.Assembly[o];
        if (NextObjective(o))
        {
            bool exploits = own && _forces.IsNear(won, plan.Objectives[operations.Objective[o]]);
            operations.ReadyTick[o] = _world.Tick + (exploits ? 0 : RegroupDays(o, won));
            Assemble(o);
        }
    }

    private int RegroupDays(int o, int won)
    {
        int days = _plans[o].RegroupDays;
        double coordination = Math.Max(LeastCoordination, _world.Politics.Coordination[_plans[o].Faction]);
        if (_world.Deterministic)
        {
            return (int)Math.Round(days / coordination);
        }

        ulong entity = StableId.Combine(_plans[o].StableId, _world.Locations.StableIds[won]);
        double draw = _random.Uniform(ProcessId.Command, 0, entity, 0);
        return (int)Math.Round(days / coordination * Distributions.LogNormal(0, _parameters.RegroupSpread, draw));
    }
}
