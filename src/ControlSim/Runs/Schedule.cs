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
    private readonly CrossingLog _crossings;
    private readonly Aggregation _aggregation;
    private readonly Shortages _shortages;
    private readonly PostureShift _posture;
    private readonly Movement _movement;
    private readonly AirCover _airCover;
    private readonly AirStrikes _airStrikes;
    private readonly BattleRecords _battles;
    private readonly Combat _combat;
    private readonly Interdiction _interdiction;
    private readonly Attacks _attacks;
    private readonly Break _break;
    private readonly Control _control;
    private readonly SocietyShift _society;
    private readonly Finance _finance;
    private readonly Desertion _desertion;
    private readonly Recruitment _recruitment;
    private readonly Conscription _conscription;
    private readonly ForeignInflow _inflow;
    private readonly Displacement _displacement;
    private readonly Reporting _reporting;
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
        _crossings = new CrossingLog(world, scenario, log);
        _airCover = new AirCover(world, parameters.Air, parameters.Combat);
        _aggregation = new Aggregation(world);
        _aggregation.Step();
        _commander = new Commander(world, scenario, Routes, random, log);
        _command = new Command(world, scenario, Routes, random, log);
        Supply = new Supply(world, parameters.Supply, _aggregation, random);
        _shortages = new Shortages(world, _aggregation, log);
        _posture = new PostureShift(world, parameters.Posture, random, log);
        _movement = new Movement(world, parameters.Movement, Routes, random);
        _airStrikes = new AirStrikes(world, parameters.Air, parameters.Combat, parameters.Supply, random, log);
        _battles = new BattleRecords(world, log);
        _combat = new Combat(world, parameters.Combat, random);
        _interdiction = new Interdiction(world, parameters.Interdiction, parameters.Combat, random, log);
        _attacks = new Attacks(world, parameters.Attacks, parameters.Combat, random, log);
        _break = new Break(world, parameters.Break, new Retreat(world, Routes), random, log);
        var rulers = new Rulers(world);
        _control = new Control(world, parameters.Control, rulers, log);
        var enlistment = new Enlistment(world, parameters.Recruitment);
        _society = new SocietyShift(world, parameters.Society, rulers);
        _finance = new Finance(world, parameters.Finance, rulers, random);
        _desertion = new Desertion(world, parameters.Desertion, enlistment, random);
        _recruitment = new Recruitment(world, parameters.Recruitment, rulers, enlistment, random);
        _conscription = new Conscription(world, parameters.Recruitment, rulers, enlistment, Routes, random);
        _inflow = new ForeignInflow(world, Routes, enlistment, random);
        _displacement = new Displacement(world, parameters.Displacement, random);
        _reporting = new Reporting(world, log);
        _morale = new Morale(world, parameters.Morale, random);
        _coalitions = new Coalitions(world, scenario, random, log);
        _hostConsent = new HostConsent(world, scenario, log);
        Start();
    }

    public Routes Routes { get; }

    public Supply Supply { get; }

    /// <summary>The sums over units, for the test that looks into them.</summary>
    public Aggregation Aggregation => _aggregation;

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
        _crossings.Step();
        _aggregation.Step();
        if (Runs(ProcessKind.Command)) { _command.Enclose(); }
        if (Runs(ProcessKind.Supply)) { Supply.Step(); }
        _shortages.Step();
        if (Runs(ProcessKind.Posture)) { _posture.Step(); }
        if (Runs(ProcessKind.Movement)) { _movement.Step(); }
        _aggregation.Place();
        if (Runs(ProcessKind.AirStrikes)) { _airStrikes.Step(); } else { _airStrikes.BeginDay(); }
        _aggregation.Renew();
        _battles.Step();
        if (Runs(ProcessKind.Combat)) { _combat.Step(); }
        if (Runs(ProcessKind.Interdiction)) { _interdiction.Step(); }
        if (Runs(ProcessKind.Attacks)) { _attacks.Step(); }
        if (Runs(ProcessKind.Break)) { _break.Step(); }
        _aggregation.Follow();
        _control.Step();
        if (Runs(ProcessKind.Reporting)) { _reporting.Step(); }
        if (Runs(ProcessKind.Society)) { _society.Step(); }
        if (Runs(ProcessKind.Finance)) { _finance.Step(); }
        if (Runs(ProcessKind.Desertion)) { _desertion.Step(); }
        if (Runs(ProcessKind.Recruitment)) { _recruitment.Step(); }
        if (Runs(ProcessKind.Conscription)) { _conscription.Step(); }
        if (Runs(ProcessKind.ForeignInflow)) { _inflow.Step(); }
        if (Runs(ProcessKind.Displacement)) { _displacement.Step(); }
        if (Runs(ProcessKind.Morale)) { _morale.Step(); }
        if (Runs(ProcessKind.Coalitions)) { _coalitions.Step(); }
        if (Runs(ProcessKind.HostConsent)) { _hostConsent.Step(); }
        _world.Society.EndDay();
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

    /// <summary>
    /// Goes on from a state that was put into the tables: what processes remember beside the tables follows from it, and
    /// whatever is cached by topology is made anew.
    /// </summary>
    public void Resume()
    {
        _world.Topology++;
        _aggregation.Forget();
        _command.Resume();
        _crossings.Resume();
        Supply.Resume();
        _shortages.Resume();
        _hostConsent.Resume();
    }

    /// <summary>Sets the relations to those of the scenario on the present tick.</summary>
    public void RenewRelations() => _relations.Resume();
}
