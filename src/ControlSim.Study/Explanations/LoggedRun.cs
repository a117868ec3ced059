using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using ControlSim.Randomness;
using ControlSim.Runs;
using ControlSim.Scenarios;
using ControlSim.Study.Experiments;
using ControlSim.Study.ResultFiles;
using ControlSim.Study.ScenarioFiles;

namespace ControlSim.Study.Explanations;

/// <summary>One replicate of a result folder as its log tells it: the lock file and events.csv, nothing else.</summary>
public sealed class LoggedRun
{
    private const string Log = "events.csv";
    private const string Lock = "scenario.lock.yaml";

    /// <summary>The scenario that was run, ended where the run ended.</summary>
    public required Scenario Scenario { get; init; }

    /// <summary>Number of the replicate.</summary>
    public required int Replicate { get; init; }

    /// <summary>The log, in order.</summary>
    public required ImmutableArray<LoggedEvent> Events { get; init; }

    /// <summary>Reads a replicate of a result folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="replicate">Number of the replicate; null for the first in the log.</param>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="FileNotFoundException">It is no finished result.</exception>
    /// <exception cref="FormatException">A file in it is not what this version writes, or the log does not have the replicate.</exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public static LoggedRun Read(string folder, int? replicate)
    {
        if (!Directory.Exists(folder))
        {
            throw new DirectoryNotFoundException($"{folder}: there is no such folder.");
        }

        if (!Manifest.IsIn(folder) || !File.Exists(Path.Combine(folder, Lock)) || !File.Exists(Path.Combine(folder, Log)))
        {
            throw new FileNotFoundException($"{folder} holds no finished result of a run; give a folder that `controlsim run` made.");
        }

        ScenarioReading reading = ScenarioReader.Read(Path.Combine(folder, Lock), [], []);
        if (reading.Scenario is null)
        {
            throw new FormatException(
                $"{folder}: this version cannot read its {Lock}; run the scenario again. First problem: {reading.Problems.First(p => !p.IsWarning)}");
        }

        Scenario scenario = Until(folder) is DateOnly until ? ScenarioCut.Until(reading.Scenario, until) : reading.Scenario;
        try
        {
            return Read(scenario, Path.Combine(folder, Log), replicate);
        }
        catch (FormatException e)
        {
            throw new FormatException($"{Path.Combine(folder, Log)}: {e.Message}", e);
        }
    }

    private static LoggedRun Read(Scenario scenario, string path, int? replicate)
    {
        using var reader = new StreamReader(path);
        using IEnumerator<string[]> rows = CsvRows.Read(reader).GetEnumerator();
        string[] header = rows.MoveNext() ? rows.Current : [];
        int[] columns = [.. Columns.Select(name => Array.IndexOf(header, name))];
        int missing = Array.IndexOf(columns, -1);
        if (missing >= 0)
        {
            throw new FormatException($"there is no column '{Columns[missing]}': an older version made it; run the scenario again");
        }

        var events = ImmutableArray.CreateBuilder<LoggedEvent>();
        var known = new SortedSet<int>();
        while (rows.MoveNext())
        {
            string[] row = rows.Current;
            if (row.Length != header.Length)
            {
                throw new FormatException($"row {events.Count + 1} has {row.Length} cells, the header {header.Length}");
            }

            int number = (int)Number(row[columns[0]]);
            known.Add(number);
            replicate ??= number;
            if (number == replicate)
            {
                events.Add(Event([.. columns.Select(c => row[c])]));
            }
        }

        int wanted = replicate ?? 0;
        return known.Count == 0 || known.Contains(wanted)
            ? new LoggedRun { Scenario = UncertainDraws.Drawn(scenario, StableId.RunKey(scenario.Seed, 0, wanted)), Replicate = wanted, Events = events.ToImmutable() }
            : throw new FormatException(
                known.Count == 1
                    ? $"the log holds replicate {known.Min} alone; run with --trace to log all"
                    : $"the log has no replicate {wanted}; it has {known.Min} to {known.Max}");
    }

    private static readonly ImmutableArray<string> Columns =
        ["replicate", "tick", "event", "location", "bloc", "other", "fighters", "subject", "place", "terms"];

    private static LoggedEvent Event(string[] cells)
    {
        RunEventKind kind = TermsText.KindOf(cells[2]) ?? throw new FormatException($"'{cells[2]}' is no event of this version");
        return new LoggedEvent(
            (int)Number(cells[1]), kind, cells[3], cells[4], cells[5], Number(cells[6]), cells[7], cells[8], TermsText.Parse(kind, cells[9]));
    }

    private static double Number(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number)
            ? number
            : throw new FormatException($"'{text}' is no number");

    private static DateOnly? Until(string folder)
    {
        using var manifest = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, Manifest.Path)));
        return manifest.RootElement.TryGetProperty("scenario", out JsonElement scenario)
            && scenario.TryGetProperty("until", out JsonElement until) && until.ValueKind == JsonValueKind.String
            ? DateOnly.ParseExact(until.GetString()!, "yyyy-MM-dd", CultureInfo.InvariantCulture)
            : null;
    }
}
