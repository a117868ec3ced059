using ControlSim.Randomness;
using ControlSim.Runs;
using ControlSim.Scenarios;
using ControlSim.Tables;

namespace ControlSim.Processes;

/// <summary>
/// P5. Every air actor splits its fixed budget B (1 - D) (politics: 0 if its presence has ended, less what tension diverts) over the classes of targets of its enemies in its country that exist
/// (fighters, depots, oil, roads: S3-28), and the part for fighters over units at locations and on corridors in proportion to
/// mu n, apart from locations with a share of civilians H/(n + H) above its cap. Kills are Poisson(w_s B_u mu), at most n;
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
    private readonly double[] _strikesOn;
    private readonly ulong[] _ids = new ulong[UnitDraws.Block];
    private readonly double[] _draws = new double[UnitDraws.Block];

    public AirStrikes(World world, AirParameters parameters, CombatParameters combat, SupplyParameters supply, RandomStreams random, EventLog log)
    {
        _world = world;
        _parameters = parameters;
        _random = random;
        _log = log;
        _damage = new AirDamage(world, parameters, supply);
        _targets = new AirTargets(world, parameters, combat);
        _strikesOn = new double[world.Units.Count];
    }

    /// <summary>Strikes flown today at fighters, by unit.</summary>
    public ReadOnlySpan<double> StrikesOn => _strikesOn;

    /// <summary>Strikes flown today, all actors and classes.</summary>
    public double Flown { get; private set; }

    /// <summary>Clears what counts by day, and repairs.</summary>
    public void BeginDay()
    {
        Array.Clear(_world.Ledger.Burnt);
        Array.Clear(_strikesOn);
        Flown = 0;
        _damage.Repair();
    }

    public void Step()
    {
        BeginDay();
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
        Units units = _world.Units;
        double[] fighters = units.Fighters, strikesOn = _strikesOn;
        int[] location = units.Location, marched = units.MarchedOn;
        double missed = 0, killed = 0, visible = _targets.Visible, perHit = _parameters.KillsPerStrike;
        int count = _targets.Count;
        for (int k = 0; k < count; k++)
        {
            int i = k % UnitDraws.Block;
            if (i == 0)
            {
                DrawBlock(a, k);
            }

            int u = _targets.Row(k);
            double seen = _targets.Visibility(k), strikes = budget * seen * fighters[u] / visible;
            strikesOn[u] += strikes;
            missed += strikes * (1 - seen) * _targets.Civilians(k);

            // e^-x is at least 1 - x, so below that nobody is killed: mostly the case, and it saves the rest.
            double mean = (marched[u] >= 0 ? perHit * OpenGround(u) : perHit) * (strikes * seen);
            if (_draws[i] >= 1 - mean || _world.Deterministic)
            {
                killed += Kill(u, mean, _draws[i]);
            }

            if (k + 1 == count || location[_targets.Row(k + 1)] != location[u] || _targets.IsOnRoad(u))
            {
                Report(a, u, killed, missed);
                (missed, killed) = (0, 0);
            }
        }
    }

    /// <summary>Draws for the targets from the k-th on, as many as a block holds.</summary>
    private void DrawBlock(int a, int k)
    {
        int count = Math.Min(UnitDraws.Block, _targets.Count - k);
        ulong actor = StableId.MixSecond(_world.AirActors.StableIds[a]);
        for (int i = 0; i < count; i++)
        {
            _ids[i] = StableId.CombineMixed(_world.Units.StableIds[_targets.Row(k + i)], actor);
        }

        _random.Uniforms(ProcessId.Air, _world.Tick, _ids.AsSpan(0, count), 0, _draws.AsSpan(0, count));
    }

    private double Kill(int u, double mean, double draw)
    {
        Units units = _world.Units;
        double before = units.Fighters[u];
        if (mean <= 0)
        {
            return 0;
        }

        double killed = Math.Min(before, _world.Deterministic ? mean : Distributions.Poisson(mean, draw));
        units.Fighters[u] -= killed;
        _world.Ledger.Killed[units.Faction[u]] += killed;
        if (units.Posture[u] == Posture.Massed)
        {
            double worse = Math.Max(_parameters.QualityLeast, units.Quality[u] - (_parameters.QualityLoss * killed / before));
            units.Quality[u] = Math.Min(units.Quality[u], worse);
        }

        return killed;
    }

    private double OpenGround(int u)
    {
        Units units = _world.Units;
        bool column = units.MarchedOn[u] >= 0 && units.Posture[u] == Posture.Massed;
        return column && _world.Corridors.Class[units.MarchedOn[u]] is CorridorClass.DesertTrack or CorridorClass.OffRoad
            ? _parameters.OpenGroundFactor : 1;
    }

    private void Report(int a, int u, double killed, double missed)
    {
        int l = _world.Units.Location[u];
        AirActors actors = _world.AirActors;
        if (missed > 0)
        {
            double rho = _parameters.CollateralImprecise
                + (actors.Precision[a] * (_parameters.CollateralPrecise - _parameters.CollateralImprecise));
            double mean = Math.Max(0, _parameters.KillsPerStrike * missed * rho);
            ulong entity = StableId.Combine(_world.Locations.StableIds[l], actors.StableIds[a]);
            _world.Society.Collateral[l] += _world.Deterministic
                ? mean
                : Distributions.Poisson(mean, _random.Uniform(ProcessId.Air, _world.Tick, entity, 1));
        }

        if (killed > 0)
        {
            int bloc = _world.Factions.Bloc[actors.Faction[a]], other = _world.Factions.Bloc[_world.Units.Faction[u]];
            _log.Add(RunEventKind.AirStrike, l, bloc, other, killed, "");
        }
    }
}
