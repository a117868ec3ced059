using System.Collections.Immutable;
using ControlSim.Runs;
using ControlSim.Scenarios;
using ControlSim.Study.Experiments;
using ControlSim.Study.ScenarioFiles;

namespace ControlSim.Study.ResultFiles;

/// <summary>
/// A result as figures and reports see it: what the tables of its folder hold. An ensemble that was just run is seen through
/// the same tables, so that a figure drawn today and one drawn from the folder later are the same.
/// </summary>
public sealed record ResultData
{
    /// <summary>Copy of the base map in a result folder.</summary>
    public const string BasemapPath = "geo/basemap.geojson";

    public required Scenario Scenario { get; init; }

    public required ScenarioInfo Info { get; init; }

    /// <summary>Replicates that finished, at least 1.</summary>
    public required int Runs { get; init; }

    public required ControlHistory Control { get; init; }

    /// <summary>Quantiles over the replicates by name of the series: massed, cells, held_population, …</summary>
    public required ImmutableSortedDictionary<string, SeriesQuantiles> Series { get; init; }

    /// <summary>The books of the blocs over the whole run; lines that are zero in all replicates are left out.</summary>
    public required ImmutableArray<LedgerLine> Ledger { get; init; }

    /// <summary>Value of each of <c>Scenario.Outcomes</c> in each replicate; NaN where it does not exist.</summary>
    public required ImmutableArray<ImmutableArray<double>> Outcomes { get; init; }

    /// <summary>Captures of all replicates.</summary>
    public required ImmutableArray<(int Replicate, Capture Capture)> Captures { get; init; }

    /// <summary>The event log of the first replicate.</summary>
    public required ImmutableArray<RunEvent> Events { get; init; }

    /// <summary>Population held by each bloc in a few single runs, by run, index <c>tick * blocs + bloc</c>.</summary>
    public required ImmutableArray<double[]> SingleRuns { get; init; }

    /// <summary>What corridors carry and which crossings are open, by ascending tick.</summary>
    public required ImmutableArray<SupplyOfDay> Supply { get; init; }

    /// <summary>What what-ifs and settings changed; empty for an ensemble that has no folder yet.</summary>
    public ImmutableArray<ChangedRow> Changes { get; init; } = [];

    /// <summary>Who made the folder from what; null for an ensemble that has no folder yet.</summary>
    public ResultOrigin? Origin { get; init; }

    /// <summary>The ensemble seen through its tables.</summary>
    /// <exception cref="ArgumentException">No run finished.</exception>
    public static ResultData Of(Ensemble ensemble, ScenarioInfo info) => Of(ResultTables.Of(ensemble, false), info);

    /// <summary>The ensemble seen through its tables, which are kept.</summary>
    /// <exception cref="ArgumentException">No run finished.</exception>
    public static ResultData Of(ResultTables tables, ScenarioInfo info)
    {
        ArgumentNullException.ThrowIfNull(tables);
        Ensemble ensemble = tables.Ensemble;
        if (ensemble.Results.IsEmpty) throw new ArgumentException("No run finished.", nameof(tables));
        ResultTable[] needed = [.. tables.All.Where(t => ResultReader.Tables.Contains(t.Path))];
        var read = new CsvTable[needed.Length];
        Parallel.For(0, needed.Length, i => read[i] = CsvTable.Parse(needed[i].Path, needed[i].Text()));
        return ResultReader.Read(ensemble.Scenario, info, ensemble.Results.Length, name => read[Array.FindIndex(needed, t => t.Path == name)]);
    }

    /// <summary>Supply of the last kept day up to a tick; the first kept day before that; null if none was kept.</summary>
    public SupplyOfDay? SupplyAt(int tick) => Supply.LastOrDefault(s => s.Tick <= tick) ?? Supply.FirstOrDefault();
}

/// <summary>Quantiles over the replicates of a daily series: 5, 25, 50, 75 and 95 %.</summary>
/// <param name="Unit">Unit of measure; 1 for a share.</param>
/// <param name="Blocs">Number of blocs.</param>
/// <param name="Values">Index <c>(tick * blocs + bloc) * 5 + level</c>; NaN where no replicate has a value.</param>
public sealed record SeriesQuantiles(string Unit, int Blocs, ImmutableArray<double> Values)
{
    /// <summary>All days of one bloc at one level, 0 to 4.</summary>
    public ImmutableArray<double> Of(int bloc, int level) =>
        [.. Enumerable.Range(0, Values.Length / (5 * Blocs)).Select(t => Values[(((t * Blocs) + bloc) * 5) + level])];
}

/// <summary>A line of a bloc's books over a whole run.</summary>
/// <param name="Bloc">Row in <c>Scenario.Blocs</c>.</param>
/// <param name="Entry">What it is.</param>
/// <param name="Mean">Mean over the replicates, persons or USD: means of a book add up.</param>
/// <param name="Low">5 % quantile.</param>
/// <param name="High">95 % quantile.</param>
public sealed record LedgerLine(int Bloc, LedgerEntry Entry, double Mean, double Low, double High);

/// <summary>Supply over the corridors on one day.</summary>
/// <param name="Tick">Day.</param>
/// <param name="Flow">Mean flow by corridor and bloc, man-days a day, negative against the corridor's direction: index <c>corridor * blocs + bloc</c>.</param>
/// <param name="Open">Share of replicates in which each crossing is open.</param>
public sealed record SupplyOfDay(int Tick, ImmutableArray<double> Flow, ImmutableArray<double> Open);

/// <summary>What manifest.json tells of a result.</summary>
/// <param name="Folder">The folder as the user named it.</param>
/// <param name="Version">Version of the program.</param>
/// <param name="CommandLine">Arguments of the program.</param>
/// <param name="StateHash">Hash over the final states of all replicates.</param>
/// <param name="WhatIfs">What-ifs that were applied, with what the file says about them.</param>
/// <param name="Settings">Settings <c>path=value</c>.</param>
public sealed record ResultOrigin(
    string Folder,
    string Version,
    ImmutableArray<string> CommandLine,
    string StateHash,
    ImmutableArray<WhatIfInfo> WhatIfs,
    ImmutableArray<string> Settings);
