using System.Collections.Immutable;
using ControlSim.Runs;
using ControlSim.Study.ResultFiles;

namespace ControlSim.Study.Figures;

/// <summary>
/// The books of each bloc over the whole run, as a waterfall from the first day to the last: a bar a line, gains to the right,
/// losses to the left. Means over the runs, because means add up and medians do not.
/// </summary>
public static class LedgerBars
{
    private const double RowHeight = 25;

    private static readonly ImmutableArray<(LedgerEntry Entry, string Text, int Sign)> FighterLines =
    [
        (LedgerEntry.FightersAtStart, "first day", 0), (LedgerEntry.Recruited, "recruited", 1), (LedgerEntry.Volunteers, "from abroad", 1),
        (LedgerEntry.Joined, "came over", 1), (LedgerEntry.Killed, "killed", -1), (LedgerEntry.Surrendered, "surrendered", -1),
        (LedgerEntry.Deserted, "deserted", -1), (LedgerEntry.Defected, "went over", -1), (LedgerEntry.Departed, "left the map", -1),
        (LedgerEntry.FightersAtEnd, "last day", 0),
    ];

    private static readonly ImmutableArray<(LedgerEntry Entry, string Text, int Sign)> MoneyLines =
    [
        (LedgerEntry.MoneyAtStart, "first day", 0), (LedgerEntry.Revenue, "revenue", 1), (LedgerEntry.Wages, "wages", -1),
        (LedgerEntry.Operations, "operations", -1), (LedgerEntry.Depots, "depots", -1), (LedgerEntry.MoneyAtEnd, "last day", 0),
    ];

    /// <summary>Fighters; null where the books are empty.</summary>
    public static Figure? Fighters(ResultData result) => Describe(result, "fighters-ledger", "Where fighters came from and went", "fighters", FighterLines);

    /// <summary>Money; null where no bloc has any.</summary>
    public static Figure? Money(ResultData result) => Describe(result, "money-ledger", "Where money came from and went", "dollars", MoneyLines);

    private static Figure? Describe(
        ResultData result, string name, string title, string unit, ImmutableArray<(LedgerEntry Entry, string Text, int Sign)> lines)
    {
        ArgumentNullException.ThrowIfNull(result);
        ILookup<int, LedgerLine> books = result.Ledger.Where(l => lines.Any(x => x.Entry == l.Entry)).ToLookup(l => l.Bloc);
        int subject = ResultFigure.Subject(result);
        int[] blocs = [.. books.Select(b => b.Key).OrderBy(b => b == subject ? -1 : b)];
        if (blocs.Length == 0) return null;
        int columns = Math.Min(3, Layout.Columns(blocs.Length));
        int rows = (blocs.Length + columns - 1) / columns;
        // Lines that no bloc has are left out in all panels, so that a line stands at the same height everywhere.
        lines = [.. lines.Where(x => x.Sign == 0 || result.Ledger.Any(l => l.Entry == x.Entry))];
        int height = (int)(170 + (rows * (54 + (lines.Length * RowHeight))));
        Box content = Figure.Content(ResultFigure.Width, height);
        Box[] boxes = Layout.Grid(content.Inset(0, 30, 0, 0), blocs.Length, columns, 20, 12);
        ImmutableArray<FigureBloc> of = FigureBlocs.Of(result.Scenario, result.Info);
        IEnumerable<Panel> plots = blocs.Select((b, i) => Panel(of[b], [.. books[b]], lines, unit, boxes[i], i % columns == 0));
        return ResultFigure.Of(
            result, name, title, $"mean of {ResultFigure.Runs(result)}, {ResultFigure.Span(result)}", Words(blocs, of, books, lines), height,
            plots.Prepend(ResultFigure.Legend(
                content with { Height = 24 },
                new LegendItem("in hand") { Fills = [new Fill(ResultFigure.Grey)] },
                new LegendItem("gained") { Fills = [Gain(ResultFigure.Grey)] },
                new LegendItem("lost") { Fills = [Loss(ResultFigure.Grey)] },
                new LegendItem("middle 90 % of the runs") { Line = Whisker })));
    }

    private static readonly Stroke Whisker = new(Palette.Ink, 1.2);

    private static Fill Gain(Rgb colour) => new(colour.Over(Palette.White, 0.4));

    private static Fill Loss(Rgb colour) => new(Palette.White, 1, new Hatch(colour.Darkened(62), 2.4, 5));

    private static Plot Panel(
        FigureBloc bloc, LedgerLine[] book, ImmutableArray<(LedgerEntry Entry, string Text, int Sign)> lines, string unit, Box box, bool named)
    {
        double most = Most(book, lines);
        (double scale, string word) = most >= 2e9 ? (1e9, "billion ") : most >= 2e6 ? (1e6, "million ") : (1, "");
        var series = new List<Series>();
        double level = 0;
        for (int i = 0; i < lines.Length; i++)
        {
            int row = lines.Length - 1 - i;
            LedgerLine line = Array.Find(book, l => l.Entry == lines[i].Entry) ?? new LedgerLine(0, lines[i].Entry, 0, 0, 0);
            int sign = lines[i].Sign;
            double from = sign == 0 ? 0 : level;
            double to = sign == 0 ? line.Mean : level + (sign * line.Mean);
            Fill fill = sign == 0 ? new Fill(bloc.Colour) : sign > 0 ? Gain(bloc.Colour) : Loss(bloc.Colour);
            series.Add(new BarSeries([row], [to / scale], fill) { Base = from / scale, Horizontal = true, BarWidth = 0.7 });
            double low = from + ((sign == 0 ? 1 : sign) * line.Low), high = from + ((sign == 0 ? 1 : sign) * line.High);
            if (Math.Abs(high - low) > most * 0.004) series.Add(new LineSeries([low / scale, high / scale], [row, row], Whisker));
            if (sign != 0 && line.Mean == 0) continue;
            string text = (sign < 0 ? "−" : sign > 0 ? "+" : "") + (scale > 1 ? StudyFigure.Short(line.Mean / scale) : NumberText.Of(line.Mean, line.Mean < 10 ? 1 : 0));
            double right = Math.Max(Math.Max(from, to), Math.Max(low, high));
            series.Add(new TextMark((right / scale) + (most / scale * 0.015), row - 0.16, text, new TextStyle { Size = 11 }));
            level = to;
        }

        return new Plot(box)
        {
            Title = bloc.Name,
            TitleKey = bloc.Colour,
            XAxis = new Axis { Min = 0, Max = most / scale * 1.24, Label = word + unit },
            YAxis = new Axis
            {
                Min = -0.6,
                Max = lines.Length - 0.4,
                Named = [.. lines.Select((l, i) => new Tick(lines.Length - 1 - i, named ? l.Text : ""))],
            },
            Series = [.. series],
        };
    }

    private static double Most(LedgerLine[] book, ImmutableArray<(LedgerEntry Entry, string Text, int Sign)> lines)
    {
        double level = 0, most = 1;
        foreach ((LedgerEntry entry, _, int sign) in lines)
        {
            LedgerLine? line = Array.Find(book, l => l.Entry == entry);
            level = sign == 0 ? line?.Mean ?? 0 : level + (sign * (line?.Mean ?? 0));
            most = Math.Max(most, Math.Max(level, sign == 0 ? line?.High ?? 0 : level));
        }

        return most;
    }

    private static string Words(
        int[] blocs, ImmutableArray<FigureBloc> of, ILookup<int, LedgerLine> books, ImmutableArray<(LedgerEntry Entry, string Text, int Sign)> lines) =>
        string.Join(" ", blocs.Select(b => $"{of[b].Name}: {string.Join(", ", lines
            .Select(l => (l.Text, Line: books[b].FirstOrDefault(x => x.Entry == l.Entry)))
            .Where(l => l.Line is not null)
            .Select(l => $"{l.Text} {NumberText.Of(l.Line!.Mean)}"))}."));
}
