using System.Collections.Immutable;
using ControlSim.Study.Experiments;

namespace ControlSim.Tests.Experiments;

public sealed class DesignsTests
{
    private static readonly ImmutableArray<Factor> Three =
    [
        new() { Name = "a", Low = 0, High = 1, Base = "0.5" },
        new() { Name = "b", Kind = FactorKind.Whole, Low = 1, High = 4, Base = "2" },
        new() { Name = "c", Kind = FactorKind.Choice, Levels = ["open", "shut"], High = 1, Base = "open" },
    ];

    [Fact]
    public void Sobol_points_are_the_published_ones()
    {
        double[][] points = LowDiscrepancy.Sobol(8, 3, seed: null);
        Assert.Equal([0, 0.5, 0.75, 0.25, 0.375, 0.875, 0.625, 0.125], points.Select(p => p[0]));
        Assert.Equal([0, 0.5, 0.25, 0.75, 0.375, 0.875, 0.125, 0.625], points.Select(p => p[1]));
        Assert.Equal([0, 0.5, 0.25, 0.75, 0.625, 0.125, 0.875, 0.375], points.Select(p => p[2]));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Sobol_points_fill_every_slice_of_every_dimension_scrambled_or_not(bool scrambled)
    {
        double[][] points = LowDiscrepancy.Sobol(256, LowDiscrepancy.MostSobolDimensions, scrambled ? 7UL : null);
        for (int j = 0; j < LowDiscrepancy.MostSobolDimensions; j++)
        {
            Assert.Equal(Enumerable.Range(0, 256), points.Select(p => (int)(p[j] * 256)).Order());
        }
    }

    [Fact]
    public void The_first_two_dimensions_fill_every_elementary_box()
    {
        double[][] points = LowDiscrepancy.Sobol(64, 2, seed: 3);
        for (int k = 0; k <= 6; k++)
        {
            int columns = 1 << k, rows = 1 << (6 - k);
            Assert.Equal(64, points.Select(p => ((int)(p[0] * columns), (int)(p[1] * rows))).Distinct().Count());
        }
    }

    [Fact]
    public void Scrambling_depends_on_the_seed_and_a_longer_sample_begins_like_a_shorter_one()
    {
        double[][] one = LowDiscrepancy.Sobol(32, 3, 1);
        Assert.NotEqual(one[5], LowDiscrepancy.Sobol(32, 3, 2)[5]);
        Assert.Equal(one[5], LowDiscrepancy.Sobol(100, 3, 1)[5]);
        Assert.Equal(LowDiscrepancy.Halton(32, 3, 1)[5], LowDiscrepancy.Halton(100, 3, 1)[5]);
    }

    [Fact]
    public void Halton_points_are_radical_inverses()
    {
        double[][] points = LowDiscrepancy.Halton(4, 3, seed: null);
        Assert.Equal([0.5, 0.25, 0.75, 0.125], points.Select(p => p[0]));
        Assert.Equal(1.0 / 9, points[2][1], 1e-15);
        Assert.Equal(0.8, points[3][2], 1e-15);
        double[][] scrambled = LowDiscrepancy.Halton(27, 2, seed: 5);
        Assert.Equal(Enumerable.Range(0, 27), scrambled.Select(p => (int)(p[1] * 27)).Order());
    }

    [Fact]
    public void A_latin_hypercube_has_every_slice_once()
    {
        double[][] points = LowDiscrepancy.LatinHypercube(50, 4, 9);
        for (int j = 0; j < 4; j++)
        {
            Assert.Equal(Enumerable.Range(0, 50), points.Select(p => (int)(p[j] * 50)).Order());
        }
    }

    [Fact]
    public void A_full_factorial_has_every_combination_once()
    {
        Design design = Make(DesignKind.FullFactorial, levels: 3);
        Assert.Equal(3 * 3 * 2, design.Rows);
        Assert.Equal(design.Rows, design.Values.Select(v => string.Join(' ', v)).Distinct().Count());
        Assert.Equal([1, 2, 4], design.Values.Select(v => v[1]).Distinct().Order());
    }

    [Fact]
    public void Zip_goes_through_all_levels_together_and_refuses_unequal_ones()
    {
        Assert.Equal(2, Designs.Of(Request(DesignKind.Zip, levels: 2), Three).Rows);
        Assert.Contains("c 2", Assert.Throws<ArgumentException>(() => Make(DesignKind.Zip, levels: 3)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void One_at_a_time_names_its_rows_by_factor_and_end()
    {
        Design design = Make(DesignKind.OneAtATime);
        Assert.Equal(["base", "a-low", "a-high", "b-low", "b-high", "c-shut"], design.Ids);
        Assert.Equal([0.5, 2, 1], design.Values[5]);
    }

    [Fact]
    public void A_trajectory_changes_one_factor_a_step_and_all_of_them()
    {
        Design design = Make(DesignKind.Morris);
        Assert.Equal(10 * 4, design.Rows);
        for (int t = 0; t < 10; t++)
        {
            var changed = Enumerable.Range((4 * t) + 1, 3).Select(i =>
                Assert.Single(Enumerable.Range(0, 3), j => design.Values[i][j] != design.Values[i - 1][j]));
            Assert.Equal([0, 1, 2], changed.Order());
        }
    }

    [Fact]
    public void Saltelli_rows_mix_one_column()
    {
        Design design = Make(DesignKind.Saltelli, rows: 8);
        Assert.Equal(8 * 5, design.Rows);
        Assert.Equal(["1-a", "1-ab-a", "1-ab-b", "1-ab-c", "1-b"], design.Ids.Take(5));
        Assert.Equal(design.Values[0][0], design.Values[2][0]);
        Assert.Equal(design.Values[4][1], design.Values[2][1]);
    }

    [Fact]
    public void Factors_that_are_not_named_stay_at_their_base_and_conditions_drop_rows()
    {
        Design design = Designs.Of(Request(DesignKind.LatinHypercube, rows: 20) with { Factors = ["a"] }, Three);
        Assert.Equal([0], design.Varied);
        Design kept = design.Where([Expression.Parse("a < 0.5")]);
        Assert.Equal(10, kept.Rows);
        Assert.Equal(10, kept.Dropped);
        Assert.Contains(kept.Ids[0], design.Ids);
    }

    [Fact]
    public void A_log_range_is_cut_by_ratios_and_whole_numbers_reach_both_ends()
    {
        var log = new Factor { Name = "x", Low = 0.01, High = 1, Scale = FactorScale.Log };
        Assert.Equal(0.1, log.FromUnit(0.5), 1e-12);
        Assert.Equal(1, log.FromUnit(1), 1e-12);
        Assert.Equal(0.5, log.ToUnit(0.1), 1e-12);
        Assert.Equal([1, 1, 4, 4], new[] { 0, 0.24, 0.76, 1 }.Select(Three[1].FromUnit));
        var day = new Factor { Name = "d", Kind = FactorKind.Date, Low = new DateOnly(2017, 9, 1).DayNumber, High = new DateOnly(2017, 9, 3).DayNumber };
        Assert.Equal("2017-09-02", day.Text(day.FromUnit(0.5)));
        Assert.Equal(day.High, day.Parse("2017-09-03"));
        Assert.Null(Three[1].Parse("1.5"));
    }

    [Theory]
    [InlineData("a + 2 * b", 7)]
    [InlineData("(a + 2) * b - 1", 8)]
    [InlineData("long-name / 4", 2.5)]
    [InlineData("min(a, b, 2)", 1)]
    [InlineData("2017-11-03 - 2017-11-01", 2)]
    [InlineData("a < b and b <= 3", 1)]
    [InlineData("a > b or a == b", 0)]
    [InlineData("-a + 1", 0)]
    public void Expressions_have_values(string text, double value)
    {
        double Of(string name) => name switch { "a" => 1, "b" => 3, _ => 10 };
        Assert.Equal(value, Expression.Parse(text).Value(Of));
    }

    [Theory]
    [InlineData("a +")]
    [InlineData("a b")]
    [InlineData("(a")]
    [InlineData("a $ b")]
    [InlineData("min a")]
    [InlineData("")]
    public void What_is_no_expression_is_said(string text) => Assert.Throws<FormatException>(() => Expression.Parse(text));

    private static Design Make(DesignKind kind, int levels = 4, int rows = 16) => Designs.Of(Request(kind, levels, rows), Three);

    private static DesignRequest Request(DesignKind kind, int levels = 4, int rows = 16) =>
        new() { Name = "test", Kind = kind, Levels = levels, Rows = rows };
}
