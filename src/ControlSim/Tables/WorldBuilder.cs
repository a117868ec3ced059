using ControlSim.Randomness;
using ControlSim.Scenarios;

namespace ControlSim.Tables;

/// <summary>Makes a world from a scenario: the state at tick 0.</summary>
internal static class WorldBuilder
{
    /// <summary>Thousandths of a man-day in a man-day.</summary>
    public const double SupplyUnit = 1000;

    /// <summary>Builds the tables.</summary>
    /// <exception cref="ArgumentException">More than 64 factions or blocs, or a row that names an unknown id.</exception>
    public static World From(Scenario scenario) => From(scenario, CanonicalOrder.Of(scenario));

    /// <summary>The same with rows in a given order: that of another scenario of which this one is a branch.</summary>
    public static World From(Scenario scenario, CanonicalOrder order)
    {
        if (scenario.Factions.Length > 64 || scenario.Blocs.Length > 64)
        {
            throw new ArgumentException("A world holds at most 64 factions and 64 blocs.", nameof(scenario));
        }

        int blocs = scenario.Blocs.Length, factions = scenario.Factions.Length, countries = order.Countries.Length;
        int units = scenario.Units.Length + SocietyBuilder.SpareUnits(scenario);
        var world = new World
        {
            Deterministic = scenario.Deterministic,
            Countries = countries,
            Order = order,
            Blocs = new Blocs(blocs, countries),
            Factions = new Factions(factions, countries),
            Locations = new Locations(scenario.Locations.Length, blocs),
            Corridors = new Corridors(scenario.Corridors.Length, scenario.Locations.Length),
            Crossings = new Crossings(scenario.Crossings.Length),
            Society = new Society(scenario.Locations.Length, factions),
            Economy = new Economy(factions, order.Groups.Length),
            Units = new Units(units),
            Battles = new Battles(scenario.Locations.Length, blocs),
            Depots = new Depots(scenario.Depots.Length),
            SupplyPlans = new SupplyPlans(scenario.Locations.Length, scenario.Corridors.Length, scenario.Depots.Length, blocs),
            Politics = new Politics(factions, countries, blocs),
            Presences = new Presences(scenario.Presences.Length),
            Triggers = new Triggers(scenario.Triggers.Length, scenario.Triggers.Sum(t => t.When.Length)),
            AirActors = new AirActors(scenario.AirActors.Length, factions, countries, scenario.Locations.Length),
            Airlifts = new Airlifts(scenario.Airlifts.Length),
            Operations = new Operations(scenario.Orders.Length, factions),
            Tallies = new Tallies(scenario.Locations.Length, factions, blocs, units),
            Ledger = new Ledger(factions, blocs, scenario.Locations.Length),
        };
        FillBlocsAndFactions(world, scenario);
        FillLocations(world, scenario);
        FillCorridors(world, scenario);
        FillUnits(world, scenario);
        FillDepots(world, scenario);
        AirBuilder.Fill(world, scenario);
        FillControl(world, scenario);
        SocietyBuilder.Fill(world, scenario);
        PoliticsBuilder.Fill(world, scenario);
        return world;
    }

    private static void FillBlocsAndFactions(World world, Scenario scenario)
    {
        CanonicalOrder order = world.Order;
        for (int b = 0; b < world.Blocs.Count; b++)
        {
            world.Blocs.Owns[b] = scenario.Blocs[order.Blocs[b]].Owns;
        }

        Factions factions = world.Factions;
        for (int f = 0; f < factions.Count; f++)
        {
            Faction faction = scenario.Factions[order.Factions[f]];
            factions.Bloc[f] = order.BlocRow[faction.Bloc];
            factions.AnnounceShare[f] = faction.Reporting.AnnounceShare;
            factions.ReportDelayDays[f] = faction.Reporting.DelayDays;
            factions.CanDisperse[f] = faction.CanDisperse;
            factions.Doctrine[f] = faction.Doctrine;
            factions.Headquarters[f] = RowOrNone(order.LocationRow, faction.Headquarters);
            factions.RequiredRatio[f] = faction.RequiredRatio;
            factions.Reserve[f] = faction.Reserve;
            factions.LossLimit[f] = faction.LossLimit;
            factions.PreparationDays[f] = faction.PreparationDays;
            for (int c = 0; c < world.Countries; c++)
            {
                CountryStance stance = faction.Stances.FirstOrDefault(s => s.Country == order.Countries[c])
                    ?? faction.Stances.First(s => s.Country.Length == 0);
                int at = (f * world.Countries) + c;
                factions.Morale[at] = stance.Morale;
                factions.Legitimacy[at] = stance.Legitimacy;
                factions.AirThreat[at] = stance.AirThreat;
                factions.Abuse[at] = stance.Abuse;
                factions.Extraction[at] = stance.Extraction;
                factions.MainCity[at] = RowOrNone(order.LocationRow, stance.MainCity);
            }
        }
    }

    private static void FillLocations(World world, Scenario scenario)
    {
        Locations locations = world.Locations;
        for (int l = 0; l < locations.Count; l++)
        {
            Location location = scenario.Locations[world.Order.Locations[l]];
            locations.StableIds[l] = StableId.Of(location.Id);
            locations.Country[l] = Array.IndexOf(world.Order.Countries, location.Country);
            locations.Population[l] = location.Population;
            locations.AreaKm2[l] = location.AreaKm2;
            locations.HidingGround[l] = location.HidingGround;
            locations.IsRefuge[l] = location.IsRefuge;
        }
    }

    private static void FillCorridors(World world, Scenario scenario)
    {
        CanonicalOrder order = world.Order;
        Corridors corridors = world.Corridors;
        for (int c = 0; c < corridors.Count; c++)
        {
            Corridor corridor = scenario.Corridors[order.Corridors[c]];
            int a = order.LocationRow[corridor.From], b = order.LocationRow[corridor.To];
            corridors.From[c] = Math.Min(a, b);
            corridors.To[c] = Math.Max(a, b);
            corridors.LengthKm[c] = corridor.LengthKm;
            corridors.Class[c] = corridor.Class;
            corridors.Crossing[c] = RowOrNone(order.CrossingRow, corridor.Crossing);
        }

        corridors.BuildArcs();
        Crossings crossings = world.Crossings;
        for (int g = 0; g < crossings.Count; g++)
        {
            Crossing crossing = scenario.Crossings[order.Crossings[g]];
            crossings.OpenToSupply[g] = crossing.OpenToSupply;
            crossings.OpenToUnits[g] = crossing.OpenToUnits;
            crossings.Throughput[g] = crossing.Throughput;
            crossings.Location[g] = order.LocationRow.TryGetValue(
                crossing.Location.Length > 0 ? crossing.Location : crossing.Id, out int at) ? at : -1;
            foreach (string bloc in crossing.UsableBy)
            {
                crossings.UsableBy[g] |= 1UL << order.BlocRow[bloc];
            }
        }
    }

    private static void FillUnits(World world, Scenario scenario)
    {
        CanonicalOrder order = world.Order;
        Units units = world.Units;
        for (int u = 0; u < scenario.Units.Length; u++)
        {
            UnitStart unit = scenario.Units[order.Units[u]];
            units.StableIds[u] = order.UnitIds[u];
            units.Faction[u] = (byte)order.FactionRow[unit.Faction];
            units.Location[u] = order.LocationRow[unit.Location];
            units.Corridor[u] = -1;
            units.Target[u] = -1;
            units.Operation[u] = -1;
            units.Fighters[u] = unit.Fighters;
            units.Absent[u] = unit.Absent;
            units.Posture[u] = unit.Posture;
            units.Supply[u] = unit.Supply;
            units.Quality[u] = unit.Quality;
            units.Hold[u] = unit.Hold;
            units.BattleStart[u] = unit.Fighters;
            units.BreakDraw[u] = -1;
            world.Ledger.Start[units.Faction[u]] += unit.Fighters;
        }
    }

    private static void FillDepots(World world, Scenario scenario)
    {
        CanonicalOrder order = world.Order;
        Depots depots = world.Depots;
        for (int d = 0; d < depots.Count; d++)
        {
            Depot depot = scenario.Depots[order.Depots[d]];
            depots.Location[d] = order.LocationRow[depot.Location];
            depots.Bloc[d] = world.Factions.Bloc[order.FactionRow[depot.Faction]];
            depots.Source[d] = depot.Source;
            depots.Gate[d] = RowOrNone(order.CrossingRow, depot.Gate);
            depots.Income[d] = (long)Math.Round(depot.Income * SupplyUnit);
            depots.StockDays[d] = depot.StockDays;
            depots.Stock[d] = (long)(depots.Income[d] * depot.StockDays);
        }

        for (int o = 0; o < world.Operations.Orders; o++)
        {
            Order source = scenario.Orders[order.Orders[o]];
            world.Operations.ReadyTick[o] = scenario.TickOf(source.Date);
            world.Operations.Launch[o] = source.OnCall ? Operations.NotCalled : scenario.TickOf(source.Date);
        }
    }

    /// <summary>An owner starts with a share of 1, those who contest a place with equal shares.</summary>
    private static void FillControl(World world, Scenario scenario)
    {
        Locations locations = world.Locations;
        int blocs = world.Blocs.Count;
        foreach (InitialControl control in scenario.Control)
        {
            int l = world.Order.LocationRow[control.Location];
            locations.Consolidation[l] = control.Consolidation;
            if (control.Owner.Length > 0)
            {
                int owner = world.Order.BlocRow[control.Owner];
                locations.Control[(l * blocs) + owner] = 1;
                locations.Owner[l] = owner;
                locations.LastOwner[l] = owner;
                locations.ReportedOwner[l] = owner;
            }

            foreach (string bloc in control.ContestedBy)
            {
                int at = (l * blocs) + world.Order.BlocRow[bloc];
                locations.Control[at] = 1.0 / control.ContestedBy.Length;
                locations.Holdout[at] = 1;
            }
        }
    }

    private static int RowOrNone(Dictionary<string, int> rows, string id) => id.Length == 0 ? -1 : rows[id];
}
