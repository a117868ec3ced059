using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using ControlSim.Study.Experiments;

namespace ControlSim.Study.ResultFiles;

/// <summary>What goes into a result folder.</summary>
public sealed record ResultContent
{
    public required ResultTables Tables { get; init; }

    /// <summary>The scenario as it was run, all layers merged.</summary>
    public required string LockText { get; init; }

    /// <summary>Tick of the map and of geo/control.geojson.</summary>
    public required int MapTick { get; init; }

    /// <summary>Further text files, such as figures, which may still be in the making: path in the folder with slashes, text.</summary>
    public required Task<ImmutableArray<(string Path, string Text)>> Further { get; init; }

    /// <summary>Further files that are no text: path in the folder with slashes, what writes the bytes.</summary>
    public ImmutableArray<(string Path, Action<Stream> Write)> Binaries { get; init; } = [];

    public required Provenance Provenance { get; init; }
}

/// <summary>
/// Writes the files of a result. Apart from the manifest they hold no clock and no name of a machine: the same scenario and
/// seed give the same bytes.
/// </summary>
public static class ResultFolder
{
    private const int BufferBytes = 1 << 16;

    /// <summary>Writes all files into an existing empty folder, the manifest last.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="content">What to write.</param>
    /// <param name="cancellation">Stops between two files.</param>
    /// <exception cref="IOException">A file cannot be written.</exception>
    public static void Write(string folder, ResultContent content, CancellationToken cancellation)
    {
        Ensemble ensemble = content.Tables.Ensemble;
        ResultTable[] tables =
        [
            .. content.Tables.All,
            ChangesTable.Of(content.Provenance.BaseLock, content.LockText),
        ];
        var files = new List<ManifestFile>();
        void Add(string path, Action<TextWriter> write)
        {
            cancellation.ThrowIfCancellationRequested();
            files.Add(WriteFile(folder, path, write));
        }

        Add("scenario.lock.yaml", w => w.Write(content.LockText));
        foreach (ResultTable table in tables)
        {
            Add(table.Path, table.Write);
        }

        Add(DataPackage.Path, w => w.Write(DataPackage.Of(ensemble.Scenario.Name, ensemble.Scenario.Title, tables)));
        Add("geo/control.geojson", w => w.Write(ControlGeoJson.Of(ensemble, content.MapTick)));
        foreach (var (path, text) in content.Further.GetAwaiter().GetResult())
        {
            Add(path, w => w.Write(text));
        }

        foreach (var (path, write) in content.Binaries)
        {
            cancellation.ThrowIfCancellationRequested();
            files.Add(WriteFile(folder, path, write));
        }

        files.Sort((a, b) => string.CompareOrdinal(a.Path, b.Path));
        string manifest = Manifest.Of(ensemble, content.LockText, content.Provenance, files);
        WriteFile(folder, Manifest.Path, w => w.Write(manifest));
    }

    internal static ManifestFile WriteFile(string folder, string path, Action<TextWriter> write) => WriteFile(folder, path, (Stream file) =>
    {
        using var writer = new StreamWriter(file, new UTF8Encoding(false), BufferBytes, leaveOpen: true) { NewLine = "\n" };
        write(writer);
    });

    private static ManifestFile WriteFile(string folder, string path, Action<Stream> write)
    {
        string full = Path.Combine(folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        using var file = new FileStream(full, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.Read, BufferBytes);
        write(file);
        file.Flush(flushToDisk: true);
        file.Position = 0;
        string hash = Convert.ToHexStringLower(SHA256.HashData(file));
        return new ManifestFile(path, file.Length, hash);
    }
}
