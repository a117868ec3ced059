using ControlSim.Study.Statistics;

namespace ControlSim.Tests.Statistics;

public sealed class KernelDensityTests
{
    [Fact]
    public void One_number_gives_the_kernel_itself()
    {
        // Epanechnikov: 3/4 (1 - u^2) / h; at the middle 3/8 for h = 2, at half the width 3/4 of that, outside nothing.
        double[] expected = [0.375, 0.28125, 0, 0];
        Assert.Equal(expected, KernelDensity.At([5.0], 2, [5, 6, 7, 8]));
    }

    [Fact]
    public void The_density_of_any_sample_adds_up_to_one()
    {
        double[] sample = [1, 2, 2, 3, 9, 9.5, 14];
        double width = KernelDensity.Bandwidth(sample, 0.5);
        double[] grid = [.. Enumerable.Range(0, 6001).Select(i => -20 + (i * 0.01))];
        Assert.Equal(1, KernelDensity.At(sample, width, grid).Sum() * 0.01, 4);
    }

    [Fact]
    public void The_width_follows_Silvermans_rule_and_never_vanishes()
    {
        // Deviation 1.5811, interquartile range 2: 2 / 1.34 = 1.4925 is the lesser; 5^-0.2 = 0.72478.
        Assert.Equal(2.34 * (2 / 1.34) * 0.7247796637, KernelDensity.Bandwidth([1, 2, 3, 4, 5], 0.1), 6);
        Assert.Equal(0.5, KernelDensity.Bandwidth([3, 3, 3], 0.5));
    }
}
