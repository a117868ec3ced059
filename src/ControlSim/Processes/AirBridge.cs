using ControlSim.Randomness;
using ControlSim.Tables;

namespace ControlSim.Processes;

/// <summary>
/// The airlifts of one bloc to places that no usable way from a depot with stock reaches, after the roads had their share: each
/// flies with its daily probability (in a deterministic run: carries that share), loads what the depots at its start still
/// have, or what comes from outside the map, and never more than is needed; a share is lost.
/// </summary>
internal sealed class AirBridge(World world, int bloc, RandomStreams random)
{
    private readonly long[] _landed = new long[world.Locations.Count];

    /// <summary>Landed today, by location, thousandths of a man-day.</summary>
    public ReadOnlySpan<long> Landed => _landed;

    /// <summary>Loaded today.</summary>
    public long Issued { get; private set; }

    /// <summary>Landed today, all locations.</summary>
    public long Delivered { get; private set; }

    /// <summary>Nobody is in need.</summary>
    public void Rest()
    {
        Array.Clear(_landed);
        (Issued, Delivered) = (0, 0);
        world.Ledger.FlownIn[bloc] = 0;
    }

    /// <summary>Flies the day.</summary>
    /// <param name="need">Need by location, man-days.</param>
    /// <param name="access">0 where no usable way from a depot leads.</param>
    public void Fly(ReadOnlySpan<double> need, ReadOnlySpan<double> access)
    {
        Rest();
        Airlifts airlifts = world.Airlifts;
        for (int a = 0; a < airlifts.Count; a++)
        {
            int to = airlifts.To[a];
            if (airlifts.Bloc[a] == bloc && access[to] == 0 && SupplyPlan.Rounded(need[to]) > _landed[to])
            {
                long load = Load(a, SupplyPlan.Rounded(need[to]) - _landed[to]), arrives = (long)(load * (1 - airlifts.Loss[a]));
                _landed[to] += arrives;
                Issued += load;
                Delivered += arrives;
            }
        }
    }

    private long Load(int a, long wanted)
    {
        Airlifts airlifts = world.Airlifts;
        double most = world.Deterministic ? airlifts.Load[a] * airlifts.Flying[a]
            : random.Uniform(ProcessId.Supply, world.Tick, airlifts.StableIds[a], 0) < airlifts.Flying[a] ? airlifts.Load[a] : 0;
        double useful = airlifts.Loss[a] < 1 ? Math.Ceiling(wanted / (1 - airlifts.Loss[a])) : 0;
        long load = (long)Math.Min(most, useful);
        if (airlifts.From[a] >= 0)
        {
            return FromDepots(airlifts.From[a], load);
        }

        world.Ledger.FlownIn[bloc] += load;
        return load;
    }

    /// <summary>Several depots at one location give in order of rows.</summary>
    private long FromDepots(int location, long load)
    {
        Depots depots = world.Depots;
        long taken = 0;
        for (int d = 0; d < depots.Count && taken < load; d++)
        {
            if (depots.User[d] == bloc && depots.Location[d] == location)
            {
                long here = Math.Min(depots.Stock[d], load - taken);
                depots.Stock[d] -= here;
                taken += here;
            }
        }

        return taken;
    }
}
