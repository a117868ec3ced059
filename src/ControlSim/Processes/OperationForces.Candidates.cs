using ControlSim.Scenarios;
using ControlSim.Tables;

namespace ControlSim.Processes;

/// <content>Whom an operation may call: free units within reach of its place of assembly, listed by chunk.</content>
internal sealed partial class OperationForces
{
    private readonly double[] _days = new double[world.Locations.Count * world.Factions.Count]; // to the place of assembly, where somebody idle is
    private readonly bool[] _asksFrom = new bool[world.Locations.Count * world.Factions.Count]; // whether somebody idle is there
    private readonly int[] _counts = new int[world.Chunks.Count];
    private Action<int>? _listSome;
    private Action<int>? _keepSome;
    private ulong _takes; // factions whose units the operation called for now takes
    private Posture _posture;

    /// <summary>Lists the units that an operation may call, with the days that they take to its place of assembly. Ways are asked for in turn, as routes remember them.</summary>
    private int Candidates(int o, OrderPlan plan)
    {
        int assembly = world.Operations.Assembly[o], n = world.Factions.Count;
        _takes = o < world.Operations.Orders ? plan.Takes : Presence.Following(world, plan.Faction);
        _posture = plan.Verb == OrderVerb.Raid ? Posture.Cells : Posture.Massed;
        world.Chunks.Run(_listSome ??= ListIdle);
        for (int at = Array.IndexOf(_asksFrom, true); at >= 0; at = Array.IndexOf(_asksFrom, true, at + 1))
        {
            int l = at / n, f = at % n;
            _asksFrom[at] = false;
            _days[at] = IsFree(l, f, plan, assembly) ? routes.Days(world.Factions.Bloc[f], _posture, assembly, l) : double.PositiveInfinity;
        }

        world.Chunks.Run(_keepSome ??= KeepNear);
        int count = 0;
        for (int chunk = 0; chunk < _counts.Length; chunk++)
        {
            int first = world.Chunks.First(chunk), kept = _counts[chunk];
            Array.Copy(_key, first, _key, count, kept);
            Array.Copy(_candidate, first, _candidate, count, kept);
            count += kept;
        }

        return count;
    }

    /// <summary>Lists the idle units of a chunk, and notes where ways from are asked for.</summary>
    private void ListIdle(int chunk)
    {
        int n = world.Factions.Count, count = 0;
        Span<int> room = RoomOf(chunk), places = world.Chunks.Listed(chunk);
        int[] location = world.Units.Location;
        bool[] asksFrom = _asksFrom;
        foreach (FactionRows.Stretch rows in world.FactionRows.All)
        {
            var some = new FactionRows.Stretch(
                rows.Faction, Math.Max(rows.First, world.Chunks.First(chunk)), Math.Min(rows.Last, world.Chunks.First(chunk + 1)));
            if ((_takes >> rows.Faction & 1) == 0 || some.First >= some.Last)
            {
                continue;
            }

            int idle = RowScan.ListIdle(world.Units, _posture, some, room[count..]);
            for (int i = count; i < count + idle; i++)
            {
                // Nearly all are where another was found before.
                int at = (location[room[i]] * n) + some.Faction;
                places[i] = at;
                if (!asksFrom[at])
                {
                    asksFrom[at] = true;
                }
            }

            count += idle;
        }

        _counts[chunk] = count;
    }

    /// <summary>Keeps who is within reach, with his days as key; without a guess, as half of them may not be.</summary>
    private void KeepNear(int chunk)
    {
        Span<int> rows = RoomOf(chunk)[.._counts[chunk]];
        Span<double> keys = _key.AsSpan(world.Chunks.First(chunk), rows.Length);
        ReadOnlySpan<int> places = world.Chunks.Listed(chunk)[..rows.Length];
        double[] days = _days;
        double reach = parameters.Command.AssemblyReachDays;
        int kept = 0;
        for (int i = 0; i < rows.Length; i++)
        {
            double way = days[places[i]];
            (keys[kept], rows[kept]) = (way, rows[i]);
            kept += way <= reach ? 1 : 0;
        }

        _counts[chunk] = kept;
    }

    private Span<int> RoomOf(int chunk) => _candidate.AsSpan(world.Chunks.First(chunk)..world.Chunks.First(chunk + 1));

    /// <summary>Not tied down by an enemy; a raid takes only who is at one of its starting places.</summary>
    private bool IsFree(int l, int f, OrderPlan plan, int assembly)
    {
        if (plan.Verb == OrderVerb.Raid)
        {
            return Array.IndexOf(plan.From, l) >= 0;
        }

        return l == assembly || !Presence.IsEmbattled(world, l, f);
    }
}
