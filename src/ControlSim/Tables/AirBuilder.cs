using System.Collections.Immutable;
using ControlSim.Randomness;
using ControlSim.Scenarios;

namespace ControlSim.Tables;

/// <summary>Fills the tables of air actors and airlifts from a scenario.</summary>
internal static class AirBuilder
{
    public static void Fill(World world, Scenario scenario)
    {
        for (int a = 0; a < world.AirActors.Count; a++)
        {
            FillActor(world, scenario.AirActors[world.Order.AirActors[a]], a);
        }

        Airlifts airlifts = world.Airlifts;
        for (int a = 0; a < airlifts.Count; a++)
        {
            Airlift airlift = scenario.Airlifts[world.Order.Airlifts[a]];
            airlifts.StableIds[a] = StableId.Of(airlift.Id);
            airlifts.Bloc[a] = world.Factions.Bloc[world.Order.FactionRow[airlift.Faction]];
            airlifts.From[a] = airlift.From.Length == 0 ? -1 : world.Order.LocationRow[airlift.From];
            airlifts.To[a] = world.Order.LocationRow[airlift.To];
            airlifts.Load[a] = (long)Math.Round(airlift.ManDays * WorldBuilder.SupplyUnit);
            airlifts.Loss[a] = airlift.Loss;
            airlifts.Flying[a] = airlift.Flying;
        }
    }

    private static void FillActor(World world, AirActor actor, int a)
    {
        AirActors table = world.AirActors;
        AirInputs inputs = actor.Inputs;
        table.StableIds[a] = StableId.Of(actor.Id);
        table.Faction[a] = world.Order.FactionRow[actor.Faction];
        table.Country[a] = Array.IndexOf(world.Order.Countries, actor.Country);
        table.Supports[a] = Bits(world, actor.Supports);
        table.Against[a] = Bits(world, actor.Against);
        table.Reaches.AsSpan(a * world.Locations.Count, world.Locations.Count).Fill(actor.At.IsEmpty);
        foreach (string location in actor.At)
        {
            table.Reaches[(a * world.Locations.Count) + world.Order.LocationRow[location]] = true;
        }


        table.Strikes[a] = inputs.Strikes;
        table.Isr[a] = inputs.Isr;
        table.Intelligence[a] = inputs.Intelligence;
        table.Transport[a] = inputs.Transport;
        table.Diversion[a] = inputs.Diversion;
        table.Precision[a] = inputs.Precision;
        table.RoeCap[a] = inputs.RoeCap;
        double[] weights = [inputs.WeightFighters, inputs.WeightDepots, inputs.WeightOil, inputs.WeightRoads];
        weights.CopyTo(table.ClassWeight, 4 * a);
    }

    /// <summary>A bit for every faction named; all bits if none is.</summary>
    private static ulong Bits(World world, ImmutableArray<string> factions)
    {
        ulong bits = factions.IsEmpty ? ulong.MaxValue : 0;
        foreach (string faction in factions)
        {
            bits |= 1UL << world.Order.FactionRow[faction];
        }

        return bits;
    }
}
