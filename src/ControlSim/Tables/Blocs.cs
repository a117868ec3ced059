namespace ControlSim.Tables;

/// <summary>The blocs, and how they stand to each other in each country, as follows from their factions' relations.</summary>
internal sealed class Blocs(int count, int countries)
{
    public int Count => count;

    /// <summary>May it own locations?</summary>
    [Fixed]
    public bool[] Owns { get; } = new bool[count];

    /// <summary>Faction with most fighters at the start: rules where no faction of the bloc stands, pays depots; -1 without factions.</summary>
    public int[] Leader { get; } = new int[count];

    /// <summary>
    /// Bit b of <c>[country * blocs + a]</c>: a and b share corridors, because their largest factions are cobelligerent
    /// and none of their factions are hostile. A bloc is its own cobelligerent.
    /// </summary>
    public ulong[] Cobelligerents { get; } = new ulong[countries * count];

    /// <summary>Bit b of <c>[country * blocs + a]</c>: a faction of a and one of b are hostile.</summary>
    public ulong[] Hostiles { get; } = new ulong[countries * count];

    /// <summary>Are they cobelligerent in this country?</summary>
    public bool AreCobelligerent(int country, int a, int b) => (Cobelligerents[(country * count) + a] >> b & 1) != 0;

    /// <summary>Are they hostile in this country?</summary>
    public bool AreHostile(int country, int a, int b) => (Hostiles[(country * count) + a] >> b & 1) != 0;
}
