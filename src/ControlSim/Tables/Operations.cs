namespace ControlSim.Tables;

/// <summary>Where an operation stands.</summary>
internal enum OperationState : byte
{
    /// <summary>Its day has not come, or a place that it starts from is not held yet.</summary>
    Waiting,

    /// <summary>Its forces gather; the attack begins when they are there, the time is ripe and the ratio is met.</summary>
    Assembling,

    /// <summary>It attacks its present objective.</summary>
    Attacking,

    /// <summary>Its last objective is won, or its single action is done.</summary>
    Done,

    /// <summary>It waited too long.</summary>
    Lapsed,
}

/// <summary>The operations: one row an order, in the order of the scenario's orders by date and id.</summary>
internal sealed class Operations(int count)
{
    public int Count => count;

    public OperationState[] State { get; } = new OperationState[count];

    /// <summary>Index of the present objective.</summary>
    public int[] Objective { get; } = new int[count];

    /// <summary>First tick on which the present objective may be attacked.</summary>
    public int[] ReadyTick { get; } = new int[count];

    /// <summary>Location where the forces gather, or -1.</summary>
    public int[] Assembly { get; } = new int[count];

    /// <summary>Tick on which its present state began.</summary>
    public int[] Since { get; } = new int[count];

    /// <summary>Surround and starve rather than assault.</summary>
    [Fixed]
    public bool[] IsSiege { get; } = new bool[count];

    /// <summary>Fighters of the operation when the attack on the present objective began.</summary>
    public double[] AttackStart { get; } = new double[count];
}
