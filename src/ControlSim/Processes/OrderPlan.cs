using ControlSim.Scenarios;
using ControlSim.Tables;

namespace ControlSim.Processes;

/// <summary>An order in table rows: what never changes of an operation.</summary>
internal sealed class OrderPlan
{
    public OrderPlan(World world, Scenario scenario, int operation)
    {
        CanonicalOrder order = world.Order;
        Order source = scenario.Orders[order.Orders[operation]];
        Id = source.Id;
        Verb = source.Verb;
        Faction = order.FactionRow[source.Faction];
        Bloc = world.Factions.Bloc[Faction];
        Launch = scenario.TickOf(source.Date);
        Until = scenario.TickOf(source.Until);
        Forces = source.Forces;
        RegroupDays = source.RegroupDays;
        Takes = 1UL << Faction;
        foreach (string other in source.With)
        {
            Takes |= 1UL << order.FactionRow[other];
        }

        bool isGate = Verb is OrderVerb.Open or OrderVerb.Close;
        From = [.. source.From.Select(id => order.LocationRow[id])];
        WaitsFor = [.. source.WaitsFor.Select(id => order.LocationRow[id])];
        Objectives = [.. source.Objectives.Select(id => isGate ? order.CrossingRow[id] : order.LocationRow[id])];
    }

    public string Id { get; }

    public OrderVerb Verb { get; }

    public int Faction { get; }

    public int Bloc { get; }

    /// <summary>Tick on which the forces are ready.</summary>
    public int Launch { get; }

    /// <summary>Last tick of the launch window.</summary>
    public int Until { get; }

    /// <summary>Fighters asked for.</summary>
    public double Forces { get; }

    public int RegroupDays { get; }

    /// <summary>Bits of the factions whose units it may take.</summary>
    public ulong Takes { get; }

    public int[] From { get; }

    public int[] WaitsFor { get; }

    /// <summary>Locations, or crossings for open and close.</summary>
    public int[] Objectives { get; }

    /// <summary>Is it an operation with an attack, rather than a single action?</summary>
    public bool IsAttack => Verb is OrderVerb.Advance or OrderVerb.Siege or OrderVerb.Raid;
}
