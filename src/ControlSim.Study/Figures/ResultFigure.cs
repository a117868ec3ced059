using System.Collections.Immutable;
using ControlSim.Scenarios;
using ControlSim.Study.ResultFiles;

namespace ControlSim.Study.Figures;

/// <summary>What all figures of a result have in common.</summary>
internal static class ResultFigure
{
    public const int Width = 1400;

    /// <summary>Grey for signs that stand for all blocs.</summary>
    public static readonly Rgb Grey = new(0x5a, 0x60, 0x68);

    /// <summary>One hue for measures that belong to no bloc, and its counterpart: apart in grey too (lightness 35 and 68).</summary>
    public static readonly Rgb First = new(0x2b, 0x4f, 0x81);
    public static readonly Rgb Second = new(0xe0, 0x93, 0x3f);

    /// <summary>The frame of a figure.</summary>
    public static Figure Of(ResultData result, string name, string title, string subtitle, string description, int height, IEnumerable<Panel> panels) => new()
    {
        Name = name,
        Title = title,
        Subtitle = $"{result.Info.Title} · {subtitle}",
        Description = description,
        Width = Width,
        Height = height,
        Panels = [.. panels],
        Source = "Source: simulation",
        FooterNote = Figure.Note(result.Info.Caveat),
    };

    public static string Runs(ResultData result) => result.Runs == 1 ? "one run" : $"{NumberText.Of(result.Runs)} runs";

    public static string Span(ResultData result) =>
        $"{NumberText.LongDate(result.Scenario.Start)} to {NumberText.LongDate(result.Scenario.End)}";

    /// <summary>Ticks of a scenario as days of a date axis.</summary>
    public static ImmutableArray<double> Days(Scenario scenario) =>
        [.. Enumerable.Range(0, scenario.Ticks + 1).Select(t => (double)(scenario.Start.DayNumber + t))];

    /// <summary>One row of entries.</summary>
    public static LegendPanel Legend(Box box, params IEnumerable<LegendItem> items) =>
        new(box, [new LegendSection("", [.. items])]) { Horizontal = true };

    /// <summary>The bloc that the scenario is about: that of its first supply outcome, else of its first other one that is no capture.</summary>
    public static int Subject(ResultData result)
    {
        Scenario scenario = result.Scenario;
        Outcome? asked = scenario.Outcomes.FirstOrDefault(o => o.Kind == OutcomeKind.Supply)
            ?? scenario.Outcomes.FirstOrDefault(o => o.Bloc.Length > 0 && !o.Kind.IsOfCapture());
        int row = Enumerable.Range(0, scenario.Blocs.Length).FirstOrDefault(b => scenario.Blocs[b].Id == asked?.Bloc, -1);
        return row >= 0 ? row : 0;
    }
}
