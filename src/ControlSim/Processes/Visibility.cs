using System.Numerics;
using ControlSim.Randomness;
using ControlSim.Tables;

namespace ControlSim.Processes;

/// <summary>
/// How likely fighters are found: mu = 1 - (1 - mu_post)(1 - i_ISR)(1 - i_tips), i_tips = 1 - exp(-kT T), with tips
/// T = c L (1 - F)(0.5 + 0.5 K) of the side's best-placed faction: control c of its bloc, its legitimacy L, fear F and, where
/// its bloc owns the place, consolidation K (Kalyvas 2006; Berman, Shapiro, Felter 2011). Allies share what they are told.
/// </summary>
internal static class Visibility
{
    /// <summary>mu from the visibility of a posture and the chance that the watcher finds what is hidden.</summary>
    public static double Of(double posture, double sight) => 1 - ((1 - posture) * (1 - sight));

    /// <summary>Chance that faction <paramref name="watcher"/> finds what is hidden at a location, by surveillance or tips.</summary>
    public static double Sight(World world, int location, int watcher) => SightWith(
        world, location, watcher, BestTips(world, location, world.AirActors.Allies[(watcher * world.Countries) + world.Locations.Country[location]]));

    /// <summary>Best <see cref="Tips"/> that one of some factions, given as bits, has at a location.</summary>
    public static double BestTips(World world, int location, ulong factions)
    {
        double tips = 0;
        for (; factions != 0; factions &= factions - 1)
        {
            tips = Math.Max(tips, Tips.Of(world, location, BitOperations.TrailingZeroCount(factions)));
        }

        return tips;
    }

    /// <summary>The same with the best tips that its side has there.</summary>
    public static double SightWith(World world, int location, int watcher, double tips)
    {
        int at = (watcher * world.Countries) + world.Locations.Country[location];
        double hidden = 1 - world.AirActors.Seen[at];
        return 1 - (tips > 0 ? hidden * DetMath.Exp(-world.AirActors.TipGain[at] * tips) : hidden);
    }

    /// <summary>Best <see cref="Sight"/> among several factions, given as bits; 0 if there is none.</summary>
    public static double SightOfAny(World world, int location, ulong watchers)
    {
        double best = 0;
        for (; watchers != 0; watchers &= watchers - 1)
        {
            best = Math.Max(best, Sight(world, location, BitOperations.TrailingZeroCount(watchers)));
        }

        return best;
    }
}
