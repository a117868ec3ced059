using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ControlSim.Study.ResultFiles;

namespace ControlSim.Study.Sweeps;

/// <summary>
/// One part of a sweep: a CSV file with a line a run, whose name carries the checksum of its bytes. So one rename makes it both
/// there and whole, and a file cut short or with a flipped bit is told by its name.
/// </summary>
internal static class PartFile
{
    /// <summary>Hexadecimal digits of the SHA-256 that the name carries.</summary>
    private const int HashDigits = 32;
    private const string Prefix = "part-";

    private static readonly string[] Fixed = ["row", "replicate", "key", "status", "stage", "cause", "state_hash"];

    /// <summary>Columns before the outcomes.</summary>
    public static int FixedColumns => Fixed.Length;

    /// <summary>The text of a part.</summary>
    public static byte[] Text(IEnumerable<RunRow> runs, SweepRecord record)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        var csv = new CsvWriter(text);
        foreach (string column in Fixed.Concat(record.Outcomes.Select(o => o.Id)).Concat(record.Uncertain))
        {
            csv.Field(column);
        }

        csv.EndRow();
        foreach (RunRow run in runs)
        {
            csv.Field(run.Row).Field(run.Replicate).Field(run.Key.ToString("x16", CultureInfo.InvariantCulture))
                .Field(StatusText(run.Status)).Field(run.Stage).Field(run.Cause).Field(run.StateHash);
            foreach (double value in run.Values.Concat(run.Draws.IsEmpty ? record.Uncertain.Select(_ => double.NaN) : run.Draws))
            {
                csv.Field(value);
            }

            csv.EndRow();
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    /// <summary>Name of the file of a part with these bytes.</summary>
    public static string Name(int part, ReadOnlySpan<byte> bytes) => string.Create(
        CultureInfo.InvariantCulture, $"{Prefix}{part:000000}-{Convert.ToHexStringLower(SHA256.HashData(bytes))[..HashDigits]}.csv");

    /// <summary>Number of the part of a file name; -1 if it is none.</summary>
    public static int NumberOf(string name)
    {
        int numberEnd = name.LastIndexOf('-');
        return name.StartsWith(Prefix, StringComparison.Ordinal) && name.EndsWith(".csv", StringComparison.Ordinal)
            && name.Length - numberEnd == HashDigits + 5
            && int.TryParse(name.AsSpan(Prefix.Length, Math.Max(0, numberEnd - Prefix.Length)), NumberStyles.None, CultureInfo.InvariantCulture, out int part)
            ? part : -1;
    }

    /// <summary>Are the bytes of the file those that its name promises?</summary>
    public static bool IsWhole(string path)
    {
        byte[] bytes = File.ReadAllBytes(path);
        return Path.GetFileName(path) == Name(NumberOf(Path.GetFileName(path)), bytes);
    }

    /// <summary>The runs of a part.</summary>
    public static IEnumerable<RunRow> Read(string path)
    {
        using var reader = new StreamReader(path, Encoding.UTF8);
        var csv = new CsvReader(reader, path);
        int end = Array.FindIndex(csv.Header, name => name.StartsWith("parameters.", StringComparison.Ordinal));
        end = end < 0 ? csv.Header.Length : end;
        static double Number(string cell) => cell.Length == 0 ? double.NaN : double.Parse(cell, CultureInfo.InvariantCulture);
        while (csv.Read() is { } cells)
        {
            yield return new RunRow(
                cells[0],
                int.Parse(cells[1], CultureInfo.InvariantCulture),
                ulong.Parse(cells[2], NumberStyles.HexNumber, CultureInfo.InvariantCulture),
                StatusOf(cells[3]),
                cells[4],
                cells[5],
                cells[6],
                [.. cells[Fixed.Length..end].Select(Number)])
            { Draws = [.. cells[end..].Select(Number)] };
        }
    }

    /// <summary>A status as it is written.</summary>
    public static string StatusText(RunStatus status) => status == RunStatus.SetAside ? "set-aside" : status.ToString().ToLowerInvariant();

    private static RunStatus StatusOf(string text) => Enum.GetValues<RunStatus>().First(s => StatusText(s) == text);
}
