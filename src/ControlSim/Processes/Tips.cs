using ControlSim.Tables;

namespace ControlSim.Processes;

/// <summary>
/// What people tell a faction: T = c L (1 - F)(0.5 + 0.5 K), c the share of its bloc's control, K the consolidation of the
/// owner, F fear as far as local protective forces do not shield from it (Kalyvas 2006; Berman, Shapiro, Felter 2011; S1-40).
/// </summary>
internal static class Tips
{
    /// <summary>T at a location, 0 to 1.</summary>
    public static double Of(World world, int location, int faction)
    {
        Society society = world.Society;
        int bloc = world.Factions.Bloc[faction];
        double control = world.Locations.Control[(location * world.Blocs.Count) + bloc];
        if (control <= 0)
        {
            return 0; // the case of most: an ally has a share of few places
        }

        double solid = world.Locations.Owner[location] == bloc ? world.Locations.Consolidation[location] : 0;
        double fear = society.Fear[location] * (1 - society.LocalSecurity[location]);
        return control * society.Legitimacy[(location * world.Factions.Count) + faction] * (1 - fear) * (0.5 + (0.5 * solid));
    }
}
