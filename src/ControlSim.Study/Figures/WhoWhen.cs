using System.Collections.Immutable;
using ControlSim.Study.ResultFiles;

namespace ControlSim.Study.Figures;

/// <summary>Places that change hands against days: each cell in the colour of the most likely holder, the surer, the stronger.</summary>
public static class WhoWhen
{
    private const int MostRows = 34;

    /// <summary>Describes the figure; null where every place stays with its holder.</summary>
    public static Figure? Describe(ResultData result)
    {
        ArgumentNullException.ThrowIfNull(result);
        int ticks = result.Scenario.Ticks;
        (int Location, int[] Cells)[] rows =
        [
            .. Enumerable.Range(0, result.Scenario.Locations.Length)
                .Select(l => (Location: l, Cells: Enumerable.Range(0, ticks + 1).Select(t => MostLikely(result, t, l)).ToArray()))
                .Where(r => r.Cells.Distinct().Count() > 1)
                .OrderBy(r => Array.FindIndex(r.Cells, c => c != r.Cells[0]))
                .ThenBy(r => result.Scenario.Locations[r.Location].Id, StringComparer.Ordinal)
                .Take(MostRows),
        ];
        if (rows.Length == 0) return null;
        int height = 190 + (rows.Length * 22);
        Box content = Figure.Content(ResultFigure.Width, height);
        ImmutableArray<FigureBloc> blocs = FigureBlocs.Of(result.Scenario, result.Info);
        int[] present = [.. rows.SelectMany(r => r.Cells).Where(c => c >= 0).Distinct().Order()];
        IEnumerable<LegendItem> keys = present.Select(b => new LegendItem(blocs[b].Name) { Fills = [new Fill(Colour(blocs, b, 1)), new Fill(Colour(blocs, b, 0.6))] });
        IEnumerable<string> words = rows.Take(8).Select(r => result.Scenario.Locations[r.Location].Name);
        return ResultFigure.Of(
            result, "who-when", "Who holds which place when", $"most likely holder, strong where the runs agree · {ResultFigure.Runs(result)}",
            $"{rows.Length} places change hands, the first: {string.Join(", ", words)}.", height,
            [
                ResultFigure.Legend(content with { Height = 24 }, keys
                    .Append(new LegendItem("contested") { Fills = [new Fill(Contested)] })
                    .Append(new LegendItem("nobody") { Fills = [new Fill(Palette.NeighbourLand)] })),
                Plot(result, rows, blocs, content.Inset(0, 30, 0, 0)),
            ]);
    }

    private static readonly Rgb Contested = new(0xb8, 0xb2, 0xa6);

    // -1: nobody; -2: contested in more runs than any bloc holds it.
    private static int MostLikely(ResultData result, int tick, int location)
    {
        (int best, double most) = (-1, result.Control.Held(tick, location, -1));
        for (int b = 0; b < result.Scenario.Blocs.Length; b++)
        {
            double share = result.Control.Held(tick, location, b);
            if (share >= most && share > 0) (best, most) = (b, share);
        }

        return result.Control.Contested(tick, location) > most ? -2 : best;
    }

    private static Plot Plot(ResultData result, (int Location, int[] Cells)[] rows, ImmutableArray<FigureBloc> blocs, Box box)
    {
        int start = result.Scenario.Start.DayNumber;
        int days = result.Scenario.Ticks + 1;
        var colours = new Rgb?[rows.Length * days];
        for (int r = 0; r < rows.Length; r++)
        {
            for (int t = 0; t < days; t++)
            {
                int holder = rows[r].Cells[t];
                colours[((rows.Length - 1 - r) * days) + t] = holder switch
                {
                    -2 => Contested,
                    -1 => Palette.NeighbourLand,
                    _ => Colour(blocs, holder, result.Control.Held(t, rows[r].Location, holder)),
                };
            }
        }

        return new Plot(box)
        {
            XAxis = new Axis { Scale = AxisScale.Date, Min = start, Max = start + days },
            YAxis = new Axis
            {
                Min = -0.5,
                Max = rows.Length - 0.5,
                Named = [.. rows.Select((r, i) => new Tick(rows.Length - 1 - i, result.Scenario.Locations[r.Location].Name))],
            },
            Series =
            [
                new CellSeries(
                    [.. Enumerable.Range(0, days + 1).Select(t => (double)(start + t))],
                    [.. Enumerable.Range(0, rows.Length + 1).Select(r => r - 0.5)],
                    [.. colours]),
                // Hairlines between the places.
                .. Enumerable.Range(1, rows.Length - 1).Select(r => new LineSeries([start, start + days], [r - 0.5, r - 0.5], new Stroke(Palette.White, 1.6))),
            ],
        };
    }

    private static Rgb Colour(ImmutableArray<FigureBloc> blocs, int bloc, double share) => ControlMapSigns.Tint(blocs[bloc].Colour, ControlMapSigns.OpacityAt(share));
}
