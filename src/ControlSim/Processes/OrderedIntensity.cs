using ControlSim.Tables;

namespace ControlSim.Processes;

/// <summary>
/// How hard units under orders make their faction fight where they are: an assault 1, a siege the intensity of sieges, all others that of
/// a lull. The most that one of them says counts, so that parts of those under orders can be looked at apart.
/// </summary>
internal sealed class OrderedIntensity
{
    private readonly World _world;
    private readonly CombatParameters _parameters;
    private readonly double[] _ordered; // by operation: to what it raises its units' fights
    private readonly Part _all;
    private readonly Part[] _parts;
    private readonly Action<int> _findSome;

    public OrderedIntensity(World world, CombatParameters parameters)
    {
        (_world, _parameters) = (world, parameters);
        _ordered = new double[world.Operations.Count];
        int groups = world.Locations.Count * world.Factions.Count;
        _all = new Part(groups, parameters.LullIntensity);
        _parts = world.Chunks.Count == 1 ? [_all] : [.. Enumerable.Range(0, world.Chunks.Count).Select(_ => new Part(groups, parameters.LullIntensity))];
        _findSome = FindSome;
    }

    /// <summary>Intensity of a faction at a location.</summary>
    public double Of(int location, int faction) => _all.Intensity[(location * _world.Factions.Count) + faction];

    /// <summary>Looks at all who are under orders.</summary>
    public void Find()
    {
        _all.Clear();
        for (int o = 0; o < _ordered.Length; o++)
        {
            _ordered[o] = _world.Operations.State[o] != OperationState.Attacking ? double.NegativeInfinity
                : _world.Operations.IsSiege[o] ? _parameters.SiegeIntensity : 1;
        }

        _world.Chunks.Run(_findSome);
        for (int part = 0; part < _parts.Length && _parts.Length > 1; part++)
        {
            foreach (int at in _parts[part].Raised)
            {
                _all.Raise(at, _parts[part].Intensity[at]);
            }
        }
    }

    /// <summary>Nearly every unit finds that another of its faction has said as much of its place before.</summary>
    private void FindSome(int number)
    {
        Part part = _parts[number];
        part.Clear();
        int[] operations = _world.Units.Operation, groups = _world.Tallies.Group;
        double[] intensity = part.Intensity, ordered = _ordered;
        foreach (int u in _world.Chunks.PartOf(_world.Tallies.UnderOrders.Rows, number))
        {
            int group = groups[u], operation = operations[u], at = Math.Max(group, 0) >> 1;
            if (group >= 0 && operation >= 0 && ordered[operation] > intensity[at])
            {
                part.Raise(at, ordered[operation]);
            }
        }
    }

    /// <summary>Intensities by location and faction, those above a lull known.</summary>
    private sealed class Part
    {
        private readonly double _lull;
        private readonly int[] _raised;
        private int _count;

        public Part(int groups, double lull)
        {
            (_lull, _raised, Intensity) = (lull, new int[groups], new double[groups]);
            Array.Fill(Intensity, lull);
        }

        public double[] Intensity { get; }

        public ReadOnlySpan<int> Raised => _raised.AsSpan(0, _count);

        public void Raise(int at, double to)
        {
            if (Intensity[at] == _lull)
            {
                _raised[_count++] = at;
            }

            Intensity[at] = Math.Max(Intensity[at], to);
        }

        public void Clear()
        {
            foreach (int at in Raised)
            {
                Intensity[at] = _lull;
            }

            _count = 0;
        }
    }
}
