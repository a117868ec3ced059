using System.Numerics;
using ControlSim.Randomness;
using ControlSim.Runs;
using ControlSim.Scenarios;
using ControlSim.Tables;

namespace ControlSim.Processes;

/// <summary>
/// P5. Every air actor splits its fixed budget B (1 - D) (politics: 0 if its presence has ended, less what tension diverts) over the classes of targets of its enemies in its country that exist
/// (fighters, depots, oil, roads: S3-28), and the part for fighters over units at locations and on corridors in proportion to c mu n, c the weight of
/// contact with its side (1 elsewhere), apart from locations with a share of civilians H/(n + H) above its cap. Kills are Poisson(w_s B_u mu), at most n;
/// civilian casualties Poisson(w_s B_l (1 - mu) H/(n + H) rho), rho lower for precise actors. H here is the people's part of
/// the hiding pool only: open ground hides fighters but is nobody to harm. Massed units lose quality, e -= g_e (share
/// killed), and nobody else does: survivors of dispersal keep it (S1-27, S1-49). Columns on the march are most visible, and
/// without cover on desert tracks and off the road (S0-8). Actors in turn, by rows; each splits its budget at once.
/// </summary>
[Writes(
    "Units.Fighters", "Units.Quality", "Society.Collateral", "Society.OilDamage", "Depots.Damage",
    "Depots.Stock", "Corridors.Damage", "Ledger.Killed", "Ledger.Burnt", "Politics.Strikes")]
internal sealed class AirStrikes
{
    private readonly World _world;
    private readonly AirParameters _parameters;
    private readonly RandomStreams _random;
    private readonly EventLog _log;
    private readonly AirDamage _damage;
    private readonly AirTargets _targets;
    private readonly UnitHits _hits;
    private readonly UnitDraws[] _onRoads; // by chunk
    private readonly Action<int> _kill;
    private readonly Action<int> _fallOnRoads;
    private readonly int[] _fallenOnRoads; // by chunk: units of whom somebody fell
    private double _perFighter;
    private ulong _actor;
    private readonly UnitWords[] _words; // by actor
    private readonly UnitHits.Outcome _falling;
    private readonly double _mostOnRoads; // kills per strike, a little more than on open ground
    private readonly double[] _mean;
    private readonly double[] _killed;
    private readonly ulong[] _killedOf; // by location, bit b: fighters of bloc b were killed
    private bool _anyKilled;
    private readonly double[] _missed; // by place struck
    private readonly ulong[] _missedAt; // ids of locations where strikes missed, as they are drawn for
    private readonly ushort[] _digits;

    public AirStrikes(World world, AirParameters parameters, CombatParameters combat, SupplyParameters supply, RandomStreams random, EventLog log)
    {
        _world = world;
        _parameters = parameters;
        _random = random;
        _log = log;
        _damage = new AirDamage(world, parameters, supply);
        _targets = new AirTargets(world, parameters, combat);
        _hits = new UnitHits(world, random, ProcessId.Air);
        _onRoads = [.. Enumerable.Range(0, world.Chunks.Count).Select(_ => new UnitDraws(world, random, ProcessId.Air))];
        (_kill, _fallOnRoads, _fallenOnRoads) = (KillIn, FallOnRoads, new int[world.Chunks.Count]);
        AirActors actors = world.AirActors;
        _words =
        [
            .. Enumerable.Range(0, actors.Count).Select(a => new UnitWords(
                world, random, ProcessId.Air, draw: 2, StableId.MixSecond(actors.StableIds[a]))),
        ];
        _falling = Falling;
        _mostOnRoads = parameters.KillsPerStrike * Math.Max(1, parameters.OpenGroundFactor) * (1 + 1e-9);
        _mean = new double[(2 * world.Locations.Count * world.Factions.Count) + 1];
        _killed = new double[world.Locations.Count * world.Blocs.Count];
        (_missed, _missedAt) = (new double[world.Locations.Count], new ulong[world.Locations.Count]);
        _digits = new ushort[UnitWords.Count * world.Locations.Count];
        _killedOf = new ulong[world.Locations.Count];
    }

    /// <summary>Strikes flown today at fighters, by unit: kept where somebody gives room for it.</summary>
    public double[] StrikesOn { get; init; } = [];

    /// <summary>Strikes flown today, all actors and classes.</summary>
    public double Flown { get; private set; }

    /// <summary>Clears what counts by day, and repairs.</summary>
    public void BeginDay()
    {
        Array.Clear(_world.Ledger.Burnt);
        Array.Clear(StrikesOn);
        Flown = 0;
        _damage.Repair();
    }

    public void Step()
    {
        BeginDay();
        _targets.BeginDay();
        AirActors actors = _world.AirActors;
        for (int a = 0; a < actors.Count; a++)
        {
            if (actors.Country[a] < 0)
            {
                continue;
            }

            double budget = actors.Strikes[a] * _world.FreeShare(actors.Faction[a], actors.Country[a], actors.Diversion[a]);
            if (budget > 0)
            {
                Fly(a, budget);
            }
        }
    }

    private void Fly(int a, double budget)
    {
        _targets.Find(a);
        _damage.Find(a);
        ReadOnlySpan<double> weight = _world.AirActors.ClassWeight.AsSpan(4 * a, 4);
        double fighters = _targets.Visible > 0 ? weight[0] : 0;
        double total = fighters + _damage.Weight(weight);
        if (total <= 0)
        {
            return;
        }

        Flown += budget;
        _world.Politics.Strikes[(_world.AirActors.Faction[a] * _world.Countries) + _world.AirActors.Country[a]] += budget;
        if (fighters > 0)
        {
            StrikeFighters(a, budget * fighters / total);
        }

        _damage.Strike(weight, budget / total);
    }

    private void StrikeFighters(int a, double budget)
    {
        double perFighter = budget / _targets.Visible;
        KeepStrikes(perFighter);
        SetMeans(perFighter);
        ulong actor = StableId.MixSecond(_world.AirActors.StableIds[a]);
        _hits.Factions = _targets.Enemies;
        // e^-x is at least 1 - x, so where the draw is below that nobody is killed.
        _hits.FindFighters(_words[a], _words[a].Today(0), _mean, _falling, actor);
        _world.Chunks.Run(_kill);
        CountKilled();
        ReportPlaces(a);
        StrikeRoads(a, perFighter, actor);
        ClearMeans();
    }

    /// <summary>Who is hit at locations in a chunk loses his fighters; his row is replaced by his group.</summary>
    private void KillIn(int chunk)
    {
        int[] group = _world.Tallies.Group;
        Span<int> hit = _world.Chunks.Listed(chunk)[.._hits.Rows(chunk).Length];
        ReadOnlySpan<double> falling = _hits.Draws(chunk);
        for (int i = 0; i < hit.Length; i++)
        {
            Kill(hit[i], falling[i]);
            hit[i] = group[hit[i]];
        }
    }

    private void CountKilled()
    {
        for (int chunk = 0; chunk < _hits.Chunks; chunk++)
        {
            ReadOnlySpan<int> groups = _hits.Rows(chunk);
            ReadOnlySpan<double> falling = _hits.Draws(chunk);
            for (int i = 0; i < groups.Length; i++)
            {
                (int l, int f) = Math.DivRem(groups[i] >> 1, _world.Factions.Count);
                int bloc = _world.Factions.Bloc[f];
                _world.Ledger.Killed[f] += falling[i];
                _targets.Lose(groups[i], falling[i]);
                _killed[(l * _world.Blocs.Count) + bloc] += falling[i];
                _killedOf[l] |= 1UL << bloc;
                _anyKilled = true;
            }
        }
    }

    /// <summary>
    /// Kills expected of a fighter, by group, and strikes that find nobody times the share of civilians, by place; before
    /// anybody is killed.
    /// </summary>
    private void SetMeans(double perFighter)
    {
        double most = 0, kills = _parameters.KillsPerStrike;
        double[] mean = _mean;
        ReadOnlySpan<AirTargets.Place> places = _targets.Places;
        for (int place = 0; place < places.Length; place++)
        {
            AirTargets.Place at = places[place];
            double missed = 0, onCells = kills * (perFighter * at.Cells * at.Cells);
            foreach (AirTargets.Target target in _targets.Targets.Slice(at.First, at.Count))
            {
                double onMassed = kills * (perFighter * target.Drawn * at.Massed);
                (mean[target.Group + 1], mean[target.Group + 2]) = (onMassed, onCells);
                most = Math.Max(Math.Max(most, onMassed), onCells);
                missed += at.Massed > 0 ? perFighter * target.Drawn * _targets.Resting(target.Group) * (1 - at.Massed) : 0;
                missed += at.Cells > 0 ? perFighter * at.Cells * _targets.Resting(target.Group + 1) * (1 - at.Cells) : 0;
            }

            _missed[place] = missed * at.Civilians;
        }

        _hits.MostChance = most;
    }

    private void ClearMeans()
    {
        double[] mean = _mean;
        foreach (AirTargets.Target target in _targets.Targets)
        {
            (mean[target.Group + 1], mean[target.Group + 2]) = (0, 0);
        }

        _hits.MostChance = 0;
    }

    /// <summary>Who falls is found by chunk: each unit has a draw of its own and loses nothing to another.</summary>
    private void StrikeRoads(int a, double perFighter, ulong actor)
    {
        (_perFighter, _actor) = (perFighter, actor);
        _world.Chunks.Run(_fallOnRoads);
        for (int chunk = 0; chunk < _fallenOnRoads.Length; chunk++)
        {
            ReadOnlySpan<int> roads = _world.Chunks.Listed(chunk)[.._fallenOnRoads[chunk]];
            ReadOnlySpan<double> killed = _world.Chunks.Values(chunk);
            for (int i = 0; i < roads.Length; i++)
            {
                int road = roads[i], f = _targets.FactionOnRoad(road);
                _world.Ledger.Killed[f] += killed[i];
                _targets.LoseOnRoad(road, killed[i]);
                Report(a, _targets.PlaceOfRoad(road), _world.Factions.Bloc[f], killed[i]);
            }
        }
    }

    /// <summary>Whom an actor hits on roads in a chunk loses fighters and is listed, by his place in the list of those on roads, with how many fall.</summary>
    private void FallOnRoads(int chunk)
    {
        ReadOnlySpan<int> roads = _targets.Roads;
        Span<int> rows = stackalloc int[UnitDraws.Most], struck = stackalloc int[UnitDraws.Most], hit = _world.Chunks.Listed(chunk);
        Span<double> killed = _world.Chunks.Values(chunk);
        (int first, int length) = _world.Chunks.RangeOf(roads, chunk).GetOffsetAndLength(roads.Length);
        int found = 0;
        for (int next = first; next < first + length;)
        {
            int count = 0;
            for (; next < first + length && count < rows.Length; next++)
            {
                (rows[count], struck[count]) = (roads[next], next);
                count += _targets.VisibilityOnRoad(next) > 0 ? 1 : 0;
            }

            ReadOnlySpan<double> draws = _onRoads[chunk].Of(rows[..count], draw: 0, _actor);
            for (int i = 0; i < count; i++)
            {
                double falling = FallingOnRoad(rows[i], struck[i], draws[i]);
                if (falling > 0)
                {
                    (hit[found], killed[found++]) = (struck[i], falling);
                    Kill(rows[i], falling);
                    _targets.FightersOnRoad(struck[i]) = _world.Units.Fighters[rows[i]];
                }
            }
        }

        _fallenOnRoads[chunk] = found;
    }

    /// <summary>Fighters of a unit on a road who fall. Open ground is looked for where somebody may, and e^-x is at least 1 - x.</summary>
    private double FallingOnRoad(int u, int road, double draw)
    {
        double fighters = _targets.FightersOnRoad(road), seen = _targets.VisibilityOnRoad(road), visible = _perFighter * seen * fighters * seen;
        return !_world.Deterministic && draw < 1 - (_mostOnRoads * visible)
            ? 0 : Falling(fighters, _parameters.KillsPerStrike * OpenGround(u) * visible, draw);
    }

    private void KeepStrikes(double perFighter)
    {
        foreach (AirTargets.Place at in StrikesOn.Length > 0 ? _targets.Places : [])
        {
            foreach (AirTargets.Target target in _targets.Targets.Slice(at.First, at.Count))
            {
                KeepStrikes(target.Group, perFighter * target.Drawn);
                KeepStrikes(target.Group + 1, perFighter * at.Cells);
            }
        }

        for (int road = 0; road < _targets.Roads.Length && StrikesOn.Length > 0; road++)
        {
            StrikesOn[_targets.Roads[road]] += perFighter * _targets.VisibilityOnRoad(road) * _targets.FightersOnRoad(road);
        }
    }

    private void KeepStrikes(int group, double perFighter)
    {
        foreach (int u in _world.Tallies.Rows.Of(group))
        {
            StrikesOn[u] += _targets.IsOnRoad(u) ? 0 : perFighter * _world.Units.Fighters[u];
        }
    }

    /// <summary>Fighters who fall under the strikes on their place: not of units that were on the road.</summary>
    private void Falling(ReadOnlySpan<int> rows, Span<double> draws, double width)
    {
        for (int i = 0; i < rows.Length; i++)
        {
            double fighters = _targets.IsOnRoad(rows[i]) ? 0 : _world.Units.Fighters[rows[i]];
            draws[i] = Falling(fighters, _mean[_world.Tallies.Group[rows[i]] + 1] * fighters, draws[i], width);
        }
    }

    private double Falling(double fighters, double mean, double draw, double width = 0) =>
        mean <= 0 ? 0 : Math.Min(fighters, _world.Deterministic ? mean
            : width > 0 ? Distributions.TellSmall(mean, draw, width)
            : Distributions.Poisson(mean, draw));

    private void Kill(int u, double killed)
    {
        Units units = _world.Units;
        double before = units.Fighters[u];
        _world.Changes.NoteLoss(u);
        units.Fighters[u] = before - killed;
        if (units.Posture[u] == Posture.Massed)
        {
            _world.Changes.NoteQuality(u);
            double worse = Math.Max(_parameters.QualityLeast, units.Quality[u] - (_parameters.QualityLoss * killed / before));
            units.Quality[u] = Math.Min(units.Quality[u], worse);
        }
    }

    private double OpenGround(int u)
    {
        Units units = _world.Units;
        bool column = units.MarchedOn[u] >= 0 && units.Posture[u] == Posture.Massed;
        return column && _world.Corridors.Class[units.MarchedOn[u]] is CorridorClass.DesertTrack or CorridorClass.OffRoad
            ? _parameters.OpenGroundFactor : 1;
    }

    private void ReportPlaces(int a)
    {
        HarmCivilians(a);
        foreach (AirTargets.Place at in _anyKilled ? _targets.Places : [])
        {
            int l = at.Location;
            for (; _killedOf[l] != 0; _killedOf[l] &= _killedOf[l] - 1)
            {
                int bloc = BitOperations.TrailingZeroCount(_killedOf[l]);
                ref double killed = ref _killed[(l * _world.Blocs.Count) + bloc];
                Report(a, l, bloc, killed);
                killed = 0;
            }
        }

        _anyKilled = false;
    }

    /// <summary>Civilian casualties of an actor where strikes missed, drawn for all places together.</summary>
    private void HarmCivilians(int a)
    {
        AirActors actors = _world.AirActors;
        ulong actor = StableId.MixSecond(actors.StableIds[a]);
        int missed = 0, next = 0;
        ReadOnlySpan<AirTargets.Place> places = _targets.Places;
        for (int place = 0; place < places.Length; place++)
        {
            _missedAt[missed] = StableId.CombineMixed(_world.Locations.StableIds[places[place].Location], actor);
            missed += _missed[place] > 0 ? 1 : 0;
        }

        if (!_world.Deterministic)
        {
            _random.Words(ProcessId.Air, _world.Tick, _missedAt.AsSpan(0, missed), 1, _digits, _missedAt.Length);
        }

        double rho = _parameters.CollateralImprecise
            + (actors.Precision[a] * (_parameters.CollateralPrecise - _parameters.CollateralImprecise));
        for (int place = 0; place < places.Length; place++)
        {
            if (_missed[place] > 0)
            {
                double mean = Math.Max(0, _parameters.KillsPerStrike * _missed[place] * rho);
                double draw = _world.Deterministic ? 0 : RandomStreams.ToUniform(_digits, next++, _missedAt.Length);
                _world.Society.Collateral[places[place].Location] += _world.Deterministic ? mean
                    : draw < 1 - mean ? 0
                    : Distributions.Poisson(mean, draw);
            }
        }
    }

    private void Report(int a, int l, int bloc, double killed) =>
        _log.Add(RunEventKind.AirStrike, l, _world.Factions.Bloc[_world.AirActors.Faction[a]], bloc, killed, "");
}
