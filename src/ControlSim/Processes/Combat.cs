using ControlSim.Randomness;
using ControlSim.Tables;

namespace ControlSim.Processes;

/// <summary>
/// P6. Hostile groups at one location wear each other down. A group is a faction in one posture; its strength W is
/// allocated over the groups hostile to it in proportion to their visible size v = n d, d = mu + (1 - mu) n/(n + H),
/// times the intensity of the pair (assault 1, siege, lull); the loss rate on a group is k W_alloc d. mu = 1 is the square
/// law, mu = 0 with n &lt;&lt; H area fire (Lanchester 1916; Deitchman 1962); (x/y)^(1 - w) tempers both (Helmbold 1965). RK4 once a day; losses of a unit are
/// Binomial of its fighters and the share that the group loses, or the expectation in a deterministic run. The battles of a
/// location have a pace, lognormal about 1. mu of cells and of massed attackers gains from surveillance and tips
/// (<see cref="Visibility"/>); defenders of their own place have the ground visibility mu_D. Of the fire on a group the share
/// (1 - mu) H/(n + H) finds nobody and kills rho civilians per fighter missed, as far as people make up H: Poisson by location.
/// All locations at once, from the tallies after movement. Deconflicting, neutral and cobelligerent factions do not fight; a refuge is ground like any other.
/// </summary>
[Writes("Units.Fighters", "Society.Collateral", "Ledger.Killed", "Locations.BattleDays", "Battles.Lost")]
internal sealed class Combat
{
    private readonly World _world;
    private readonly OrderedIntensity _intensity;
    private readonly Clashes[] _clashes; // by part of the places
    private readonly Action<int> _meet;
    private readonly UnitHits _hits;
    private readonly UnitWords _words;
    private readonly UnitHits.Outcome _loss;
    private readonly double[] _hazard;
    private readonly double[] _logNone; // of the hazard
    private readonly int[] _hazarded; // those that are not 0
    private readonly (int Faction, int Lost)[] _books; // by location and faction: where its losses are counted
    private int _hazards;
    private readonly (double[] Killed, double[] Lost)[] _fallen; // by chunk, where several threads may share them: whole numbers, so that no order matters
    private readonly Action<int> _fall;

    public Combat(World world, CombatParameters parameters, RandomStreams random)
    {
        _world = world;
        _intensity = new OrderedIntensity(world, parameters);
        _clashes = [.. Enumerable.Range(0, world.Chunks.Count).Select(part =>
            new Clashes(world, parameters, random, _intensity, world.Chunks.PartOf(world.Locations.Count, part)))];
        _meet = part => _clashes[part].Meet();
        _hits = new UnitHits(world, random, ProcessId.Combat);
        _words = world.WordsOf(random);
        _loss = Loss;
        _hazard = new double[(2 * world.Locations.Count * world.Factions.Count) + 1];
        _hazarded = new int[_hazard.Length];
        _logNone = new double[_hazard.Length];
        _books = new (int, int)[_hazard.Length / 2];
        _fallen = world.Deterministic || world.Chunks.Count == 1 ? []
            : [.. Enumerable.Range(0, world.Chunks.Count).Select(_ => (new double[world.Factions.Count], new double[world.Battles.Lost.Length]))];
        _fall = Fall;
        (_hits.Factions, _hits.MostChance) = (0, 0);
    }

    public void Step()
    {
        _intensity.Find();
        _world.Chunks.Run(_meet);
        foreach (Clashes clashes in _clashes)
        {
            Take(clashes.Hazards);
        }

        if (_hazards > 0)
        {
            Apply();
        }
    }

    /// <summary>Notes the shares that fall today by group, after a first entry for nowhere.</summary>
    private void Take(ReadOnlySpan<Clashes.Hazard> hazards)
    {
        foreach (Clashes.Hazard some in hazards)
        {
            int at = some.Group + 1;
            (_hazard[at], _logNone[at], _hazarded[_hazards++]) = (some.Share, some.LogNone, at);
            _books[some.Group >> 1] = (some.Faction, (some.Location * _world.Blocs.Count) + _world.Factions.Bloc[some.Faction]);
            _hits.Factions |= 1UL << some.Faction;
            _hits.MostChance = Math.Max(_hits.MostChance, some.Share);
        }
    }

    /// <summary>H, what fighters at a place hide among: inhabitants and ground.</summary>
    internal static double HidingPool(World world, CombatParameters parameters, int l) =>
        People(world, parameters, l) + world.Locations.HidingGround[l];

    /// <summary>The inhabitants among whom fighters hide; open ground hides them but is nobody to harm.</summary>
    internal static double People(World world, CombatParameters parameters, int l) => parameters.HidingShare * world.Locations.Population[l];

    private void Apply()
    {
        _hits.FindFighters(_words, _words.Today(UnitWords.Combat), _hazard, _loss);
        foreach (int at in _hazarded.AsSpan(0, _hazards))
        {
            _hazard[at] = 0;
        }

        (_hazards, _hits.Factions, _hits.MostChance) = (0, 0, 0);
        double[] killed = _world.Ledger.Killed, lost = _world.Battles.Lost;
        if (_fallen.Length == 0)
        {
            for (int chunk = 0; chunk < _hits.Chunks; chunk++)
            {
                Fall(chunk, killed, lost);
            }

            return;
        }

        _world.Chunks.Run(_fall);
        foreach ((double[] killedIn, double[] lostIn) in _fallen)
        {
            for (int f = 0; f < killed.Length; f++)
            {
                killed[f] += killedIn[f];
            }

            for (int at = 0; at < lost.Length; at++)
            {
                lost[at] += lostIn[at];
            }
        }
    }

    private void Fall(int chunk)
    {
        (double[] killed, double[] lost) = _fallen[chunk];
        Array.Clear(killed);
        Array.Clear(lost);
        Fall(chunk, killed, lost);
    }

    /// <summary>Takes the losses of a chunk, and sums up what factions, and blocs at places, lose in it.</summary>
    private void Fall(int chunk, double[] killed, double[] lost)
    {
        ReadOnlySpan<int> rows = _hits.Rows(chunk);
        ReadOnlySpan<double> losses = _hits.Draws(chunk);
        _world.Changes.NoteLosses(chunk, rows);
        for (int i = 0; i < rows.Length; i++)
        {
            (int f, int book) = _books[_world.Tallies.Group[rows[i]] >> 1];
            _world.Units.Fighters[rows[i]] -= losses[i];
            killed[f] += losses[i];
            lost[book] += losses[i];
        }
    }

    /// <summary>
    /// The exchange already gives the share that falls over the day, so it is the probability of the Binomial. The logarithm is that
    /// of all units of the group.
    /// </summary>
    private void Loss(ReadOnlySpan<int> rows, Span<double> draws, double width)
    {
        const int Most = UnitHits.Piece;
        Span<double> fighters = stackalloc double[Most], share = stackalloc double[Most], logNone = stackalloc double[Most];
        for (int i = 0; i < rows.Length; i++)
        {
            int group = _world.Tallies.Group[rows[i]] + 1;
            (fighters[i], share[i], logNone[i]) = (_world.Units.Fighters[rows[i]], _hazard[group], _logNone[group]);
        }

        int n = rows.Length;
        Losses.Draw(_world, fighters[..n], share[..n], logNone[..n], draws, width);
    }
}
