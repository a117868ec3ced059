using System.Collections.Immutable;
using System.Globalization;
using ControlSim.Study.ResultFiles;

namespace ControlSim.Study.Statistics;

/// <summary>A capture that is on record.</summary>
/// <param name="Location">Location id.</param>
/// <param name="Bloc">Id of the bloc that took it; empty where the record does not say.</param>
/// <param name="Date">Day.</param>
public sealed record ObservedCapture(string Location, string Bloc, DateOnly Date)
{
    /// <summary>Reads a table with the columns <c>location</c> and <c>date</c>, and <c>bloc</c> where there is one.</summary>
    /// <param name="name">File name, for messages.</param>
    /// <param name="text">The text of the file.</param>
    /// <exception cref="FormatException">A column is missing, or a date is none.</exception>
    public static ImmutableArray<ObservedCapture> Read(string name, string text)
    {
        var table = CsvTable.Parse(name, text);
        (int location, int date) = (table.Column("location"), table.Column("date"));
        int bloc = table.Has("bloc") ? table.Column("bloc") : -1;
        return [.. table.Rows.Select(r => new ObservedCapture(r[location], bloc < 0 ? "" : r[bloc], Day(name, r[date])))];
    }

    private static DateOnly Day(string name, string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly date)
            ? date
            : throw new FormatException($"{name}: '{text}' is no date YYYY-MM-DD");
}
