using ControlSim.Scenarios;
using ControlSim.Tables;

namespace ControlSim.Processes;

/// <summary>What an operation is to do, in table rows: an order, which never changes, or a commander's own decision.</summary>
internal sealed class OrderPlan
{
    /// <summary>Days that a commander's operation waits for its start before it is given up.</summary>
    private const int OwnWindowDays = 30;

    private readonly int _window;

    /// <summary>The plan of an order.</summary>
    public OrderPlan(World world, Scenario scenario, int operation)
    {
        CanonicalOrder order = world.Order;
        Order source = scenario.Orders[order.Orders[operation]];
        Id = source.Id;
        StableId = Randomness.StableId.Of(source.Id);
        Verb = source.Verb;
        Faction = order.FactionRow[source.Faction];
        Bloc = world.Factions.Bloc[Faction];
        _window = scenario.TickOf(source.Until) - scenario.TickOf(source.Date);
        CallAt(source.OnCall ? Operations.NotCalled : scenario.TickOf(source.Date));
        Weights = [.. source.Weights];
        Forces = source.Forces;
        RegroupDays = source.RegroupDays;
        Takes = 1UL << Faction;
        foreach (string other in source.With)
        {
            Takes |= 1UL << order.FactionRow[other];
        }

        From = [.. source.From.Select(id => order.LocationRow[id])];
        WaitsFor = [.. source.WaitsFor.Select(id => order.LocationRow[id])];
        Objectives =
        [
            .. source.Objectives.Select(id => Verb switch
            {
                OrderVerb.Open or OrderVerb.Close => order.CrossingRow[id],
                OrderVerb.StrikeWeight => Array.FindIndex(order.AirActors, row => scenario.AirActors[row].Id == id),
                _ => order.LocationRow[id],
            }),
        ];
    }

    /// <summary>A row for a commander's own operations.</summary>
    /// <param name="world">The world.</param>
    /// <param name="faction">The commander's faction.</param>
    /// <param name="id">Name in the event log.</param>
    public OrderPlan(World world, int faction, string id)
    {
        Id = id;
        StableId = Randomness.StableId.Of(id);
        Faction = faction;
        Bloc = world.Factions.Bloc[faction];
        Takes = 1UL << faction;
        From = new int[1];
        WaitsFor = [];
        Objectives = new int[1];
        Weights = [];
    }

    public string Id { get; }

    public ulong StableId { get; }

    public OrderVerb Verb { get; private set; }

    public int Faction { get; }

    public int Bloc { get; }

    /// <summary>Tick on which the forces are ready.</summary>
    public int Launch { get; private set; }

    /// <summary>Last tick of the launch window.</summary>
    public int Until { get; private set; }

    /// <summary>Fighters asked for.</summary>
    public double Forces { get; private set; }

    /// <summary>Days between two objectives.</summary>
    public int RegroupDays { get; }

    /// <summary>Bits of the factions whose units it may take.</summary>
    public ulong Takes { get; }

    public int[] From { get; }

    public int[] WaitsFor { get; }

    /// <summary>Locations, or crossings for open and close, or air actors for strike-weight.</summary>
    public int[] Objectives { get; }

    /// <summary>Weights of the four classes of air targets, for strike-weight.</summary>
    public double[] Weights { get; }

    /// <summary>Is it an operation that marches out, rather than a single action?</summary>
    public bool IsAttack => Verb is OrderVerb.Advance or OrderVerb.Siege or OrderVerb.Raid or OrderVerb.Sweep;

    /// <summary>Sets the launch, and with it the end of the window.</summary>
    public void CallAt(int launch)
    {
        Launch = launch;
        Until = launch == Operations.NotCalled ? launch : launch + _window;
    }

    /// <summary>Takes up what the commander wrote into the operation's row.</summary>
    public void Read(Operations operations, int o)
    {
        Verb = operations.OwnVerb[o];
        Launch = operations.ReadyTick[o];
        Until = Launch + OwnWindowDays;
        Forces = operations.OwnForces[o];
        From[0] = operations.OwnStart[o];
        Objectives[0] = operations.OwnTarget[o];
    }
}
