using ControlSim.Randomness;
using ControlSim.Scenarios;

namespace ControlSim.Tables;

/// <summary>Fills the tables of people and money from a scenario, after those of units and control.</summary>
internal static class SocietyBuilder
{
    /// <summary>Spare rows of units that the scenario needs.</summary>
    public static int SpareUnits(Scenario scenario) => Units.SpareRows * scenario.Factions.Count(f => RaisesUnits(scenario, f));

    public static void Fill(World world, Scenario scenario)
    {
        FillLeaders(world);
        int spare = scenario.Units.Length;
        for (int f = 0; f < world.Factions.Count; f++)
        {
            Faction faction = scenario.Factions[world.Order.Factions[f]];
            FillFaction(world, faction, f);
            world.Factions.SpareUnits[f] = RaisesUnits(scenario, faction) ? spare : -1;
            spare += RaisesUnits(scenario, faction) ? FillSpareUnits(world, f, spare) : 0;
        }

        for (int l = 0; l < world.Locations.Count; l++)
        {
            FillLocation(world, scenario.Locations[world.Order.Locations[l]], l);
        }
    }

    /// <summary>
    /// Armies fill up the units that they have; who draws volunteers from abroad, or goes underground among people whose group
    /// matters, forms new ones.
    /// </summary>
    private static bool RaisesUnits(Scenario scenario, Faction faction) =>
        faction.Economy.ForeignInflow > 0 || (faction.CanDisperse && scenario.Locations.Any(l => l.Group.Length > 0));

    private static void FillLeaders(World world)
    {
        Array.Fill(world.Blocs.Leader, -1);
        for (int f = 0; f < world.Factions.Count; f++)
        {
            ref int leader = ref world.Blocs.Leader[world.Factions.Bloc[f]];
            if (leader < 0 || world.Ledger.Start[f] > world.Ledger.Start[leader])
            {
                leader = f;
            }
        }
    }

    private static int FillSpareUnits(World world, int f, int first)
    {
        Units units = world.Units;
        for (int k = 0; k < Units.SpareRows; k++)
        {
            int u = first + k;
            units.StableIds[u] = StableId.Combine(world.Factions.StableIds[f], (ulong)k);
            units.Faction[u] = (byte)f;
            units.Corridor[u] = -1;
            units.Target[u] = -1;
            units.Operation[u] = -1;
        }

        return Units.SpareRows;
    }

    private static void FillLocation(World world, Location location, int l)
    {
        Society society = world.Society;
        society.Group[l] = Array.IndexOf(world.Order.Groups, location.Group);
        society.Service[l] = location.Society.Service;
        society.LocalSecurity[l] = location.Society.LocalSecurity;
        society.PoliticalWeight[l] = location.Society.PoliticalWeight;
        society.OilIncome[l] = location.Society.OilIncome;
        int owner = world.Locations.Owner[l], ruler = owner < 0 ? -1 : world.Blocs.Leader[owner];
        double inclusion = society.Group[l] < 0 ? 1 : ruler < 0 ? 0 : world.Economy.InclusionOf(ruler, society.Group[l]);
        society.Grievance[l] = (1 - inclusion) * (1 - society.Service[l]);
        for (int f = 0; f < world.Factions.Count; f++)
        {
            society.Legitimacy[(l * world.Factions.Count) + f] =
                world.Factions.Legitimacy[(f * world.Countries) + world.Locations.Country[l]];
        }
    }

    private static void FillFaction(World world, Faction faction, int f)
    {
        Economy economy = world.Economy;
        Factions factions = world.Factions;
        factions.StableIds[f] = StableId.Of(faction.Id);
        factions.EntryCrossings[f] = [.. faction.EntryCrossings.Select(id => world.Order.CrossingRow[id]).Order()];
        foreach (string id in faction.Kindred)
        {
            int other = world.Order.FactionRow[id];
            factions.Kindred[f] |= 1UL << other;
            factions.Kindred[other] |= 1UL << f;
        }

        economy.Treasury[f] = (long)faction.Economy.Treasury;
        world.Ledger.TreasuryStart[f] = economy.Treasury[f];
        economy.Wage[f] = faction.Economy.Wage;
        economy.ExternalIncome[f] = faction.Economy.ExternalIncome;
        economy.PayRatio[f] = 1;
        economy.DepotPay[f] = 1;
        economy.Prestige[f] = faction.Economy.Prestige;
        economy.Training[f] = faction.Economy.Training;
        economy.ForeignInflow[f] = faction.Economy.ForeignInflow;
        economy.Conscription[f] = faction.Economy.Conscription;
        economy.Establishment[f] = faction.Economy.Establishment > 0 ? faction.Economy.Establishment : world.Ledger.Start[f];
        for (int g = 0; g < economy.Groups; g++)
        {
            string group = world.Order.Groups[g];
            GroupInclusion inclusion = faction.Inclusion.FirstOrDefault(i => i.Group == group)
                ?? faction.Inclusion.First(i => i.Group.Length == 0);
            economy.Inclusion[(f * economy.Groups) + g] = inclusion.Value;
        }
    }
}
