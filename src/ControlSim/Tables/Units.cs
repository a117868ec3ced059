using ControlSim.Scenarios;

namespace ControlSim.Tables;

/// <summary>What sets the threshold of a unit in battle.</summary>
internal enum BreakSituation : byte
{
    /// <summary>It defends a place of its own bloc.</summary>
    Defender,

    /// <summary>It fights elsewhere.</summary>
    Attacker,

    /// <summary>It defends a headquarters or a main city, or is fed and can neither leave nor go to cells.</summary>
    LastStand,

    /// <summary>Its main city in this country is lost.</summary>
    MainCityLost,
}

/// <summary>
/// The units. Rows never move; a unit without fighters is out of the run. In a stochastic run fighters are whole numbers
/// (held in doubles, exact to 2^53), in a deterministic run they are real. After the rows of the scenario come spare rows of
/// the factions that can raise units: one without fighters is free.
/// </summary>
internal sealed class Units(int count)
{
    /// <summary>Spare rows of a faction that can raise units; when all are taken, recruits join the units that there are.</summary>
    public const int SpareRows = 8;

    public int Count => count;

    [Fixed]
    public ulong[] StableIds { get; } = new ulong[count];

    /// <summary>Row of the faction, of which there are at most 64.</summary>
    [Fixed]
    public byte[] Faction { get; } = new byte[count];

    /// <summary>Location where it is, or which it left last while on a corridor.</summary>
    public int[] Location { get; } = new int[count];

    /// <summary>Corridor on which it marches, or -1.</summary>
    public int[] Corridor { get; } = new int[count];

    /// <summary>
    /// Corridor on which it marched today, or -1; a short one is entered and left on one day. Renewed by <c>Movement</c>, read
    /// on the same day only, part of no hash.
    /// </summary>
    public int[] MarchedOn { get; } = Enumerable.Repeat(-1, count).ToArray();

    /// <summary>Way done on the corridor, km.</summary>
    public double[] WayKm { get; } = new double[count];

    /// <summary>Location that it marches to, or -1.</summary>
    public int[] Target { get; } = new int[count];

    /// <summary>Fighters who are there.</summary>
    public double[] Fighters { get; } = new double[count];

    /// <summary>Fighters who stand on paper and draw pay beside those who are there: a hollow army (S3-9).</summary>
    [Fixed]
    public double[] Absent { get; } = new double[count];

    /// <summary>Fighters who have left the map because their presence ended, and who come back if it begins again.</summary>
    public double[] Away { get; } = new double[count];

    /// <summary>Massed or in cells.</summary>
    public Posture[] Posture { get; } = new Posture[count];

    /// <summary>Supply state s, 0 to 1.</summary>
    public double[] Supply { get; } = new double[count];

    /// <summary>Effectiveness e.</summary>
    public double[] Quality { get; } = new double[count];

    /// <summary>Ordered to hold.</summary>
    public bool[] Hold { get; } = new bool[count];

    /// <summary>Last order about posture: +1 to mass, -1 to disperse, 0 none or lifted by an order to hold or march.</summary>
    public sbyte[] OrderedPosture { get; } = new sbyte[count];

    /// <summary>Operation that it takes part in, or -1.</summary>
    public int[] Operation { get; } = new int[count];

    /// <summary>Fighters when its present battle began; outside a battle those it has.</summary>
    public double[] BattleStart { get; } = new double[count];

    /// <summary>What set the threshold.</summary>
    public BreakSituation[] Situation { get; } = new BreakSituation[count];

    /// <summary>Draw, in [0, 1), that sets the losses at which it breaks in its present battle; -1 outside one.</summary>
    public double[] BreakDraw { get; } = new double[count];
}
