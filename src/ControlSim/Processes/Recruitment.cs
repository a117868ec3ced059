using System.Numerics;
using ControlSim.Randomness;
using ControlSim.Tables;

namespace ControlSim.Processes;

/// <summary>
/// P11. Enemies of the holder recruit (r P ctl + c I) A (1 - inclusion)(1 - K)(1 - R/Rmax) a day, ctl their own share of control,
/// I their cells at the place, those in a neighbouring refuge counting with exp(-km/reach); inclusion is that of the place's
/// group by those who rule it. The holder's own factions have inclusion for (1 - inclusion)(1 - K): who is let in joins. Cells
/// recruit by contact, as many as they are, and not by their share among the armed: some thousands among half a million
/// soldiers came back as an army (S1-29; Castillo-Chavez, Song 2003). Where no own unit stands those in the refuge take the
/// recruits in. R are own fighters living off the place. A civilian casualty brings theta recruits, shared among the
/// holder's enemies by control and cells. Places one after another, from the tallies; Poisson, in a deterministic run the
/// expectation. Recruits stay counted as inhabitants (Kress, Szechtman 2009 for the backlash).
/// </summary>
[Writes(
    "Units.Fighters", "Units.Quality", "Units.Location", "Units.Corridor", "Units.WayKm", "Units.Target", "Units.Operation",
    "Units.Hold", "Units.OrderedPosture", "Units.BattleStart", "Units.BreakDraw", "Units.Posture", "Units.Supply", "Ledger.Recruited")]
internal sealed class Recruitment
{
    /// <summary>Draws that are made together.</summary>
    private const int Piece = 64;

    private readonly World _world;
    private readonly RecruitmentParameters _parameters;
    private readonly Rulers _rulers;
    private readonly Enlistment _enlistment;
    private readonly RandomStreams _random;
    private readonly ulong[] _factionIds; // as they enter the ids of places and factions
    private readonly ulong[] _enemies; // by country and bloc: factions of those hostile to it
    private int _topology = -1;
    private readonly int[] _refuges;
    private readonly double[] _arcWeight;
    private readonly double[] _near;
    private readonly ulong[] _nearAt; // by location, bit f: cells of f in a neighbouring refuge are felt there
    private readonly Part[] _parts;
    private readonly (int At, double Recruits)[] _recruits; // location * factions + faction: those of a part from its first location on
    private readonly Action<int> _drawPart;

    public Recruitment(World world, RecruitmentParameters parameters, Rulers rulers, Enlistment enlistment, RandomStreams random)
    {
        (_world, _parameters, _rulers, _enlistment, _random) = (world, parameters, rulers, enlistment, random);
        int n = world.Factions.Count, rows = world.Locations.Count * n;
        _factionIds = [.. world.Factions.StableIds.Select(StableId.MixSecond)];
        _enemies = new ulong[world.Countries * world.Blocs.Count];
        _refuges = [.. Enumerable.Range(0, world.Locations.Count).Where(l => world.Locations.IsRefuge[l])];
        (_near, _nearAt) = (new double[rows], new ulong[world.Locations.Count]);
        _parts = [.. Enumerable.Range(0, world.Chunks.Count).Select(part => new Part(n, world.Chunks.PartOf(world.Locations.Count, part)))];
        (_recruits, _drawPart) = (new (int, double)[rows], DrawPart);
        _arcWeight = new double[world.Corridors.ArcCorridor.Length];
        for (int l = 0; l < world.Locations.Count; l++)
        {
            Weigh(world.Corridors, world.Corridors.ArcStart[l], world.Corridors.ArcStart[l + 1]);
        }
    }

    /// <summary>How far cells of a place are felt in each of its neighbours: by distance, and in all together no more than they are.</summary>
    private void Weigh(Corridors corridors, int first, int last)
    {
        double sum = 0;
        for (int arc = first; arc < last; arc++)
        {
            _arcWeight[arc] = DetMath.Exp(-corridors.LengthKm[corridors.ArcCorridor[arc]] / _parameters.ReachKm);
            sum += _arcWeight[arc];
        }

        for (int arc = first; arc < last; arc++)
        {
            _arcWeight[arc] /= Math.Max(1, sum);
        }
    }

    public void Step()
    {
        _enlistment.Begin();
        _rulers.Renew();
        if (_topology != _world.Topology)
        {
            _topology = _world.Topology;
            RenewEnemies();
        }

        SumNear();
        _world.Chunks.Run(_drawPart);
        foreach (Part part in _parts)
        {
            Enlist(part);
        }
    }

    /// <summary>Draws who would join at the places of a part: from the tallies, which do not follow who joins.</summary>
    private void DrawPart(int number)
    {
        Part part = _parts[number];
        part.Joining = 0;
        for (int l = part.First; l < part.End; l++)
        {
            bool willing = _world.Society.Grievance[l] > 0 || _world.Society.Collateral[l] > 0;
            if (_world.Locations.Population[l] > 0 && willing)
            {
                Expect(part, l);
            }
        }

        Draw(part);
    }

    private void Enlist(Part part)
    {
        int n = _world.Factions.Count;
        foreach ((int at, double recruits) in _recruits.AsSpan(part.First * n, part.Joining))
        {
            int l = at / n, f = at % n;
            if (_enlistment.Enlist(Post(l, f), f, recruits, _world.Economy.Training[f]))
            {
                _world.Ledger.Recruited[f] += recruits;
            }
        }
    }

    private void RenewEnemies()
    {
        for (int at = 0; at < _enemies.Length; at++)
        {
            _enemies[at] = 0;
            for (ulong rest = _world.Blocs.Hostiles[at]; rest != 0; rest &= rest - 1)
            {
                _enemies[at] |= _rulers.FactionsOf(BitOperations.TrailingZeroCount(rest));
            }
        }
    }

    /// <summary>Recruits expected in a day, before the backlash.</summary>
    /// <param name="parameters">Rates.</param>
    /// <param name="people">P, inhabitants.</param>
    /// <param name="grievance">A, 0 to 1.</param>
    /// <param name="willing">Share of those with a grievance who would join this side, 0 to 1.</param>
    /// <param name="control">The side's own share of control, 0 to 1.</param>
    /// <param name="cells">I, its fighters underground.</param>
    /// <param name="own">R, its fighters who live off the place.</param>
    public static double Expected(
        RecruitmentParameters parameters, double people, double grievance, double willing, double control, double cells, double own)
    {
        double room = Math.Max(0, 1 - (own / (parameters.Most * people)));
        return ((parameters.Rate * people * control) + (parameters.Contact * cells)) * grievance * willing * room;
    }

    /// <summary>Cells in refuges, as they are felt in the places next to them.</summary>
    private void SumNear()
    {
        int n = _world.Factions.Count;
        for (int l = 0; l < _nearAt.Length; l++)
        {
            if (_nearAt[l] != 0)
            {
                _nearAt[l] = 0;
                Array.Clear(_near, l * n, n);
            }
        }

        Corridors corridors = _world.Corridors;
        foreach (int l in _refuges)
        {
            for (ulong rest = _world.Tallies.Present[l]; rest != 0; rest &= rest - 1)
            {
                int f = BitOperations.TrailingZeroCount(rest);
                double cells = _world.Tallies.Cells[(l * n) + f];
                for (int arc = corridors.ArcStart[l]; arc < corridors.ArcStart[l + 1] && cells > 0; arc++)
                {
                    int to = corridors.ArcTo[arc];
                    _near[(to * n) + f] += _arcWeight[arc] * cells;
                    _nearAt[to] |= 1UL << f;
                }
            }
        }
    }

    /// <summary>Asks those factions that have a share of control or cells at a place.</summary>
    private void Expect(Part part, int l)
    {
        int n = _world.Factions.Count, holder = _rulers.Holder(l);
        double apart = (1 - _rulers.Inclusion[l]) * (1 - _world.Locations.Consolidation[l]);
        double backlash = _parameters.Backlash * _world.Society.Collateral[l], armed = 0, influence = 0;
        ulong own = holder < 0 ? 0 : _rulers.FactionsOf(holder);
        ulong enemies = apart <= 0 && backlash <= 0 ? 0 // nobody would join them
            : holder < 0 ? ulong.MaxValue : _enemies[(_world.Locations.Country[l] * _world.Blocs.Count) + holder];
        ulong asked = FindInfluence(part, l, own | enemies);
        (own, enemies) = (own & asked, enemies & asked);
        if (backlash > 0)
        {
            armed = Armed(l);
            for (ulong rest = enemies; rest != 0; rest &= rest - 1)
            {
                influence += Influence(part, BitOperations.TrailingZeroCount(rest), armed);
            }
        }

        for (ulong rest = asked; rest != 0; rest &= rest - 1)
        {
            int f = BitOperations.TrailingZeroCount(rest);
            double willing = (own >> f & 1) != 0 ? _world.Economy.InclusionOf(f, _world.Society.Group[l]) : apart;
            double angered = backlash > 0 && (enemies >> f & 1) != 0 ? backlash * Influence(part, f, armed) / influence : 0;
            double living = ((_world.Tallies.MassedPresent[l] >> f & 1) != 0 ? _world.Tallies.Massed[(l * n) + f] : 0) + part.Cells[f];
            Ask(part, l, f, angered + Expected(
                _parameters, _world.Locations.Population[l], _world.Society.Grievance[l], willing, part.Control[f], part.Cells[f], living));
        }
    }

    /// <summary>
    /// Sets the shares of control and the cells of those of some factions that have any at a place. Who is not there has no sums, and they
    /// are not fetched: a line of the cache each.
    /// </summary>
    /// <returns>Their bits.</returns>
    private ulong FindInfluence(Part part, int l, ulong factions)
    {
        int first = l * _world.Factions.Count;
        ulong rulers = 0, any = 0, present = _world.Tallies.Present[l], near = _nearAt[l];
        double[] control = part.Control, own = part.Cells;
        foreach (Rulers.Rule rule in _rulers.RulesAt(l))
        {
            (control[rule.Faction], own[rule.Faction]) = (rule.Control, 0);
            rulers |= 1UL << rule.Faction;
            any |= rule.Control > 0 ? 1UL << rule.Faction : 0;
        }

        TallyColumn cells = _world.Tallies.Cells;
        for (ulong rest = (present | near) & factions; rest != 0; rest &= rest - 1)
        {
            int f = BitOperations.TrailingZeroCount(rest);
            control[f] = (rulers >> f & 1) != 0 ? control[f] : 0;
            own[f] = ((present >> f & 1) != 0 ? cells[first + f] : 0) + ((near >> f & 1) != 0 ? _near[first + f] : 0);
            any |= own[f] > 0 ? 1UL << f : 0;
        }

        return any & factions;
    }

    private double Armed(int l)
    {
        double sum = 0;
        for (ulong rest = _world.Tallies.Present[l] | _nearAt[l]; rest != 0; rest &= rest - 1)
        {
            int at = (l * _world.Factions.Count) + BitOperations.TrailingZeroCount(rest);
            sum += _world.Tallies.Massed[at] + _world.Tallies.Cells[at] + _near[at];
        }

        return sum;
    }

    private static double Influence(Part part, int f, double armed) => part.Control[f] + (armed > 0 ? part.Cells[f] / armed : 0);

    /// <summary>Puts a number of recruits to be drawn on the list; one below 2^-54 gives none with any draw.</summary>
    private void Ask(Part part, int l, int f, double mean)
    {
        if (mean <= 0 || (1 - mean == 1 && !_world.Deterministic))
        {
            return;
        }

        if (part.Count == Piece)
        {
            Draw(part);
        }

        (part.Asked[part.Count], part.Means[part.Count]) = ((l * _world.Factions.Count) + f, mean);
        part.Entities[part.Count++] = StableId.CombineMixed(_world.Locations.StableIds[l], _factionIds[f]);
    }

    /// <summary>Draws for those on the list together, and lists in its order where somebody joins.</summary>
    private void Draw(Part part)
    {
        if (!_world.Deterministic)
        {
            _random.Words(ProcessId.Recruitment, _world.Tick, part.Entities.AsSpan(0, part.Count), 0, part.Digits, Piece);
        }

        Span<(int At, double Recruits)> joining = _recruits.AsSpan((part.First * _world.Factions.Count) + part.Joining);
        int found = 0;
        for (int i = 0; i < part.Count; i++)
        {
            double recruits = _world.Deterministic ? part.Means[i] : Recruits(part.Means[i], RandomStreams.ToUniform(part.Digits, i, Piece));
            if (recruits > 0)
            {
                joining[found++] = (part.Asked[i], recruits);
                _enlistment.Prepare(part.Asked[i]);
            }
        }

        (part.Joining, part.Count) = (part.Joining + found, 0);
    }

    private static double Recruits(double mean, double draw) => draw < 1 - mean ? 0 : Distributions.Poisson(mean, draw);

    /// <summary>The place itself if an own unit stands there, else the neighbouring refuge whose cells are felt most.</summary>
    private int Post(int l, int f)
    {
        int n = _world.Factions.Count, best = l;
        double most = 0;
        if (_enlistment.SmallestUnit(l, f) >= 0 || _near[(l * n) + f] <= 0)
        {
            return l;
        }

        Corridors corridors = _world.Corridors;
        for (int arc = corridors.ArcStart[l]; arc < corridors.ArcStart[l + 1]; arc++)
        {
            int to = corridors.ArcTo[arc];
            double felt = _world.Locations.IsRefuge[to] ? _arcWeight[arc] * _world.Tallies.Cells[(to * n) + f] : 0;
            if (felt > most)
            {
                most = felt;
                best = to;
            }
        }

        return best;
    }

    /// <summary>Some places, and what is reckoned of one of them.</summary>
    private sealed class Part(int factions, Range places)
    {
        public int First => places.Start.Value;

        public int End => places.End.Value;

        /// <summary>Shares of control.</summary>
        public double[] Control { get; } = new double[factions];

        public double[] Cells { get; } = new double[factions];

        /// <summary>Location * factions + faction of the draws to make.</summary>
        public int[] Asked { get; } = new int[Piece];

        public double[] Means { get; } = new double[Piece];

        public ulong[] Entities { get; } = new ulong[Piece];

        public ushort[] Digits { get; } = new ushort[UnitWords.Count * Piece];

        public int Count { get; set; }

        /// <summary>Where somebody joins: so many of the part's places and factions.</summary>
        public int Joining { get; set; }
    }
}
