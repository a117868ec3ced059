using ControlSim.Tables;

namespace ControlSim.Processes;

/// <summary>Criticality for one bloc: the share of its need that is supplied on least km through each location, itself included.</summary>
internal sealed class SupplyWays(World world, int bloc)
{
    private readonly double[] _through = new double[world.Locations.Count];
    private readonly int[] _passed = new int[world.Locations.Count]; // locations through which something is supplied
    private int _passedCount;

    /// <summary>The tables hold another state.</summary>
    public void Forget()
    {
        _passedCount = _passed.Length;
        for (int l = 0; l < _passed.Length; l++)
        {
            _passed[l] = l;
        }
    }

    /// <summary>Sums needs up the tree of shortest ways, from the farthest location inward.</summary>
    /// <param name="need">By location.</param>
    /// <param name="needy">Locations in need, ascending.</param>
    /// <param name="distances">The ways.</param>
    public void Renew(ReadOnlySpan<long> need, ReadOnlySpan<int> needy, SupplyDistances distances)
    {
        double[] through = _through;
        double all = 0;
        Array.Clear(through);
        foreach (int l in needy)
        {
            through[l] = need[l];
            all += need[l];
        }

        ReadOnlySpan<int> order = distances.Order, before = distances.Before;
        for (int i = order.Length - 1; i >= 0; i--)
        {
            if (before[order[i]] >= 0)
            {
                through[before[order[i]]] += through[order[i]];
            }
        }

        double[] criticality = world.Tallies.Criticality;
        int blocs = world.Blocs.Count;
        foreach (int l in _passed.AsSpan(0, _passedCount))
        {
            criticality[(l * blocs) + bloc] = 0;
        }

        _passedCount = RowScan.ListWhereAbove(through, 0, 0, _passed);
        foreach (int l in _passed.AsSpan(0, _passedCount))
        {
            criticality[(l * blocs) + bloc] = through[l] / all;
        }
    }
}
