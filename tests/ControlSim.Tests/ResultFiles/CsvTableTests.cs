using ControlSim.Study.ResultFiles;

namespace ControlSim.Tests.ResultFiles;

public sealed class CsvTableTests
{
    [Fact]
    public void Quotes_commas_line_ends_and_empty_cells_come_back()
    {
        var table = CsvTable.Parse("t.csv", "a,b\n\"x, \"\"y\"\"\n\",\n1,2.5\r\n");
        Assert.Equal([["x, \"y\"\n", ""], ["1", "2.5"]], table.Rows);
        Assert.True(double.IsNaN(table.Number(table.Rows[0], 1)));
        Assert.Equal(2.5, table.Number(table.Rows[1], table.Column("b")));
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData("a,b\n1\n", "row 1 has 1 cells, the header has 2")]
    [InlineData("a,a\n1,2\n", "same name")]
    [InlineData("a\n\"1\n", "not closed")]
    public void What_is_no_table_is_refused_in_words(string text, string words) =>
        Assert.Contains(words, Assert.Throws<FormatException>(() => CsvTable.Parse("t.csv", text)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_column_or_number_that_is_not_there_is_named()
    {
        var table = CsvTable.Parse("t.csv", "a\nx\n");
        Assert.Equal("t.csv: there is no column 'b'", Assert.Throws<FormatException>(() => table.Column("b")).Message);
        Assert.Equal("t.csv: 'x' is no number", Assert.Throws<FormatException>(() => table.Number(table.Rows[0], 0)).Message);
        Assert.Equal("t.csv: 'x' is no whole number", Assert.Throws<FormatException>(() => table.Integer(table.Rows[0], 0)).Message);
    }
}
