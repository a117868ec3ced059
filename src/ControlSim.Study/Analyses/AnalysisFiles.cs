using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using ControlSim.Study.Experiments;
using ControlSim.Study.ResultFiles;
using ControlSim.Study.Sweeps;

namespace ControlSim.Study.Analyses;

/// <summary>Reads what is analysed: the folder of a sweep, or a design and responses from elsewhere.</summary>
public static class AnalysisFiles
{
    /// <summary>A merged sweep.</summary>
    /// <exception cref="SweepException">The folder holds no sweep, or its tables are not merged.</exception>
    public static AnalysisData OfSweep(SweepFolder folder)
    {
        SweepRecord record = folder.Record;
        string outcomes = Path.Combine(folder.Merged, "outcomes.csv");
        if (!File.Exists(outcomes))
        {
            throw new SweepException($"{folder.Path} has no merged tables yet; finish the sweep, or merge what is there");
        }

        Design design = DesignFile.Read(Path.Combine(folder.Path, SweepFolder.DesignName), record.Factors, record.DesignKind);
        return WithTidy(design, outcomes, record.Outcomes, record.Random == RandomNumbers.Common);
    }

    /// <summary>
    /// A design from elsewhere: a column a factor, perhaps a column `row`. A factor is a number where all its cells are; its range
    /// is that of its cells.
    /// </summary>
    /// <exception cref="CsvFormatException">The file is no design.</exception>
    public static Design Design(string path)
    {
        string[] names;
        var cells = new List<string[]>();
        using (var reader = new StreamReader(path, Encoding.UTF8))
        {
            var csv = new CsvReader(reader, path);
            names = [.. csv.Header.Where(h => h != DesignFile.RowColumn)];
            int[] columns = [.. names.Select(csv.Column)];
            while (csv.Read() is { } row)
            {
                cells.Add([.. columns.Select(c => row[c])]);
            }
        }

        return DesignFile.Read(path, [.. names.Select((name, j) => FactorOf(name, [.. cells.Select(c => c[j])]))], DesignKind.Csv);
    }

    /// <summary>
    /// Responses of a design: tidy (columns outcome and value, row and perhaps replicate) or wide (a column a response, perhaps row and
    /// replicate). Without a column `row` the lines are in the order of the design.
    /// </summary>
    /// <exception cref="CsvFormatException">The file does not fit the design.</exception>
    public static AnalysisData WithResponses(Design design, string path)
    {
        using var reader = new StreamReader(path, Encoding.UTF8);
        var csv = new CsvReader(reader, path);
        if (csv.Column("outcome") >= 0 && csv.Column("value") >= 0)
        {
            return WithTidy(design, path, [], isCrossed: false);
        }

        int rowColumn = csv.Column(DesignFile.RowColumn);
        int[] columns = [.. Enumerable.Range(0, csv.Header.Length).Where(c => csv.Header[c] is not (DesignFile.RowColumn or "replicate"))];
        var values = columns.Select(_ => design.Ids.Select(_ => new List<double>()).ToArray()).ToArray();
        Dictionary<string, int> places = Places(design);
        int line = 0;
        while (csv.Read() is { } cells)
        {
            int row = rowColumn >= 0 ? RowOf(places, cells[rowColumn], path, csv.Line)
                : line < design.Rows ? line : throw new CsvFormatException($"{path}({csv.Line},1): more lines than the {design.Rows} rows of the design");
            line++;
            for (int k = 0; k < columns.Length; k++)
            {
                values[k][row].Add(NumberOf(cells[columns[k]], path, csv.Line));
            }
        }

        return new AnalysisData(
            design,
            [.. columns.Select(c => new SweepOutcome(csv.Header[c], csv.Header[c], "", null))],
            [.. values.Select(v => v.Select(l => l.ToArray()).ToArray())],
            IsCrossed: false);
    }

    /// <summary>Ensembles and what was observed, for scores: case, members, observation.</summary>
    /// <param name="responses">CSV: columns row and one value; several lines a row are the members of its ensemble.</param>
    /// <param name="observed">CSV: columns row and value.</param>
    public static ImmutableArray<(string Row, double[] Members, double Observed)> Ensembles(string responses, string observed)
    {
        var members = Pairs(responses).ToLookup(p => p.Row, p => p.Value);
        return
        [
            .. Pairs(observed).Select(o => members.Contains(o.Row)
                ? (o.Row, members[o.Row].ToArray(), o.Value)
                : throw new CsvFormatException($"{responses}: there is no ensemble for the row '{o.Row}' that {observed} has")),
        ];
    }

    private static List<(string Row, double Value)> Pairs(string path)
    {
        using var reader = new StreamReader(path, Encoding.UTF8);
        var csv = new CsvReader(reader, path);
        int row = csv.Column(DesignFile.RowColumn);
        int value = csv.Column("value") >= 0 ? csv.Column("value")
            : Array.FindIndex(csv.Header, h => h is not (DesignFile.RowColumn or "replicate" or "outcome" or "unit"));
        if (row < 0 || value < 0)
        {
            throw new CsvFormatException($"{path}(1,1): the columns row and value are wanted");
        }

        var pairs = new List<(string, double)>();
        while (csv.Read() is { } cells)
        {
            pairs.Add((cells[row], NumberOf(cells[value], path, csv.Line)));
        }

        return pairs;
    }

    private static AnalysisData WithTidy(Design design, string path, ImmutableArray<SweepOutcome> known, bool isCrossed)
    {
        using var reader = new StreamReader(path, Encoding.UTF8);
        var csv = new CsvReader(reader, path);
        int row = csv.Column(DesignFile.RowColumn);
        int name = csv.Column("outcome");
        int value = csv.Column("value");
        int replicate = csv.Column("replicate");
        if (row < 0 || name < 0 || value < 0)
        {
            throw new CsvFormatException($"{path}(1,1): the columns row, outcome and value are wanted");
        }

        Dictionary<string, int> places = Places(design);
        var outcomes = known.ToList();
        var values = outcomes.Select(_ => Empty(design)).ToList();
        while (csv.Read() is { } cells)
        {
            int o = outcomes.FindIndex(k => k.Id == cells[name]);
            if (o < 0)
            {
                o = outcomes.Count;
                outcomes.Add(new SweepOutcome(cells[name], cells[name], "", null));
                values.Add(Empty(design));
            }

            double number = NumberOf(cells[value], path, csv.Line);
            List<double> list = values[o][RowOf(places, cells[row], path, csv.Line)];
            int at = replicate < 0 ? list.Count : int.Parse(cells[replicate], CultureInfo.InvariantCulture);
            for (; list.Count < at;)
            {
                list.Add(double.NaN); // A replicate that failed: later ones keep their number, and with it their partner.
            }

            list.Add(double.IsNaN(number) ? outcomes[o].Censored ?? double.NaN : number);
        }

        return new AnalysisData(design, [.. outcomes], [.. values.Select(v => v.Select(l => l.ToArray()).ToArray())], isCrossed);
    }

    private static List<double>[] Empty(Design design) => [.. design.Ids.Select(_ => new List<double>())];

    private static Dictionary<string, int> Places(Design design) =>
        Enumerable.Range(0, design.Rows).ToDictionary(i => design.Ids[i], StringComparer.Ordinal);

    private static int RowOf(Dictionary<string, int> places, string id, string path, int line) => places.TryGetValue(id, out int row)
        ? row
        : throw new CsvFormatException($"{path}({line},1): the design has no row '{id}'");

    private static double NumberOf(string text, string path, int line) => text.Length == 0 ? double.NaN
        : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) ? value
        : throw new CsvFormatException($"{path}({line},1): '{text}' is no number");

    private static Factor FactorOf(string name, string[] cells)
    {
        double[] numbers = [.. cells.Select(c => double.TryParse(c, NumberStyles.Float, CultureInfo.InvariantCulture, out double v) ? v : double.NaN)];
        bool isNumber = numbers.Length > 0 && !numbers.Any(double.IsNaN);
        string[] levels = isNumber ? [] : [.. cells.Distinct().Order(StringComparer.Ordinal)];
        return new Factor
        {
            Name = name,
            Kind = isNumber ? FactorKind.Number : FactorKind.Choice,
            Low = isNumber ? numbers.Min() : 0,
            High = isNumber ? numbers.Max() : levels.Length - 1,
            Levels = [.. levels],
        };
    }
}
