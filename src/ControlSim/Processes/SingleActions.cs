using ControlSim.Runs;
using ControlSim.Scenarios;
using ControlSim.Tables;

namespace ControlSim.Processes;

/// <summary>Orders that need no assembly: hold, withdraw, disperse, mass, redeploy, open, close, strike-weight; and a day of training.</summary>
internal sealed class SingleActions(World world, CommandParameters parameters, Routes routes, EventLog log)
{
    /// <summary>Carries the order out and returns the fighters that it concerned.</summary>
    public double Execute(OrderPlan plan)
    {
        if (plan.Verb is OrderVerb.Open or OrderVerb.Close)
        {
            SetGates(plan);
            return 0;
        }

        if (plan.Verb == OrderVerb.StrikeWeight)
        {
            foreach (int actor in plan.Objectives)
            {
                plan.Weights.CopyTo(world.AirActors.ClassWeight, 4 * actor);
            }

            return 0;
        }

        double fighters = 0;
        for (int u = 0; u < world.Units.Count && fighters < plan.Forces; u++)
        {
            fighters += IsMeant(u, plan) && Obeys(u, plan) ? world.Units.Fighters[u] : 0;
        }

        return fighters;
    }

    /// <summary>A day of training for massed units without an enemy at their place; returns their fighters.</summary>
    public double Train(OrderPlan plan)
    {
        Units units = world.Units;
        double fighters = 0;
        for (int u = 0; u < units.Count && fighters < plan.Forces; u++)
        {
            if (IsMeant(u, plan) && units.Posture[u] == Posture.Massed
                && !Presence.IsEmbattled(world, units.Location[u], units.Faction[u]))
            {
                world.Changes.Note(u);
                world.Changes.NoteQuality(u);
                units.Quality[u] += parameters.TrainingRate * Math.Max(0, parameters.TrainingQuality - units.Quality[u]);
                fighters += units.Fighters[u];
            }
        }

        return fighters;
    }

    /// <summary>At a place that the order names, and free to go: to withdraw is to leave a battle, but nobody is redeployed out of one.</summary>
    private bool IsMeant(int u, OrderPlan plan)
    {
        Units units = world.Units;
        return units.Fighters[u] > 0 && units.Corridor[u] < 0 && (plan.Takes >> units.Faction[u] & 1) != 0
            && Array.IndexOf(plan.From, units.Location[u]) >= 0
            && (plan.Verb != OrderVerb.Redeploy || !Presence.IsEmbattled(world, units.Location[u], units.Faction[u]));
    }

    private bool Obeys(int u, OrderPlan plan)
    {
        Units units = world.Units;
        switch (plan.Verb)
        {
            case OrderVerb.Hold:
                units.Hold[u] = true;
                units.Target[u] = -1;
                units.OrderedPosture[u] = 0;
                return true;
            case OrderVerb.Mass:
                return Turn(u, plan, Posture.Massed);
            case OrderVerb.Disperse:
                units.Hold[u] = false;
                Turn(u, plan, Posture.Cells);
                Send(u, plan);
                return true;
            default:
                units.Hold[u] = false;
                units.OrderedPosture[u] = 0;
                Send(u, plan);
                return true;
        }
    }

    private bool Turn(int u, OrderPlan plan, Posture posture)
    {
        Units units = world.Units;
        if (!world.Factions.CanDisperse[units.Faction[u]])
        {
            return false;
        }

        units.OrderedPosture[u] = (sbyte)(posture == Posture.Massed ? 1 : -1);
        if (units.Posture[u] == posture)
        {
            return false;
        }

        world.Changes.Note(u);
        units.Posture[u] = posture;
        log.Join(
            posture == Posture.Cells ? RunEventKind.UnitsDispersed : RunEventKind.UnitsMassed, units.Location[u],
            world.Factions.Bloc[units.Faction[u]], -1, units.Fighters[u], plan.Id, PostureShift.Forced(PostureCause.Order));
        return true;
    }

    /// <summary>To the nearest of the named places that it can reach.</summary>
    private void Send(int u, OrderPlan plan)
    {
        Units units = world.Units;
        int bloc = world.Factions.Bloc[units.Faction[u]], best = -1;
        double least = double.PositiveInfinity;
        foreach (int to in plan.Objectives)
        {
            double days = routes.Days(bloc, units.Posture[u], to, units.Location[u]);
            if (days < least)
            {
                least = days;
                best = to;
            }
        }

        units.Operation[u] = -1;
        units.Target[u] = best == units.Location[u] ? -1 : best;
        if (units.Target[u] >= 0)
        {
            log.Join(
                RunEventKind.UnitsWithdrew, units.Location[u], bloc, -1, units.Fighters[u], plan.Id, new EventTerms(1, units.Supply[u]), best);
        }
    }

    private void SetGates(OrderPlan plan)
    {
        foreach (int gate in plan.Objectives)
        {
            int post = world.Crossings.Location[gate];
            if (post < 0 || Presence.IsHeldFor(world, post, plan.Bloc))
            {
                world.Crossings.OpenToSupply[gate] = plan.Verb == OrderVerb.Open;
                world.Crossings.OpenToUnits[gate] = plan.Verb == OrderVerb.Open;
                world.Topology++;
            }
        }
    }
}
