using System.Collections.Immutable;
using ControlSim.Study.Experiments;

namespace ControlSim.Study.Figures;

/// <summary>A cell of a response surface.</summary>
/// <param name="Column">Place along x, from 0.</param>
/// <param name="Row">Place along y, from 0.</param>
/// <param name="X">Value of the first factor.</param>
/// <param name="Y">Value of the second factor.</param>
/// <param name="Mean">Mean of the outcome.</param>
public sealed record SurfaceCell(int Column, int Row, double X, double Y, double Mean);

/// <summary>The mean of an outcome over two factors, as coloured cells; cells side by side are values side by side, not to scale.</summary>
public static class ResponseSurface
{
    private const int Shades = 7;

    /// <summary>Most cells a side that are written into.</summary>
    private const int MostWritten = 12;

    /// <summary>Dark blue over white-yellow: light means more, readable without hue.</summary>
    private static readonly Rgb Dark = Rgb.Parse("#20486e");
    private static readonly Rgb Middle = Rgb.Parse("#6fb0a8");
    private static readonly Rgb Light = Rgb.Parse("#fbf3c0");

    /// <summary>Describes the figure.</summary>
    public static Figure Describe(string title, string outcome, Factor x, Factor y, ImmutableArray<SurfaceCell> cells)
    {
        double low = cells.Min(c => c.Mean);
        double high = cells.Max(c => c.Mean);
        double Share(double value) => high > low ? (value - low) / (high - low) : 0.5;
        int columns = cells.Max(c => c.Column) + 1;
        int rows = cells.Max(c => c.Row) + 1;
        var series = new List<Series>();
        foreach (SurfaceCell cell in cells)
        {
            series.Add(StudyFigure.Rectangle(cell.Column - 0.5, cell.Column + 0.5, cell.Row - 0.5, cell.Row + 0.5, Shade(Share(cell.Mean))));
        }

        if (columns <= MostWritten && rows <= MostWritten)
        {
            // A text stands at its baseline: a little lower than the middle.
            series.AddRange(cells.Select(c => new TextMark(c.Column, c.Row - 0.03, StudyFigure.Short(c.Mean), new TextStyle
            {
                Size = 12,
                Anchor = TextAnchor.Middle,
                Colour = Share(c.Mean) < 0.45 ? Palette.White : Palette.Ink,
            })));
        }

        return StudyFigure.With(
            "surface",
            title,
            $"Mean of {outcome}",
            $"Mean of {outcome} over {x.Label} and {y.Label}: from {StudyFigure.Short(low)} to {StudyFigure.Short(high)}.",
            700,
            box =>
            [
                new Plot(box)
                {
                    XAxis = Places(x, cells.Select(c => (c.Column, c.X)), columns),
                    YAxis = Places(y, cells.Select(c => (c.Row, c.Y)), rows),
                    Series = [.. series],
                },
            ],
            new LegendItem($"{StudyFigure.Short(low)} to {StudyFigure.Short(high)}") { Fills = [.. Enumerable.Range(0, Shades).Select(i => new Fill(Shade(i / (Shades - 1.0))))] });
    }

    private static Axis Places(Factor factor, IEnumerable<(int Place, double Value)> values, int count)
    {
        string Text(double v) => factor.Kind switch
        {
            FactorKind.Date => $"{DateOnly.FromDayNumber((int)v).Day} {NumberText.Month(DateOnly.FromDayNumber((int)v).Month)}",
            FactorKind.Choice or FactorKind.WhatIf => factor.Levels[(int)v],
            FactorKind.Whole => NumberText.Of(v),
            _ => StudyFigure.Short(v),
        };
        string unit = factor.Unit is "" or "1" ? "" : $", {factor.Unit}";
        return new Axis
        {
            Label = factor.Label + unit,
            Min = -0.5,
            Max = count - 0.5,
            Named = [.. values.Distinct().OrderBy(v => v.Place).Select(v => new Tick(v.Place, Text(v.Value)))],
        };
    }

    private static Rgb Shade(double share) => share < 0.5 ? Middle.Over(Dark, share * 2) : Light.Over(Middle, (share - 0.5) * 2);
}
