using System.Buffers;
using System.Globalization;

namespace ControlSim.Study.ResultFiles;

/// <summary>
/// CSV of RFC 4180 with LF line ends. Doubles are written with the fewest digits that read back to the same bits; what does
/// not exist (NaN, null) is an empty cell, never 0.
/// </summary>
internal sealed class CsvWriter(TextWriter writer)
{
    private static readonly SearchValues<char> Quoted = SearchValues.Create(",\"\n\r");
    private bool rowBegun;

    public CsvWriter Field(string? text)
    {
        Separate();
        if (text.AsSpan().ContainsAny(Quoted))
        {
            writer.Write('"');
            writer.Write(text!.Replace("\"", "\"\"", StringComparison.Ordinal));
            writer.Write('"');
        }
        else
        {
            writer.Write(text);
        }

        return this;
    }

    public CsvWriter Field(int number)
    {
        Separate();
        writer.Write(number.ToString(CultureInfo.InvariantCulture));
        return this;
    }

    public CsvWriter Field(double number)
    {
        Separate();
        if (!double.IsNaN(number))
        {
            // Minus zero reads back as zero and would make two equal tables differ.
            writer.Write((number == 0 ? 0 : number).ToString("R", CultureInfo.InvariantCulture));
        }

        return this;
    }

    public CsvWriter Field(DateOnly date) => Field(date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));

    public void EndRow()
    {
        writer.Write('\n');
        rowBegun = false;
    }

    private void Separate()
    {
        if (rowBegun)
        {
            writer.Write(',');
        }

        rowBegun = true;
    }
}
