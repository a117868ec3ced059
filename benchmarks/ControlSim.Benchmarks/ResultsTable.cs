using System.Runtime.InteropServices;
using System.Text;

namespace ControlSim.Benchmarks;

/// <summary>Measures what <c>benchmarks/RESULTS.md</c> shows, each number in a process of its own, and writes it.</summary>
internal static class ResultsTable
{
    public static int Write(string path)
    {
        var text = new StringBuilder();
        Line(text, "# Results of the benchmarks");
        Line(text, "");
        Line(text, $"Made by `dotnet run -c Release --project benchmarks/ControlSim.Benchmarks -- table` on {DateTime.UtcNow:yyyy-MM-dd}, {Machine()}.");
        Line(text, "Times of a tick are processor time of one thread, the middle one of five; those of processes and ratios are wall time, which");
        Line(text, "other work on the machine lengthens. The theatre is that of `controlsim bench`: every process on, 2.5 corridors a location.");
        Line(text, "");
        Ticks(text);
        Processes(text);
        AlQaim(text);
        File.WriteAllText(path, text.ToString());
        return 0;
    }

    /// <summary>Slope of a straight line through the logarithms.</summary>
    internal static double Exponent(IReadOnlyList<(double Size, double Time)> points)
    {
        double[] x = [.. points.Select(p => Math.Log(p.Size))], y = [.. points.Select(p => Math.Log(p.Time))];
        double meanX = x.Average(), meanY = y.Average();
        return x.Zip(y, (a, b) => (a - meanX) * (b - meanY)).Sum() / x.Sum(a => (a - meanX) * (a - meanX));
    }

    private static void Ticks(StringBuilder text)
    {
        Line(text, "| units | locations | ms a tick | ns a unit | million agent-steps/s | bytes allocated a tick | peak MB | fight | move | switch |");
        Line(text, "|---|---|---|---|---|---|---|---|---|---|");
        var byUnits = new List<(double, double)>();
        var byLocations = new List<(double, double)>();
        foreach ((int units, int locations, int ticks) in ((int, int, int)[])[
            (10_000, 100, 100), (100_000, 100, 20), (1_000_000, 100, 4), (100_000, 1_000, 10), (100_000, 10_000, 2)])
        {
            Dictionary<string, double> cell = Cell.Run("tick", units, locations, ticks);
            double ms = cell["ms"];
            Line(text, $"| {units} | {locations} | {ms:0.00} | {ms * 1e6 / units:0} | {units / ms / 1000:0.0} | {cell["bytes"]:0} | "
                + $"{cell["rss"] / 1e6:0} | {cell["fight"]:0.0 %} | {cell["move"]:0.0 %} | {cell["switch"]:0.00 %} |");
            (locations == 100 ? byUnits : []).Add((units, ms));
            (units == 100_000 ? byLocations : []).Add((locations, ms));
        }

        Dictionary<string, double> threads = Cell.Run("threads", 400_000, 100, 4);
        Line(text, "");
        Line(text, $"Time goes with units to the power {Exponent(byUnits):0.00} and, at 100,000 units, with locations to the power {Exponent(byLocations):0.00}.");
        Line(text, $"A tick of 400,000 units runs {threads["ratio"]:0.00} times as fast on two threads{(threads["same"] == 1 ? ", with the same state" : ": THE STATES DIFFER")}.");
        Line(text, "");
    }

    private static void Processes(StringBuilder text)
    {
        Dictionary<string, double> cell = Cell.Run("processes", 100_000, 100, 8);
        Line(text, "Processes in a tick of 100,000 units at 100 locations, those above 1 microsecond:");
        Line(text, "");
        Line(text, "| process | microseconds | ns a unit |");
        Line(text, "|---|---|---|");
        foreach ((string name, double us) in cell.Where(c => c.Value > 1).OrderByDescending(c => c.Value))
        {
            Line(text, $"| {name} | {us:0} | {us / 100:0.0} |");
        }

        Line(text, "");
    }

    private static void AlQaim(StringBuilder text)
    {
        Dictionary<string, double> cell = Cell.Run("al-qaim"), both = Cell.Run("replicates", 8, 2);
        Line(text, $"Al-Qa'im: {cell["ordinary"]:0} microseconds a tick on ordinary days, {cell["commander"]:0} on days on which a commander decides; "
            + $"{cell["replicate"]:0} ms of processor time a replicate; replicates run {both["ratio"]:0.00} times as fast on two threads.");
    }

    private static string Machine()
    {
        string cpu = !File.Exists("/proc/cpuinfo") ? RuntimeInformation.ProcessArchitecture.ToString()
            : File.ReadLines("/proc/cpuinfo").First(l => l.StartsWith("model name", StringComparison.Ordinal)).Split(':')[1].Trim();
        string load = File.Exists("/proc/loadavg") ? $", load {File.ReadAllText("/proc/loadavg").Split(' ')[0]}" : "";
        return $"{Environment.ProcessorCount} cores of {cpu}, {RuntimeInformation.FrameworkDescription}{load}";
    }

    private static void Line(StringBuilder text, string line) => text.Append(line).Append('\n');
}
