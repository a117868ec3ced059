using ControlSim.Randomness;
using ControlSim.Runs;
using ControlSim.Scenarios;
using ControlSim.Tables;

namespace ControlSim.Processes;

/// <summary>
/// P0. Every few days each commander looks at what is in reach, values and prices it, and writes the best operations that
/// his forces allow into his own rows, which <see cref="Command"/> carries out: score = win x value - cost x expected loss -
/// travel + persistence, with enemy strengths as he believes them, lognormal about the truth. He defends what is threatened,
/// gives up what is hopeless if his doctrine prefers the fighters to the place, besieges what he cannot storm and can starve,
/// sends cells on raids and massed units on sweeps, and moves his headquarters out of danger. The most attacks at once are those of a bloc, whose factions share staffs,
/// roads and air support; who walks into a place that nobody defends needs neither them nor preparation. Guests that own no ground march with him beside whom they fight. One sweep of each faction runs beside them and takes none of their places. Without a headquarters he
/// decides half as often and has half the operations; without coordination he has fewer and prepares them longer. He begins nothing where a restraint of
/// politics closes the place to him. Orders go first: their units are not his. Commanders in turn, by rows.
/// </summary>
[Writes(
    "World.Topology", "Units.Target", "Units.Hold", "Units.Posture", "Factions.Headquarters", "Factions.HeadquartersLost", "Factions.LastTarget",
    "Economy.Prestige", "Operations.State", "Operations.Objective", "Operations.ReadyTick", "Operations.Assembly",
    "Operations.OwnVerb", "Operations.IsSiege", "Operations.OwnTarget", "Operations.OwnStart", "Operations.OwnForces")]
internal sealed class Commander
{
    private readonly World _world;
    private readonly RandomStreams _random;
    private readonly ulong[] _entity;
    private readonly ulong[] _bloc;
    private readonly CommanderParameters _parameters;
    private readonly Headquarters _headquarters;
    private readonly FreeForces _forces;
    private readonly Restraints _restraints;
    private readonly TargetSurvey _survey;
    private readonly Defence _defence;

    public Commander(World world, Scenario scenario, Routes routes, RandomStreams random, EventLog log)
    {
        _world = world;
        _random = random;
        _entity = [.. world.Order.Factions.Select(row => StableId.Of(scenario.Factions[row].Id))];
        _bloc = [.. world.Order.Factions.Select(row => StableId.Of(scenario.Factions[row].Bloc))];
        CommanderParameters parameters = _parameters = scenario.Parameters.Commander;
        _headquarters = new Headquarters(world, parameters, log);
        _forces = new FreeForces(world, routes, scenario.Parameters.Command);
        _restraints = new Restraints(world, scenario);
        _survey = new TargetSurvey(world, scenario.Parameters, _forces, _restraints, random, _entity);
        _defence = new Defence(world, scenario.Parameters, _forces, routes, log);
    }

    public void Step()
    {
        ulong deciding = 0;
        for (int f = 0; f < _world.Factions.Count; f++)
        {
            deciding |= Decides(f) ? 1UL << f : 0;
        }

        _survey.Begin();
        _forces.Begin(deciding);
        for (int f = 0; f < _world.Factions.Count; f++)
        {
            _headquarters.Check(f);
            if (Decides(f))
            {
                Decide(f);
            }
        }
    }

    /// <summary>
    /// Commanders of different factions decide on different days, so that no day is heavier than others; and every day while a new
    /// enmity is a surprise.
    /// </summary>
    private bool Decides(int f)
    {
        DoctrineInputs doctrine = _world.Factions.Doctrine[f];
        if (doctrine.Initiative <= 0)
        {
            return false;
        }

        for (int c = 0; c < _world.Countries; c++)
        {
            int since = _world.Factions.NewEnemiesSince[(c * _world.Factions.Count) + f];
            if (_world.Tick > 0 && since > 0 && _world.Tick - since <= _parameters.SurpriseDays)
            {
                return true;
            }
        }

        int cadence = doctrine.CadenceDays * (_world.Factions.HeadquartersLost[f] >= 0 ? 2 : 1);
        if ((_world.Tick + f) % cadence != 0)
        {
            return false;
        }

        return doctrine.Initiative >= 1 || _world.Deterministic
            || _random.Uniform(ProcessId.Command, _world.Tick, _entity[f], 2) < doctrine.Initiative;
    }

    private void Decide(int f)
    {
        _forces.Survey(f);
        _restraints.Survey(f);
        _defence.Decide(f);
        int own = _world.Operations.OwnRow(f), most = _world.Factions.Doctrine[f].MaxOperations;
        most = _world.Factions.HeadquartersLost[f] >= 0 ? (most + 1) / 2 : most;
        most = (int)Math.Ceiling(most * _world.Politics.Coordination[f]);
        int attacks = 0, sweeps = 0;
        for (int g = 0; g < _world.Factions.Count; g++)
        {
            int row = _world.Operations.OwnRow(g);
            for (int o = row; o < row + Operations.PerFaction && _world.Factions.Bloc[g] == _world.Factions.Bloc[f]; o++)
            {
                bool runs = _world.Operations.State[o] is not (OperationState.Done or OperationState.Lapsed);
                bool sweep = _world.Operations.OwnVerb[o] == OrderVerb.Sweep;
                attacks += runs && !sweep && !_survey.IsUndefended(g, _world.Operations.OwnTarget[o]) ? 1 : 0;
                sweeps += runs && sweep && g == f ? 1 : 0;
            }
        }

        GoWhereNobodyDefends(f, own);
        int begun = _survey.BegunWithoutOperation(f);
        for (int o = own; o < own + Operations.PerFaction; o++)
        {
            if (_world.Operations.State[o] is not (OperationState.Done or OperationState.Lapsed))
            {
                continue;
            }

            if ((attacks < most ? _survey.BestAttack(f, most - attacks, attacks + begun >= most) : null) is { } attack)
            {
                Begin(f, o, attack);
                attacks += _survey.IsUndefended(f, attack.Target) ? 0 : 1;
                begun = _survey.BegunWithoutOperation(f);
            }
            else if (_world.Factions.Doctrine[f].MaxOperations > 0 && _survey.BestOccupation(f) is { } occupation)
            {
                Begin(f, o, occupation);
            }
            else if (sweeps == 0 && most > 0 && _survey.BestSweep(f) is { } sweep)
            {
                Begin(f, o, sweep);
                sweeps++;
            }
            else
            {
                return;
            }
        }
    }

    /// <summary>What is still being prepared against a place that its defenders have left goes at once.</summary>
    private void GoWhereNobodyDefends(int f, int own)
    {
        Operations operations = _world.Operations;
        for (int o = own; o < own + Operations.PerFaction; o++)
        {
            if (operations.State[o] is OperationState.Waiting or OperationState.Assembling && operations.OwnVerb[o] == OrderVerb.Advance
                && _survey.IsUndefended(f, operations.OwnTarget[o]))
            {
                operations.ReadyTick[o] = Math.Min(operations.ReadyTick[o], _world.Tick);
            }
        }
    }

    private void Begin(int f, int o, OperationChoice choice)
    {
        Operations operations = _world.Operations;
        operations.OwnVerb[o] = choice.Verb;
        operations.IsSiege[o] = choice.Verb == OrderVerb.Siege;
        operations.OwnTarget[o] = choice.Target;
        operations.OwnStart[o] = choice.Start;
        operations.OwnForces[o] = choice.Fighters;
        operations.Objective[o] = 0;
        operations.Assembly[o] = choice.Start;
        operations.ReadyTick[o] = _world.Tick + (choice.IsExploitation ? 0 : PreparationDays(f, choice.Target));
        operations.State[o] = OperationState.Waiting;
        _world.Factions.LastTarget[f] = choice.Target;
        _forces.Commit(choice);
    }

    /// <summary>
    /// The doctrine's days to assemble and train, the more the less coordination, times the factor of the scenario, a pace of the bloc
    /// that one run keeps, and a slip of each objective; both lognormal with median 1.
    /// </summary>
    private int PreparationDays(int f, int target)
    {
        double days = _world.Factions.PreparationDays[f] * _parameters.PreparationFactor
            / Math.Max(Command.LeastCoordination, _world.Politics.Coordination[f]);
        if (_world.Deterministic)
        {
            return (int)Math.Round(days);
        }

        ulong entity = StableId.Combine(_entity[f], _world.Locations.StableIds[target]);
        days *= Distributions.LogNormal(0, _parameters.PreparationSpread, _random.Uniform(ProcessId.Command, 0, entity, 4));
        return (int)Math.Round(days * Distributions.LogNormal(0, _parameters.TempoSpread, _random.Uniform(ProcessId.Command, 0, _bloc[f], 5)));
    }
}
