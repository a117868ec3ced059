using System.Collections.Immutable;
using System.Globalization;
using ControlSim.Study.ResultFiles;

namespace ControlSim.Study.Analyses;

/// <summary>A table of results: texts and numbers, with full digits in the file and few on a terminal.</summary>
/// <param name="Name">File name without an ending.</param>
/// <param name="Columns">Names of the columns.</param>
/// <param name="Rows">Cells: string, double or int.</param>
public sealed record AnalysisTable(string Name, ImmutableArray<string> Columns, ImmutableArray<object[]> Rows)
{
    /// <summary>As CSV.</summary>
    public string ToCsv()
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        var csv = new CsvWriter(text);
        foreach (string column in Columns)
        {
            csv.Field(column);
        }

        csv.EndRow();
        foreach (object[] row in Rows)
        {
            foreach (object cell in row)
            {
                _ = cell switch
                {
                    double number => csv.Field(number),
                    int number => csv.Field(number),
                    _ => csv.Field((string)cell),
                };
            }

            csv.EndRow();
        }

        return text.ToString();
    }

    /// <summary>A cell for people: six significant digits at most, "-" where there is none.</summary>
    public static string Text(object cell) => cell switch
    {
        double number when double.IsNaN(number) => "-",
        double number when number == 0 => "0",
        double number => Math.Abs(number) is >= 1e6 or < 1e-4
            ? number.ToString("0.###e+0", CultureInfo.InvariantCulture)
            : number.ToString(Math.Abs(number) >= 100 ? "0.##" : "0.#####", CultureInfo.InvariantCulture),
        int number => number.ToString(CultureInfo.InvariantCulture),
        _ => (string)cell,
    };
}
