using ControlSim.Scenarios;
using ControlSim.Study.Experiments;
using ControlSim.Study.ScenarioFiles;

namespace ControlSim.Study.ResultFiles;

/// <summary>draws.csv: the values that the uncertain parameters had in every run.</summary>
internal static class DrawsTable
{
    public static ResultTable Of(Ensemble ensemble) => new(
        "draws.csv",
        "Values of the uncertain parameters in every run; no rows where nothing is uncertain",
        [
            TableColumn.Replicate,
            new TableColumn("parameter", "string", "", "Path of the parameter in the scenario."),
            new TableColumn("value", "number", "", "Value that the run had, in the unit beside it."),
            new TableColumn("unit", "string", "", "Unit of measure; 1 for a pure number."),
        ],
        csv => Write(csv, ensemble));

    private static void Write(CsvWriter csv, Ensemble ensemble)
    {
        Scenario scenario = ensemble.Scenario;
        for (int r = 0; r < ensemble.Results.Length; r++)
        {
            var values = UncertainDraws.Values(scenario, ensemble.Results[r].Key);
            for (int u = 0; u < values.Length; u++)
            {
                UncertainParameter uncertain = scenario.Uncertain[u];
                csv.Field(ensemble.Numbers[r]).Field(ParameterPath.Of(uncertain)).Field(values[u])
                    .Field(ParameterValues.About(uncertain.Process, uncertain.Parameter).Unit).EndRow();
            }
        }
    }
}
