using ControlSim.Randomness;
using ControlSim.Tables;

namespace ControlSim.Processes;

/// <summary>
/// What strikes do to depots, oil and roads of an actor's enemies in its country: damage d of a target grows to
/// 1 - (1 - d) exp(-x strikes), and a share of it is repaired every day. Strikes of a class are split over its targets in
/// proportion to what they still yield: income of depots and oil, capacity of roads between places that enemies own. A
/// depot's stock burns with its income. Expectations, no draws.
/// </summary>
internal sealed class AirDamage(World world, AirParameters parameters, SupplyParameters supply)
{
    private readonly double[] _depot = new double[world.Depots.Count];
    private readonly double[] _oil = new double[world.Locations.Count];
    private readonly double[] _road = new double[world.Corridors.Count];
    private readonly Possessions[] _owned = [.. Enumerable.Range(0, world.AirActors.Count).Select(actor => new Possessions(world, actor))];
    private Possessions? _targets;
    private readonly double[] _capacity = Capacities(world, supply); // by road

    private double _depots;
    private double _oils;
    private double _roads;

    public void Repair()
    {
        Mend(world.Depots.Damage, parameters.DepotRepair);
        Mend(world.Society.OilDamage, parameters.OilRepair);
        Mend(world.Corridors.Damage, parameters.RoadRepair);
    }

    /// <summary>Finds the targets of an actor.</summary>
    public void Find(int actor)
    {
        Possessions targets = _owned[actor];
        if (targets.Topology != world.Topology)
        {
            FindOwned(actor, targets);
        }

        (_depots, _oils, _roads, _targets) = (0, 0, 0, targets);
        foreach (int d in targets.Depots.Rows)
        {
            _depot[d] = IsIn(targets.Enemies, world.Depots.User[d]) ? world.Depots.Income[d] * (1 - world.Depots.Damage[d]) : 0;
            _depots += _depot[d];
        }

        foreach (int l in targets.Oil.Rows)
        {
            _oil[l] = world.Society.OilIncome[l] * (1 - world.Society.OilDamage[l]);
            _oils += _oil[l];
        }

        double roads = 0;
        double[] road = _road, capacity = _capacity, damage = world.Corridors.Damage;
        foreach (int c in targets.Roads.Rows)
        {
            double left = capacity[c] * (1 - damage[c]);
            road[c] = left;
            roads += left;
        }

        _roads = roads;
    }

    private static double[] Capacities(World world, SupplyParameters supply)
    {
        double[] byClass = supply.CapacitiesByClass();
        return [.. world.Corridors.Class.Select(road => byClass[(int)road])];
    }

    /// <summary>
    /// The oil and the roads that enemies of an actor own: looked for where one of his places has come to them or been lost, seldom the
    /// reason why topology moved.
    /// </summary>
    private void FindOwned(int actor, Possessions targets)
    {
        (targets.Topology, targets.Enemies) = (world.Topology, EnemyBlocs(actor));
        bool changed = false;
        foreach (int l in targets.Reach)
        {
            bool owns = IsIn(targets.Enemies, world.Locations.Owner[l]);
            changed |= owns != targets.EnemyOwns[l];
            targets.EnemyOwns[l] = owns;
        }

        if (!changed)
        {
            return;
        }

        targets.Oil.Clear();
        targets.Roads.Clear();
        foreach (int l in targets.Reach)
        {
            if (targets.EnemyOwns[l] && world.Society.OilIncome[l] > 0)
            {
                targets.Oil.Add(l);
            }
        }

        for (int c = 0; c < _road.Length; c++)
        {
            if (targets.EnemyOwns[world.Corridors.From[c]] && targets.EnemyOwns[world.Corridors.To[c]])
            {
                targets.Roads.Add(c);
            }
        }
    }

    /// <summary>Weight of those classes of the actor that have targets.</summary>
    public double Weight(ReadOnlySpan<double> weight) =>
        (_depots > 0 ? weight[1] : 0) + (_oils > 0 ? weight[2] : 0) + (_roads > 0 ? weight[3] : 0);

    /// <summary>Strikes the targets found.</summary>
    /// <param name="weight">Weights of the classes of the actor.</param>
    /// <param name="budget">Strikes for a weight of 1.</param>
    public void Strike(ReadOnlySpan<double> weight, double budget)
    {
        foreach (int d in _targets!.Depots.Rows)
        {
            if (_depot[d] > 0)
            {
                StrikeDepot(d, budget * weight[1] * _depot[d] / _depots);
            }
        }

        foreach (int l in _targets.Oil.Rows)
        {
            if (_oil[l] > 0)
            {
                Hit(ref world.Society.OilDamage[l], parameters.OilDamage * budget * weight[2] * _oil[l] / _oils);
            }
        }

        foreach (int c in _targets.Roads.Rows)
        {
            if (_road[c] > 0)
            {
                Hit(ref world.Corridors.Damage[c], parameters.RoadDamage * budget * weight[3] * _road[c] / _roads);
            }
        }
    }

    private static void Hit(ref double damage, double exponent) => damage = 1 - ((1 - damage) * DetMath.Exp(-exponent));

    private static void Mend(double[] damage, double share)
    {
        for (int i = 0; i < damage.Length; i++)
        {
            damage[i] -= share * damage[i];
        }
    }

    /// <summary>Bits of the blocs with a faction that the actor strikes.</summary>
    private ulong EnemyBlocs(int actor)
    {
        ulong blocs = 0;
        for (int g = 0; g < world.Factions.Count; g++)
        {
            blocs |= world.IsAirEnemy(actor, g) ? 1UL << world.Factions.Bloc[g] : 0;
        }

        return blocs;
    }

    private static bool IsIn(ulong blocs, int bloc) => bloc >= 0 && (blocs >> bloc & 1) != 0;

    private void StrikeDepot(int d, double strikes)
    {
        double exponent = parameters.DepotDamage * strikes;
        Hit(ref world.Depots.Damage[d], exponent);
        long burnt = (long)(world.Depots.Stock[d] * (1 - DetMath.Exp(-exponent)));
        world.Depots.Stock[d] -= burnt;
        world.Ledger.Burnt[world.Depots.User[d]] += burnt;
    }

    /// <summary>What the enemies of an actor own.</summary>
    private sealed class Possessions
    {
        public Possessions(World world, int actor)
        {
            (Reach, EnemyOwns) = (world.ReachOf(actor), new bool[world.Locations.Count]);
            (Depots, Oil, Roads) = (new RowList(world.Depots.Count), new RowList(world.Locations.Count), new RowList(world.Corridors.Count));
            for (int d = 0; d < world.Depots.Count; d++)
            {
                if (world.Reaches(actor, world.Depots.Location[d]))
                {
                    Depots.Add(d);
                }
            }
        }

        public int Topology { get; set; } = -1;

        public ulong Enemies { get; set; }

        /// <summary>Places that the actor reaches.</summary>
        public int[] Reach { get; }

        /// <summary>By location: is it one of those, and an enemy's?</summary>
        public bool[] EnemyOwns { get; }

        /// <summary>Depots within reach, whoever draws on them.</summary>
        public RowList Depots { get; }

        public RowList Oil { get; }

        public RowList Roads { get; }
    }
}
