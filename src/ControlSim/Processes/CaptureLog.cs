using ControlSim.Runs;
using ControlSim.Tables;

namespace ControlSim.Processes;

/// <summary>What the log tells of a change of owner: the battle behind it and the shares of control.</summary>
internal sealed class CaptureLog(World world, EventLog log)
{
    /// <summary>Longest time between a battle and the capture that came of it, days: control follows strength slowly.</summary>
    private const int AftermathDays = 14;

    /// <summary>Logs that a bloc lost a location and nobody has it yet.</summary>
    public void LogLoss(int l, int owner)
    {
        int blocs = world.Blocs.Count, best = -1, country = world.Locations.Country[l];
        double most = 0, enemy = 0;
        for (int b = 0; b < blocs; b++)
        {
            double share = world.Locations.Control[(l * blocs) + b];
            if (b != owner && share > most)
            {
                (best, most) = (b, share);
            }

            enemy += world.Blocs.AreHostile(country, owner, b) ? world.Tallies.BlocMassed[(l * blocs) + b] : 0;
        }

        double massed = world.Tallies.BlocMassed[(l * blocs) + owner];
        var terms = new EventTerms(world.Locations.Control[(l * blocs) + owner], most, massed, enemy);
        log.Add(RunEventKind.OwnerLost, l, owner, best, massed, "", terms);
    }

    /// <summary>Logs a capture; <paramref name="before"/> holds the shares of the day before by bloc.</summary>
    public void LogCapture(int l, int bloc, int previous, double[] before)
    {
        int blocs = world.Blocs.Count, country = world.Locations.Country[l];
        Battles battles = world.Battles;
        bool fought = battles.Since[l] >= 0 && world.Tick - battles.LastDay[l] <= AftermathDays;
        double own = 0, enemy = 0, ownLost = 0, enemyLost = 0, supply = -1, strongest = 0;
        for (int b = 0; b < blocs && fought; b++)
        {
            int at = (l * blocs) + b;
            if (world.Blocs.AreCobelligerent(country, bloc, b))
            {
                own += battles.Strength[at];
                ownLost += battles.Lost[at];
            }
            else if (world.Blocs.AreHostile(country, bloc, b))
            {
                enemy += battles.Strength[at];
                enemyLost += battles.Lost[at];
                supply = battles.Strength[at] > strongest ? battles.Supply[at] : supply;
                strongest = Math.Max(strongest, battles.Strength[at]);
            }
        }

        double share = previous < 0 ? double.NaN : before[previous];
        EventTerms terms = fought
            ? new EventTerms(own, enemy, before[bloc], share, supply < 0 ? double.NaN : supply, battles.LastDay[l] - battles.Since[l] + 1, ownLost, enemyLost)
            : new EventTerms(double.NaN, double.NaN, before[bloc], share);
        log.Add(RunEventKind.Capture, l, bloc, previous, world.Tallies.BlocMassed[(l * blocs) + bloc], "", terms);
    }
}
