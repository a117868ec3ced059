using System.Globalization;
using System.Text;

namespace ControlSim.Benchmarks;

/// <summary>
/// Measures what <c>benchmarks/RESULTS.md</c> shows, each number in a process of its own. Each part is written between two marks
/// <c>&lt;!-- NAME: begin --&gt;</c> and <c>&lt;!-- NAME: end --&gt;</c> as soon as it is measured; all else in the file stays as it is.
/// </summary>
internal static class ResultsTable
{
    private const string Usage = "table [FILE] [--only PART]...";

    private static readonly (string Name, Func<string> Measure)[] Parts =
    [
        ("units", Units), ("locations", Locations), ("corridors", Corridors), ("threads", Threads), ("processes", Processes),
        ("al-qaim", AlQaim), ("replicates", Replicates), ("walk", Walk), ("flows", FlowTable.Measure),
    ];

    public static int Write(string[] args)
    {
        string path = args.FirstOrDefault(a => !a.StartsWith("--", StringComparison.Ordinal)) is string first && Array.IndexOf(args, first) == 0
            ? first : "benchmarks/RESULTS.md";
        string[] rest = args.Length > 0 && args[0] == path ? args[1..] : args;
        string[] only = [.. rest.Where((_, i) => i % 2 == 1)];
        if (rest.Length % 2 == 1 || rest.Where((_, i) => i % 2 == 0).Any(a => a != "--only") || only.Any(o => Parts.All(p => p.Name != o)))
        {
            Console.Error.WriteLine($"{Usage}; parts: {string.Join(", ", Parts.Select(p => p.Name))}");
            return 2;
        }

        foreach ((string name, Func<string> measure) in Parts.Where(p => only.Length == 0 || only.Contains(p.Name)))
        {
            long begin = Environment.TickCount64;
            string text = $"Measured {DateTime.UtcNow:yyyy-MM-dd}, {Machine.Name()}.\n\n{measure()}";
            Put(path, name, text);
            Console.Error.WriteLine($"{name}: {(Environment.TickCount64 - begin) / 1000} s");
        }

        return 0;
    }

    /// <summary>Writes a part between its marks; at the end of the file if it has none.</summary>
    internal static void Put(string path, string name, string text)
    {
        string begin = $"<!-- {name}: begin -->\n", end = $"<!-- {name}: end -->\n";
        string all = File.Exists(path) ? File.ReadAllText(path) : "# Results of the benchmarks\n";
        int from = all.IndexOf(begin, StringComparison.Ordinal), to = from < 0 ? -1 : all.IndexOf(end, from, StringComparison.Ordinal);
        string part = $"{begin}{text}\n{end}";
        File.WriteAllText(path, to < 0 ? $"{all}\n{part}" : all[..from] + part + all[(to + end.Length)..]);
    }

    /// <summary>Slope of a straight line through the logarithms.</summary>
    internal static double Exponent(IReadOnlyList<(double Size, double Time)> points)
    {
        double[] x = [.. points.Select(p => Math.Log(p.Size))], y = [.. points.Select(p => Math.Log(p.Time))];
        double meanX = x.Average(), meanY = y.Average();
        return x.Zip(y, (a, b) => (a - meanX) * (b - meanY)).Sum() / x.Sum(a => (a - meanX) * (a - meanX));
    }

    private static string Units() => Ticks([(10_000, 100, 250, 100), (100_000, 100, 250, 20), (1_000_000, 100, 250, 5)], c => c.Units, "units");

    private static string Locations() =>
        Ticks([(100_000, 100, 250, 20), (100_000, 1_000, 2_500, 10), (100_000, 10_000, 25_000, 5)], c => c.Locations, "locations (2.5 corridors each), at 100,000 units");

    private static string Corridors() =>
        Ticks([(10_000, 1_000, 1_500, 20), (10_000, 1_000, 3_000, 20), (10_000, 1_000, 6_000, 20), (10_000, 1_000, 12_000, 20)], c => c.Corridors, "corridors, at 10,000 units and 1,000 locations");

    /// <param name="cells">What is measured; the ticks of a part are a multiple of the commanders' five days.</param>
    /// <param name="size">What the exponent is fitted over.</param>
    /// <param name="what">Its name.</param>
    private static string Ticks(
        (int Units, int Locations, int Corridors, int Ticks)[] cells, Func<(int Units, int Locations, int Corridors, int Ticks), int> size, string what)
    {
        var text = new StringBuilder("| units | locations | corridors | ms a tick (of the first days) | ns a unit | million agent-steps/s | bytes allocated a tick | peak MB | fight | move | switch |\n");
        text.Append("|---|---|---|---|---|---|---|---|---|---|---|\n");
        var points = new List<(double, double)>();
        foreach (var asked in cells)
        {
            Dictionary<string, double> cell = Cell.Run("tick", asked.Units, asked.Locations, asked.Corridors, asked.Ticks);
            double ms = cell["ms"];
            Line(text, $"| {asked.Units} | {asked.Locations} | {asked.Corridors} | {ms:0.00} ({cell["first"]:0.0}) | {ms * 1e6 / asked.Units:0} | {asked.Units / ms / 1000:0.0} | "
                + $"{cell["bytes"]:0} | {cell["rss"] / 1e6:0} | {cell["fight"]:0.0 %} | {cell["move"]:0.0 %} | {cell["switch"]:0.00 %} |");
            points.Add((size(asked), ms));
        }

        Line(text, $"\nCPU of one thread, the middle one of five parts of a run, in each of which every commander decides; the first 30 days (10 at 10,000 locations), in which the code is compiled too and commanders have all forces free, apart. Time goes with {what} to the power {Exponent(points):0.00}.");
        return text.ToString();
    }

    private static string Threads()
    {
        var text = new StringBuilder("| units | two threads of one | while the cores share a cache (parts) | while they do not | states | bytes allocated a tick |\n|---|---|---|---|---|---|\n");
        foreach ((int units, int ticks) in ((int, int)[])[(100_000, 12), (400_000, 4), (1_000_000, 2)])
        {
            Dictionary<string, double> cell = Cell.Run("threads", units, 100, ticks);
            Line(text, $"| {units} | {cell["ratio"]:0.00} times as fast | {Number(cell["near"], "0.00")} ({cell["nears"]}) | {Number(cell["far"], "0.00")} ({cell["fars"]}) | "
                + $"{(cell["same"] == 1 ? "the same" : "DIFFER")} | {cell["bytes"]:0} |");
        }

        Line(text, $"\nWall time of a tick on one thread over that on two, in turn, the middle one of 21 parts. Cores share a cache if a word takes less than {CoreDistance.Near:0} ns from one to the other before a part and after it; parts in which that changed count on the left alone.");
        return text.ToString();
    }

    private static string Processes()
    {
        Dictionary<string, double> cell = Cell.Run("processes", 100_000, 100, 8);
        var text = new StringBuilder("| process | microseconds | ns a unit |\n|---|---|---|\n");
        foreach ((string name, double us) in cell.Where(c => c.Value > 1).OrderByDescending(c => c.Value))
        {
            Line(text, $"| {name} | {us:0} | {us / 100:0.0} |");
        }

        Line(text, $"\nCPU of one thread in a tick of 100,000 units at 100 locations, the least of five means; those above 1 microsecond, in all {cell.Values.Sum() / 1000:0.0} ms.");
        return text.ToString();
    }

    private static string AlQaim()
    {
        Dictionary<string, double> scripted = Cell.Run("scenario", "al-qaim-2017", 9), free = Cell.Run("scenario", "theatre-2017-unscripted", 3);
        var text = new StringBuilder("| | al-qaim-2017 | theatre-2017-unscripted | target |\n|---|---|---|---|\n");
        void Row(string what, string name, string format, string target) =>
            Line(text, $"| {what} | {Number(scripted[name], format)} | {Number(free[name], format)} | {target} |");
        Row("ordinary day, µs", "ordinary", "0", "150");
        Row("day on which a commander decides, µs", "commander", "0", "2,000");
        Row("making a world and its processes, ms a replicate", "setup", "0.0", "");
        Row("whole replicate with what it keeps, ms", "replicate", "0", "");
        Row("allocated by it, MB", "megabytes", "0.0", "");
        Line(text, "\nCPU of one thread, medians; a day is what the schedule does, without hash and record, which the replicate has.");
        return text.ToString();
    }

    private static string Replicates()
    {
        Dictionary<string, double> both = Cell.Run("replicates", 16, 2);
        return string.Create(CultureInfo.InvariantCulture,
            $"Sixteen replicates of al-qaim-2017 run {both["ratio"]:0.00} times as fast on two threads as on one (wall time in turn, the middle one of five); "
            + $"on two threads a thousand of its first 90 days would take {both["thousand"]:0.0} s.\n");
    }

    private static string Walk()
    {
        var text = new StringBuilder("| agents | bare walk, million steps/s | whole model | model's time in walks |\n|---|---|---|---|\n");
        foreach ((int units, int ticks) in ((int, int)[])[(100_000, 20), (1_000_000, 5)])
        {
            Dictionary<string, double> cell = Cell.Run("walk", units, 100, 250, ticks);
            Line(text, $"| {units} | {units / cell["walk"] / 1000:0} | {units / cell["model"] / 1000:0.0} | {cell["ratio"]:0.0} |");
        }

        Line(text, "\nCPU of one thread, ticks of both in turn on the same made graph of 100 places and 250 links, the middle one of five parts.");
        return text.ToString();
    }

    private static string Number(double value, string format) => double.IsNaN(value) ? "none" : value.ToString(format, CultureInfo.InvariantCulture);

    private static void Line(StringBuilder text, string line) => text.Append(line).Append('\n');
}
