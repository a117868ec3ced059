using ControlSim.Study.Statistics;

namespace ControlSim.Tests.Statistics;

public sealed class KaplanMeierTests
{
    // Remission times in weeks under 6-MP, Freireich et al. 1963; curve as in Kleinbaum and Klein, Survival Analysis, table 2.
    private static readonly (double Time, bool Happened)[] Remission =
    [
        (6, true), (6, true), (6, true), (6, false), (7, true), (9, false), (10, true), (10, false), (11, false), (13, true),
        (16, true), (17, false), (19, false), (20, false), (22, true), (23, true), (25, false), (32, false), (32, false),
        (34, false), (35, false),
    ];

    [Fact]
    public void Agrees_with_the_published_curve_of_the_leukaemia_trial()
    {
        var curve = KaplanMeier.Of(Remission);
        Assert.Equal([6, 7, 10, 13, 16, 22, 23], curve.Steps.Select(s => s.Time));
        Assert.Equal([21, 17, 15, 12, 11, 7, 6], curve.Steps.Select(s => s.AtRisk));
        Assert.Equal([0.8571, 0.8067, 0.7529, 0.6902, 0.6275, 0.5378, 0.4482], curve.Steps.Select(s => Math.Round(s.Survival, 4)));
        Assert.Equal(23, curve.Quantile(0.5));
        Assert.Equal(13, curve.Quantile(0.25));
        Assert.Null(curve.Quantile(0.75));
    }

    [Fact]
    public void Without_censoring_a_quantile_is_an_order_statistic()
    {
        var curve = KaplanMeier.CensoredAt(1000, Enumerable.Range(1, 100).Select(i => (double)i));
        Assert.Equal(5, curve.Quantile(0.05));
        Assert.Equal(50, curve.Quantile(0.5));
        Assert.Equal(95, curve.Quantile(0.95));
        Assert.Equal(100, curve.Quantile(1));
    }

    [Fact]
    public void Exactly_half_is_enough_for_the_median_and_one_less_is_not()
    {
        double[] half = [.. Enumerable.Range(0, 50).Select(i => 10.0 + i), .. Enumerable.Repeat(double.NaN, 50)];
        Assert.Equal(59, KaplanMeier.CensoredAt(120, half).Quantile(0.5));
        half[0] = double.NaN;
        Assert.Null(KaplanMeier.CensoredAt(120, half).Quantile(0.5));
    }

    [Fact]
    public void Without_events_nothing_is_reached()
    {
        Assert.Null(KaplanMeier.CensoredAt(120, [double.NaN, double.NaN]).Quantile(0.05));
        Assert.Null(KaplanMeier.CensoredAt(120, []).Quantile(0.05));
    }

    [Fact]
    public void An_event_at_the_end_comes_before_the_censoring_there() =>
        Assert.Equal(120, KaplanMeier.CensoredAt(120, [120, double.NaN]).Quantile(0.5));
}
