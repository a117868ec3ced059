using System.Numerics;
using ControlSim.Networks;
using ControlSim.Tables;

namespace ControlSim.Processes;

/// <summary>Least km over usable corridors from every location to the nearest depot with stock.</summary>
internal sealed class SupplyDistances
{
    private readonly Corridors _corridors;
    private readonly ShortestPaths _paths;
    private readonly bool[] _usable;
    private readonly ulong[] _usableBits; // the same, bit by corridor
    private readonly int[] _changed; // corridors usable now and not when distances were measured last, or the other way round
    private readonly int[] _sources;
    private int _sourceCount = -1; // nothing measured yet
    private readonly bool _hasLengths;

    public SupplyDistances(Corridors corridors, int locations)
    {
        _corridors = corridors;
        _paths = new ShortestPaths(corridors.Graph);
        (_usable, _usableBits, _changed) = (new bool[corridors.Count], new ulong[(corridors.Count + 63) / 64], new int[corridors.Count]);
        _sources = new int[locations];
        _hasLengths = !corridors.LengthKm.Any(km => km <= 0);
    }

    /// <summary>Distance of a location, km; infinity where no usable way leads.</summary>
    public ReadOnlySpan<double> Km => _paths.Distances;

    /// <summary>Location before each on its way from a depot, or -1.</summary>
    public ReadOnlySpan<int> Before => _paths.PreviousNodes;

    /// <summary>Locations reached, nearest first.</summary>
    public ReadOnlySpan<int> Order => _paths.Order;

    /// <summary>
    /// Is another solution to be looked for now that a bloc's roads have changed? Not if those that are gone are on nobody's shortest way
    /// and none of those that are new would shorten one or be as short.
    /// </summary>
    public bool AreTouched(SupplyRoads roads, int bloc)
    {
        ReadOnlySpan<int> changed = roads.Changed, links = _paths.PreviousLinks;
        ReadOnlySpan<double> km = _paths.Distances;
        for (int i = 0; i < changed.Length; i++)
        {
            int c = changed[i], from = _corridors.From[c], to = _corridors.To[c];
            bool was = roads.Before(i, bloc) > 0, isNow = roads.CapacityFor(c, bloc) > 0;
            if (was && !isNow && (links[from] == c || links[to] == c))
            {
                return true;
            }

            double length = _corridors.LengthKm[c];
            if (isNow && !was && !(IsLonger(km[from] + length, km[to]) && IsLonger(km[to] + length, km[from])))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsLonger(double way, double known) => way > known || double.IsPositiveInfinity(way);

    /// <summary>Solves for corridors with some capacity and locations with some stock.</summary>
    public void Solve(ReadOnlySpan<long> capacity, ReadOnlySpan<bool> hasStock)
    {
        int changed = 0;
        for (int first = 0, word = 0; first < _usable.Length; first += 64, word++)
        {
            ulong now = Bits.Positive(capacity.Slice(first, Math.Min(64, _usable.Length - first)));
            for (ulong rest = now ^ _usableBits[word]; rest != 0; rest &= rest - 1)
            {
                int c = first + BitOperations.TrailingZeroCount(rest);
                _usable[c] = !_usable[c];
                _changed[changed++] = c;
            }

            _usableBits[word] = now;
        }

        // With half of the roads others than before, all would be farther or nearer.
        if (TakeSources(hasStock) || !_hasLengths || 2 * changed > _usable.Length)
        {
            _paths.Solve(_sources.AsSpan(0, _sourceCount), _corridors.LengthKm, _usable);
        }
        else
        {
            _paths.SolveAgain(_changed.AsSpan(0, changed), _corridors.LengthKm, _usable);
        }
    }

    /// <returns>Are they others than before?</returns>
    private bool TakeSources(ReadOnlySpan<bool> hasStock)
    {
        int sources = 0;
        bool isOther = false;
        for (int l = 0; l < hasStock.Length; l++)
        {
            if (hasStock[l])
            {
                isOther |= sources >= _sourceCount || _sources[sources] != l;
                _sources[sources++] = l;
            }
        }

        isOther |= sources != _sourceCount;
        _sourceCount = sources;
        return isOther;
    }
}
