using System.Collections.Immutable;
using ControlSim.Study.Comparisons;
using ControlSim.Study.Experiments;
using ControlSim.Study.Statistics;

namespace ControlSim.Study.Figures;

/// <summary>Inhabitants of the places that one bloc owns, day by day, in base and what-if: median and middle 90 % of the runs.</summary>
public static class ComparisonFan
{
    /// <summary>Describes the figure for the bloc whose ownership changes most.</summary>
    public static Figure Describe(Comparison comparison, string whatIf)
    {
        int bloc = comparison.FocalBloc;
        string name = comparison.Base.Scenario.Blocs[bloc].Name;
        ImmutableArray<double> x = [.. Enumerable.Range(0, comparison.Base.Scenario.Ticks + 1).Select(t => (double)comparison.Base.Scenario.DateOf(t).DayNumber)];
        DailyQuantiles Of(Ensemble ensemble) => DailyQuantiles.Of(ensemble, s => s.HeldPopulation);
        (DailyQuantiles Base, DailyQuantiles WhatIf) bands = (Of(comparison.Base), Of(comparison.WhatIf));
        ImmutableArray<double> Level(DailyQuantiles q, int level) => [.. Enumerable.Range(0, x.Length).Select(t => q.At(t, bloc, level))];
        BandSeries Band(DailyQuantiles q, Rgb colour) => new(x, Level(q, 0), Level(q, 4), new Fill(colour, 0.22));
        LineSeries Median(DailyQuantiles q, Rgb colour) => new(x, Level(q, 2), new Stroke(colour.Darkened(40), 2.4));
        return StudyFigure.With(
            "comparison-fan",
            whatIf,
            $"Population held by {name} · {comparison.Base.Scenario.Title} · {comparison.Base.Results.Length} runs each with the same random numbers",
            $"Median at the end: base {StudyFigure.Short(bands.Base.At(x.Length - 1, bloc, 2))}, what-if {StudyFigure.Short(bands.WhatIf.At(x.Length - 1, bloc, 2))}.",
            620,
            box =>
            [
                new Plot(box)
                {
                    XAxis = new Axis { Scale = AxisScale.Date },
                    YAxis = new Axis { Min = 0, Label = "people" },
                    Series =
                    [
                        Band(bands.Base, StudyFigure.First), Band(bands.WhatIf, StudyFigure.Second),
                        Median(bands.Base, StudyFigure.First), Median(bands.WhatIf, StudyFigure.Second),
                    ],
                },
            ],
            new LegendItem("base: median and middle 90 %") { Fills = [new Fill(StudyFigure.First, 0.5)] },
            new LegendItem("what-if: median and middle 90 %") { Fills = [new Fill(StudyFigure.Second, 0.5)] });
    }
}
