using ControlSim.Scenarios;
using ControlSim.Study.Experiments;

namespace ControlSim.Study.ResultFiles;

/// <summary>crossings.csv: which crossings are open to supply at the ticks that the runs kept.</summary>
internal static class CrossingsTable
{
    public static ResultTable Of(Ensemble ensemble) => new(
        "crossings.csv",
        "Crossings open to supply, on the dates for which flows are written",
        [
            TableColumn.Date,
            TableColumn.Tick,
            new TableColumn("crossing", "string", "", "Id of the crossing."),
            new TableColumn("open", "number", "1", "Share of the replicates in which it is open to supply."),
        ],
        csv => Write(csv, ensemble));

    private static void Write(CsvWriter csv, Ensemble ensemble)
    {
        Scenario scenario = ensemble.Scenario;
        int[] ticks = ensemble.Results.IsEmpty ? [] : ensemble.Results[0].Series.FlowTicks;
        for (int k = 0; k < ticks.Length; k++)
        {
            for (int crossing = 0; crossing < scenario.Crossings.Length; crossing++)
            {
                int index = (k * scenario.Crossings.Length) + crossing;
                int open = ensemble.Results.Count(r => r.Series.CrossingOpen[index] != 0);
                csv.Field(scenario.DateOf(ticks[k])).Field(ticks[k]).Field(scenario.Crossings[crossing].Id)
                    .Field((double)open / ensemble.Results.Length)
                    .EndRow();
            }
        }
    }
}
