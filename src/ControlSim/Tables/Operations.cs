using ControlSim.Scenarios;

namespace ControlSim.Tables;

/// <summary>Where an operation stands.</summary>
internal enum OperationState : byte
{
    /// <summary>Its day has not come, or a place that it starts from is not held yet.</summary>
    Waiting,

    /// <summary>Its forces gather; the attack begins when they are there, the time is ripe and the ratio is met.</summary>
    Assembling,

    /// <summary>It attacks its present objective, or its units train.</summary>
    Attacking,

    /// <summary>Its last objective is won, or its single action is done; a commander may use the row again.</summary>
    Done,

    /// <summary>It waited too long.</summary>
    Lapsed,
}

/// <summary>
/// The operations: first one row an order, by date; then rows in which commanders write down their own operations,
/// <see cref="PerFaction"/> a faction.
/// </summary>
internal sealed class Operations(int orders, int factions)
{
    /// <summary>Most operations of its own that a commander can have at once.</summary>
    public const int PerFaction = 4;

    public int Count { get; } = orders + (factions * PerFaction);

    /// <summary>Rows that belong to orders.</summary>
    public int Orders => orders;

    /// <summary>Where the operation stands.</summary>
    public OperationState[] State { get; } =
        [.. Enumerable.Repeat(OperationState.Waiting, orders), .. Enumerable.Repeat(OperationState.Done, factions * PerFaction)];

    /// <summary>Value of <see cref="Launch"/>: on call, and not called yet.</summary>
    public const int NotCalled = int.MaxValue;

    /// <summary>Tick on which the forces of an order are to be ready, or <see cref="NotCalled"/>.</summary>
    public int[] Launch { get; } = new int[orders + (factions * PerFaction)];

    /// <summary>Index of the present objective.</summary>
    public int[] Objective { get; } = new int[orders + (factions * PerFaction)];

    /// <summary>First tick on which the present objective may be attacked.</summary>
    public int[] ReadyTick { get; } = new int[orders + (factions * PerFaction)];

    /// <summary>Location where the forces gather, or -1.</summary>
    public int[] Assembly { get; } = Enumerable.Repeat(-1, orders + (factions * PerFaction)).ToArray();

    /// <summary>Tick on which its present state began.</summary>
    public int[] Since { get; } = new int[orders + (factions * PerFaction)];

    /// <summary>Surround and starve rather than assault.</summary>
    public bool[] IsSiege { get; } = new bool[orders + (factions * PerFaction)];

    /// <summary>Location round which its ring is closed, or -1.</summary>
    public int[] RingAt { get; } = Enumerable.Repeat(-1, orders + (factions * PerFaction)).ToArray();

    /// <summary>Tick on which that ring closed.</summary>
    public int[] RingSince { get; } = new int[orders + (factions * PerFaction)];

    /// <summary>Fighters of the operation when the attack on the present objective began.</summary>
    public double[] AttackStart { get; } = new double[orders + (factions * PerFaction)];

    /// <summary>Tick on which the attack on the present objective began.</summary>
    public int[] AttackTick { get; } = new int[orders + (factions * PerFaction)];

    /// <summary>Have its first units reached the present objective?</summary>
    public bool[] HasArrived { get; } = new bool[orders + (factions * PerFaction)];

    /// <summary>What a commander's operation does.</summary>
    public OrderVerb[] OwnVerb { get; } = new OrderVerb[orders + (factions * PerFaction)];

    /// <summary>Target of a commander's operation, or -1.</summary>
    public int[] OwnTarget { get; } = Enumerable.Repeat(-1, orders + (factions * PerFaction)).ToArray();

    /// <summary>Start of a commander's operation, or -1.</summary>
    public int[] OwnStart { get; } = Enumerable.Repeat(-1, orders + (factions * PerFaction)).ToArray();

    /// <summary>Fighters that a commander wants for his operation.</summary>
    public double[] OwnForces { get; } = new double[orders + (factions * PerFaction)];

    /// <summary>First row of a commander's own operations.</summary>
    public int OwnRow(int faction) => orders + (faction * PerFaction);
}
