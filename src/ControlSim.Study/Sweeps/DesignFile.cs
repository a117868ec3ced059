using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using ControlSim.Study.Experiments;
using ControlSim.Study.ResultFiles;

namespace ControlSim.Study.Sweeps;

/// <summary>design.csv: a row id and the value of each factor, to read, to edit and to give back.</summary>
public static partial class DesignFile
{
    /// <summary>Name of the column of row ids.</summary>
    public const string RowColumn = "row";

    /// <summary>The text of a design.</summary>
    public static string Text(Design design)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        var csv = new CsvWriter(text);
        csv.Field(RowColumn);
        foreach (Factor factor in design.Factors)
        {
            csv.Field(factor.Name);
        }

        csv.EndRow();
        for (int i = 0; i < design.Rows; i++)
        {
            csv.Field(design.Ids[i]);
            for (int j = 0; j < design.Factors.Length; j++)
            {
                csv.Field(design.Factors[j].Text(design.Values[i][j]));
            }

            csv.EndRow();
        }

        return text.ToString();
    }

    /// <summary>Reads a design for known factors; a factor without a column stays at its base.</summary>
    /// <param name="path">The file.</param>
    /// <param name="factors">The factors of the study.</param>
    /// <param name="kind">How its rows were chosen.</param>
    /// <exception cref="CsvFormatException">It does not fit the factors, or a row id stands twice.</exception>
    public static Design Read(string path, ImmutableArray<Factor> factors, DesignKind kind)
    {
        using var reader = new StreamReader(path, Encoding.UTF8);
        var csv = new CsvReader(reader, path);
        int idColumn = csv.Column(RowColumn);
        string? unknown = csv.Header.FirstOrDefault(h => h != RowColumn && factors.All(f => f.Name != h));
        if (unknown is not null)
        {
            throw new CsvFormatException($"{path}(1,1): the study has no factor '{unknown}'; its factors are {string.Join(", ", factors.Select(f => f.Name))}");
        }

        int[] columns = [.. factors.Select(f => csv.Column(f.Name))];
        var ids = ImmutableArray.CreateBuilder<string>();
        var rows = ImmutableArray.CreateBuilder<double[]>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        while (csv.Read() is { } cells)
        {
            string id = idColumn < 0 ? (rows.Count + 1).ToString(CultureInfo.InvariantCulture) : cells[idColumn];
            if (!RowId().IsMatch(id) || !seen.Add(id))
            {
                throw new CsvFormatException($"{path}({csv.Line},1): '{id}' {(seen.Contains(id) ? "stands twice as a row id" : "cannot be a row id; use letters, digits, '.', '_' and '-'")}");
            }

            ids.Add(id);
            rows.Add([.. factors.Select((f, j) => Value(f, columns[j] < 0 ? f.Base : cells[columns[j]], path, csv.Line))]);
        }

        return rows.Count == 0
            ? throw new CsvFormatException($"{path}: the design has no rows")
            : new Design(factors, ids.ToImmutable(), rows.ToImmutable(), kind);
    }

    private static double Value(Factor factor, string text, string path, int line) => factor.Parse(text)
        ?? throw new CsvFormatException($"{path}({line},1): '{text}' is no value of {factor.Name}"
            + (factor.IsWord ? $"; known: {string.Join(", ", factor.Levels)}" : ""));

    [GeneratedRegex(@"^[A-Za-z0-9][A-Za-z0-9._-]{0,119}\z", RegexOptions.CultureInvariant)]
    private static partial Regex RowId();
}
