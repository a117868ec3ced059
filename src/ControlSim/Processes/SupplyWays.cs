using ControlSim.Tables;

namespace ControlSim.Processes;

/// <summary>Criticality for one bloc: the share of its need that is supplied on least km through each location, itself included.</summary>
internal sealed class SupplyWays(World world, int bloc)
{
    private readonly double[] _through = new double[world.Locations.Count];

    /// <summary>Sums needs up the tree of shortest ways, from the farthest location inward.</summary>
    public void Renew(ReadOnlySpan<long> need, SupplyDistances distances)
    {
        double all = 0;
        for (int l = 0; l < need.Length; l++)
        {
            _through[l] = need[l];
            all += need[l];
        }

        ReadOnlySpan<int> order = distances.Order, before = distances.Before;
        for (int i = order.Length - 1; i >= 0; i--)
        {
            if (before[order[i]] >= 0)
            {
                _through[before[order[i]]] += _through[order[i]];
            }
        }

        double[] criticality = world.Tallies.Criticality;
        for (int l = 0, at = bloc; l < need.Length; l++, at += world.Blocs.Count)
        {
            criticality[at] = _through[l] > 0 ? _through[l] / all : 0;
        }
    }
}
