using ControlSim.Scenarios;
using ControlSim.Tables;

namespace ControlSim.Processes;

/// <summary>
/// Where new fighters go: into the faction's smallest unit at the place; once that is full, into a new unit beside it while
/// the faction has a spare row, with the same posture. Where it has none at the place, a new unit is the first.
/// </summary>
internal sealed class Enlistment(World world, RecruitmentParameters parameters)
{
    /// <summary>Supply state of a unit that is raised where no other stands.</summary>
    private const double SupplyOfFirst = 0.5;

    private const int Unknown = -2;

    private readonly int[] _smallest = Filled(world.Locations.Count * world.Factions.Count);
    private int _tick = -1;
    private int _sums = -1;

    /// <summary>
    /// Before the first question of a process: what was found before units were summed last is found anew when it is asked for.
    /// Since then fighters change through this class, or it is told (<see cref="Shrink"/>).
    /// </summary>
    public void Begin()
    {
        if (_tick != world.Tick || _sums != world.Tallies.Sums)
        {
            (_tick, _sums) = (world.Tick, world.Tallies.Sums);
            Array.Fill(_smallest, Unknown);
        }
    }

    /// <summary>A unit at a location has lost fighters.</summary>
    public void Shrink(int u)
    {
        Units units = world.Units;
        ref int best = ref _smallest[(units.Location[u] * world.Factions.Count) + units.Faction[u]];
        if (best == u)
        {
            best = units.Fighters[u] > 0 ? u : Unknown;
        }
        else if (best >= 0 && units.Fighters[u] > 0
            && (units.Fighters[u] < units.Fighters[best] || (units.Fighters[u] == units.Fighters[best] && IsBeforeEqual(u, best))))
        {
            best = u;
        }
    }

    /// <summary>Row of the faction's living unit with fewest fighters at a location, or -1.</summary>
    public int SmallestUnit(int location, int faction)
    {
        int at = (location * world.Factions.Count) + faction;
        if (_smallest[at] == Unknown)
        {
            FindSmallest(location);
        }

        return _smallest[at];
    }

    /// <summary>One look at the location's units answers for all factions of which the answer is not known.</summary>
    private void FindSmallest(int location)
    {
        Units units = world.Units;
        int n = world.Factions.Count, first = location * n;
        ulong asked = 0;
        for (int f = 0; f < n; f++)
        {
            if (_smallest[first + f] == Unknown)
            {
                asked |= 1UL << f;
                _smallest[first + f] = Smaller(location, f, world.Factions.SpareUnits[f], -1);
            }
        }

        double[] fighters = units.Fighters;
        foreach (int u in world.Tallies.RowsAt(location))
        {
            int f = units.Faction[u];
            ref int best = ref _smallest[first + f];
            if ((asked >> f & 1) != 0 && fighters[u] > 0
                && (best < 0 || fighters[u] < fighters[best] || (fighters[u] == fighters[best] && IsBeforeEqual(u, best))))
            {
                best = u;
            }
        }
    }

    /// <summary>Of units of the same size the lower row is taken, but a spare row before all.</summary>
    private bool IsBeforeEqual(int u, int best)
    {
        int spare = world.Factions.SpareUnits[world.Units.Faction[u]];
        bool first = spare >= 0 && u >= spare, other = spare >= 0 && best >= spare;
        return first == other ? u < best : first;
    }

    private static int[] Filled(int length)
    {
        var rows = new int[length];
        Array.Fill(rows, Unknown);
        return rows;
    }

    /// <summary>Could fighters join here, in an old unit or a new one?</summary>
    public bool HasRoom(int location, int faction) => SmallestUnit(location, faction) >= 0 || FreeRow(faction) >= 0;

    /// <summary>Takes new fighters in; false if there is no unit for them.</summary>
    public bool Enlist(int location, int faction, double fighters, double quality)
    {
        int unit = SmallestUnit(location, faction), free = FreeRow(faction);
        if (unit < 0 && free < 0)
        {
            return false;
        }

        if (free >= 0 && (unit < 0 || world.Units.Fighters[unit] >= parameters.UnitSize))
        {
            Raise(free, location, unit);
            unit = free;
        }

        Join(unit, fighters, quality);
        return true;
    }

    /// <summary>Adds fighters to a unit; its quality becomes the mean by heads, its battle counts them as there from the start.</summary>
    public void Join(int unit, double fighters, double quality)
    {
        Units units = world.Units;
        _smallest[(units.Location[unit] * world.Factions.Count) + units.Faction[unit]] = Unknown;
        double before = Math.Max(0, units.Fighters[unit]);
        units.Fighters[unit] = before + fighters;
        units.Quality[unit] = ((before * units.Quality[unit]) + (fighters * quality)) / units.Fighters[unit];
    }

    private int FreeRow(int faction)
    {
        int first = world.Factions.SpareUnits[faction];
        for (int u = first; first >= 0 && u < first + Units.SpareRows; u++)
        {
            if (world.Units.Fighters[u] <= 0 && world.Units.Away[u] <= 0)
            {
                return u;
            }
        }

        return -1;
    }

    /// <summary>The smallest of the spare rows in use, which may be younger than the tallies.</summary>
    private int Smaller(int location, int faction, int first, int best)
    {
        Units units = world.Units;
        for (int u = first; first >= 0 && u < first + Units.SpareRows; u++)
        {
            if (units.Fighters[u] > 0 && units.Location[u] == location && units.Corridor[u] < 0
                && (best < 0 || units.Fighters[u] < units.Fighters[best]))
            {
                best = u;
            }
        }

        return best;
    }

    private void Raise(int row, int location, int beside)
    {
        Units units = world.Units;
        int f = units.Faction[row];
        bool holds = world.Locations.Owner[location] == world.Factions.Bloc[f];
        units.Location[row] = location;
        units.Corridor[row] = -1;
        units.WayKm[row] = 0;
        units.Target[row] = -1;
        units.Operation[row] = -1;
        units.Hold[row] = false;
        units.OrderedPosture[row] = 0;
        units.BattleStart[row] = 0;
        units.BreakDraw[row] = -1;
        units.Posture[row] = beside >= 0 ? units.Posture[beside]
            : holds || !world.Factions.CanDisperse[f] ? Posture.Massed : Posture.Cells;
        units.Supply[row] = beside >= 0 ? units.Supply[beside] : SupplyOfFirst;
    }
}
