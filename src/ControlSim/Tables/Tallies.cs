using System.Numerics;

namespace ControlSim.Tables;

/// <summary>
/// Units summed over locations: derived from <see cref="Units"/>, renewed by <c>Aggregation</c> and <c>Supply</c>, part of no hash.
/// Index of a table: <c>location * factions + faction</c>. Units on a corridor are counted in none of them.
/// </summary>
[Derived]
internal sealed class Tallies(int locations, int factions, int blocs, int units)
{
    private readonly Contingent[] _contingents = new Contingent[Math.Min(locations * factions, units)];
    private int _count;

    /// <summary>
    /// What is summed over the units of a faction at a location, side by side, for whoever reads one of them mostly reads another: massed
    /// fighters, their strength, fighters in cells, theirs.
    /// </summary>
    public double[] ContingentSums { get; } = new double[TallyColumn.Count * locations * factions];

    /// <summary>Massed fighters.</summary>
    public TallyColumn Massed => new(ContingentSums, 0);

    /// <summary>Effective strength W of massed units.</summary>
    public TallyColumn StrengthMassed => new(ContingentSums, 1);

    /// <summary>Fighters in cells.</summary>
    public TallyColumn Cells => new(ContingentSums, 2);

    /// <summary>Effective strength W of cells.</summary>
    public TallyColumn StrengthCells => new(ContingentSums, 3);

    /// <summary>Effective strength that massed units would have beside W if all who stand on paper were there.</summary>
    public double[] StrengthAbsent { get; } = new double[locations * factions];

    /// <summary>Who is where: the contingents in the order of their rows (of 2,502 rows at Al-Qa'im some 260).</summary>
    public ReadOnlySpan<Contingent> Contingents => _contingents.AsSpan(0, _count);

    /// <summary>Bit f: faction f has massed units at the location.</summary>
    public ulong[] MassedPresent { get; } = new ulong[locations];

    /// <summary>Bit f: faction f has units at the location.</summary>
    public ulong[] Present { get; } = new ulong[locations];

    /// <summary>Bit f: massed enemies of faction f stand at the location, whether it has units there or not; follows the relations as well.</summary>
    public ulong[] Embattled { get; } = new ulong[locations];

    /// <summary>Bit b: bloc b has massed units at the location.</summary>
    public ulong[] BlocsPresent { get; } = new ulong[locations];

    /// <summary>Factions, as bits, whose massed units assault or are assaulted at a location today; told by combat.</summary>
    public ulong[] InAssault { get; } = new ulong[locations];

    /// <summary>Massed fighters by bloc, index <c>location * blocs + bloc</c>.</summary>
    public double[] BlocMassed { get; } = new double[locations * blocs];

    /// <summary>How well a bloc's depots reach the location: exp(-d/lambda), 0 where no usable way leads; index as <see cref="BlocMassed"/>.</summary>
    public double[] SupplyAccess { get; } = new double[locations * blocs];

    /// <summary>Share of the day's need that was delivered, by bloc; index as <see cref="BlocMassed"/>.</summary>
    public double[] SupplyFill { get; } = new double[locations * blocs];

    /// <summary>
    /// Criticality: share of a bloc's need that is supplied on least km through the location, itself included; index as
    /// <see cref="BlocMassed"/>.
    /// </summary>
    public double[] Criticality { get; } = new double[locations * blocs];

    /// <summary>
    /// Where a unit was counted, <c>2 (location * factions + faction)</c>, one more for cells; -1 for one without fighters or on a corridor.
    /// </summary>
    public int[] Group { get; } = NoGroups(units);

    /// <summary>Living units at locations, by group.</summary>
    public GroupRows Rows => field ??= new GroupRows(2 * locations * factions, locations, this);

    /// <summary>Fighters of a unit that is large: more than nearly all had at the beginning of the day.</summary>
    public double UsualUnit { get; set; }

    /// <summary>Units that were larger then.</summary>
    public RowList Large { get; } = new(units);

    /// <summary>How often units were summed.</summary>
    public int Sums { get; set; }

    /// <summary>Living units on a corridor when units were placed or summed last.</summary>
    public RowList OnRoads { get; } = new(units);

    /// <summary>Units that marched today.</summary>
    public RowList Marched { get; } = new(units);

    /// <summary>Units that had orders when units were summed last; some may have lost them since.</summary>
    public RowList UnderOrders { get; } = new(units);

    /// <summary>Living units at a location, by faction, posture and row.</summary>
    public ReadOnlySpan<int> RowsAt(int location) => Rows.At(location);

    /// <summary>Lists the contingents anew, from who is present.</summary>
    public void ListContingents(World world)
    {
        _count = 0;
        for (int l = 0; l < locations; l++)
        {
            int country = world.Locations.Country[l];
            for (ulong rest = Present[l]; rest != 0; rest &= rest - 1)
            {
                int f = BitOperations.TrailingZeroCount(rest);
                _contingents[_count++] = new Contingent((l * factions) + f, l, f, (f * world.Countries) + country);
            }
        }
    }

    private static int[] NoGroups(int units)
    {
        var groups = new int[units];
        Array.Fill(groups, -1);
        return groups;
    }
}
