using System.Collections.Immutable;
using ControlSim.Runs;
using ControlSim.Scenarios;
using ControlSim.Study.Experiments;
using ControlSim.Study.Statistics;

namespace ControlSim.Study.ResultFiles;

/// <summary>series.csv: daily series of each bloc as quantiles over the replicates, long format.</summary>
internal static class SeriesTable
{
    private static readonly ImmutableArray<(string Name, string Unit, Func<RunSeries, double[]> Values)> Series =
    [
        ("massed", "person", s => s.Massed),
        ("cells", "person", s => s.Cells),
        ("held_population", "person", s => s.HeldPopulation),
        ("held_area", "km2", s => s.HeldArea),
        ("supply", "1", s => s.Supply),
        ("money", "USD", s => s.Money),
        ("displaced", "person", s => s.Displaced),
    ];

    public static ResultTable Of(Ensemble ensemble) => new(
        "series.csv",
        "Daily series of each bloc: quantiles over the replicates",
        [
            new TableColumn("series", "string", "", "massed, cells (fighters), held_population, held_area, supply (mean supply state), money, displaced (people who fled and stay in places of the bloc). The last two are left out where they are zero in all runs."),
            TableColumn.Date,
            TableColumn.Tick,
            new TableColumn("bloc", "string", "", "Id of the bloc."),
            new TableColumn("p05", "number", "", "5 % quantile, in the unit beside it; empty where no replicate has a value."),
            new TableColumn("p25", "number", "", "25 % quantile."),
            new TableColumn("p50", "number", "", "Median."),
            new TableColumn("p75", "number", "", "75 % quantile."),
            new TableColumn("p95", "number", "", "95 % quantile."),
            new TableColumn("unit", "string", "", "Unit of measure; 1 for a share."),
        ],
        csv => Write(csv, ensemble));

    /// <summary>Worlds without money or without flight have no such rows.</summary>
    private static bool IsWritten(string name, Func<RunSeries, double[]> values, Ensemble ensemble) =>
        name is not ("money" or "displaced") || ensemble.Results.Any(r => Array.Exists(values(r.Series), v => v != 0));

    private static void Write(CsvWriter csv, Ensemble ensemble)
    {
        Scenario scenario = ensemble.Scenario;
        foreach (var (name, unit, values) in Series.Where(s => IsWritten(s.Name, s.Values, ensemble)))
        {
            var quantiles = DailyQuantiles.Of(ensemble, values);
            for (int tick = 0; tick <= scenario.Ticks; tick++)
            {
                for (int bloc = 0; bloc < scenario.Blocs.Length; bloc++)
                {
                    csv.Field(name).Field(scenario.DateOf(tick)).Field(tick).Field(scenario.Blocs[bloc].Id);
                    for (int level = 0; level < DailyQuantiles.Levels.Length; level++)
                    {
                        csv.Field(quantiles.At(tick, bloc, level));
                    }

                    csv.Field(unit).EndRow();
                }
            }
        }
    }
}
