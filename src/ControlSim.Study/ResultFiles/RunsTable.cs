using ControlSim.Scenarios;
using ControlSim.Study.Experiments;

namespace ControlSim.Study.ResultFiles;

/// <summary>
/// runs.csv: what each bloc holds in the first replicates, for the single runs that stand faintly beside the bands of a
/// figure. Only days on which a value changes are written.
/// </summary>
internal static class RunsTable
{
    /// <summary>Replicates that are written: more lines than this hide one another in a figure.</summary>
    public const int Most = 8;

    public static ResultTable Of(Ensemble ensemble) => new(
        "runs.csv",
        $"Population held by each bloc in the first {Most} replicates; only the days on which it changes",
        [
            TableColumn.Replicate,
            new TableColumn("bloc", "string", "", "Id of the bloc."),
            TableColumn.Date,
            TableColumn.Tick,
            new TableColumn("held_population", "number", "person", "Inhabitants of the locations that the bloc owns, from this day."),
        ],
        csv => Write(csv, ensemble));

    private static void Write(CsvWriter csv, Ensemble ensemble)
    {
        Scenario scenario = ensemble.Scenario;
        int blocs = scenario.Blocs.Length;
        for (int r = 0; r < Math.Min(Most, ensemble.Results.Length); r++)
        {
            double[] values = ensemble.Results[r].Series.HeldPopulation;
            for (int bloc = 0; bloc < blocs; bloc++)
            {
                for (int tick = 0; tick <= scenario.Ticks; tick++)
                {
                    double value = values[(tick * blocs) + bloc];
                    if (tick > 0 && value == values[((tick - 1) * blocs) + bloc]) continue;
                    csv.Field(ensemble.Numbers[r]).Field(scenario.Blocs[bloc].Id)
                        .Field(scenario.DateOf(tick)).Field(tick).Field(value).EndRow();
                }
            }
        }
    }
}
