using ControlSim.Scenarios;

namespace ControlSim.Tables;

/// <summary>Fills the tables of people and money from a scenario.</summary>
internal static class SocietyBuilder
{
    public static void Fill(World world, Scenario scenario)
    {
        Society society = world.Society;
        for (int l = 0; l < world.Locations.Count; l++)
        {
            Location location = scenario.Locations[world.Order.Locations[l]];
            society.Group[l] = Array.IndexOf(world.Order.Groups, location.Group);
            society.Service[l] = location.Society.Service;
            society.LocalSecurity[l] = location.Society.LocalSecurity;
            society.PoliticalWeight[l] = location.Society.PoliticalWeight;
            society.OilIncome[l] = location.Society.OilIncome;
        }

        for (int f = 0; f < world.Factions.Count; f++)
        {
            FillFaction(world, scenario.Factions[world.Order.Factions[f]], f);
        }
    }

    private static void FillFaction(World world, Faction faction, int f)
    {
        Economy economy = world.Economy;
        economy.Treasury[f] = (long)faction.Economy.Treasury;
        economy.Wage[f] = faction.Economy.Wage;
        economy.ExternalIncome[f] = faction.Economy.ExternalIncome;
        economy.PayRatio[f] = 1;
        economy.Prestige[f] = faction.Economy.Prestige;
        economy.Training[f] = faction.Economy.Training;
        economy.ForeignInflow[f] = faction.Economy.ForeignInflow;
        for (int g = 0; g < economy.Groups; g++)
        {
            string group = world.Order.Groups[g];
            GroupInclusion inclusion = faction.Inclusion.FirstOrDefault(i => i.Group == group)
                ?? faction.Inclusion.First(i => i.Group.Length == 0);
            economy.Inclusion[(f * economy.Groups) + g] = inclusion.Value;
        }
    }
}
