using ControlSim.Tests.Cli;

namespace ControlSim.Tests.Sweeps;

/// <summary>A study of the small world, and calls of the sweep.</summary>
internal sealed class SweepFiles : IDisposable
{
    /// <summary>Two blocs at war for twelve days: a run takes less than a millisecond.</summary>
    public const string Study = """
        format: 1
        name: border-study
        title: Border study
        scenario: world.yaml
        factors:
          attrition: {path: parameters.combat.attrition, range: [0.01, 0.08], scale: log}
          gate: {path: crossings.gate.open_to_supply, levels: [true, false]}
          march: {path: orders.march.date, range: [2017-09-05, 2017-09-20]}
          rebels: {path: forces.rebels-charlie.fighters, range: [60, 300], whole: true}
        set:
          orders.march.until: march + 3
        designs:
          grid: {kind: full-factorial, levels: 2}
          sample: {kind: latin-hypercube, rows: 12}
          points: {kind: list, points: {low: {attrition: 0.01}, high: {attrition: 0.08, gate: false}}}
        replicates: 6
        interest: charlie-falls < 60

        """;

    public SweepFiles() => Path = Cli.Write("study.yaml", Study);

    public CommandLine Cli { get; } = new();

    public string Path { get; }

    /// <summary>Runs a design into a folder.</summary>
    public int Run(string folder, string design = "grid", params string[] more) =>
        Cli.Call(["sweep", "run", Path, "--design", design, "--out", Cli.In(folder), .. more]);

    /// <summary>All merged files of a folder as one text.</summary>
    public string Merged(string folder) => string.Join('\n', Directory.GetFiles(Cli.In($"{folder}/merged")).Order(StringComparer.Ordinal)
        .Select(f => $"{System.IO.Path.GetFileName(f)} {Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(f)))}"));

    public string[] Parts(string folder) => [.. Directory.GetFiles(Cli.In($"{folder}/parts"), "part-*").Order(StringComparer.Ordinal)];

    public string[] Table(string folder, string table) => File.ReadAllLines(Cli.In($"{folder}/merged/{table}.csv"));

    public void Dispose() => Cli.Dispose();
}
