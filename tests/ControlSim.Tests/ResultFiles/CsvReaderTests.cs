using ControlSim.Study.ResultFiles;

namespace ControlSim.Tests.ResultFiles;

public sealed class CsvReaderTests
{
    [Fact]
    public void Quotes_line_ends_and_empty_cells_are_read()
    {
        CsvReader csv = Read("\uFEFFa,b\r\n\"x, \"\"y\"\"\",\r\n\r\n\"two\nlines\",3");
        Assert.Equal(["a", "b"], csv.Header);
        Assert.Equal(["x, \"y\"", ""], csv.Read()!);
        Assert.Equal(2, csv.Line);
        Assert.Equal(["two\nlines", "3"], csv.Read()!);
        Assert.Equal(4, csv.Line);
        Assert.Null(csv.Read());
    }

    [Theory]
    [InlineData("")]
    [InlineData("a,a\n1,2\n")]
    [InlineData("a,b\n1\n")]
    [InlineData("a\n\"1\n")]
    public void What_is_no_table_is_said_with_its_line(string text)
    {
        var error = Assert.Throws<CsvFormatException>(() =>
        {
            CsvReader csv = Read(text);
            while (csv.Read() is not null)
            {
            }
        });
        Assert.StartsWith("t.csv", error.Message, StringComparison.Ordinal);
    }

    private static CsvReader Read(string text) => new(new StringReader(text), "t.csv");
}
