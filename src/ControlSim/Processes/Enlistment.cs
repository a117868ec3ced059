using ControlSim.Scenarios;
using ControlSim.Tables;

namespace ControlSim.Processes;

/// <summary>
/// Where new fighters go: into the faction's smallest unit at the place; once that is full, into a new unit beside it while
/// the faction has a spare row, with the same posture. Where it has none at the place, a new unit is the first.
/// </summary>
internal sealed partial class Enlistment(World world, RecruitmentParameters parameters)
{
    /// <summary>Supply state of a unit that is raised where no other stands.</summary>
    private const double SupplyOfFirst = 0.5;

    /// <summary>Rows that are looked at, eight at a time, place by place before one look at all: some 10 µs, less than that look takes.</summary>
    private const int FewRows = 1 << 16;

    private const int Unknown = -2;
    private const int None = -1;

    private readonly int[] _smallest = new int[world.Locations.Count * world.Factions.Count];
    private readonly int[] _second = new int[world.Locations.Count * world.Factions.Count];
    private readonly int _firstSpare = FirstSpare(world);
    private readonly double[] _limit = new double[world.Locations.Count * world.Factions.Count]; // where the smallest is known: at least the fighters of both
    private readonly SmallestUnits _inChunks = new(world, FirstSpare(world));
    private Action<int>? _joinPart;
    private int _tick = -1;
    private int _sums = -1;
    private bool _isKnown;
    private int _looked;
    private int _asked; // questions since fighters were summed

    /// <summary>
    /// Before the first question of a process: what was found before units were summed last is found anew when it is asked for.
    /// Since then fighters change through this class, or it is told (<see cref="Shrink(int)"/>).
    /// </summary>
    public void Begin()
    {
        if (_tick != world.Tick || _sums != world.Tallies.Sums)
        {
            // After a day of many questions all are looked at with the first one.
            _looked = _isKnown && (long)_asked * world.Units.Count / world.Factions.Count > FewRows ? FewRows + 1 : 0;
            (_tick, _sums, _isKnown, _asked) = (world.Tick, world.Tallies.Sums, false, 0);
            Array.Fill(_smallest, Unknown);
        }
    }

    /// <summary>Row of the faction's living unit with fewest fighters at a location, or -1.</summary>
    public int SmallestUnit(int location, int faction)
    {
        int at = (location * world.Factions.Count) + faction;
        _asked++;
        if (_smallest[at] == Unknown && _looked > FewRows && !_isKnown)
        {
            FindAll();
        }

        if (_smallest[at] == Unknown)
        {
            _looked += world.Units.Count / world.Factions.Count;
            Find(at, faction);
        }

        return _smallest[at];
    }

    /// <summary>
    /// A unit will be asked for. Where all have been looked at, those that are unknown again are found here, so that threads share them: of a
    /// place and faction one thread may ask.
    /// </summary>
    public void Prepare(int at)
    {
        if (_isKnown && _smallest[at] == Unknown)
        {
            Find(at, at % world.Factions.Count);
        }
    }

    private static int FirstSpare(World world) => world.Factions.SpareUnits.Where(u => u >= 0).DefaultIfEmpty(world.Units.Count).Min();

    /// <summary>Units that stand where they were summed last have lost fighters.</summary>
    public void Shrink(ReadOnlySpan<int> rows)
    {
        foreach (int u in rows)
        {
            if (MayBeSmallest(u))
            {
                Shrink(u, world.Tallies.Group[u] >> 1);
            }
        }
    }

    /// <summary>
    /// Is a unit that stands where it was summed last no larger than the two smallest of its place were before anybody lost fighters? Hardly
    /// any is, and threads may ask while fighters fall.
    /// </summary>
    public bool MayBeSmallest(int u)
    {
        int at = world.Tallies.Group[u] >> 1;
        return _smallest[at] != Unknown && !(world.Units.Fighters[u] > _limit[at]);
    }

    private void RenewLimit(int at)
    {
        int first = _smallest[at], second = _second[at];
        _limit[at] = first < 0 || second == None ? double.PositiveInfinity : world.Units.Fighters[second >= 0 ? second : first];
    }

    /// <summary>A unit at a location has lost fighters.</summary>
    public void Shrink(int u) => Shrink(u, (world.Units.Location[u] * world.Factions.Count) + world.Units.Faction[u]);

    private void Shrink(int u, int at)
    {
        if (_smallest[at] == Unknown)
        {
            return;
        }

        if (world.Units.Fighters[u] > 0)
        {
            if (u != _smallest[at])
            {
                _second[at] = u == _second[at] ? Unknown : _second[at];
                Insert(at, u);
            }
        }
        else if (u == _smallest[at])
        {
            (_smallest[at], _second[at]) = (_second[at], _second[at] == None ? None : Unknown);
        }
        else if (u == _second[at])
        {
            _second[at] = Unknown;
        }
    }

    /// <summary>A unit has more fighters than before, or is new.</summary>
    private void Grow(int u)
    {
        int at = (world.Units.Location[u] * world.Factions.Count) + world.Units.Faction[u];
        if (_smallest[at] == Unknown)
        {
            return;
        }

        _limit[at] = double.PositiveInfinity;
        if (u == _smallest[at])
        {
            if (_second[at] == Unknown)
            {
                _smallest[at] = Unknown;
            }
            else if (_second[at] != None && IsSmaller(_second[at], u))
            {
                (_smallest[at], _second[at]) = (_second[at], Unknown);
            }
        }
        else if (u == _second[at])
        {
            _second[at] = Unknown;
        }
        else
        {
            Insert(at, u);
        }
    }

    /// <summary>Puts a unit among the two smallest where it belongs; who is second may stay unknown.</summary>
    private void Insert(int at, int u)
    {
        if (_smallest[at] == None)
        {
            _smallest[at] = u;
        }
        else if (IsSmaller(u, _smallest[at]))
        {
            (_smallest[at], _second[at]) = (u, _smallest[at]);
        }
        else if (_second[at] == None || (_second[at] != Unknown && IsSmaller(u, _second[at])))
        {
            _second[at] = u;
        }
    }

    /// <summary>Of units of the same size the lower row is taken, but a spare row before all.</summary>
    private bool IsSmaller(int u, int other)
    {
        double[] fighters = world.Units.Fighters;
        if (fighters[u] != fighters[other])
        {
            return fighters[u] < fighters[other];
        }

        int spare = world.Factions.SpareUnits[world.Units.Faction[u]];
        bool first = spare >= 0 && u >= spare, second = spare >= 0 && other >= spare;
        return first == second ? u < other : first;
    }

    /// <summary>Could fighters join here, in an old unit or a new one?</summary>
    public bool HasRoom(int location, int faction) => FreeRow(faction) >= 0 || SmallestUnit(location, faction) >= 0;

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

    /// <summary>Takes replacements into the smallest massed unit, or a new one if all are full and a row is free; false where none stands.</summary>
    public bool Replace(int location, int faction, double fighters, double quality)
    {
        int unit = -1;
        foreach (int u in world.Tallies.Rows.Of(2 * ((location * world.Factions.Count) + faction)))
        {
            bool stands = world.Units.Fighters[u] > 0 && world.Units.Posture[u] == Posture.Massed && world.Units.Corridor[u] < 0;
            unit = stands && (unit < 0 || world.Units.Fighters[u] < world.Units.Fighters[unit]) ? u : unit;
        }

        if (unit < 0)
        {
            return false;
        }

        int free = world.Units.Fighters[unit] >= parameters.UnitSize ? FreeRow(faction) : -1;
        if (free >= 0)
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
        double before = Math.Max(0, units.Fighters[unit]);
        world.Changes.Note(unit);
        world.Changes.NoteQuality(unit);
        units.Fighters[unit] = before + fighters;
        units.Quality[unit] = ((before * units.Quality[unit]) + (fighters * quality)) / units.Fighters[unit];
        Grow(unit);
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
