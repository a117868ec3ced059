using ControlSim.Runs;
using ControlSim.Tables;

namespace ControlSim.Processes;

/// <summary>What the log tells of operations: strengths, the ratio that was required, the days that it took.</summary>
internal sealed class OperationLog(World world, EventLog log)
{
    /// <summary>An order waited in vain; tells the first place that its bloc does not hold.</summary>
    public void Lapse(OrderPlan plan)
    {
        int missing = plan.From.Length > 0 ? plan.From[0] : -1;
        for (int i = plan.WaitsFor.Length - 1; i >= 0; i--)
        {
            missing = Presence.IsHeldFor(world, plan.WaitsFor[i], plan.Bloc) ? missing : plan.WaitsFor[i];
        }

        Add(RunEventKind.OrderLapsed, plan, -1, 0, new EventTerms(world.Tick - plan.Launch), missing);
    }

    /// <summary>A commander gives up an operation of his own that never became strong enough.</summary>
    public void GiveUp(OrderPlan plan, int o, int objective) =>
        Add(RunEventKind.OrderLapsed, plan, objective, 0, new EventTerms(world.Tick - world.Operations.ReadyTick[o]), world.Operations.Assembly[o]);

    /// <summary>An order for one day is carried out.</summary>
    public void Execute(OrderPlan plan, double fighters) =>
        Add(RunEventKind.OperationLaunched, plan, -1, fighters, EventTerms.None, plan.From.Length > 0 ? plan.From[0] : -1);

    /// <summary>The attack begins; before the operation's state changes.</summary>
    public void Launch(OrderPlan plan, int o, int objective, double enemy, double ratio, OperationForces forces)
    {
        var terms = new EventTerms(
            forces.StrengthAssembled(o), enemy, ratio, world.Tick - world.Operations.Since[o], Asked(plan));
        Add(RunEventKind.OperationLaunched, plan, objective, forces.Fighters(o), terms, world.Operations.Assembly[o]);
    }

    /// <summary>Besiegers storm; before the operation's state changes. What they prepared is the siege.</summary>
    public void Storm(OrderPlan plan, int o, int objective, OperationForces forces)
    {
        var terms = new EventTerms(
            forces.Strength(o), forces.EnemyStrength(objective, plan.Faction), world.Factions.RequiredRatio[plan.Faction],
            world.Tick - world.Operations.AttackTick[o], Asked(plan));
        Add(RunEventKind.OperationLaunched, plan, objective, forces.Fighters(o), terms, world.Operations.Assembly[o]);
    }

    /// <summary>The attack should begin and does not: with enough fighters there it is the ratio, else the forces.</summary>
    public void Delay(OrderPlan plan, int o, int objective, double enemy, double ratio, bool ready, OperationForces forces)
    {
        var terms = new EventTerms(
            ready ? 1 : 0, forces.StrengthAssembled(o), enemy, ratio, forces.FightersAssembled(o), Asked(plan));
        Add(RunEventKind.OperationDelayed, plan, objective, forces.Fighters(o), terms, world.Operations.Assembly[o]);
    }

    /// <summary>The attack is broken off; before the operation's state changes.</summary>
    public void Abort(OrderPlan plan, int o, int objective, OperationForces forces)
    {
        Operations operations = world.Operations;
        var terms = new EventTerms(
            1 - (forces.Fighters(o) / operations.AttackStart[o]), world.Factions.LossLimit[plan.Faction], forces.Strength(o),
            forces.EnemyStrength(objective, plan.Faction), world.Tick - operations.AttackTick[o]);
        Add(RunEventKind.OperationAborted, plan, objective, forces.Fighters(o), terms, operations.Assembly[o]);
    }

    /// <summary>The objective is won, or a sweep is over.</summary>
    public void Win(OrderPlan plan, int o, int won, double fighters)
    {
        Operations operations = world.Operations;
        var terms = new EventTerms(world.Tick - operations.AttackTick[o], Math.Max(0, operations.AttackStart[o] - fighters));
        Add(RunEventKind.OperationWon, plan, won, fighters, terms, operations.Assembly[o]);
    }

    private static double Asked(OrderPlan plan) => double.IsFinite(plan.Forces) ? plan.Forces : double.NaN;

    private void Add(RunEventKind kind, OrderPlan plan, int location, double fighters, in EventTerms terms, int place) =>
        log.Add(kind, location, plan.Bloc, -1, fighters, plan.Id, terms, place);
}
