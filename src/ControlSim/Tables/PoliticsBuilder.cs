using ControlSim.Scenarios;

namespace ControlSim.Tables;

/// <summary>Fills the tables of politics, presences and triggers from a scenario; the last part of a new world.</summary>
internal static class PoliticsBuilder
{
    public static void Fill(World world, Scenario scenario)
    {
        Politics politics = world.Politics;
        world.Factions.Morale.CopyTo(politics.MoraleBase, 0);
        world.Economy.Prestige.CopyTo(politics.PrestigeBase, 0);
        FillRivalries(world, scenario);
        FillPresences(world, scenario);
        int condition = 0;
        foreach (int row in world.Order.Triggers)
        {
            foreach (Condition when in scenario.Triggers[row].When)
            {
                int l = when.Location.Length == 0 ? -1 : world.Order.LocationRow[when.Location];
                world.Triggers.LastOwner[condition++] = l < 0 ? -1 : world.Locations.LastOwner[l];
            }
        }
    }

    private static void FillRivalries(World world, Scenario scenario)
    {
        Politics politics = world.Politics;
        int n = world.Factions.Count;
        foreach (Rivalry rivalry in scenario.Rivalries)
        {
            int a = world.Order.FactionRow[rivalry.A], b = world.Order.FactionRow[rivalry.B];
            foreach (int pair in new[] { (a * n) + b, (b * n) + a })
            {
                politics.IsRivalry[pair] = true;
                politics.Tension[pair] = rivalry.Tension ?? Politics.NoTension;
                politics.PatronTension[pair] = rivalry.PatronTension;
            }
        }
    }

    private static void FillPresences(World world, Scenario scenario)
    {
        CanonicalOrder order = world.Order;
        Presences presences = world.Presences;
        for (int p = 0; p < presences.Count; p++)
        {
            ForeignPresence row = scenario.Presences[order.Presences[p]];
            presences.Faction[p] = order.FactionRow[row.Faction];
            presences.Country[p] = Array.IndexOf(order.Countries, row.Country);
            presences.Host[p] = order.BlocRow[row.Host];
            presences.Consent[p] = row.Consent;
            presences.Limit[p] = row.Limit;
            presences.DelayDays[p] = row.DelayDays;
            presences.ErosionPerDay[p] = row.ErosionPerDay;
            presences.ErosionPerStrike[p] = row.ErosionPerStrike;
            presences.ErosionPerAttack[p] = row.ErosionPerAttack;
            presences.DependsOn[p] = [.. row.DependsOn.Select(id => order.PresenceRow[id]).Order()];
        }
    }
}
