using ControlSim.Networks;
using ControlSim.Randomness;
using ControlSim.Tables;

namespace ControlSim.Processes;

/// <summary>
/// P11. Volunteers from abroad: phi max(0, Q) a day while an open way leads from an entry crossing to own fighters: through
/// gates that are open to units or usable by the bloc, over places that nobody hostile to the bloc owns. They join at the
/// nearest place with own fighters. Factions one after another; Poisson, in a deterministic run the expectation (S3-42).
/// </summary>
[Writes(
    "Units.Fighters", "Units.Quality", "Units.Location", "Units.Corridor", "Units.WayKm", "Units.Target", "Units.Operation",
    "Units.Hold", "Units.OrderedPosture", "Units.BattleStart", "Units.BreakDraw", "Units.Posture", "Units.Supply", "Ledger.Inflow")]
internal sealed class ForeignInflow
{
    private readonly World _world;
    private readonly Routes _routes;
    private readonly Enlistment _enlistment;
    private readonly RandomStreams _random;
    private readonly (ShortestPaths Paths, double[] ArcKm, int[] Sources)[] _rooms; // by part
    private readonly Action<int> _renewPart;
    private readonly double[][] _km;
    private readonly int[] _nearest; // place with own fighters that volunteers can reach, or -1; with room or not
    private readonly int[] _version;

    public ForeignInflow(World world, Routes routes, Enlistment enlistment, RandomStreams random)
    {
        _world = world;
        _routes = routes;
        _enlistment = enlistment;
        _random = random;
        _rooms = [.. Enumerable.Range(0, world.Chunks.Count)
            .Select(_ => (new ShortestPaths(world.Corridors.Graph), new double[world.Corridors.ArcTo.Length], new int[world.Locations.Count]))];
        _renewPart = RenewPart;
        _version = new int[world.Factions.Count];
        _nearest = new int[world.Factions.Count];
        Array.Fill(_version, -1);
        _km = new double[world.Factions.Count][];
        for (int f = 0; f < _km.Length; f++)
        {
            _km[f] = new double[world.Factions.EntryCrossings[f].Length > 0 ? world.Locations.Count : 0];
        }
    }

    public void Step()
    {
        Economy economy = _world.Economy;
        _enlistment.Begin();
        _world.Chunks.Run(_renewPart);
        for (int f = 0; f < _world.Factions.Count; f++)
        {
            double mean = Mean(f);
            int to = mean > 0 ? _nearest[f] : -1;
            if (to < 0 || (!_enlistment.HasRoom(to, f) && (to = Nearest(f, hasRoom: true)) < 0))
            {
                continue;
            }

            double volunteers = _world.Deterministic
                ? mean
                : Distributions.Poisson(
                    mean, _random.Uniform(ProcessId.Recruitment, _world.Tick, _world.Factions.StableIds[f], 0));
            if (volunteers > 0 && _enlistment.Enlist(to, f, volunteers, economy.Training[f]))
            {
                _world.Ledger.Inflow[f] += volunteers;
            }
        }
    }

    /// <summary>Volunteers expected, if they have a way.</summary>
    private double Mean(int f) =>
        _km[f].Length > 0 ? _world.Economy.ForeignInflow[f] * Math.Max(0, _world.Economy.Prestige[f]) : 0;

    /// <summary>Every so many factions: their ways, where owners or gates have changed, and where they lead today.</summary>
    private void RenewPart(int part)
    {
        var (paths, arcKm, sources) = _rooms[part];
        for (int f = part; f < _version.Length; f += _rooms.Length)
        {
            if (Mean(f) <= 0)
            {
                continue;
            }

            if (_version[f] != _world.Topology)
            {
                _version[f] = _world.Topology;
                RenewWays(f, paths, arcKm, sources);
            }

            _nearest[f] = Nearest(f, hasRoom: false);
            if (_nearest[f] >= 0)
            {
                _enlistment.Prepare((_nearest[f] * _version.Length) + f);
            }
        }
    }

    /// <summary>The nearest place with own fighters that volunteers can reach, or the nearest of those with room for them; -1: none.</summary>
    private int Nearest(int f, bool hasRoom)
    {
        int best = -1;
        double[] km = _km[f];
        ulong[] present = _world.Tallies.Present;
        for (int l = 0; l < km.Length; l++)
        {
            bool own = (present[l] >> f & 1) != 0 && double.IsFinite(km[l]);
            if (own && (best < 0 || km[l] < km[best]) && (!hasRoom || _enlistment.HasRoom(l, f)))
            {
                best = l;
            }
        }

        return best;
    }

    private void RenewWays(int f, ShortestPaths paths, double[] arcKm, int[] sources)
    {
        int bloc = _world.Factions.Bloc[f];
        Corridors corridors = _world.Corridors;
        for (int l = 0; l < _world.Locations.Count; l++)
        {
            for (int arc = corridors.ArcStart[l]; arc < corridors.ArcStart[l + 1]; arc++)
            {
                int corridor = corridors.ArcCorridor[arc];
                bool open = _routes.IsGateOpen(corridor, bloc) && IsPassable(corridors.ArcTo[arc], bloc);
                arcKm[arc] = open ? corridors.LengthKm[corridor] : double.PositiveInfinity;
            }
        }

        paths.SolveByEntry(sources.AsSpan(0, Sources(f, bloc, sources)), arcKm);
        paths.Distances.CopyTo(_km[f]);
    }

    /// <summary>Places into which the open ones of the entry crossings lead.</summary>
    private int Sources(int f, int bloc, int[] sources)
    {
        int count = 0;
        Crossings crossings = _world.Crossings;
        foreach (int gate in _world.Factions.EntryCrossings[f])
        {
            if (crossings.OpenToUnits[gate] || (crossings.UsableBy[gate] >> bloc & 1) != 0)
            {
                count = Add(sources, count, crossings.Location[gate], bloc);
                for (int c = 0; c < _world.Corridors.Count; c++)
                {
                    bool through = _world.Corridors.Crossing[c] == gate;
                    count = through ? Add(sources, count, _world.Corridors.From[c], bloc) : count;
                    count = through ? Add(sources, count, _world.Corridors.To[c], bloc) : count;
                }
            }
        }

        return count;
    }

    private int Add(int[] sources, int count, int location, int bloc)
    {
        bool known = location < 0 || Array.IndexOf(sources, location, 0, count) >= 0;
        if (!known && IsPassable(location, bloc))
        {
            sources[count++] = location;
        }

        return count;
    }

    private bool IsPassable(int l, int bloc)
    {
        int owner = _world.Locations.Owner[l];
        return owner < 0 || !_world.Blocs.AreHostile(_world.Locations.Country[l], bloc, owner);
    }
}
