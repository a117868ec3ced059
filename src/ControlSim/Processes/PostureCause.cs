namespace ControlSim.Processes;

/// <summary>What made units switch their posture, in the order of the words in the log.</summary>
internal enum PostureCause
{
    /// <summary>Their own weighing of strength, supply, morale and air.</summary>
    Weighing,

    /// <summary>An order.</summary>
    Order,

    /// <summary>They broke without a way out.</summary>
    Encircled,

    /// <summary>A raid: they mass to strike.</summary>
    Raid,

    /// <summary>Their commander gives the place up, and no other is safe.</summary>
    GivenUp,
}
