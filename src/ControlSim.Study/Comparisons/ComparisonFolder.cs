using System.Collections.Immutable;
using ControlSim.Study.Experiments;
using ControlSim.Study.ResultFiles;

namespace ControlSim.Study.Comparisons;

/// <summary>Writes the files of a comparison; apart from the manifest the same bytes on every run.</summary>
public static class ComparisonFolder
{
    private const string BaseLockPath = "base.lock.yaml";

    /// <summary>Writes all files into an existing empty folder, the manifest last.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="comparison">What was found.</param>
    /// <param name="baseLock">The base as it was run.</param>
    /// <param name="whatIfLock">The what-if as it was run.</param>
    /// <param name="figures">Path in the folder and SVG text.</param>
    /// <param name="provenance">Where it comes from.</param>
    /// <exception cref="IOException">A file cannot be written.</exception>
    public static void Write(
        string folder,
        Comparison comparison,
        string baseLock,
        string whatIfLock,
        ImmutableArray<(string Path, string Text)> figures,
        Provenance provenance)
    {
        ResultTable[] tables = ComparisonTables.Of(comparison);
        List<ManifestFile> files =
        [
            ResultFolder.WriteFile(folder, BaseLockPath, w => w.Write(baseLock)),
            .. Files(folder, "", comparison, whatIfLock, figures),
        ];
        Finish(folder, comparison.Base, tables, files, whatIfLock, provenance);
    }

    /// <summary>Writes a base and several futures: a table of all of them, and a folder of the name of each with what a comparison has.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="futures">Name, comparison with the base, lock text and figures of each.</param>
    /// <param name="baseLock">The base as it was run.</param>
    /// <param name="provenance">Where it comes from.</param>
    /// <exception cref="IOException">A file cannot be written.</exception>
    public static void WriteBranches(
        string folder,
        ImmutableArray<(string Name, Comparison Comparison, string Lock, ImmutableArray<(string Path, string Text)> Figures)> futures,
        string baseLock,
        Provenance provenance)
    {
        var branches = ComparisonTables.Branches([.. futures.Select(f => (f.Name, f.Comparison))]);
        List<ManifestFile> files =
        [
            ResultFolder.WriteFile(folder, BaseLockPath, w => w.Write(baseLock)),
            ResultFolder.WriteFile(folder, branches.Path, branches.Write),
            .. futures.SelectMany(f => Files(folder, $"{f.Name}/", f.Comparison, f.Lock, f.Figures)),
        ];
        ResultTable[] tables = [branches, .. futures.SelectMany(f => ComparisonTables.Of(f.Comparison).Select(t => t with { Path = $"{f.Name}/{t.Path}" }))];
        Finish(folder, futures[0].Comparison.Base, tables, files, baseLock, provenance);
    }

    private static IEnumerable<ManifestFile> Files(
        string folder, string below, Comparison comparison, string whatIfLock, ImmutableArray<(string Path, string Text)> figures) =>
    [
        ResultFolder.WriteFile(folder, $"{below}what-if.lock.yaml", w => w.Write(whatIfLock)),
        .. ComparisonTables.Of(comparison).Select(t => ResultFolder.WriteFile(folder, below + t.Path, t.Write)),
        .. figures.Select(f => ResultFolder.WriteFile(folder, below + f.Path, w => w.Write(f.Text))),
    ];

    private static void Finish(
        string folder, Ensemble baseline, ResultTable[] tables, List<ManifestFile> files, string lockText, Provenance provenance)
    {
        string package = DataPackage.Of(baseline.Scenario.Name, baseline.Scenario.Title, tables);
        files.Add(ResultFolder.WriteFile(folder, DataPackage.Path, w => w.Write(package)));
        files.Sort((a, b) => string.CompareOrdinal(a.Path, b.Path));
        string manifest = Manifest.Of(baseline, lockText, provenance, files);
        ResultFolder.WriteFile(folder, Manifest.Path, w => w.Write(manifest));
    }
}
