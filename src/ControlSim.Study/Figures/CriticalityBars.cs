using ControlSim.Study.Geography;
using ControlSim.Study.ResultFiles;

namespace ControlSim.Study.Figures;

/// <summary>What supply hangs on: how much a bloc's deliverable supply drops when a crossing or corridor closes, and the traffic through it.</summary>
public static class CriticalityBars
{
    private const int MostRows = 18;

    /// <summary>Describes the figure; null where nothing is critical.</summary>
    public static Figure? Describe(ResultData result)
    {
        ArgumentNullException.ThrowIfNull(result);
        string subject = result.Scenario.Blocs[ResultFigure.Subject(result)].Id;
        Criticality[] all = [.. Criticality.Of(result.Scenario).Where(c => c.FlowDrop >= 0.005 || c.Betweenness >= 0.02)];
        Criticality[] rows =
        [
            .. all.Where(c => c.Bloc == subject || c.IsCrossing)
                .OrderByDescending(c => c.Bloc == subject)
                .ThenByDescending(c => Math.Max(c.FlowDrop, c.Betweenness))
                .Take(MostRows)
                .OrderByDescending(c => Math.Max(c.FlowDrop, c.Betweenness)),
        ];
        if (rows.Length == 0) return null;
        int height = 200 + (rows.Length * 32);
        Box content = Figure.Content(ResultFigure.Width, height);
        string name = result.Scenario.Blocs[ResultFigure.Subject(result)].Name;
        return ResultFigure.Of(
            result, "criticality", "What supply hangs on", $"first day; corridors of {name}, crossings of all blocs",
            $"Most critical: {string.Join(", ", rows.Take(5).Select(r => $"{Name(result, r)} ({NumberText.Percent(r.FlowDrop)} of the flow)"))}.", height,
            [
                ResultFigure.Legend(
                    content with { Height = 24 },
                    new LegendItem("share of the deliverable supply lost when it closes") { Fills = [new Fill(ResultFigure.First)] },
                    new LegendItem("share of the traffic between depots and garrisons through it") { Fills = [new Fill(ResultFigure.Second)] }),
                Plot(result, rows, content.Inset(0, 30, 0, 0)),
            ]);
    }

    private static Plot Plot(ResultData result, Criticality[] rows, Box box)
    {
        double[] at = [.. Enumerable.Range(0, rows.Length).Select(i => rows.Length - 1.0 - i)];
        return new Plot(box)
        {
            XAxis = new Axis { Min = 0, Label = "share" },
            YAxis = new Axis
            {
                Min = -0.6,
                Max = rows.Length - 0.4,
                Named = [.. rows.Select((r, i) => new Tick(at[i], $"{Name(result, r)}, {Bloc(result, r)}"))],
            },
            Series =
            [
                new BarSeries([.. at.Select(y => y + 0.19)], [.. rows.Select(r => r.FlowDrop)], new Fill(ResultFigure.First)) { Horizontal = true, BarWidth = 0.34, Name = "supply lost" },
                new BarSeries([.. at.Select(y => y - 0.19)], [.. rows.Select(r => r.Betweenness)], new Fill(ResultFigure.Second)) { Horizontal = true, BarWidth = 0.34, Name = "traffic" },
            ],
        };
    }

    private static string Name(ResultData result, Criticality row)
    {
        if (row.IsCrossing) return result.Scenario.Crossings.First(c => c.Id == row.Id).Name;
        var corridor = result.Scenario.Corridors.First(c => c.Id == row.Id);
        string Place(string id) => result.Scenario.Locations.First(l => l.Id == id).Name;
        return $"{Place(corridor.From)} – {Place(corridor.To)}";
    }

    private static string Bloc(ResultData result, Criticality row) => result.Scenario.Blocs.First(b => b.Id == row.Bloc).Name;
}
