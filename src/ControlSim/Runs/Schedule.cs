using ControlSim.Processes;
using ControlSim.Randomness;
using ControlSim.Scenarios;
using ControlSim.Tables;

namespace ControlSim.Runs;

/// <summary>What happens in one tick, in this order. Nothing else changes the world.</summary>
internal sealed class Schedule
{
    private readonly World _world;
    private readonly DatedEvents _events;
    private readonly bool[] _runs;
    private readonly Relations _relations;
    private readonly ConditionalTriggers _triggers;
    private readonly Commander _commander;
    private readonly Command _command;
    private readonly Aggregation _aggregation;
    private readonly PostureShift _posture;
    private readonly Movement _movement;
    private readonly AirCover _airCover;
    private readonly AirStrikes _airStrikes;
    private readonly Combat _combat;
    private readonly Interdiction _interdiction;
    private readonly Attacks _attacks;
    private readonly Break _break;
    private readonly Control _control;
    private readonly Morale _morale;
    private readonly Coalitions _coalitions;
    private readonly HostConsent _hostConsent;

    /// <summary>Makes the processes of a scenario and brings the world to tick 0.</summary>
    public Schedule(World world, Scenario scenario, RandomStreams random, EventLog log)
    {
        _world = world;
        Parameters parameters = scenario.Parameters;
        _runs = [.. Enum.GetValues<ProcessKind>().Select(scenario.Processes.Contains)];
        var effects = new Effects(world, scenario);
        Routes = new Routes(world, parameters.Movement);
        _relations = new Relations(world, scenario);
        _events = new DatedEvents(world, scenario, effects, random, log);
        _triggers = new ConditionalTriggers(world, scenario, effects, random, log);
        _airCover = new AirCover(world, parameters.Air, parameters.Combat);
        _aggregation = new Aggregation(world);
        _commander = new Commander(world, scenario, Routes, random, log);
        _command = new Command(world, scenario, Routes, random, log);
        Supply = new Supply(world, parameters.Supply, random);
        _posture = new PostureShift(world, parameters.Posture, random, log);
        _movement = new Movement(world, parameters.Movement, Routes, random);
        _airStrikes = new AirStrikes(world, parameters.Air, parameters.Combat, parameters.Supply, random, log);
        _combat = new Combat(world, parameters.Combat, random);
        _interdiction = new Interdiction(world, parameters.Interdiction, parameters.Combat, random, log);
        _attacks = new Attacks(world, parameters.Attacks, parameters.Combat, random, log);
        _break = new Break(world, parameters.Break, Routes, random, log);
        _control = new Control(world, parameters.Control, log);
        _morale = new Morale(world, parameters.Morale, random);
        _coalitions = new Coalitions(world, scenario, random, log);
        _hostConsent = new HostConsent(world, scenario, log);
        Start();
    }

    public Routes Routes { get; }

    public Supply Supply { get; }

    public void Tick()
    {
        _world.Tick++;
        _relations.Step();
        if (Runs(ProcessKind.Events)) { _events.Step(); }
        if (Runs(ProcessKind.Triggers)) { _triggers.Step(); }
        _relations.Step();
        _airCover.Step();
        if (Runs(ProcessKind.Commander)) { _commander.Step(); }
        if (Runs(ProcessKind.Command)) { _command.Step(); }
        _aggregation.Step();
        if (Runs(ProcessKind.Supply)) { Supply.Step(); }
        if (Runs(ProcessKind.Posture)) { _posture.Step(); }
        if (Runs(ProcessKind.Movement)) { _movement.Step(); }
        _aggregation.Step();
        if (Runs(ProcessKind.AirStrikes)) { _airStrikes.Step(); } else { _airStrikes.BeginDay(); }
        _aggregation.Step();
        if (Runs(ProcessKind.Combat)) { _combat.Step(); }
        if (Runs(ProcessKind.Interdiction)) { _interdiction.Step(); }
        if (Runs(ProcessKind.Attacks)) { _attacks.Step(); }
        if (Runs(ProcessKind.Break)) { _break.Step(); }
        _aggregation.Step();
        _control.Step();
        if (Runs(ProcessKind.Morale)) { _morale.Step(); }
        if (Runs(ProcessKind.Coalitions)) { _coalitions.Step(); }
        if (Runs(ProcessKind.HostConsent)) { _hostConsent.Step(); }
    }

    private bool Runs(ProcessKind kind) => _runs[(int)kind];

    /// <summary>Day 0: events of the first day, and forces that stand ready.</summary>
    private void Start()
    {
        if (Runs(ProcessKind.Events))
        {
            _events.Step();
            _relations.Step();
        }

        _aggregation.Step();
        if (Runs(ProcessKind.Command))
        {
            _command.AssembleAtStart();
            _aggregation.Step();
        }
    }
}
