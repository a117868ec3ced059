using System.Globalization;

namespace ControlSim.Study.ScenarioFiles;

/// <summary>Numbers and dates as files have them: invariant, without separators.</summary>
internal static class Numbers
{
    private const NumberStyles Plain = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;

    public static bool TryRead(string text, out double value) =>
        double.TryParse(text, Plain, CultureInfo.InvariantCulture, out value) && double.IsFinite(value);

    public static bool TryRead(string text, out DateOnly date) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out date);

    /// <summary>Shortest text that reads back to the same bits.</summary>
    public static string Write(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    public static string Write(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
