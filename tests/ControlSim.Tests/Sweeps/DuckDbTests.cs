using System.Diagnostics;

namespace ControlSim.Tests.Sweeps;

/// <summary>The merged tables in an independent database. CONTROLSIM_NODE_MODULES names a folder in which `npm install @duckdb/node-api` was done.</summary>
public sealed class DuckDbTests : IDisposable
{
    private readonly SweepFiles files = new();

    public void Dispose() => files.Dispose();

    [Fact]
    public void Parquet_and_CSV_of_a_sweep_hold_the_same_rows()
    {
        string? modules = Environment.GetEnvironmentVariable("CONTROLSIM_NODE_MODULES");
        Assert.SkipWhen(modules is null, "set CONTROLSIM_NODE_MODULES to a folder with @duckdb/node-api from npm to check the merged tables with DuckDB");
        Assert.Equal(0, files.Run("a", "grid"));
        files.Cli.Write("read.mjs", """
            import { createRequire } from 'node:module';
            import { pathToFileURL } from 'node:url';
            const require = createRequire(process.argv[2] + '/');
            const { DuckDBInstance } = await import(pathToFileURL(require.resolve('@duckdb/node-api')).href);
            const database = await (await DuckDBInstance.create(':memory:')).connect();
            const rows = async sql => (await database.runAndReadAll(sql)).getRows();
            for (const name of ['design', 'runs', 'failures', 'outcomes']) {
              const parquet = `'${process.argv[3]}/${name}.parquet'`, csv = `read_csv('${process.argv[3]}/${name}.csv', all_varchar = true)`;
              const columns = await rows(`describe select * from ${parquet}`);
              const list = of => columns.map(([c, type]) => type === 'VARCHAR' ? `coalesce("${c}", '')` : of(c, type)).join(', ');
              const here = `select ${list(c => `"${c}"`)} from ${parquet}`, there = `select ${list((c, type) => `cast("${c}" as ${type})`)} from ${csv}`;
              const [[count]] = await rows(`select count(*) from ${parquet}`);
              const [[missing]] = await rows(`select count(*) from ((${here}) except all (${there}))`);
              const [[more]] = await rows(`select count(*) from ((${there}) except all (${here}))`);
              console.log(name, String(count), String(missing), String(more));
            }
            const [[mean]] = await rows(`select avg(value) from '${process.argv[3]}/outcomes.parquet' where outcome = 'red-supply'`);
            console.log(mean.toFixed(9));
            """);
        using var node = Process.Start(new ProcessStartInfo("node", [files.Cli.In("read.mjs"), modules!, files.Cli.In("a/merged")]) { RedirectStandardOutput = true })!;
        string[] lines = node.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        node.WaitForExit();
        Assert.Equal(["design 16 0 0", "runs 96 0 0", "failures 0 0 0", "outcomes 192 0 0"], lines[..4]);
        double mean = files.Table("a", "outcomes").Skip(1).Select(l => l.Split(',')).Where(c => c[2] == "red-supply")
            .Average(c => double.Parse(c[3], System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(mean.ToString("0.000000000", System.Globalization.CultureInfo.InvariantCulture), lines[4]);
    }
}
