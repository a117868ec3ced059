using ControlSim.Study.Statistics;

namespace ControlSim.Tests.Statistics;

public sealed class PowerLawTests
{
    [Fact]
    public void The_exponent_of_exact_quantiles_is_found()
    {
        // Quantiles of the law with exponent 2.5 from 10 on: x = 10 (1 - q)^(-1 / 1.5).
        var law = PowerLaw.Fit(Enumerable.Range(0, 4000).Select(i => 10 * Math.Pow(1 - ((i + 0.5) / 4000), -1 / 1.5)))!;
        Assert.InRange(law.Exponent, 2.47, 2.53);
        Assert.InRange(law.Distance, 0, 0.005);
    }

    [Fact]
    public void What_lies_below_the_tail_is_left_out()
    {
        IEnumerable<double> tail = Enumerable.Range(0, 2000).Select(i => 10 * Math.Pow(1 - ((i + 0.5) / 2000), -1 / 1.5));
        var law = PowerLaw.Fit(tail.Concat(Enumerable.Range(0, 2000).Select(i => 1 + (9 * i / 2000.0))))!;
        Assert.InRange(law.Least, 8, 13);
        Assert.InRange(law.Exponent, 2.4, 2.6);
    }

    [Fact]
    public void Too_few_or_equal_sizes_give_no_law()
    {
        Assert.Null(PowerLaw.Fit([1, 2, 3]));
        Assert.Null(PowerLaw.Fit(Enumerable.Repeat(5.0, 100)));
    }
}
