namespace ControlSim.Tables;

/// <summary>
/// The air actors, and what follows from them for factions: one row an actor. What differs by faction and country stands at
/// <c>faction * countries + country</c> and is derived by <c>AirCover</c> at the start of every tick, part of no hash.
/// </summary>
internal sealed class AirActors(int count, int factions, int countries, int locations)
{
    public int Count => count;

    [Fixed]
    public ulong[] StableIds { get; } = new ulong[count];

    /// <summary>Row of the faction that flies.</summary>
    public int[] Faction { get; } = new int[count];

    /// <summary>Row of the country, or -1 if no location lies there.</summary>
    public int[] Country { get; } = new int[count];

    /// <summary>Bit f: faction f may profit; all bits if the scenario names nobody.</summary>
    public ulong[] Supports { get; } = new ulong[count];

    /// <summary>Bit f: faction f is struck if hostile; all bits if the scenario names nobody.</summary>
    public ulong[] Against { get; } = new ulong[count];

    /// <summary>Do its strikes reach the location? <c>actor * locations + location</c>; all of them if the scenario names none.</summary>
    public bool[] Reaches { get; } = new bool[count * locations];

    /// <summary>Strikes a day, B.</summary>
    public double[] Strikes { get; } = new double[count];

    /// <summary>Surveillance, 1 for full coverage of the country.</summary>
    public double[] Isr { get; } = new double[count];

    /// <summary>Intelligence that makes tips usable.</summary>
    public double[] Intelligence { get; } = new double[count];

    /// <summary>Transport, 1 for full support.</summary>
    public double[] Transport { get; } = new double[count];

    /// <summary>Share D of all four that is diverted to force protection.</summary>
    public double[] Diversion { get; } = new double[count];

    /// <summary>Precision of strikes, 0 to 1.</summary>
    public double[] Precision { get; } = new double[count];

    /// <summary>Greatest share of civilians at which it strikes.</summary>
    public double[] RoeCap { get; } = new double[count];

    /// <summary>Weights of fighters, depots, oil and roads: <c>actor * 4 + class</c>.</summary>
    public double[] ClassWeight { get; } = new double[count * 4];

    /// <summary>Chance i_ISR that a faction finds from the air what is hidden, by faction and country.</summary>
    public double[] Seen { get; } = new double[factions * countries];

    /// <summary>Exponent of the chance that a tip leads a faction to what is hidden, by faction and country.</summary>
    public double[] TipGain { get; } = new double[factions * countries];

    /// <summary>Transport that a faction's massed units have, by faction and country.</summary>
    public double[] Carried { get; } = new double[factions * countries];

    /// <summary>Bit g of <c>faction * countries + country</c>: g is the faction itself or cobelligerent with it there.</summary>
    public ulong[] Allies { get; } = new ulong[factions * countries];
}
