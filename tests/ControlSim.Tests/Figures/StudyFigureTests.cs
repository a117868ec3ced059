using System.Collections.Immutable;
using ControlSim.Study.Analyses;
using ControlSim.Study.Experiments;
using ControlSim.Study.Figures;
using ControlSim.Study.Statistics;
using ControlSim.Study.Sweeps;

namespace ControlSim.Tests.Figures;

/// <summary>The figures of studies, drawn from a response that is written down here, against the pictures that were looked at.</summary>
public sealed class StudyFigureTests
{
    private const int Replicates = 6;

    private static readonly ImmutableArray<Factor> Factors =
    [
        new() { Name = "attrition", Title = "Attrition a day", Unit = "1/day", Low = 0.01, High = 0.04, Scale = FactorScale.Log, Base = "0.02" },
        new() { Name = "garrison", Title = "Garrison of the town", Unit = "fighters", Kind = FactorKind.Whole, Low = 100, High = 900, Base = "400" },
        new() { Name = "gate", Title = "The gate", Kind = FactorKind.Choice, Levels = ["open", "shut"], High = 1, Base = "open" },
        new() { Name = "supply", Title = "Supply over the desert", Low = 0, High = 1, Base = "0.5" },
        new() { Name = "relief", Title = "Days until relief", Unit = "days", Low = 5, High = 60, Base = "30" },
        new() { Name = "rumour", Title = "Rate of a rumour that nobody hears", Low = 0, High = 1, Base = "0.5" },
        new() { Name = "echo", Title = "Its echo", Low = 0, High = 1, Base = "0.5" },
    ];

    public static TheoryData<string> Names { get; } = ["morris", "sobol", "tornado", "prim", "fan", "surface"];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_figure_is_the_one_that_was_looked_at(string name) =>
        GoldenFile.Check($"tests/ControlSim.Tests/Figures/golden/study-{name}.svg", SvgWriter.Write(Draw(name)));

    [Theory]
    [MemberData(nameof(Names))]
    public void No_text_leaves_the_canvas(string name)
    {
        Figure figure = Draw(name);
        var canvas = new Box(0, 0, figure.Width, figure.Height);
        Assert.All(DrawnText.In(SvgWriter.Write(figure)), t => Assert.True(canvas.Contains(t.Box), $"{t}"));
    }

    [Fact]
    public void Names_in_the_Morris_plane_cover_neither_each_other_nor_a_point()
    {
        string[] names = [.. Factors.Select(f => f.Title)];
        Box[] drawn = [.. DrawnText.In(SvgWriter.Write(Draw("morris"))).Where(t => names.Contains(t.Text)).Select(t => t.Box)];
        Assert.True(drawn.Length >= 3);
        for (int i = 0; i < drawn.Length; i++) Assert.DoesNotContain(drawn[..i], drawn[i].Overlaps);
    }

    private static Figure Draw(string name)
    {
        (DesignRequest design, Func<AnalysisData, AnalysisRequest, Analysis> analyse) = name switch
        {
            "morris" => (Request(DesignKind.Morris) with { Trajectories = 12 }, SensitivityAnalyses.Morris),
            "sobol" => (Request(DesignKind.Saltelli) with { Rows = 128 }, SensitivityAnalyses.Sobol),
            "tornado" => (Request(DesignKind.OneAtATime), SensitivityAnalyses.OneAtATime),
            "prim" => (Request(DesignKind.LatinHypercube) with { Rows = 150 }, Discovery.Prim),
            _ => (Request(DesignKind.LatinHypercube) with { Rows = 150 }, (Func<AnalysisData, AnalysisRequest, Analysis>)ResponseAnalyses.Of),
        };
        var request = new AnalysisRequest { Title = "What keeps a town", Interest = "falls >= 90", Bootstrap = new Bootstrap(200) };
        return analyse(Data(Designs.Of(design, Factors)), request).Figures.Single(f => f.Name.StartsWith(name, StringComparison.Ordinal)).Figure;
    }

    private static DesignRequest Request(DesignKind kind) => new() { Name = "small", Kind = kind };

    /// <summary>A day of fall: falls with attrition and a shut gate, the more the weaker the supply; noise by replicate, and the last two factors do nothing.</summary>
    private static AnalysisData Data(Design design)
    {
        var uniform = new KeyedUniform(1, "small-study");
        double[] Row(double[] x, int row) =>
        [
            .. Enumerable.Range(0, Replicates).Select(r =>
                Math.Clamp(40 + (x[1] / 12) - (1200 * (x[0] - 0.01) * (1.4 - x[3])) - (25 * x[2] * (1 - x[3])) + (0.1 * x[4]) + (12 * (uniform.At(row, r) - 0.5)), 1, 120)),
        ];
        return new AnalysisData(
            design, [new SweepOutcome("falls", "Day on which the town falls", "day", 120)], [[.. design.Values.Select(Row)]], IsCrossed: true);
    }
}
