using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Exporters;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace ControlSim.Benchmarks;

/// <summary>The table that BenchmarkDotNet makes of <see cref="FlowBenchmarks"/>, run within this process: it needs no second build.</summary>
internal static class FlowTable
{
    public static string Measure()
    {
        ManualConfig config = ManualConfig.Create(DefaultConfig.Instance)
            .AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance))
            .WithOptions(ConfigOptions.DisableLogFile)
            .WithArtifactsPath(Path.Combine(Path.GetTempPath(), $"controlsim-benchmarks-{Environment.ProcessId}"));
        Summary summary = BenchmarkRunner.Run<FlowBenchmarks>(config);
        var text = new AccumulationLogger();
        MarkdownExporter.GitHub.ExportToLog(summary, text);
        string table = string.Join('\n', text.GetLog().Split('\n').Select(line => line.TrimEnd()).SkipWhile(line => !line.StartsWith('|')).TakeWhile(line => line.StartsWith('|')));
        Directory.Delete(config.ArtifactsPath, recursive: true);
        return table.Length > 0 ? $"{table}\n\nBenchmarkDotNet, short run, in process.\n" : throw new InvalidOperationException("The flows were not measured.");
    }
}
