using ControlSim.Runs;
using ControlSim.Scenarios;
using ControlSim.Study.Experiments;

namespace ControlSim.Study.ResultFiles;

/// <summary>captures.csv: every change of owner to a bloc, in every replicate.</summary>
internal static class CapturesTable
{
    public static ResultTable Of(Ensemble ensemble) => new(
        "captures.csv",
        "Captures of every replicate; becoming ownerless is no capture",
        [
            TableColumn.Replicate,
            TableColumn.Date,
            TableColumn.Tick,
            TableColumn.Location,
            new TableColumn("bloc", "string", "", "Id of the new owner."),
            new TableColumn("previous", "string", "", "Id of the bloc that owned it last; empty if none did."),
        ],
        csv => Write(csv, ensemble));

    private static void Write(CsvWriter csv, Ensemble ensemble)
    {
        Scenario scenario = ensemble.Scenario;
        for (int i = 0; i < ensemble.Results.Length; i++)
        {
            foreach (Capture capture in ensemble.Results[i].Captures)
            {
                csv.Field(ensemble.Numbers[i])
                    .Field(scenario.DateOf(capture.Tick))
                    .Field(capture.Tick)
                    .Field(scenario.Locations[capture.Location].Id)
                    .Field(scenario.Blocs[capture.Bloc].Id)
                    .Field(capture.Previous < 0 ? "" : scenario.Blocs[capture.Previous].Id)
                    .EndRow();
            }
        }
    }
}
