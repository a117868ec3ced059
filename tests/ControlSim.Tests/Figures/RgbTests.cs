using ControlSim.Study.Figures;

namespace ControlSim.Tests.Figures;

public sealed class RgbTests
{
    [Theory]
    [InlineData("#000000", 0)]
    [InlineData("#ffffff", 100)]
    [InlineData("#777777", 50.03)]
    [InlineData("#ff0000", 53.24)]
    public void Lightness_is_that_of_CIE(string colour, double lightness) => Assert.Equal(lightness, Rgb.Parse(colour).Lightness, 0.02);

    [Theory]
    [InlineData("red")]
    [InlineData("#12345")]
    [InlineData("#12345g")]
    [InlineData("1234567")]
    public void What_is_no_colour_is_refused(string text) =>
        Assert.Contains("#rrggbb", Assert.Throws<FormatException>(() => Rgb.Parse(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void The_colours_for_blocs_without_one_differ_in_a_grey_print()
    {
        double[] lightness = [.. Enumerable.Range(0, 8).Select(row => Palette.ForBloc("", row).Lightness).Order()];
        for (int i = 1; i < lightness.Length; i++) Assert.True(lightness[i] - lightness[i - 1] >= 6.5, $"{lightness[i - 1]} {lightness[i]}");
    }

    [Fact]
    public void A_given_colour_wins() => Assert.Equal("#010203", Palette.ForBloc("#010203", 0).ToString());

    [Fact]
    public void A_darkened_colour_is_dark_enough_for_letters() => Assert.True(Rgb.Parse("#f0e074").Darkened(42).Lightness <= 42);
}
