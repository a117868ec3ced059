using ControlSim.Runs;
using ControlSim.Study.ResultFiles;
using ControlSim.Study.Statistics;

namespace ControlSim.Study.Figures;

/// <summary>How large events are: the share of events of at least a size, both axes logarithmic, with the fitted power law.</summary>
public static class EventSizes
{
    /// <summary>
    /// Fighters of the units that give way, surrender or go over to cells at one place on one day, in the first run; null where
    /// there are too few to say anything.
    /// </summary>
    public static Figure? Describe(ResultData result)
    {
        ArgumentNullException.ThrowIfNull(result);
        double[] sizes =
        [
            .. result.Events
                .Where(e => e.Kind is RunEventKind.UnitsBroke or RunEventKind.UnitsSurrendered or RunEventKind.UnitsDispersed && e.Fighters > 0)
                .GroupBy(e => (e.Tick, e.Location))
                .Select(g => g.Sum(e => e.Fighters)),
        ];
        return sizes.Distinct().Count() < 5 ? null : Describe(result.Info.Title, "fighters lost to a bloc's ranks at one place on one day, first run", "fighters", sizes);
    }

    /// <summary>Describes the figure of any sizes.</summary>
    /// <param name="scenarioTitle">Title of the scenario.</param>
    /// <param name="measure">What is counted.</param>
    /// <param name="unit">Unit of a size.</param>
    /// <param name="sizes">Sizes; those that are not above 0 are left out.</param>
    public static Figure Describe(string scenarioTitle, string measure, string unit, IEnumerable<double> sizes)
    {
        double[] sorted = [.. sizes.Where(s => s > 0).Order()];
        var law = PowerLaw.Fit(sorted);
        const int height = 640;
        Box content = Figure.Content(1000, height);
        double[] x = [.. sorted.Distinct()];
        double AtLeast(double size) => (double)sorted.Count(s => s >= size) / sorted.Length;
        var series = new List<Series>
        {
            new ScatterSeries([.. x], [.. x.Select(AtLeast)], new Marker { Radius = 3.4, Fill = new Fill(ResultFigure.First, 0.7) }) { Name = "events" },
        };
        string fit = "too few events for a fit";
        if (law is not null)
        {
            double top = AtLeast(law.Least);
            double end = sorted[^1];
            fit = $"exponent {NumberText.Of(law.Exponent, 2)} ± {NumberText.Of(law.Error, 2)} from {NumberText.Of(law.Least)} on ({law.Count} events)";
            series.Add(new LineSeries([law.Least, end], [top, top * Math.Pow(end / law.Least, 1 - law.Exponent)], new Stroke(ResultFigure.Second.Darkened(55), 2.4)) { Name = $"power law, {fit}" });
        }

        return new Figure
        {
            Name = "event-sizes",
            Title = "How large events are",
            Subtitle = $"{scenarioTitle} · {measure}",
            Description = $"{sorted.Length} events; {fit}.",
            Width = 1000,
            Height = height,
            Panels =
            [
                new Plot(content)
                {
                    XAxis = new Axis { Scale = AxisScale.Log, Label = $"size, {unit}" },
                    YAxis = new Axis { Scale = AxisScale.Log, Label = "share of events of at least this size" },
                    Series = [.. series],
                    Legend = true,
                },
            ],
            Source = "Source: simulation",
            FooterNote = "ControlSim",
        };
    }
}
