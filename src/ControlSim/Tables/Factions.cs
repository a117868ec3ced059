using ControlSim.Scenarios;

namespace ControlSim.Tables;

/// <summary>The factions; what differs by country stands at <c>faction * countries + country</c>.</summary>
internal sealed class Factions(int count, int countries)
{
    public int Count => count;

    public int Countries => countries;

    /// <summary>Stable ids: keys of random draws.</summary>
    [Fixed]
    public ulong[] StableIds { get; } = new ulong[count];

    /// <summary>First of its spare rows in <see cref="Units"/>, or -1.</summary>
    public int[] SpareUnits { get; } = new int[count];

    /// <summary>Bit b: a and b have a kindred aim; symmetric.</summary>
    public ulong[] Kindred { get; } = new ulong[count];

    /// <summary>Crossings by which its foreign volunteers come.</summary>
    [Fixed]
    public int[][] EntryCrossings { get; } = new int[count][];

    /// <summary>Row of the bloc.</summary>
    [Fixed]
    public int[] Bloc { get; } = new int[count];

    [Fixed]
    public bool[] CanDisperse { get; } = new bool[count];

    /// <summary>Location of the headquarters, or -1.</summary>
    public int[] Headquarters { get; } = new int[count];

    /// <summary>Tick on which the headquarters was lost, or -1 while it stands or if there never was one.</summary>
    public int[] HeadquartersLost { get; } = Enumerable.Repeat(-1, count).ToArray();

    /// <summary>Target of the commander's last decision, or -1.</summary>
    public int[] LastTarget { get; } = Enumerable.Repeat(-1, count).ToArray();

    /// <summary>How the commander decides.</summary>
    [Fixed]
    public DoctrineInputs[] Doctrine { get; } = new DoctrineInputs[count];

    /// <summary>Least ratio of effective strengths at which it attacks.</summary>
    [Fixed]
    public double[] RequiredRatio { get; } = new double[count];

    /// <summary>Share of a location's fighters that an operation leaves behind.</summary>
    [Fixed]
    public double[] Reserve { get; } = new double[count];

    /// <summary>Share of an operation's fighters whose loss breaks it off.</summary>
    [Fixed]
    public double[] LossLimit { get; } = new double[count];

    /// <summary>Days.</summary>
    [Fixed]
    public int[] PreparationDays { get; } = new int[count];

    /// <summary>Control share from which it reports a place as its own; 1 = not before it owns it.</summary>
    [Fixed]
    public double[] AnnounceShare { get; } = new double[count];

    /// <summary>Days from the claim to the report.</summary>
    [Fixed]
    public int[] ReportDelayDays { get; } = new int[count];

    /// <summary>Morale, 0 to 1, by country.</summary>
    public double[] Morale { get; } = new double[count * countries];

    /// <summary>Legitimacy with neutral conduct, 0 to 1, by country; where people live it is <see cref="Society.Legitimacy"/>.</summary>
    public double[] Legitimacy { get; } = new double[count * countries];

    /// <summary>Air threat, 0 or more, by country.</summary>
    public double[] AirThreat { get; } = new double[count * countries];

    /// <summary>
    /// Air threat from the air actors of the scenario, by country, in the unit of <see cref="AirThreat"/>, to which it adds.
    /// Derived by <c>AirCover</c> at the start of every tick, part of no hash.
    /// </summary>
    public double[] AirPower { get; } = new double[count * countries];

    /// <summary>Abuse of civilians by its garrisons, 0 to 1, by country.</summary>
    public double[] Abuse { get; } = new double[count * countries];

    /// <summary>What it takes from the people, 0 to 1, by country.</summary>
    public double[] Extraction { get; } = new double[count * countries];

    /// <summary>Location of the main city by country, or -1.</summary>
    [Fixed]
    public int[] MainCity { get; } = new int[count * countries];

    /// <summary>Relation today by country: <c>(country * factions + a) * factions + b</c>.</summary>
    public RelationKind[] Relation { get; } = new RelationKind[countries * count * count];

    /// <summary>Bit b of <c>[country * factions + a]</c>: a and b are hostile there today.</summary>
    public ulong[] Hostiles { get; } = new ulong[countries * count];

    /// <summary>Bits of those that turned hostile last: <c>country * factions + a</c>.</summary>
    public ulong[] NewEnemies { get; } = new ulong[countries * count];

    /// <summary>Tick on which they did; 0 for enemies from the start.</summary>
    public int[] NewEnemiesSince { get; } = new int[countries * count];

    /// <summary>Are they hostile in this country today?</summary>
    public bool AreHostile(int country, int a, int b) => (Hostiles[(country * count) + a] >> b & 1) != 0;
}
