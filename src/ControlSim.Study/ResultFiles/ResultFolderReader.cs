using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using ControlSim.Scenarios;
using ControlSim.Study.Experiments;
using ControlSim.Study.ScenarioFiles;

namespace ControlSim.Study.ResultFiles;

/// <summary>Reads a result folder. It needs nothing beside the folder: the scenario is its lock file, the base map its copy.</summary>
public static class ResultFolderReader
{
    private const string Lock = "scenario.lock.yaml";

    /// <summary>Reads the folder that <c>run</c> wrote.</summary>
    /// <param name="folder">The folder.</param>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="FileNotFoundException">The folder is not a finished result, or a table is missing.</exception>
    /// <exception cref="FormatException">A file in it is not what it should be.</exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public static ResultData Read(string folder)
    {
        if (!Directory.Exists(folder)) throw new DirectoryNotFoundException($"{folder}: there is no such folder");
        if (!Manifest.IsIn(folder))
        {
            throw new FileNotFoundException($"{folder}: no finished result of this program (its {Manifest.Path} is missing); give a folder that 'run' wrote");
        }

        using var manifest = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, Manifest.Path)));
        try
        {
            return Read(folder, manifest.RootElement);
        }
        catch (Exception e) when (e is KeyNotFoundException or InvalidOperationException)
        {
            throw new FormatException($"{folder}: {Manifest.Path} is not what this version writes: {e.Message}", e);
        }
    }

    private static ResultData Read(string folder, JsonElement manifest)
    {
        ScenarioReading reading = ScenarioReader.Read(Path.Combine(folder, Lock), [], []);
        if (reading.Scenario is null)
        {
            throw new FormatException(
                $"{folder}: this version cannot read {Lock} (made by version {manifest.GetProperty("version").GetString()}); run the scenario again. "
                + $"First problem: {reading.Problems.First(p => !p.IsWarning)}");
        }

        JsonElement origin = manifest.GetProperty("scenario");
        Scenario scenario = Cut(reading.Scenario, origin.GetProperty("until"));
        ImmutableArray<string> order = origin.TryGetProperty("outcomes", out JsonElement ids) ? Strings(ids) : [];
        bool hasMap = File.Exists(Path.Combine(folder, ResultData.BasemapPath));
        ScenarioInfo info = reading.Info with
        {
            TheatreFolder = hasMap ? Path.Combine(folder, Path.GetDirectoryName(ResultData.BasemapPath)!) : "",
            OutcomeOrder = order.IsEmpty ? reading.Info.OutcomeOrder : order,
        };
        int runs = manifest.GetProperty("replicates").GetInt32() - manifest.GetProperty("failures").GetArrayLength();
        return ResultReader.Read(scenario, info, runs, name => Table(folder, name)) with
        {
            Changes = Changes(Table(folder, "changes.csv")),
            Origin = Origin(folder, manifest),
        };
    }

    private static Scenario Cut(Scenario scenario, JsonElement until) =>
        until.ValueKind == JsonValueKind.String
            ? ScenarioCut.Until(scenario, DateOnly.ParseExact(until.GetString()!, "yyyy-MM-dd", CultureInfo.InvariantCulture))
            : scenario;

    private static CsvTable Table(string folder, string name)
    {
        string path = Path.Combine(folder, name);
        return File.Exists(path)
            ? CsvTable.Parse(path, File.ReadAllText(path))
            : throw new FileNotFoundException($"{path} is missing: the folder was made by an older version; run the scenario again");
    }

    private static ImmutableArray<ChangedRow> Changes(CsvTable table)
    {
        (int section, int row, int before, int after) =
            (table.Column("section"), table.Column("row"), table.Column("base"), table.Column("run"));
        return [.. table.Rows.Select(r => new ChangedRow(r[section], r[row], r[before], r[after]))];
    }

    private static ResultOrigin Origin(string folder, JsonElement manifest)
    {
        JsonElement scenario = manifest.GetProperty("scenario");
        static string Text(JsonElement element, string name) =>
            element.TryGetProperty(name, out JsonElement text) ? text.GetString() ?? "" : "";
        return new ResultOrigin(
            folder,
            manifest.GetProperty("version").GetString()!,
            Strings(manifest.GetProperty("command_line")),
            manifest.GetProperty("state_hash").GetString()!,
            [
                .. scenario.GetProperty("what_ifs").EnumerateArray().Select(w =>
                    new WhatIfInfo(Text(w, "name"), Text(w, "title"), Text(w, "description"), Text(w, "expect"), [])),
            ],
            Strings(scenario.GetProperty("settings")));
    }

    private static ImmutableArray<string> Strings(JsonElement list) => [.. list.EnumerateArray().Select(e => e.GetString() ?? "")];
}
