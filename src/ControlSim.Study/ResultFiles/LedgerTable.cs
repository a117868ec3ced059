using System.Collections.Immutable;
using ControlSim.Runs;
using ControlSim.Scenarios;
using ControlSim.Study.Experiments;
using ControlSim.Study.ScenarioFiles;
using ControlSim.Study.Statistics;

namespace ControlSim.Study.ResultFiles;

/// <summary>ledger.csv: where fighters and money of each bloc came from and went over the whole run.</summary>
internal static class LedgerTable
{
    /// <summary>Lines from here on are of the book of money.</summary>
    private const LedgerEntry FirstOfMoney = LedgerEntry.MoneyAtStart;

    public static ResultTable Of(Ensemble ensemble) => new(
        "ledger.csv",
        "Books of each bloc over the whole run; lines that are zero in all replicates are left out",
        [
            new TableColumn("bloc", "string", "", "Id of the bloc."),
            new TableColumn("book", "string", "", "fighters or money."),
            new TableColumn("entry", "string", "", "Line of the book; start and gains less losses make the end."),
            new TableColumn("mean", "number", "", "Mean over the replicates, in the unit beside it."),
            new TableColumn("p05", "number", "", "5 % quantile."),
            new TableColumn("p95", "number", "", "95 % quantile."),
            new TableColumn("unit", "string", "", "Unit of measure."),
        ],
        csv => Write(csv, ensemble));

    /// <summary>Reads the table.</summary>
    /// <exception cref="FormatException">The table is not what it should be.</exception>
    public static ImmutableArray<LedgerLine> Read(IdRows ids, CsvTable table)
    {
        (int bloc, int entry, int mean) = (table.Column("bloc"), table.Column("entry"), table.Column("mean"));
        (int low, int high) = (table.Column("p05"), table.Column("p95"));
        return
        [
            .. table.Rows.Select(r => new LedgerLine(
                ids.Bloc(r[bloc]), Entry(r[entry]), table.Number(r, mean), table.Number(r, low), table.Number(r, high))),
        ];
    }

    private static LedgerEntry Entry(string text) =>
        Enum.TryParse(text.Replace("-", "", StringComparison.Ordinal), ignoreCase: true, out LedgerEntry entry)
            ? entry
            : throw new FormatException($"ledger.csv: '{text}' is no entry of this version");

    private static void Write(CsvWriter csv, Ensemble ensemble)
    {
        Scenario scenario = ensemble.Scenario;
        double[][] books = [.. ensemble.Results.Where(r => !r.Ledger.IsEmpty).Select(r => r.Ledger.ToArray())];
        for (int bloc = 0; bloc < scenario.Blocs.Length; bloc++)
        {
            foreach (LedgerEntry entry in Enum.GetValues<LedgerEntry>())
            {
                double[] values = [.. books.Select(b => b[((int)entry * scenario.Blocs.Length) + bloc])];
                if (Array.TrueForAll(values, v => v == 0)) continue;
                csv.Field(scenario.Blocs[bloc].Id)
                    .Field(entry < FirstOfMoney ? "fighters" : "money")
                    .Field(Wording.Kebab(entry.ToString()))
                    .Field(values.Sum() / values.Length)
                    .Field(Quantiles.Of(values, 0.05))
                    .Field(Quantiles.Of(values, 0.95))
                    .Field(entry < FirstOfMoney ? "person" : "USD")
                    .EndRow();
            }
        }
    }
}
