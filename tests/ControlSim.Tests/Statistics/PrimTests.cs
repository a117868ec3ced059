using System.Collections.Immutable;
using ControlSim.Study.Statistics;

namespace ControlSim.Tests.Statistics;

public sealed class PrimTests
{
    private static readonly KeyedUniform Luck = new(11, "prim test");

    [Fact]
    public void A_planted_box_is_found_and_nothing_else_is_restricted()
    {
        (ImmutableArray<PrimColumn> columns, bool[] hits) = Planted(2000);
        PrimResult result = new Prim(columns, hits).Find();
        PrimBox box = result.Chosen.Box;
        Assert.Equal([true, true, false, true], Enumerable.Range(0, 4).Select(box.Restricts));
        Assert.InRange(box.Low[0], 0.55, 0.65);
        Assert.InRange(box.High[1], 0.35, 0.45);
        Assert.True(double.IsNegativeInfinity(box.Low[1]));
        Assert.Equal([1], box.Allowed[3]!);
        Assert.True(result.Chosen.Coverage > 0.9, $"coverage {result.Chosen.Coverage}");
        Assert.True(result.Chosen.Density > 0.9, $"density {result.Chosen.Density}");
        Assert.All(new[] { 0, 1, 3 }, j => Assert.InRange(result.QuasiP[j], 0, 0.001));
        Assert.True(double.IsNaN(result.QuasiP[2]));
        Assert.Equal(1, result.Trajectory[0].Coverage);
    }

    [Fact]
    public void A_wanted_density_is_met_with_most_coverage()
    {
        (ImmutableArray<PrimColumn> columns, bool[] hits) = Planted(2000);
        PrimResult result = new Prim(columns, hits) { WantedDensity = 0.5 }.Find();
        PrimStep[] dense = [.. result.Trajectory.Where(s => s.Density >= 0.5)];
        Assert.True(result.Chosen.Coverage >= dense.Max(s => s.Coverage));
    }

    [Fact]
    public void Pure_noise_gives_no_restriction_that_luck_explains()
    {
        ImmutableArray<PrimColumn> columns = [Column("a", 500, 1), Column("b", 500, 2)];
        bool[] hits = [.. Enumerable.Range(0, 500).Select(i => Luck.At(3, i) < 0.3)];
        PrimResult result = new Prim(columns, hits).Find();
        Assert.All(result.QuasiP.Where(p => !double.IsNaN(p)), p => Assert.True(p <= 0.05));
    }

    [Fact]
    public void Nothing_to_tell_apart_is_said()
    {
        Assert.Throws<InvalidOperationException>(() => new Prim([Column("a", 10, 1)], new bool[10]).Find());
        Assert.Throws<InvalidOperationException>(() => new Prim([Column("a", 10, 1)], [.. Enumerable.Repeat(true, 10)]).Find());
    }

    [Fact]
    public void The_rule_is_a_sentence_with_counts()
    {
        PrimColumn[] columns = [new("air", [0.0], []), new("gate", [0.0], ["open", "shut"])];
        PrimBox box = PrimBox.Whole(2).WithLow(0, 0.5).WithLevels(1, [1]);
        var step = new PrimStep(box, 60, 50, 0.5, 50.0 / 60, 0.3);
        string rule = PrimRule.Of("town is lost", step, columns, 200, 100, (_, v) => $"{v}");
        Assert.Equal(
            "town is lost in 83 % of the cases (50 of 60) when air is at least 0.5 and gate is shut, "
            + "against 36 % of the cases outside; this covers 50 % of all such cases.",
            rule);
    }

    /// <summary>Of interest, with 2 % noise: x0 at least 0.6, x1 at most 0.4, gate shut; x2 means nothing.</summary>
    internal static (ImmutableArray<PrimColumn> Columns, bool[] Hits) Planted(int cases)
    {
        ImmutableArray<PrimColumn> columns =
        [
            Column("x0", cases, 1), Column("x1", cases, 2), Column("x2", cases, 3),
            new PrimColumn("gate", [.. Enumerable.Range(0, cases).Select(i => (double)(i % 2))], ["open", "shut"]),
        ];
        bool[] hits =
        [
            .. Enumerable.Range(0, cases).Select(i =>
                (columns[0].Values[i] >= 0.6 && columns[1].Values[i] <= 0.4 && i % 2 == 1) ? Luck.At(9, i) > 0.02 : Luck.At(9, i) < 0.002),
        ];
        return (columns, hits);
    }

    private static PrimColumn Column(string name, int cases, int stream) =>
        new(name, [.. Enumerable.Range(0, cases).Select(i => Luck.At(stream, i))], []);
}
