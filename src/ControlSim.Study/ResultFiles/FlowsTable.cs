using ControlSim.Scenarios;
using ControlSim.Study.Experiments;

namespace ControlSim.Study.ResultFiles;

/// <summary>flows.csv: supply on the corridors at the ticks that the runs kept, as means over the replicates.</summary>
internal static class FlowsTable
{
    public static ResultTable Of(Ensemble ensemble) => new(
        "flows.csv",
        "Supply on each corridor on the date of the map: means over the replicates; corridors that carry nothing are left out",
        [
            TableColumn.Date,
            TableColumn.Tick,
            new TableColumn("corridor", "string", "", "Id of the corridor."),
            new TableColumn("from", "string", "", "Location from which flow counts as positive."),
            new TableColumn("to", "string", "", "Location at the other end."),
            new TableColumn("bloc", "string", "", "Bloc that is supplied."),
            new TableColumn("flow", "number", "man-day/day", "Mean flow; negative from `to` to `from`."),
            new TableColumn("share", "number", "1", "Share of the replicates in which the corridor carries supply of the bloc."),
        ],
        csv => Write(csv, ensemble));

    private static void Write(CsvWriter csv, Ensemble ensemble)
    {
        if (ensemble.Results.IsEmpty)
        {
            return;
        }

        Scenario scenario = ensemble.Scenario;
        int[] ticks = ensemble.Results[0].Series.FlowTicks;
        for (int k = 0; k < ticks.Length; k++)
        {
            for (int corridor = 0; corridor < scenario.Corridors.Length; corridor++)
            {
                for (int bloc = 0; bloc < scenario.Blocs.Length; bloc++)
                {
                    int index = (((k * scenario.Blocs.Length) + bloc) * scenario.Corridors.Length) + corridor;
                    Write(csv, ensemble, ticks[k], scenario.Corridors[corridor], scenario.Blocs[bloc].Id, index);
                }
            }
        }
    }

    private static void Write(CsvWriter csv, Ensemble ensemble, int tick, Corridor corridor, string bloc, int index)
    {
        double sum = 0;
        int carrying = 0;
        foreach (Runs.RunResult run in ensemble.Results)
        {
            double flow = run.Series.Flow[index];
            sum += flow;
            carrying += flow != 0 ? 1 : 0;
        }

        if (carrying > 0)
        {
            csv.Field(ensemble.Scenario.DateOf(tick)).Field(tick)
                .Field(corridor.Id).Field(corridor.From).Field(corridor.To).Field(bloc)
                .Field(sum / ensemble.Results.Length)
                .Field((double)carrying / ensemble.Results.Length)
                .EndRow();
        }
    }
}
