using System.Numerics;
using ControlSim.Processes;
using ControlSim.Scenarios;
using ControlSim.Tables;

namespace ControlSim.Runs;

/// <summary>The state of the world as outcomes see it; reads only.</summary>
internal sealed class OutcomeReadings(World world, Mobility mobility)
{
    private readonly Rulers _rulers = new(world);

    /// <summary>Today's value of what is averaged over days; NaN where there is none.</summary>
    public double Today(Meter meter) => meter.Kind switch
    {
        OutcomeKind.Mobility => mobility.Of(meter.Bloc),
        OutcomeKind.HeldPopulation => Held(meter.Bloc, world.Locations.Population),
        OutcomeKind.HeldArea => Held(meter.Bloc, world.Locations.AreaKm2),
        OutcomeKind.Consolidation or OutcomeKind.Legitimacy or OutcomeKind.Grievance or OutcomeKind.Fear => OfPlaces(meter),
        OutcomeKind.ControlZone => Zone(meter),
        OutcomeKind.Besieged => Sum(world.Society.Besieged, 1, meter),
        OutcomeKind.Displaced => Sum(world.Society.Displaced, Society.GroupsOfDisplaced, meter),
        OutcomeKind.Tension => Tension(meter.Bloc),
        OutcomeKind.Consent => Consent(meter.Bloc),
        _ => OfUnits(meter),
    };

    /// <summary>What the books have had since the start of what is summed up.</summary>
    public double Booked(Meter meter)
    {
        if (meter.Kind == OutcomeKind.CiviliansKilled)
        {
            return Sum(world.Ledger.CiviliansKilled, 1, meter);
        }

        double sum = 0;
        for (int f = 0; f < world.Factions.Count; f++)
        {
            sum += world.Factions.Bloc[f] != meter.Bloc ? 0 : meter.Kind switch
            {
                OutcomeKind.Recruited => world.Ledger.Recruited[f],
                OutcomeKind.Inflow => world.Ledger.Inflow[f],
                OutcomeKind.Deserted => world.Ledger.Deserted[f],
                OutcomeKind.Defected => world.Ledger.DefectedIn[f],
                OutcomeKind.Killed => world.Ledger.Killed[f],
                OutcomeKind.Revenue => world.Ledger.Revenue[f],
                _ => throw new InvalidOperationException($"No book has {meter.Kind}."),
            };
        }

        return sum;
    }

    private double Held(int bloc, double[] column)
    {
        double sum = 0;
        for (int l = 0; l < column.Length; l++)
        {
            sum += world.Locations.Owner[l] == bloc ? column[l] : 0;
        }

        return sum;
    }

    /// <summary>Sum of a column with some rows a location.</summary>
    private static double Sum(double[] column, int rows, Meter meter)
    {
        double sum = 0;
        for (int i = 0; i < column.Length; i++)
        {
            sum += meter.Covers(i / rows) ? column[i] : 0;
        }

        return sum;
    }

    /// <summary>Mean over places, weighted by inhabitants; consolidation by places, for posts are held too.</summary>
    private double OfPlaces(Meter meter)
    {
        double sum = 0, weights = 0;
        for (int l = 0; l < world.Locations.Count; l++)
        {
            if (!meter.Covers(l) || (meter.Bloc >= 0 && world.Locations.Owner[l] != meter.Bloc))
            {
                continue;
            }

            double weight = meter.Kind == OutcomeKind.Consolidation ? 1 : world.Locations.Population[l];
            weights += weight;
            sum += weight * meter.Kind switch
            {
                OutcomeKind.Consolidation => world.Locations.Consolidation[l],
                OutcomeKind.Legitimacy => Legitimacy(l, meter.Bloc),
                OutcomeKind.Grievance => world.Society.Grievance[l],
                _ => world.Society.Fear[l],
            };
        }

        return weights > 0 ? sum / weights : double.NaN;
    }

    /// <summary>Mean zone over places, weighted by inhabitants; where nobody lives a place counts as one inhabitant.</summary>
    private double Zone(Meter meter)
    {
        double sum = 0, weights = 0;
        int blocs = world.Blocs.Count;
        for (int l = 0; l < world.Locations.Count; l++)
        {
            if (meter.Covers(l))
            {
                double weight = Math.Max(1, world.Locations.Population[l]);
                weights += weight;
                sum += weight * ControlZones.Of(ControlZones.Lead(world.Locations.Control.AsSpan(l * blocs, blocs), meter.Bloc));
            }
        }

        return sum / weights;
    }

    private double Legitimacy(int location, int bloc)
    {
        double sum = 0;
        for (ulong rest = _rulers.Of(location, bloc); rest != 0; rest &= rest - 1)
        {
            int f = BitOperations.TrailingZeroCount(rest);
            sum += _rulers.Share(location, f) * world.Society.Legitimacy[(location * world.Factions.Count) + f];
        }

        return sum;
    }

    private double Tension(int bloc)
    {
        int factions = world.Factions.Count;
        double greatest = 0;
        for (int a = 0; a < factions; a++)
        {
            for (int b = 0; b < factions && world.Factions.Bloc[a] == bloc; b++)
            {
                greatest = world.Factions.Bloc[b] == bloc ? greatest : Math.Max(greatest, world.Politics.Tension[(a * factions) + b]);
            }
        }

        return greatest;
    }

    private double Consent(int bloc)
    {
        double sum = 0;
        int count = 0;
        for (int p = 0; p < world.Presences.Count; p++)
        {
            if (world.Factions.Bloc[world.Presences.Faction[p]] == bloc)
            {
                sum += world.Presences.Consent[p];
                count++;
            }
        }

        return count > 0 ? sum / count : double.NaN;
    }

    /// <summary>Over the rows of the bloc's factions alone, in their order.</summary>
    private double OfUnits(Meter meter)
    {
        Units units = world.Units;
        double all = 0, sum = 0;
        foreach (FactionRows.Stretch rows in world.FactionRows.All)
        {
            int faction = rows.Faction;
            for (int u = rows.First; u < rows.Last && world.Factions.Bloc[faction] == meter.Bloc; u++)
            {
                if (units.Fighters[u] > 0 && meter.Covers(units.Location[u]))
                {
                    double n = units.Fighters[u];
                    all += n;
                    sum += OfUnit(meter.Kind, u, n, faction);
                }
            }
        }

        return meter.Kind is OutcomeKind.Fighters or OutcomeKind.FightersMassed ? sum : all > 0 ? sum / all : double.NaN;
    }

    private double OfUnit(OutcomeKind kind, int u, double n, int faction)
    {
        Units units = world.Units;
        return kind switch
        {
            OutcomeKind.Fighters => n,
            OutcomeKind.FightersMassed => units.Posture[u] == Posture.Massed ? n : 0,
            OutcomeKind.CellsShare => units.Posture[u] == Posture.Cells ? n : 0,
            OutcomeKind.Supply => n * units.Supply[u],
            OutcomeKind.Quality => n * units.Quality[u],
            OutcomeKind.Prestige => n * world.Economy.Prestige[faction],
            OutcomeKind.Morale => n * world.Factions.Morale[(faction * world.Countries) + world.Locations.Country[units.Location[u]]],
            _ => throw new InvalidOperationException($"Unknown kind of outcome {kind}."),
        };
    }
}
