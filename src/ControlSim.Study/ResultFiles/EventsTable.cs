using ControlSim.Runs;
using ControlSim.Scenarios;
using ControlSim.Study.Experiments;

namespace ControlSim.Study.ResultFiles;

/// <summary>events.csv: the log of the first replicate, or of all of them.</summary>
internal static class EventsTable
{
    public static ResultTable Of(Ensemble ensemble, bool all) => new(
        "events.csv",
        all ? "Event log of every replicate" : "Event log of the first replicate",
        [
            TableColumn.Replicate,
            TableColumn.Date,
            TableColumn.Tick,
            new TableColumn("event", "string", "", "What happened."),
            new TableColumn("location", "string", "", "Id of the location; empty if none."),
            new TableColumn("bloc", "string", "", "Id of the bloc that acts; empty if none."),
            new TableColumn("other", "string", "", "Id of the other bloc; empty if none."),
            new TableColumn("fighters", "number", "person", "Fighters concerned."),
            new TableColumn("subject", "string", "", "Id of the order, dated event or crossing; empty if none."),
            new TableColumn("place", "string", "", "Id of a second location: where an operation starts, where units go; empty if none."),
            new TableColumn("terms", "string", "", TermsText.Description),
        ],
        csv => Write(csv, ensemble, all ? ensemble.Results.Length : Math.Min(1, ensemble.Results.Length)));

    private static void Write(CsvWriter csv, Ensemble ensemble, int runs)
    {
        Scenario scenario = ensemble.Scenario;
        string Bloc(int row) => row < 0 ? "" : scenario.Blocs[row].Id;
        for (int i = 0; i < runs; i++)
        {
            foreach (RunEvent logged in ensemble.Results[i].Events)
            {
                csv.Field(ensemble.Numbers[i])
                    .Field(scenario.DateOf(logged.Tick))
                    .Field(logged.Tick)
                    .Field(TermsText.NameOf(logged.Kind))
                    .Field(logged.Location < 0 ? "" : scenario.Locations[logged.Location].Id)
                    .Field(Bloc(logged.Bloc))
                    .Field(Bloc(logged.Other))
                    .Field(logged.Fighters)
                    .Field(logged.Subject)
                    .Field(logged.Place < 0 ? "" : scenario.Locations[logged.Place].Id)
                    .Field(TermsText.Of(logged))
                    .EndRow();
            }
        }
    }
}
