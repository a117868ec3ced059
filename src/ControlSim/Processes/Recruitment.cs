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
    private readonly World _world;
    private readonly RecruitmentParameters _parameters;
    private readonly Rulers _rulers;
    private readonly Enlistment _enlistment;
    private readonly RandomStreams _random;
    private readonly double[] _arcWeight;
    private readonly double[] _near;
    private readonly double[] _control;
    private readonly double[] _cells;

    public Recruitment(World world, RecruitmentParameters parameters, Rulers rulers, Enlistment enlistment, RandomStreams random)
    {
        _world = world;
        _parameters = parameters;
        _rulers = rulers;
        _enlistment = enlistment;
        _random = random;
        _near = new double[world.Locations.Count * world.Factions.Count];
        _control = new double[world.Factions.Count];
        _cells = new double[world.Factions.Count];
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
        SumNear();
        for (int l = 0; l < _world.Locations.Count; l++)
        {
            bool willing = _world.Society.Grievance[l] > 0 || _world.Society.Collateral[l] > 0;
            if (_world.Locations.Population[l] > 0 && willing)
            {
                Recruit(l);
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
        Array.Clear(_near);
        int n = _world.Factions.Count;
        Corridors corridors = _world.Corridors;
        for (int l = 0; l < _world.Locations.Count; l++)
        {
            if (!_world.Locations.IsRefuge[l] || _world.Tallies.Present[l] == 0)
            {
                continue;
            }

            for (int arc = corridors.ArcStart[l]; arc < corridors.ArcStart[l + 1]; arc++)
            {
                for (int f = 0; f < n; f++)
                {
                    _near[(corridors.ArcTo[arc] * n) + f] += _arcWeight[arc] * _world.Tallies.Cells[(l * n) + f];
                }
            }
        }
    }

    private void Recruit(int l)
    {
        int n = _world.Factions.Count, holder = _rulers.Holder(l);
        double inclusion = _rulers.Inclusion(l), armed = Armed(l), enemies = 0;
        for (int f = 0; f < n; f++)
        {
            _control[f] = OwnControl(l, f);
            _cells[f] = _world.Tallies.Cells[(l * n) + f] + _near[(l * n) + f];
            enemies += IsEnemy(l, f, holder) ? Influence(f, armed) : 0;
        }

        for (int f = 0; f < n; f++)
        {
            bool enemy = IsEnemy(l, f, holder), own = _world.Factions.Bloc[f] == holder;
            if ((_control[f] > 0 || _cells[f] > 0) && (enemy || own))
            {
                double willing = own
                    ? _world.Economy.InclusionOf(f, _world.Society.Group[l])
                    : (1 - inclusion) * (1 - _world.Locations.Consolidation[l]);
                double backlash = enemy ? _parameters.Backlash * _world.Society.Collateral[l] * Influence(f, armed) / enemies : 0;
                double living = _world.Tallies.Massed[(l * n) + f] + _cells[f];
                Add(l, f, backlash + Expected(
                    _parameters, _world.Locations.Population[l], _world.Society.Grievance[l], willing, _control[f], _cells[f], living));
            }
        }
    }

    private bool IsEnemy(int l, int f, int holder) =>
        holder < 0 || _world.Blocs.AreHostile(_world.Locations.Country[l], _world.Factions.Bloc[f], holder);

    private double Armed(int l)
    {
        double sum = 0;
        int n = _world.Factions.Count;
        for (int at = l * n; at < (l + 1) * n; at++)
        {
            sum += _world.Tallies.Massed[at] + _world.Tallies.Cells[at] + _near[at];
        }

        return sum;
    }

    private double OwnControl(int l, int f)
    {
        double control = _world.Locations.Control[(l * _world.Blocs.Count) + _world.Factions.Bloc[f]];
        return control > 0 ? control * _rulers.Share(l, f) : 0;
    }

    private double Influence(int f, double armed) => _control[f] + (armed > 0 ? _cells[f] / armed : 0);

    private void Add(int l, int f, double mean)
    {
        if (mean <= 0)
        {
            return;
        }

        ulong entity = StableId.Combine(_world.Locations.StableIds[l], _world.Factions.StableIds[f]);
        double recruits = _world.Deterministic
            ? mean
            : Distributions.Poisson(mean, _random.Uniform(ProcessId.Recruitment, _world.Tick, entity, 0));
        if (recruits > 0 && _enlistment.Enlist(Post(l, f), f, recruits, _world.Economy.Training[f]))
        {
            _world.Ledger.Recruited[f] += recruits;
        }
    }

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
}
