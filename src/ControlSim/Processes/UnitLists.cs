using ControlSim.Tables;

namespace ControlSim.Processes;

/// <summary>Lists the units of the tallies that are on roads, under orders and larger than usual.</summary>
internal sealed class UnitLists
{
    private readonly World _world;
    private readonly Action<int> _list;
    private readonly Action<int> _listRoads;
    private readonly Action<int> _listMarched;
    private readonly int[] _roadCounts; // by chunk
    private readonly int[] _orderCounts;
    private readonly int[] _largeCounts;

    public UnitLists(World world)
    {
        _world = world;
        (_list, _listRoads, _listMarched) = (List, ListRoads, ListMarched);
        int chunks = world.Chunks.Count;
        (_roadCounts, _orderCounts, _largeCounts) = (new int[chunks], new int[chunks], new int[chunks]);
    }

    /// <summary>Lists units under orders and larger than usual.</summary>
    public void Renew()
    {
        _world.Chunks.Run(_list);
        _world.Tallies.Large.Join(_world.Chunks, _largeCounts);
        _world.Tallies.UnderOrders.Join(_world.Chunks, _orderCounts);
    }

    /// <summary>Lists units on roads.</summary>
    public void RenewRoads()
    {
        _world.Chunks.Run(_listRoads);
        _world.Tallies.OnRoads.Join(_world.Chunks, _roadCounts);
    }

    /// <summary>After movement whoever is on a road has marched today; without it nobody has, and all are looked at.</summary>
    public void RenewRoadsOfMarch()
    {
        _world.Chunks.Run(_world.Tallies.Marched.Count == 0 ? _listRoads : _listMarched);
        _world.Tallies.OnRoads.Join(_world.Chunks, _roadCounts);
    }

    private void List(int chunk)
    {
        Tallies tallies = _world.Tallies;
        int first = _world.Chunks.First(chunk), count = _world.Chunks.First(chunk + 1) - first;
        _orderCounts[chunk] = RowScan.ListWhereNotNegative(
            _world.Units.Operation.AsSpan(first, count), first, tallies.UnderOrders.RoomOf(_world.Chunks, chunk));
        _largeCounts[chunk] = RowScan.ListWhereAbove(
            _world.Units.Fighters.AsSpan(first, count), tallies.UsualUnit, first, tallies.Large.RoomOf(_world.Chunks, chunk));
    }

    private void ListRoads(int chunk)
    {
        int first = _world.Chunks.First(chunk), count = _world.Chunks.First(chunk + 1) - first;
        _roadCounts[chunk] = RowScan.ListLivingWhereNotNegative(
            _world.Units.Corridor.AsSpan(first, count), _world.Units.Fighters.AsSpan(first, count), first,
            _world.Tallies.OnRoads.RoomOf(_world.Chunks, chunk));
    }

    private void ListMarched(int chunk)
    {
        Span<int> room = _world.Tallies.OnRoads.RoomOf(_world.Chunks, chunk);
        int found = 0;
        foreach (int u in _world.Chunks.ThoseOf(_world.Tallies.Marched.Rows, chunk))
        {
            if (_world.Units.Corridor[u] >= 0 && _world.Units.Fighters[u] > 0)
            {
                room[found++] = u;
            }
        }

        _roadCounts[chunk] = found;
    }
}
