using ControlSim.Scenarios;
using ControlSim.Study.Experiments;
using ControlSim.Study.Statistics;

namespace ControlSim.Study.ResultFiles;

/// <summary>metrics.csv: the value of every outcome in every replicate.</summary>
internal static class MetricsTable
{
    public static ResultTable Of(Ensemble ensemble) => new(
        "metrics.csv",
        "Outcomes of every replicate",
        [
            TableColumn.Replicate,
            new TableColumn("outcome", "string", "", "Id of the outcome in the scenario."),
            new TableColumn("value", "number", "", "Value; empty where it does not exist (a capture that did not happen)."),
            new TableColumn("unit", "string", "", "Unit of measure; 1 for a share."),
        ],
        csv => Write(csv, ensemble));

    private static void Write(CsvWriter csv, Ensemble ensemble)
    {
        for (int i = 0; i < ensemble.Results.Length; i++)
        {
            for (int o = 0; o < ensemble.Scenario.Outcomes.Length; o++)
            {
                Outcome outcome = ensemble.Scenario.Outcomes[o];
                csv.Field(ensemble.Numbers[i])
                    .Field(outcome.Id)
                    .Field(ensemble.Results[i].Outcomes[o])
                    .Field(OutcomeSummary.UnitOf(outcome.Kind))
                    .EndRow();
            }
        }
    }
}
