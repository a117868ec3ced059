using ControlSim.Runs;
using ControlSim.Scenarios;
using ControlSim.Study.Experiments;

namespace ControlSim.Study.ResultFiles;

/// <summary>
/// control-zones.csv: in which of Kalyvas' five zones each location lies, as shares of the replicates. Only days on which this
/// changes are written; all rows of a location at a tick hold until its next rows.
/// </summary>
internal static class ControlZonesTable
{
    public static ResultTable Of(Ensemble ensemble) => new(
        "control-zones.csv",
        "Control zones of each location as shares of the replicates; only the days on which a location's shares change",
        [
            TableColumn.Location,
            TableColumn.Date,
            TableColumn.Tick,
            new TableColumn("bloc", "string", "", "Id of the bloc whose zone it is: the owner, or the strongest where nobody owns the place."),
            new TableColumn(
                "zone", "integer", "",
                "1 full control of the bloc, 2 dominant, 3 parity with its strongest rival, 4 the rival dominant, 5 the rival in full control (Kalyvas 2006)."),
            new TableColumn("share", "number", "1", "Share of the replicates; of one location and day they sum to at most 1: nobody may hold anything."),
        ],
        csv => Write(csv, ensemble));

    private static void Write(CsvWriter csv, Ensemble ensemble)
    {
        Scenario scenario = ensemble.Scenario;
        for (int location = 0; location < scenario.Locations.Length && !ensemble.Results.IsEmpty; location++)
        {
            int[] before = [];
            for (int tick = 0; tick <= scenario.Ticks; tick++)
            {
                int[] now = Counts(ensemble, tick, location);
                if (!now.AsSpan().SequenceEqual(before)) Write(csv, ensemble, tick, location, now);
                before = now;
            }
        }
    }

    /// <summary>Number of replicates by bloc and zone.</summary>
    private static int[] Counts(Ensemble ensemble, int tick, int location)
    {
        int[] counts = new int[ensemble.Scenario.Blocs.Length * ControlZones.Count];
        int at = (tick * ensemble.Scenario.Locations.Length) + location;
        foreach (RunResult run in ensemble.Results)
        {
            if (run.Series.Zone[at] > 0) counts[(run.Series.Holder[at] * ControlZones.Count) + run.Series.Zone[at] - 1]++;
        }

        return counts;
    }

    private static void Write(CsvWriter csv, Ensemble ensemble, int tick, int location, int[] counts)
    {
        Scenario scenario = ensemble.Scenario;
        for (int i = 0; i < counts.Length; i++)
        {
            if (counts[i] > 0)
            {
                csv.Field(scenario.Locations[location].Id)
                    .Field(scenario.DateOf(tick))
                    .Field(tick)
                    .Field(scenario.Blocs[i / ControlZones.Count].Id)
                    .Field((i % ControlZones.Count) + 1)
                    .Field((double)counts[i] / ensemble.Results.Length)
                    .EndRow();
            }
        }
    }
}
