using System.Collections.Immutable;
using System.Globalization;
using ControlSim.Study.ResultFiles;
using ControlSim.Study.ScenarioFiles;

namespace ControlSim.Study.Scores;

/// <summary>
/// A table of observed control: CSV with the columns town_id, date and new_controller, and where there are any previous,
/// contested_by (names with ';' between them) and row_type (change, start, snapshot). Without row_type every row is a change.
/// </summary>
/// <param name="Rows">Rows by town id, then date, then line; none if anything is wrong.</param>
/// <param name="Problems">Everything that is wrong with the file.</param>
public sealed record ObservedTable(ImmutableArray<ObservedRow> Rows, ImmutableArray<Problem> Problems)
{
    /// <summary>What stands for the holder of a town that several parties hold in part.</summary>
    public const string Contested = "contested";

    private static readonly string[] Wanted = ["town_id", "date", "new_controller"];

    /// <summary>Reads a table; all problems at once.</summary>
    /// <param name="name">File name, for messages.</param>
    /// <param name="text">The text of the file.</param>
    public static ObservedTable Read(string name, string text)
    {
        var problems = new List<Problem>();
        var rows = new List<ObservedRow>();
        try
        {
            using var reader = new StringReader(text);
            var csv = new CsvReader(reader, name);
            foreach (string column in Wanted.Where(c => csv.Column(c) < 0))
            {
                problems.Add(new Problem(name, 1, 1, column, $"the column is missing; the header has {string.Join(", ", csv.Header)}", false));
            }

            while (problems.All(p => p.Line != 1) && ReadRow(csv, name, problems) is string[] cells) Add(csv, cells, name, rows, problems);
        }
        catch (CsvFormatException e)
        {
            problems.Add(new Problem(name, 0, 0, "", e.Message.StartsWith(name, StringComparison.Ordinal) ? e.Message[name.Length..].TrimStart(':', ' ') : e.Message, false));
        }

        if (problems.Count == 0 && rows.Count == 0)
        {
            problems.Add(new Problem(name, 0, 0, "", "there is no row below the header; give at least one observation", false));
        }

        ImmutableArray<ObservedRow> ordered =
            [.. rows.OrderBy(r => r.Town, StringComparer.Ordinal).ThenBy(r => r.Date).ThenBy(r => r.Line)];
        return problems.Count == 0
            ? WithParties(ordered)
            : new ObservedTable([], [.. problems]);
    }

    /// <summary>The next row that has as many cells as the header; others are problems.</summary>
    private static string[]? ReadRow(CsvReader csv, string name, List<Problem> problems)
    {
        while (true)
        {
            try
            {
                return csv.Read();
            }
            catch (CsvFormatException e) when (e.Message.Contains("cells", StringComparison.Ordinal))
            {
                problems.Add(new Problem(name, csv.Line, 1, "", e.Message[(e.Message.IndexOf(": ", StringComparison.Ordinal) + 2)..], false));
            }
        }
    }

    private static void Add(CsvReader csv, string[] cells, string name, List<ObservedRow> rows, List<Problem> problems)
    {
        int before = problems.Count;
        void Wrong(string column, string what) => problems.Add(new Problem(name, csv.Line, 1, column, what, false));
        string Cell(string column) => csv.Column(column) is >= 0 and int at ? cells[at].Trim() : "";
        string town = Cell("town_id"), holder = Cell("new_controller"), type = Cell("row_type");
        if (town.Length == 0) Wrong("town_id", "is empty; give the id of a location");
        if (holder.Length == 0) Wrong("new_controller", "is empty; give the holder, or 'contested' with contested_by");
        if (!DateOnly.TryParseExact(Cell("date"), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly date))
        {
            Wrong("date", $"'{Cell("date")}' is no date; write YYYY-MM-DD");
        }

        if (type is not ("" or "change" or "start" or "snapshot"))
        {
            Wrong("row_type", $"'{type}' is not known; write change, start or snapshot");
        }

        string[] parties = [.. Cell("contested_by").Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Distinct()];
        if (problems.Count > before) return;
        ImmutableArray<string> holders = holder == Contested ? [.. parties] : [holder];
        rows.Add(new ObservedRow(csv.Line, town, date, holders, Cell("previous"), type is "" or "change") { IsContested = holder == Contested });
    }

    /// <summary>
    /// A contested town of which fewer than two parties are named has those too that held it before and after; where these are the same, nobody
    /// knows who held it, and its row has no holder.
    /// </summary>
    private static ObservedTable WithParties(ImmutableArray<ObservedRow> rows)
    {
        var whole = ImmutableArray.CreateBuilder<ObservedRow>(rows.Length);
        for (int i = 0; i < rows.Length; i++)
        {
            ObservedRow row = rows[i];
            if (row.IsContested && row.Holders.Length < 2)
            {
                bool hasNext = i + 1 < rows.Length && rows[i + 1].Town == row.Town;
                IEnumerable<string> before = i > 0 && rows[i - 1].Town == row.Town
                    ? whole[i - 1].Holders
                    : [.. new[] { row.Previous }.Where(p => p.Length > 0 && p != Contested)];
                ImmutableArray<string> parties = [.. row.Holders.Concat(before).Concat(hasNext ? rows[i + 1].Holders : []).Distinct()];
                row = row with { Holders = parties.Length < 2 ? [] : parties };
            }

            whole.Add(row);
        }

        return new ObservedTable(whole.MoveToImmutable(), []);
    }
}
