using ControlSim.Cli;

namespace ControlSim.Tests.Cli;

public sealed class TextTableTests
{
    [Fact]
    public void Words_stand_left_and_numbers_right_without_blanks_at_the_end()
    {
        var table = new TextTable("name", ">value", "unit");
        table.Add("a", "1,000", "");
        table.Add("longer", "2", "km2");
        Assert.Equal("name    value  unit\na       1,000\nlonger      2  km2\n", table.ToText());
    }

    [Fact]
    public void A_row_of_another_length_is_refused() =>
        Assert.Throws<ArgumentException>(() => new TextTable("a", "b").Add("1"));
}
