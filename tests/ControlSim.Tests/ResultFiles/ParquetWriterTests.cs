using System.Diagnostics;
using ControlSim.Study.ResultFiles;

namespace ControlSim.Tests.ResultFiles;

public sealed class ParquetWriterTests : IDisposable
{
    private const int Rows = ParquetWriter.GroupRows + 1234;
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_file_begins_and_ends_with_its_magic_and_the_same_rows_give_the_same_bytes()
    {
        byte[] first = Write(10);
        Assert.Equal("PAR1"u8.ToArray(), first[..4]);
        Assert.Equal("PAR1"u8.ToArray(), first[^4..]);
        Assert.Equal(first, Write(10));
        Assert.NotEqual(first, Write(11));
        Assert.Equal("PAR1"u8.ToArray(), Write(0)[^4..]);
    }

    [Fact]
    public void A_cell_of_the_wrong_type_is_refused()
    {
        var parquet = new ParquetWriter(new MemoryStream(), [new ParquetColumn("a", ParquetType.Text)]);
        Assert.Throws<InvalidOperationException>(() => parquet.Field(1));
    }

    /// <summary>An independent reader. CONTROLSIM_NODE_MODULES names a folder in which `npm install hyparquet` was done.</summary>
    [Fact]
    public void An_independent_reader_finds_the_same_cells()
    {
        string? modules = Environment.GetEnvironmentVariable("CONTROLSIM_NODE_MODULES");
        Assert.SkipWhen(modules is null, "set CONTROLSIM_NODE_MODULES to a folder with hyparquet from npm to check Parquet with an independent reader");
        File.WriteAllBytes(folder.In("t.parquet"), Write(Rows));
        File.WriteAllText(folder.In("read.mjs"), """
            import { createRequire } from 'node:module';
            import { pathToFileURL } from 'node:url';
            const require = createRequire(process.argv[2] + '/');
            const { asyncBufferFromFile, parquetReadObjects } = await import(pathToFileURL(require.resolve('hyparquet')).href);
            const rows = await parquetReadObjects({ file: await asyncBufferFromFile(process.argv[3]) });
            const sum = rows.reduce((s, r) => s + r.number, 0), value = rows.reduce((s, r) => s + (r.value ?? 0), 0);
            const missing = rows.filter(r => r.value === null).length, words = new Set(rows.map(r => r.text));
            console.log([rows.length, sum, value, missing, words.size, rows.at(-1).text].join(' '));
            """);
        using var node = Process.Start(new ProcessStartInfo("node", [folder.In("read.mjs"), modules!, folder.In("t.parquet")]) { RedirectStandardOutput = true })!;
        string answer = node.StandardOutput.ReadToEnd();
        node.WaitForExit();
        double value = Enumerable.Range(0, Rows).Where(i => i % 7 != 0).Sum(i => i * 0.25);
        long sum = Enumerable.Range(0, Rows).Sum(i => (long)i - 5);
        Assert.Equal($"{Rows} {sum} {value} {(Rows + 6) / 7} 13 wört-{(Rows - 1) % 13}\n", answer);
    }

    private static byte[] Write(int rows)
    {
        using var stream = new MemoryStream();
        var parquet = new ParquetWriter(
            stream,
            [new ParquetColumn("text", ParquetType.Text), new ParquetColumn("number", ParquetType.Int32), new ParquetColumn("value", ParquetType.Double)]);
        for (int i = 0; i < rows; i++)
        {
            parquet.Field($"wört-{i % 13}").Field(i - 5).Field(i % 7 == 0 ? double.NaN : i * 0.25);
        }

        parquet.Finish();
        return stream.ToArray();
    }
}
