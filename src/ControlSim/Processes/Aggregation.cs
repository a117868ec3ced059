using ControlSim.Scenarios;
using ControlSim.Tables;

namespace ControlSim.Processes;

/// <summary>
/// P1. Units are summed over locations: fighters, effective strength W = n (0.4 + 0.6 s)(0.5 + 0.5 m) e, who is present.
/// Units are taken in the order of rows; those on a corridor are nowhere. Writes only what is derived.
/// </summary>
[Writes]
internal sealed class Aggregation(World world)
{
    private readonly int[] _next = new int[world.Locations.Count];

    public void Step()
    {
        Tallies tallies = world.Tallies;
        Array.Clear(tallies.Massed);
        Array.Clear(tallies.Cells);
        Array.Clear(tallies.StrengthMassed);
        Array.Clear(tallies.StrengthAbsent);
        Array.Clear(tallies.StrengthCells);
        Array.Clear(tallies.MassedPresent);
        Array.Clear(tallies.Present);
        Array.Clear(tallies.BlocMassed);
        Array.Clear(tallies.RowStart);
        Units units = world.Units;
        for (int u = 0; u < units.Count; u++)
        {
            if (units.Fighters[u] > 0 && units.Corridor[u] < 0)
            {
                tallies.RowStart[units.Location[u] + 1]++;
                Add(u);
            }
        }

        SortRows();
    }

    /// <summary>Effective strength of a unit in the field, before posture, ground and consolidation.</summary>
    public static double Strength(double fighters, double supply, double morale, double quality) =>
        fighters * (0.4 + (0.6 * supply)) * (0.5 + (0.5 * morale)) * quality;

    private void Add(int u)
    {
        Units units = world.Units;
        Tallies tallies = world.Tallies;
        int f = units.Faction[u], l = units.Location[u];
        double morale = world.Factions.Morale[(f * world.Countries) + world.Locations.Country[l]];
        double strength = Strength(units.Fighters[u], units.Supply[u], morale, units.Quality[u]);
        int at = (l * world.Factions.Count) + f;
        tallies.Present[l] |= 1UL << f;
        if (units.Posture[u] == Posture.Massed)
        {
            tallies.Massed[at] += units.Fighters[u];
            tallies.StrengthMassed[at] += strength;
            tallies.StrengthAbsent[at] += strength * units.Absent[u] / units.Fighters[u];
            tallies.MassedPresent[l] |= 1UL << f;
            tallies.BlocMassed[(l * world.Blocs.Count) + world.Factions.Bloc[f]] += units.Fighters[u];
        }
        else
        {
            tallies.Cells[at] += units.Fighters[u];
            tallies.StrengthCells[at] += strength;
        }
    }

    /// <summary>Counting sort of the living units at locations.</summary>
    private void SortRows()
    {
        Tallies tallies = world.Tallies;
        Units units = world.Units;
        for (int l = 0; l < world.Locations.Count; l++)
        {
            tallies.RowStart[l + 1] += tallies.RowStart[l];
            _next[l] = tallies.RowStart[l];
        }

        for (int u = 0; u < units.Count; u++)
        {
            if (units.Fighters[u] > 0 && units.Corridor[u] < 0)
            {
                tallies.Rows[_next[units.Location[u]]++] = u;
            }
        }
    }
}
