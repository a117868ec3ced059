using System.Numerics;
using ControlSim.Tables;

namespace ControlSim.Processes;

/// <summary>
/// What every road carries today and which blocs can use it, for all blocs at once: a corridor is usable if both ends are held
/// to 0.35 by the bloc and its cobelligerents, or one end is and its massed units stand at the other, and its gate is open; or
/// if the bloc can use its gate, or a gate at an end, whoever holds the ends. No road serves a bloc at a place where a siege
/// shuts it in.
/// </summary>
internal sealed class SupplyRoads
{
    private readonly World _world;
    private readonly double _usableControl;
    private readonly double _largeControl; // blocs that all have less cannot have enough together
    private readonly long[] _whole; // by corridor, what the road and its crossing let through undamaged is the least of both
    private readonly long[] _throughput;
    private readonly ulong[] _held; // by location, bit b: held for bloc b
    private readonly ulong[] _massed;
    private readonly ulong[] _post;

    public SupplyRoads(World world, SupplyParameters parameters)
    {
        _world = world;
        _usableControl = parameters.UsableControl;
        _largeControl = parameters.UsableControl / (world.Blocs.Count + 1);
        long[] ofClass = [.. parameters.CapacitiesByClass().Select(c => (long)Math.Round(c * WorldBuilder.SupplyUnit))];
        _whole = [.. world.Corridors.Class.Select(c => ofClass[(int)c])];
        _throughput = [.. world.Corridors.Crossing.Select(Throughput)];
        (_held, _massed) = (new ulong[world.Locations.Count], new ulong[world.Locations.Count]);
        _post = new ulong[world.Locations.Count];
        for (int g = 0; g < world.Crossings.Count; g++)
        {
            if (world.Crossings.Location[g] >= 0)
            {
                _post[world.Crossings.Location[g]] |= world.Crossings.UsableBy[g];
            }
        }

        Intact = new long[world.Corridors.Count];
        UsableBy = new ulong[world.Corridors.Count];
    }

    /// <summary>
    /// By corridor, thousandths of a man-day: capacity less what strikes destroyed and attacks cut, and no more than its crossing
    /// lets through.
    /// </summary>
    public long[] Intact { get; }

    /// <summary>By corridor, bit b: bloc b can use it.</summary>
    public ulong[] UsableBy { get; }

    /// <summary>Bit b: since the last day other roads carry something for bloc b.</summary>
    public ulong OtherRoads { get; private set; }

    /// <summary>Bit b: since the last day a road of bloc b carries more or less.</summary>
    public ulong OtherCapacity { get; private set; }

    public void Step()
    {
        (OtherRoads, OtherCapacity) = (0, 0);
        for (int l = 0; l < _held.Length; l++)
        {
            Look(l);
        }

        Corridors corridors = _world.Corridors;
        Crossings crossings = _world.Crossings;
        for (int c = 0; c < Intact.Length; c++)
        {
            double left = (1 - corridors.Damage[c]) * (1 - corridors.Cut[c]);
            long intact = Math.Min(_throughput[c], left == 1 ? _whole[c] : (long)(_whole[c] * left));
            int from = corridors.From[c], to = corridors.To[c], gate = corridors.Crossing[c];
            ulong privileged = _post[from] | _post[to] | (gate < 0 ? 0 : crossings.UsableBy[gate]);
            ulong open = gate < 0 || crossings.OpenToSupply[gate] ? ulong.MaxValue : 0;
            ulong between = (_held[from] & (_held[to] | _massed[to])) | (_held[to] & _massed[from]);
            ulong usable = privileged | (open & between);
            OtherRoads |= (intact > 0 ? usable : 0) ^ (Intact[c] > 0 ? UsableBy[c] : 0);
            OtherCapacity |= (usable ^ UsableBy[c]) | (intact != Intact[c] ? usable : 0);
            (Intact[c], UsableBy[c]) = (intact, usable);
        }
    }

    private long Throughput(int gate) => gate >= 0 && _world.Crossings.Throughput[gate] < long.MaxValue / WorldBuilder.SupplyUnit
        ? (long)(_world.Crossings.Throughput[gate] * WorldBuilder.SupplyUnit)
        : long.MaxValue;

    private void Look(int l)
    {
        int blocs = _world.Blocs.Count;
        ReadOnlySpan<double> control = _world.Locations.Control.AsSpan(l * blocs, blocs);
        ReadOnlySpan<double> massed = _world.Tallies.BlocMassed.AsSpan(l * blocs, blocs);
        ReadOnlySpan<ulong> friends = _world.Blocs.Cobelligerents.AsSpan(_world.Locations.Country[l] * blocs, blocs);
        ulong holders = 0, present = 0, large = 0;
        for (int b = 0; b < control.Length; b++)
        {
            large |= control[b] >= _largeControl ? 1UL << b : 0;
            present |= massed[b] > 0 ? 1UL << b : 0;
        }

        for (int b = 0; b < friends.Length; b++)
        {
            if ((friends[b] & large) == 0)
            {
                continue;
            }

            double share = 0;
            for (ulong rest = friends[b]; rest != 0; rest &= rest - 1)
            {
                share += control[BitOperations.TrailingZeroCount(rest)];
            }

            holders |= share >= _usableControl ? 1UL << b : 0;
        }

        ulong ring = 0;
        ReadOnlySpan<byte> shutIn = _world.Locations.ShutIn.AsSpan(l * blocs, blocs);
        if (shutIn.IndexOfAnyExcept((byte)0) >= 0)
        {
            for (int b = 0; b < shutIn.Length; b++)
            {
                ring |= (ulong)shutIn[b] << b;
            }
        }

        (_held[l], _massed[l]) = (holders & ~ring, present & ~ring);
    }
}
