using ControlSim.Scenarios;
using ControlSim.Tables;

namespace ControlSim.Processes;

/// <summary>Applies the effects of dated events and triggers: the one place where a scenario changes inputs of a running world.</summary>
internal sealed class Effects(World world, Scenario scenario)
{
    private const int AllCountries = -1;

    /// <summary>An effect in table rows.</summary>
    public Row Resolve(Effect effect)
    {
        CanonicalOrder order = world.Order;
        int target = effect.Kind switch
        {
            EventKind.Crossing => order.CrossingRow[effect.Target],
            EventKind.DepotIncome => Array.FindIndex(order.Depots, row => scenario.Depots[row].Id == effect.Target),
            EventKind.Service or EventKind.LocalSecurity => order.LocationRow[effect.Target],
            EventKind.AirStrikes or EventKind.AirIsr or EventKind.AirIntelligence or EventKind.AirTransport or EventKind.AirDiversion =>
                Array.FindIndex(order.AirActors, row => scenario.AirActors[row].Id == effect.Target),
            EventKind.AirliftLoad => Array.FindIndex(order.Airlifts, row => scenario.Airlifts[row].Id == effect.Target),
            EventKind.Consent or EventKind.Breach => order.PresenceRow[effect.Target],
            EventKind.Launch => Array.FindIndex(order.Orders, row => scenario.Orders[row].Id == effect.Target),
            _ => order.FactionRow[effect.Target],
        };

        // A country in which no location lies is -2 and so matches none.
        int index = Array.IndexOf(order.Countries, effect.Country);
        int country = effect.Country.Length == 0 ? AllCountries : index < 0 ? -2 : index;
        return new Row(
            effect.Kind, target, effect.Other.Length == 0 ? -1 : order.FactionRow[effect.Other], country, effect.Value,
            effect.Relation, Array.IndexOf(order.Groups, effect.Group));
    }

    public void Apply(Row row)
    {
        Economy economy = world.Economy;
        Politics politics = world.Politics;
        switch (row.Kind)
        {
            case EventKind.Crossing:
                world.Crossings.OpenToSupply[row.Target] = row.Value > 0;
                world.Crossings.OpenToUnits[row.Target] = row.Value > 0;
                world.Topology++;
                break;
            case EventKind.DepotIncome:
                world.Depots.Income[row.Target] = (long)Math.Round(row.Value * WorldBuilder.SupplyUnit);
                break;
            case EventKind.AirliftLoad:
                world.Airlifts.Load[row.Target] = (long)Math.Round(row.Value * WorldBuilder.SupplyUnit);
                break;
            case EventKind.AirStrikes or EventKind.AirIsr or EventKind.AirIntelligence or EventKind.AirTransport or EventKind.AirDiversion:
                AirColumn(row.Kind)[row.Target] = row.Value;
                break;
            case EventKind.Service:
                world.Society.Service[row.Target] = row.Value;
                break;
            case EventKind.LocalSecurity:
                world.Society.LocalSecurity[row.Target] = row.Value;
                break;
            case EventKind.Wage:
                economy.Wage[row.Target] = row.Value;
                break;
            case EventKind.ExternalIncome:
                economy.ExternalIncome[row.Target] = row.Value;
                break;
            case EventKind.ForeignInflow:
                economy.ForeignInflow[row.Target] = row.Value;
                break;
            case EventKind.Conscription:
                economy.Conscription[row.Target] = row.Value;
                break;
            case EventKind.Establishment:
                economy.Establishment[row.Target] = row.Value;
                break;
            case EventKind.Training:
                economy.Training[row.Target] = row.Value;
                break;
            case EventKind.Prestige:
                politics.PrestigeBase[row.Target] = row.Value;
                economy.Prestige[row.Target] = row.Value;
                break;
            case EventKind.Coordination:
                politics.Coordination[row.Target] = row.Value;
                break;
            case EventKind.Consent:
                world.Presences.Consent[row.Target] = row.Value;
                break;
            case EventKind.Breach:
                world.Presences.Consent[row.Target] = Math.Max(0, world.Presences.Consent[row.Target] - row.Value);
                break;
            case EventKind.Inclusion:
                SetInclusion(row);
                break;
            case EventKind.Launch:
                Launch(row.Target);
                break;
            default:
                ApplyToCountriesOrPair(row);
                break;
        }
    }

    private void ApplyToCountriesOrPair(Row row)
    {
        Factions factions = world.Factions;
        switch (row.Kind)
        {
            case EventKind.Tension:
                SetPair(world.Politics.Tension, row);
                break;
            case EventKind.PatronTension:
                SetPair(world.Politics.PatronTension, row);
                break;
            case EventKind.Morale:
                SetMorale(row);
                break;
            case EventKind.Legitimacy:
                SetByCountry(factions.Legitimacy, row);
                SetLegitimacy(row);
                break;
            case EventKind.AirThreat:
                SetByCountry(factions.AirThreat, row);
                world.Topology++;
                break;
            case EventKind.Abuse:
                SetByCountry(factions.Abuse, row);
                break;
            case EventKind.Extraction:
                SetByCountry(factions.Extraction, row);
                break;
            case EventKind.Presence:
                SetPresence(row);
                break;
            case EventKind.Relation:
                SetRelation(row);
                break;
            default:
                throw new InvalidOperationException($"Unknown kind of event {row.Kind}.");
        }
    }

    private double[] AirColumn(EventKind kind) => kind switch
    {
        EventKind.AirStrikes => world.AirActors.Strikes,
        EventKind.AirIsr => world.AirActors.Isr,
        EventKind.AirIntelligence => world.AirActors.Intelligence,
        EventKind.AirTransport => world.AirActors.Transport,
        _ => world.AirActors.Diversion,
    };

    /// <summary>An order is called once; a second call finds it on its way.</summary>
    private void Launch(int order)
    {
        ref int launch = ref world.Operations.Launch[order];
        launch = Math.Min(launch, world.Tick);
    }

    private static bool IsIn(Row row, int country) => row.Country == AllCountries || row.Country == country;

    private void SetByCountry(double[] column, Row row)
    {
        for (int c = 0; c < world.Countries; c++)
        {
            if (IsIn(row, c))
            {
                column[(row.Target * world.Countries) + c] = row.Value;
            }
        }
    }

    private void SetLegitimacy(Row row)
    {
        for (int l = 0; l < world.Locations.Count; l++)
        {
            if (IsIn(row, world.Locations.Country[l]))
            {
                world.Society.Legitimacy[(l * world.Factions.Count) + row.Target] = row.Value;
            }
        }
    }

    /// <summary>Morale and the level that it returns to become the value, as if it had stood in the scenario.</summary>
    private void SetMorale(Row row)
    {
        for (int c = 0; c < world.Countries; c++)
        {
            int at = (row.Target * world.Countries) + c;
            if (IsIn(row, c))
            {
                world.Politics.MoraleBase[at] = row.Value;
                world.Factions.Morale[at] = row.Value;
            }
        }
    }

    private void SetInclusion(Row row)
    {
        if (row.Group >= 0)
        {
            world.Economy.Inclusion[(row.Target * world.Economy.Groups) + row.Group] = row.Value;
        }
    }

    private void SetPair(double[] column, Row row)
    {
        int n = world.Factions.Count;
        column[(row.Target * n) + row.Other] = row.Value;
        column[(row.Other * n) + row.Target] = row.Value;
    }

    private void SetPresence(Row row)
    {
        for (int c = 0; c < world.Countries; c++)
        {
            if (IsIn(row, c))
            {
                world.Politics.IsPresent[(row.Target * world.Countries) + c] = row.Value > 0;
            }
        }
    }

    private void SetRelation(Row row)
    {
        int n = world.Factions.Count;
        for (int c = 0; c < world.Countries; c++)
        {
            if (IsIn(row, c))
            {
                world.Politics.Override[(((c * n) + row.Target) * n) + row.Other] = (sbyte)row.Relation;
                world.Politics.Override[(((c * n) + row.Other) * n) + row.Target] = (sbyte)row.Relation;
            }
        }
    }

    /// <summary>An effect in table rows; -1 where it has none, <see cref="Row.Country"/> -1 for all and -2 for none.</summary>
    internal readonly record struct Row(
        EventKind Kind, int Target, int Other, int Country, double Value, RelationKind Relation, int Group);
}
