using System.Numerics;
using ControlSim.Runs;
using ControlSim.Tables;

namespace ControlSim.Processes;

/// <summary>
/// Rings round besieged places. The ring of an operation that besieges closes when its bloc and those beside it have the siege
/// ratio of strength over the massed enemies in the place, opens again at four fifths of it, and stands while the place is stormed. A closed ring shuts in every
/// bloc hostile to the besieger: no road brings it supply, its people have no way out and its broken units no retreat. What is
/// flown in still arrives. All at once, from the tallies of the start of the day.
/// </summary>
internal sealed class Sieges(World world, CommanderParameters parameters, OrderPlan[] plans, EventLog log)
{
    /// <summary>Share of the ratio at which a closed ring opens; no source: no ring opens and closes day by day.</summary>
    internal const double Slack = 0.8;

    public void Step()
    {
        Operations operations = world.Operations;
        Array.Clear(world.Locations.ShutIn);
        for (int o = 0; o < operations.Count; o++)
        {
            int ring = operations.RingAt[o];
            bool attacks = operations.State[o] == OperationState.Attacking && (operations.IsSiege[o] || ring >= 0);
            int objective = attacks ? plans[o].Objectives[operations.Objective[o]] : -1;
            if (ring >= 0 && (ring != objective || !Stands(objective, plans[o].Bloc, Slack)))
            {
                Open(o, ring);
            }
            else if (ring < 0 && objective >= 0 && operations.IsSiege[o] && Stands(objective, plans[o].Bloc, 1))
            {
                Close(o, objective);
            }

            if (operations.RingAt[o] >= 0)
            {
                ShutIn(operations.RingAt[o], plans[o].Bloc);
            }
        }
    }

    private bool Stands(int l, int bloc, double share)
    {
        var (own, enemy) = Strengths(l, bloc);
        return enemy > 0 && own >= parameters.SiegeRatio * share * enemy;
    }

    private void Close(int o, int l)
    {
        world.Operations.RingAt[o] = l;
        world.Operations.RingSince[o] = world.Tick;
        var (own, enemy) = Strengths(l, plans[o].Bloc);
        Log(RunEventKind.SiegeLaid, o, l, new EventTerms(own, enemy, Presence.SupplyOfEnemies(world, l, plans[o].Bloc)));
    }

    private void Open(int o, int l)
    {
        Operations operations = world.Operations;
        int bloc = plans[o].Bloc;
        var (own, enemy) = Strengths(l, bloc);
        bool fallen = enemy <= 0 || Presence.IsHeldFor(world, l, bloc);
        var terms = new EventTerms(fallen ? 0 : 1, world.Tick - operations.RingSince[o], own, enemy, Presence.SupplyOfEnemies(world, l, bloc));
        operations.RingAt[o] = -1;
        Log(RunEventKind.SiegeEnds, o, l, terms);
    }

    private void Log(RunEventKind kind, int o, int l, in EventTerms terms) =>
        log.Add(kind, l, plans[o].Bloc, world.Locations.Owner[l], 0, plans[o].Id, terms);

    private void ShutIn(int l, int bloc)
    {
        int blocs = world.Blocs.Count, country = world.Locations.Country[l];
        for (int b = 0; b < blocs; b++)
        {
            if (world.Blocs.AreHostile(country, bloc, b))
            {
                world.Locations.ShutIn[(l * blocs) + b] = 1;
            }
        }
    }

    /// <summary>Massed strength of the bloc and of those beside it, and of their enemies.</summary>
    private (double Own, double Enemy) Strengths(int l, int bloc)
    {
        double own = 0, enemy = 0;
        int country = world.Locations.Country[l];
        for (ulong rest = world.Tallies.MassedPresent[l]; rest != 0; rest &= rest - 1)
        {
            int f = BitOperations.TrailingZeroCount(rest), other = world.Factions.Bloc[f];
            double strength = world.Tallies.StrengthMassed[(l * world.Factions.Count) + f];
            own += other == bloc || world.Blocs.AreCobelligerent(country, bloc, other) ? strength : 0;
            enemy += world.Blocs.AreHostile(country, bloc, other) ? strength : 0;
        }

        return (own, enemy);
    }
}
