using System.Collections.Immutable;
using ControlSim.Study.ResultFiles;

namespace ControlSim.Study.Comparisons;

/// <summary>Writes the files of a comparison; apart from the manifest the same bytes on every run.</summary>
public static class ComparisonFolder
{
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
        var files = new List<ManifestFile>
        {
            ResultFolder.WriteFile(folder, "base.lock.yaml", w => w.Write(baseLock)),
            ResultFolder.WriteFile(folder, "what-if.lock.yaml", w => w.Write(whatIfLock)),
        };
        files.AddRange(tables.Select(t => ResultFolder.WriteFile(folder, t.Path, t.Write)));
        string package = DataPackage.Of(comparison.Base.Scenario.Name, comparison.Base.Scenario.Title, tables);
        files.Add(ResultFolder.WriteFile(folder, DataPackage.Path, w => w.Write(package)));
        files.AddRange(figures.Select(f => ResultFolder.WriteFile(folder, f.Path, w => w.Write(f.Text))));
        files.Sort((a, b) => string.CompareOrdinal(a.Path, b.Path));
        string manifest = Manifest.Of(comparison.Base, whatIfLock, provenance, files);
        ResultFolder.WriteFile(folder, Manifest.Path, w => w.Write(manifest));
    }
}
