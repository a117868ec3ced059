using ControlSim.Study.ResultFiles;

namespace ControlSim.Tests.ResultFiles;

public sealed class CsvWriterTests
{
    [Fact]
    public void Writes_exactly_these_bytes()
    {
        using var text = new StringWriter();
        var csv = new CsvWriter(text);
        csv.Field("a,b").Field("say \"so\"").Field("two\nlines").Field("Al-Qa'im").Field(string.Empty).EndRow();
        csv.Field(-3).Field(0.1).Field(1.0 / 3).Field(double.NaN).Field(-0.0).Field(1e300).Field(new DateOnly(2017, 9, 1)).EndRow();
        Assert.Equal(
            "\"a,b\",\"say \"\"so\"\"\",\"two\nlines\",Al-Qa'im,\n-3,0.1,0.3333333333333333,,0,1E+300,2017-09-01\n", text.ToString());
    }
}
