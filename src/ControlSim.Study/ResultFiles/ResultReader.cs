using System.Collections.Immutable;
using ControlSim.Runs;
using ControlSim.Scenarios;
using ControlSim.Study.ScenarioFiles;

namespace ControlSim.Study.ResultFiles;

/// <summary>Puts the tables of a result together.</summary>
internal static class ResultReader
{
    /// <summary>The tables that are read.</summary>
    public static readonly ImmutableArray<string> Tables =
    [
        "control.csv", "contested.csv", "series.csv", "events.csv", "ledger.csv", "metrics.csv", "captures.csv", "runs.csv", "flows.csv", "crossings.csv",
    ];

    /// <param name="scenario">The scenario that was run.</param>
    /// <param name="info">What figures need beside it.</param>
    /// <param name="runs">Replicates that finished; a scenario without outcomes has no table with a line for each.</param>
    /// <param name="table">Reads a table by its file name.</param>
    /// <exception cref="FormatException">A table is not what it should be.</exception>
    public static ResultData Read(Scenario scenario, ScenarioInfo info, int runs, Func<string, CsvTable> table)
    {
        var ids = new IdRows(scenario);
        return new ResultData
        {
            Scenario = scenario,
            Info = info,
            Runs = runs > 0 ? runs : throw new FormatException("no run finished, so there is nothing to show"),
            Control = ControlHistory.Of(scenario, ids, table("control.csv"), table("contested.csv")),
            Series = Series(scenario, ids, table("series.csv")),
            Ledger = LedgerTable.Read(ids, table("ledger.csv")),
            Outcomes = Outcomes(scenario, table("metrics.csv")),
            Captures = Captures(ids, table("captures.csv")),
            Events = Events(ids, table("events.csv")),
            SingleRuns = SingleRuns(scenario, ids, table("runs.csv")),
            Supply = Supply(scenario, ids, table("flows.csv"), table("crossings.csv")),
        };
    }

    private static ImmutableArray<ImmutableArray<double>> Outcomes(Scenario scenario, CsvTable table)
    {
        (int id, int value) = (table.Column("outcome"), table.Column("value"));
        var rows = table.Rows.ToLookup(r => r[id], r => table.Number(r, value), StringComparer.Ordinal);
        return [.. scenario.Outcomes.Select(o => rows[o.Id].ToImmutableArray())];
    }

    private static ImmutableSortedDictionary<string, SeriesQuantiles> Series(Scenario scenario, IdRows ids, CsvTable table)
    {
        (int name, int tick, int bloc, int unit, int first) =
            (table.Column("series"), table.Column("tick"), table.Column("bloc"), table.Column("unit"), table.Column("p05"));
        var all = ImmutableSortedDictionary.CreateBuilder<string, SeriesQuantiles>(StringComparer.Ordinal);
        foreach (var rows in table.Rows.GroupBy(r => r[name], StringComparer.Ordinal))
        {
            double[] values = new double[(scenario.Ticks + 1) * scenario.Blocs.Length * 5];
            Array.Fill(values, double.NaN);
            foreach (string[] row in rows)
            {
                int cell = (ids.Tick(table.Integer(row, tick)) * scenario.Blocs.Length) + ids.Bloc(row[bloc]);
                for (int level = 0; level < 5; level++) values[(cell * 5) + level] = table.Number(row, first + level);
            }

            all.Add(rows.Key, new SeriesQuantiles(rows.First()[unit], scenario.Blocs.Length, [.. values]));
        }

        return all.ToImmutable();
    }

    private static ImmutableArray<(int Replicate, Capture Capture)> Captures(IdRows ids, CsvTable table)
    {
        (int replicate, int tick, int place) = (table.Column("replicate"), table.Column("tick"), table.Column("location"));
        (int bloc, int previous) = (table.Column("bloc"), table.Column("previous"));
        return
        [
            .. table.Rows.Select(r => (
                table.Integer(r, replicate),
                new Capture(ids.Tick(table.Integer(r, tick)), ids.Location(r[place]), ids.Bloc(r[bloc]), ids.Bloc(r[previous])))),
        ];
    }

    private static ImmutableArray<RunEvent> Events(IdRows ids, CsvTable table)
    {
        (int replicate, int tick, int kind, int place) =
            (table.Column("replicate"), table.Column("tick"), table.Column("event"), table.Column("location"));
        (int bloc, int other, int fighters, int subject) =
            (table.Column("bloc"), table.Column("other"), table.Column("fighters"), table.Column("subject"));
        string first = table.Rows.IsEmpty ? "" : table.Rows[0][replicate];
        return
        [
            .. table.Rows
                .Where(r => r[replicate] == first)
                .Select(r => new RunEvent(
                    table.Integer(r, tick), Kind(r[kind]), ids.LocationOrNone(r[place]), ids.Bloc(r[bloc]), ids.Bloc(r[other]),
                    table.Number(r, fighters), r[subject])),
        ];
    }

    private static RunEventKind Kind(string text) =>
        Enum.TryParse(text.Replace("-", "", StringComparison.Ordinal), ignoreCase: true, out RunEventKind kind)
            ? kind
            : throw new FormatException($"events.csv: '{text}' is no event of this version");

    private static ImmutableArray<double[]> SingleRuns(Scenario scenario, IdRows ids, CsvTable table)
    {
        (int replicate, int bloc, int tick, int held) =
            (table.Column("replicate"), table.Column("bloc"), table.Column("tick"), table.Column("held_population"));
        int blocs = scenario.Blocs.Length;
        var runs = ImmutableArray.CreateBuilder<double[]>();
        foreach (var rows in table.Rows.GroupBy(r => r[replicate], StringComparer.Ordinal))
        {
            double[] values = new double[(scenario.Ticks + 1) * blocs];
            foreach (string[] row in rows)
            {
                double value = table.Number(row, held);
                int column = ids.Bloc(row[bloc]);
                for (int t = ids.Tick(table.Integer(row, tick)); t <= scenario.Ticks; t++) values[(t * blocs) + column] = value;
            }

            runs.Add(values);
        }

        return runs.ToImmutable();
    }

    private static ImmutableArray<SupplyOfDay> Supply(Scenario scenario, IdRows ids, CsvTable flows, CsvTable crossings)
    {
        (int tick, int corridor, int bloc, int flow) =
            (flows.Column("tick"), flows.Column("corridor"), flows.Column("bloc"), flows.Column("flow"));
        (int day, int crossing, int share) = (crossings.Column("tick"), crossings.Column("crossing"), crossings.Column("open"));
        var gates = crossings.Rows.ToLookup(r => crossings.Integer(r, day));
        var carried = flows.Rows.ToLookup(r => flows.Integer(r, tick));
        var days = ImmutableArray.CreateBuilder<SupplyOfDay>();
        foreach (int t in gates.Select(g => g.Key).Union(carried.Select(c => c.Key)).Order())
        {
            double[] flow1 = new double[scenario.Corridors.Length * scenario.Blocs.Length];
            double[] open = new double[scenario.Crossings.Length];
            foreach (string[] row in carried[t]) flow1[(ids.Corridor(row[corridor]) * scenario.Blocs.Length) + ids.Bloc(row[bloc])] = flows.Number(row, flow);
            foreach (string[] row in gates[t]) open[ids.Crossing(row[crossing])] = crossings.Number(row, share);
            days.Add(new SupplyOfDay(ids.Tick(t), [.. flow1], [.. open]));
        }

        return days.ToImmutable();
    }
}
