using System.Runtime.Intrinsics;
using ControlSim.Networks;
using ControlSim.Randomness;
using ControlSim.Tables;

namespace ControlSim.Processes;

/// <summary>
/// P11. People flee: P (f0 + f1 assault + f2 F) a day leave a place, over open corridors and past places that nobody hostile
/// to their holder owns, to the nearest inhabited place without assault; no way leads through a refuge. A place without such
/// a neighbour is besieged and lets nobody out. Displaced people are groups with an origin and a place, at most four of an
/// origin: a fifth joins the largest. A group moves on when its place is assaulted, and goes home at a rate times 1 - F when
/// the origin is quiet, has a way out and no holder hostile to that of its place. Civilian casualties of the day die first.
/// Places one after another; whole people, fractions drawn. Form: flight by conflict and roads as in Flee
/// (Suleimenova, Bell, Groen 2017); rates no source.
/// </summary>
[Writes(
    "Locations.Population", "Society.DisplacedAt", "Society.Displaced", "Society.Besieged", "Ledger.CiviliansKilled")]
internal sealed class Displacement(World world, DisplacementParameters parameters, RandomStreams random)
{
    private const int Groups = Society.GroupsOfDisplaced;
    private const int DeathDraw = 2 * Groups;
    private const int Unknown = -2;

    private readonly bool[] _assault = new bool[world.Locations.Count];
    private readonly bool[] _assaults = new bool[world.Operations.Count];
    private readonly bool[] _assaultBefore = new bool[world.Locations.Count];
    private readonly bool[] _exit = new bool[world.Locations.Count];
    private readonly bool[] _besideEnemy = new bool[world.Locations.Count];
    private readonly bool[] _passable = new bool[world.Corridors.ArcTo.Length];
    private readonly ulong[] _passableBy = new ulong[world.Corridors.ArcTo.Length]; // bit b: for people under bloc b
    private readonly ulong[] _passableToAll = new ulong[world.Corridors.ArcTo.Length]; // 1: for people under nobody
    private readonly int[] _gate = [.. world.Corridors.ArcCorridor.ToArray().Select(c => GateOf(world, c))]; // by arc; the last of all for none
    private readonly ulong[] _openTo = [.. Enumerable.Repeat(ulong.MaxValue, world.Crossings.Count + 1)]; // by gate, bit b: to people under bloc b
    private readonly ulong[] _openToAll = [.. Enumerable.Repeat(1UL, world.Crossings.Count + 1)];
    private readonly ulong[] _hostile = new ulong[world.Locations.Count]; // bit b: bloc b is hostile to who owns it
    private readonly double[] _lengthKm = [.. world.Corridors.ArcCorridor.ToArray().Select(c => world.Corridors.LengthKm[c])];
    private readonly double[] _openKm = new double[world.Corridors.ArcTo.Length]; // infinite to a place under assault
    private readonly double[][] _arcKm = [.. Enumerable.Range(0, world.Blocs.Count + 1).Select(_ => new double[world.Corridors.ArcTo.Length])];
    private readonly bool[] _knowsKm = new bool[world.Blocs.Count + 1];
    private readonly int[] _kmSince = new int[world.Blocs.Count + 1]; // counts how often an owner's ways became others
    private readonly int[] _shelter = new int[world.Locations.Count];
    private readonly (int Owner, int Since)[] _shelterBy = new (int, int)[world.Locations.Count]; // for whom it was looked for, and when
    private int _topology = -1;
    private bool _knowsAssaults;
    private Action<int>? _markSome;
    private Action<int>? _lookSome;
    private readonly ShortestPaths _paths = new(world.Corridors.Graph);

    public void Step()
    {
        MarkAssaults();
        if (_topology != world.Topology)
        {
            _topology = world.Topology;
            RenewWays();
            Array.Clear(_knowsKm);
        }

        if (!_knowsAssaults || !_assault.AsSpan().SequenceEqual(_assaultBefore))
        {
            _knowsAssaults = true;
            _assault.CopyTo(_assaultBefore, 0);
            Array.Clear(_knowsKm);
            RenewOpenKm();
        }

        world.Chunks.Run(_lookSome ??= LookSome);
        for (int l = 0; l < world.Locations.Count; l++)
        {
            MoveGroups(l);
            Flee(l);
        }
    }

    /// <summary>A place where a unit attacks under an order that is no siege.</summary>
    private void MarkAssaults()
    {
        Array.Clear(_assault);
        for (int o = 0; o < _assaults.Length; o++)
        {
            _assaults[o] = world.Operations.State[o] == OperationState.Attacking && !world.Operations.IsSiege[o];
        }

        world.Chunks.Run(_markSome ??= MarkSome);
    }

    /// <summary>The same of a part of those under orders: whoever finds an assault, the place is marked.</summary>
    private void MarkSome(int part)
    {
        Units units = world.Units;
        int[] operations = units.Operation, locations = units.Location;
        foreach (int u in world.Chunks.PartOf(world.Tallies.UnderOrders.Rows, part))
        {
            // Nearly all stand where another was found before.
            int operation = operations[u], l = locations[u];
            if (!_assault[l] && operation >= 0 && _assaults[operation] && world.Locations.BattleDays[l] > 0
                && units.Fighters[u] > 0 && units.Corridor[u] < 0)
            {
                _assault[l] = true;
            }
        }
    }

    /// <summary>Counts the dead of a part of the places, which no other part asks for, and finds exits.</summary>
    private void LookSome(int part)
    {
        Range places = world.Chunks.PartOf(world.Locations.Count, part);
        for (int l = places.Start.Value; l < places.End.Value; l++)
        {
            CountDead(l);
            FindExit(l);
        }
    }

    private void CountDead(int l)
    {
        if (world.Society.Collateral[l] > 0)
        {
            double dead = Math.Min(world.Locations.Population[l], Whole(l, world.Society.Collateral[l], DeathDraw));
            AddPeople(l, -dead);
            world.Ledger.CiviliansKilled[l] += dead;
        }
    }

    private void FindExit(int l)
    {
        ReadOnlySpan<int> arcTo = world.Corridors.ArcTo;
        int owner = world.Locations.Owner[l];
        bool ring = owner >= 0 && Presence.IsShutIn(world, l, owner);
        bool threatened = ring || world.Locations.BattleDays[l] > 0 || _besideEnemy[l], exit = false;
        int stop = world.Corridors.ArcStart[l + 1];
        for (int arc = world.Corridors.ArcStart[l]; arc < stop && !exit && !ring; arc++)
        {
            exit = _passable[arc] && !_assault[arcTo[arc]];
        }

        _exit[l] = exit;
        world.Society.Besieged[l] = threatened && !_exit[l] ? world.Locations.Population[l] : 0;
    }

    /// <summary>The ways out of every location, and who has an enemy next door: kept until owners, gates or relations change.</summary>
    private void RenewWays()
    {
        RenewGates();
        for (int l = 0; l < _hostile.Length; l++)
        {
            int owner = world.Locations.Owner[l];
            _hostile[l] = owner < 0 ? 0 : world.Blocs.Hostiles[(world.Locations.Country[l] * world.Blocs.Count) + owner];
        }

        Corridors corridors = world.Corridors;
        ReadOnlySpan<int> starts = corridors.ArcStart, arcTo = corridors.ArcTo;
        for (int l = 0; l < world.Locations.Count; l++)
        {
            int owner = world.Locations.Owner[l], bit = Math.Max(owner, 0);
            ulong enemiesBeside = 0;
            for (int arc = starts[l]; arc < starts[l + 1]; arc++)
            {
                int to = arcTo[arc], gate = _gate[arc];
                ulong hostile = _hostile[to], noRefuge = world.Locations.IsRefuge[to] ? 0 : ulong.MaxValue;
                _passableBy[arc] = _openTo[gate] & ~hostile & noRefuge;
                _passableToAll[arc] = _openToAll[gate] & noRefuge;
                _passable[arc] = ((owner < 0 ? _passableToAll : _passableBy)[arc] >> bit & 1) != 0;
                enemiesBeside |= hostile;
            }

            _besideEnemy[l] = owner >= 0 && (enemiesBeside >> bit & 1) != 0;
        }
    }

    private void RenewGates()
    {
        for (int g = 0; g < world.Crossings.Count; g++)
        {
            bool isOpen = world.Crossings.OpenToUnits[g];
            (_openTo[g], _openToAll[g]) = (isOpen ? ulong.MaxValue : world.Crossings.UsableBy[g], isOpen ? 1UL : 0);
        }
    }

    private static int GateOf(World world, int corridor) =>
        world.Corridors.Crossing[corridor] is >= 0 and int gate ? gate : world.Crossings.Count;

    private bool IsHostile(int l, int owner)
    {
        int other = world.Locations.Owner[l];
        return owner >= 0 && other >= 0 && world.Blocs.AreHostile(world.Locations.Country[l], owner, other);
    }

    private void Flee(int l)
    {
        double rate = parameters.Base + (_assault[l] ? parameters.Assault : 0) + (parameters.Fear * world.Society.Fear[l]);
        double wanted = Math.Min(1, rate) * world.Locations.Population[l];
        double people = wanted > 0 && _exit[l] ? Math.Min(world.Locations.Population[l], Whole(l, wanted, 0)) : 0;
        int to = people > 0 ? Shelter(l) : -1;
        if (to >= 0)
        {
            AddPeople(l, -people);
            Settle(l, to, people);
        }
    }

    /// <summary>Groups of this origin: on from a place under assault, or home.</summary>
    private void MoveGroups(int origin)
    {
        Society society = world.Society;
        for (int k = 0; k < Groups; k++)
        {
            int group = (origin * Groups) + k, at = society.DisplacedAt[group];
            double people = society.Displaced[group];
            if (people <= 0)
            {
                continue;
            }

            if (_assault[at])
            {
                int to = _exit[at] ? Shelter(at) : -1;
                if (to >= 0)
                {
                    Leave(group, people);
                    Arrive(origin, to, people);
                }
            }
            else if (_exit[origin] && !_assault[origin] && world.Locations.BattleDays[origin] == 0
                && !IsHostile(origin, world.Locations.Owner[at]))
            {
                double home = parameters.Return * (1 - society.Fear[origin]) * people;
                home = Math.Min(people, Whole(origin, home, 1 + k));
                Leave(group, home);
                AddPeople(origin, home);
            }
        }
    }

    /// <summary>People come to live at a place, or leave it; where the last leave or the first come, others find another shelter.</summary>
    private void AddPeople(int l, double people)
    {
        bool lived = world.Locations.Population[l] > 0;
        world.Locations.Population[l] += people;
        if (lived != world.Locations.Population[l] > 0)
        {
            Array.Fill(_shelter, Unknown);
        }
    }

    private void Leave(int group, double people)
    {
        world.Society.Displaced[group] -= people;
        if (world.Society.Displaced[group] <= 0)
        {
            world.Society.DisplacedAt[group] = -1;
        }
    }

    /// <summary>Whoever reaches home on the way stays there.</summary>
    private void Arrive(int origin, int at, double people)
    {
        if (at == origin)
        {
            AddPeople(origin, people);
        }
        else
        {
            Settle(origin, at, people);
        }
    }

    private void Settle(int origin, int at, double people)
    {
        Society society = world.Society;
        int first = origin * Groups, chosen = -1, free = -1, largest = first;
        for (int group = first; group < first + Groups; group++)
        {
            chosen = society.DisplacedAt[group] == at ? group : chosen;
            free = free < 0 && society.DisplacedAt[group] < 0 ? group : free;
            largest = society.Displaced[group] > society.Displaced[largest] ? group : largest;
        }

        if (chosen < 0)
        {
            chosen = free >= 0 ? free : largest;
            society.DisplacedAt[chosen] = free >= 0 ? at : society.DisplacedAt[chosen];
        }

        society.Displaced[chosen] += people;
    }

    /// <summary>The nearest inhabited place without assault that can be reached, or -1; kept until its owner's ways or who lives where change.</summary>
    private int Shelter(int from)
    {
        int owner = world.Locations.Owner[from];
        if (!_knowsKm[owner + 1])
        {
            RenewKm(owner);
        }

        ref int kept = ref _shelter[from];
        if (kept == Unknown || _shelterBy[from] != (owner, _kmSince[owner + 1]))
        {
            kept = _paths.Nearest(from, _arcKm[owner + 1], world.Locations.Population);
            _shelterBy[from] = (owner, _kmSince[owner + 1]);
        }

        return kept;
    }

    private void RenewOpenKm()
    {
        ReadOnlySpan<int> arcTo = world.Corridors.ArcTo;
        for (int arc = 0; arc < _openKm.Length; arc++)
        {
            _openKm[arc] = _assault[arcTo[arc]] ? double.PositiveInfinity : _lengthKm[arc];
        }
    }

    /// <summary>Lengths of the arcs that people under an owner can go.</summary>
    private void RenewKm(int owner)
    {
        _knowsKm[owner + 1] = true;
        ulong[] passable = owner < 0 ? _passableToAll : _passableBy;
        double[] km = _arcKm[owner + 1];
        ulong bit = 1UL << Math.Max(owner, 0);
        bool isOther = false;
        int arc = 0;
        var (bits, endless) = (Vector256.Create(bit), Vector256.Create(double.PositiveInfinity));
        for (; arc + Vector256<double>.Count <= km.Length; arc += Vector256<double>.Count)
        {
            Vector256<double> mask = Vector256.Equals(Vector256.LoadUnsafe(ref passable[arc]) & bits, bits).AsDouble();
            Vector256<double> now = Vector256.ConditionalSelect(mask, Vector256.LoadUnsafe(ref _openKm[arc]), endless);
            isOther |= !Vector256.EqualsAll(now, Vector256.LoadUnsafe(ref km[arc]));
            now.StoreUnsafe(ref km[arc]);
        }

        for (; arc < km.Length; arc++)
        {
            double now = (passable[arc] & bit) != 0 ? _openKm[arc] : double.PositiveInfinity;
            isOther |= now != km[arc];
            km[arc] = now;
        }

        _kmSince[owner + 1] += isOther ? 1 : 0;
    }

    private double Whole(int l, double people, int draw) => world.Deterministic
        ? people
        : Distributions.StochasticRound(
            people, random.Uniform(ProcessId.Displacement, world.Tick, world.Locations.StableIds[l], draw));
}
