using System.Numerics;
using ControlSim.Runs;
using ControlSim.Tables;

namespace ControlSim.Processes;

/// <summary>
/// What the public is told, beside what is true (M46; S4-26): a bloc claims a location when it owns it, or, if it announces
/// early, from a control share x while it has massed fighters there and fights the owner; the report comes some days later if
/// the claim still stands. When an early claim falls, the owner says that he still has it. Nobody reports what he lost, so a
/// place without an owner keeps its last report. A bloc speaks through its faction with most massed fighters there, else
/// through its largest. After control, all at once; nobody in the model acts on reports. No source for x and the days.
/// </summary>
[Writes("Locations.ReportedOwner", "Locations.PendingReport", "Locations.ReportTick")]
internal sealed class Reporting
{
    private readonly World _world;
    private readonly EventLog _log;
    private readonly int[] _speaker;

    public Reporting(World world, EventLog log)
    {
        _world = world;
        _log = log;
        _speaker = new int[world.Blocs.Count];
        Array.Fill(_speaker, -1);
        for (int f = 0; f < world.Factions.Count; f++)
        {
            ref int best = ref _speaker[world.Factions.Bloc[f]];
            best = best < 0 || world.Ledger.Start[f] > world.Ledger.Start[best] ? f : best;
        }
    }

    public void Step()
    {
        Locations locations = _world.Locations;
        for (int l = 0; l < locations.Count; l++)
        {
            int claimant = Claimant(l);
            if (claimant < 0 || claimant == locations.ReportedOwner[l])
            {
                locations.PendingReport[l] = -1;
                continue;
            }

            if (claimant != locations.PendingReport[l])
            {
                locations.PendingReport[l] = claimant;
                locations.ReportTick[l] = _world.Tick + DelayOf(l, claimant);
            }

            if (_world.Tick >= locations.ReportTick[l])
            {
                Publish(l, claimant);
            }
        }
    }

    private void Publish(int l, int claimant)
    {
        Locations locations = _world.Locations;
        bool early = locations.Owner[l] != claimant;
        var terms = new EventTerms(
            locations.Control[(l * _world.Blocs.Count) + claimant], early ? 1 : 0, DelayOf(l, claimant));
        _log.Add(RunEventKind.Reported, l, claimant, locations.ReportedOwner[l], 0, "", terms);
        locations.ReportedOwner[l] = claimant;
        locations.PendingReport[l] = -1;
    }

    /// <summary>The enemy of the owner with the greatest share that he would announce; else the owner; -1 if neither is there.</summary>
    private int Claimant(int l)
    {
        int blocs = _world.Blocs.Count, owner = _world.Locations.Owner[l], best = -1;
        ulong massed = _world.Locations.IsRefuge[l] ? 0 : _world.Tallies.BlocsPresent[l];
        double most = 0;
        for (; massed != 0; massed &= massed - 1)
        {
            int b = BitOperations.TrailingZeroCount(massed), at = (l * blocs) + b;
            double share = _world.Locations.Control[at];
            if (b != owner && share > most && _world.Blocs.Owns[b]
                && (owner < 0 || _world.Blocs.AreHostile(_world.Locations.Country[l], owner, b))
                && Speaker(l, b) is >= 0 and int f && _world.Factions.AnnounceShare[f] < 1 && share >= _world.Factions.AnnounceShare[f])
            {
                (best, most) = (b, share);
            }
        }

        return best >= 0 ? best : owner;
    }

    private int DelayOf(int l, int bloc) => Speaker(l, bloc) is >= 0 and int f ? _world.Factions.ReportDelayDays[f] : 0;

    private int Speaker(int l, int bloc)
    {
        int best = -1, n = _world.Factions.Count;
        for (ulong rest = _world.Tallies.MassedPresent[l]; rest != 0; rest &= rest - 1)
        {
            int f = BitOperations.TrailingZeroCount(rest);
            best = _world.Factions.Bloc[f] == bloc
                && (best < 0 || _world.Tallies.Massed[(l * n) + f] > _world.Tallies.Massed[(l * n) + best]) ? f : best;
        }

        return best < 0 ? _speaker[bloc] : best;
    }
}
