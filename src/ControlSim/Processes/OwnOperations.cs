using ControlSim.Scenarios;
using ControlSim.Tables;

namespace ControlSim.Processes;

/// <summary>What a commander does about an operation of his own under way: call for more, give up, turn a siege into an assault.</summary>
internal sealed class OwnOperations(World world, CommanderParameters parameters, OperationForces forces, OperationLog log)
{
    /// <summary>Days past its date after which a commander's own operation is given up; no source.</summary>
    private const int PatienceDays = 30;

    /// <summary>A commander who finds himself too weak calls for more, and gives the operation up when its time is over.</summary>
    public void Reconsider(int o, OrderPlan plan, int objective, bool gathered, double needed)
    {
        Operations operations = world.Operations;
        if (world.Tick > operations.ReadyTick[o] + PatienceDays)
        {
            GiveUp(o, plan, objective);
        }
        else if (gathered && forces.StrengthAssembled(o) > 0)
        {
            operations.OwnForces[o] = Math.Max(
                operations.OwnForces[o], forces.Fighters(o) * Math.Min(2, 1.1 * needed / forces.StrengthAssembled(o)));
        }
    }

    /// <summary>Gives up an attack that cannot win any more; true if it did.</summary>
    public bool Abandon(int o, OrderPlan plan, int objective)
    {
        if (world.Operations.IsSiege[o] ? !IsToBeLifted(o, plan, objective) : forces.Fighters(o) > 0 && !forces.IsStuck(o, objective, plan.Faction))
        {
            return false;
        }

        if (world.Operations.IsSiege[o])
        {
            forces.March(o, world.Operations.Assembly[o]);
            forces.Free(o);
        }

        GiveUp(o, plan, objective);
        return true;
    }

    /// <summary>A garrison that is starved, or weakened otherwise, is stormed as soon as the required ratio is there.</summary>
    public void StormIfRipe(int o, OrderPlan plan, int objective)
    {
        Operations operations = world.Operations;
        if (operations.IsSiege[o] && operations.RingAt[o] == objective && forces.Has(world.Factions.RequiredRatio[plan.Faction], o, objective, plan.Faction))
        {
            log.Storm(plan, o, objective, forces);
            operations.IsSiege[o] = false;
            operations.OwnVerb[o] = OrderVerb.Advance;
            operations.AttackStart[o] = forces.Fighters(o);
            operations.AttackTick[o] = world.Tick;
        }
    }

    private bool IsToBeLifted(int o, OrderPlan plan, int objective) =>
        world.Tick > world.Operations.AttackTick[o] + parameters.SiegeDays
        || forces.Strength(o) < Sieges.Slack * parameters.SiegeRatio * forces.EnemyStrength(objective, plan.Faction);

    private void GiveUp(int o, OrderPlan plan, int objective)
    {
        world.Operations.State[o] = OperationState.Lapsed;
        forces.Release(o);
        log.GiveUp(plan, o, objective);
    }
}
