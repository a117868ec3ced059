using ControlSim.Scenarios;
using ControlSim.Tables;

namespace ControlSim.Processes;

/// <summary>The places from which an order starts: whether they are held, and at which its forces gather.</summary>
internal sealed class OrderStarts(World world, OperationForces forces)
{
    public bool AreHeld(OrderPlan plan)
    {
        foreach (int l in plan.WaitsFor)
        {
            if (!Presence.IsHeldFor(world, l, plan.Bloc))
            {
                return false;
            }
        }

        // Cells need no foothold, and an order to open or shut a gate starts nowhere.
        return plan.From.Length == 0 || !plan.IsAttack || plan.Verb == OrderVerb.Raid || IsAnyHeld(plan);
    }

    private bool IsAnyHeld(OrderPlan plan)
    {
        foreach (int l in plan.From)
        {
            if (IsHeld(l, plan.Bloc))
            {
                return true;
            }
        }

        return false;
    }

    private bool IsHeld(int l, int bloc) =>
        world.Locations.Holdout[(l * world.Blocs.Count) + bloc] != 0 || world.Locations.IsRefuge[l] || Presence.IsHeldFor(world, l, bloc);

    /// <summary>The first of the held starting places at which enough can gather, or else the one at which most can: a besieged one gathers nobody.</summary>
    public int Best(int o, OrderPlan plan)
    {
        int best = -1;
        double most = -1;
        foreach (int l in plan.From)
        {
            double fighters = IsHeld(l, plan.Bloc) ? forces.Callable(o, plan, l) : -1;
            if (fighters >= plan.Forces)
            {
                return l;
            }

            if (fighters > most)
            {
                (best, most) = (l, fighters);
            }
        }

        return best;
    }
}
