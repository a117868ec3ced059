using System.Globalization;
using System.Text.Json;
using ControlSim.Runs;
using ControlSim.Study.Measurements;
using ControlSim.Study.ResultFiles;

namespace ControlSim.Cli;

/// <summary>The work of <c>bench</c>.</summary>
internal static class BenchJob
{
    private const ulong Seed = 1;

    /// <summary>Least shares of units that fight, move and switch posture in a tick: below, the world is idle.</summary>
    private const double LeastFight = 0.01;
    private const double LeastMove = 0.01;
    private const double LeastSwitch = 0.001;

    /// <summary>Does it.</summary>
    /// <returns>The exit code.</returns>
    public static int Do(BenchRequest request, Terminal terminal, CancellationToken cancellation)
    {
        SyntheticGraph graph = request.Graph is string folder
            ? Read(folder)
            : SyntheticGraph.Make(Math.Max(2, request.Locations), request.Corridors, Seed);
        Measurement measured = Measure(graph, request, cancellation);
        if (request.Json)
        {
            terminal.Out.Write(JsonText.Of(json => Write(json, measured, graph, request)));
        }
        else
        {
            Write(terminal.Out, measured, graph, request);
        }

        UnitActivity share = measured.Activity / measured.Units;
        bool idle = share.Fight < LeastFight || share.Move < LeastMove || share.Switch < LeastSwitch;
        if (idle)
        {
            terminal.Error.WriteLine(
                $"error: the world is idle, so this is no measurement: {Percent(share.Fight)} fight (1 % wanted), "
                + $"{Percent(share.Move)} move (1 %), {Percent(share.Switch)} switch posture (0.1 %)");
        }

        return idle ? ExitCode.SomeFailed : ExitCode.Done;
    }

    /// <summary>Apart, so that the scenario can be collected while the world made from it runs.</summary>
    private static Measurement Measure(SyntheticGraph graph, BenchRequest request, CancellationToken cancellation) =>
        Measurement.Of(SyntheticTheatre.Make(graph, request.Factions, request.Units, request.Ticks, Seed), request.Jobs, cancellation);

    private static SyntheticGraph Read(string folder)
    {
        foreach (string name in (string[])["nodes.csv", "links.csv"])
        {
            if (!File.Exists(Path.Combine(folder, name)))
            {
                throw new InputException(
                    $"{Path.Combine(folder, name)}: there is no such file; --graph names a folder with nodes.csv and links.csv.",
                    new FileNotFoundException(name));
            }
        }

        return SyntheticGraph.Read(folder);
    }

    private static void Write(Utf8JsonWriter json, Measurement measured, SyntheticGraph graph, BenchRequest request)
    {
        UnitActivity share = measured.Activity / measured.Units;
        json.WriteStartObject();
        json.WriteNumber("locations", graph.Places.Count);
        json.WriteNumber("corridors", graph.Links.Count);
        json.WriteNumber("factions", request.Factions);
        json.WriteNumber("units", request.Units);
        json.WriteNumber("ticks", measured.Ticks);
        json.WriteNumber("jobs", request.Jobs);
        json.WriteNumber("seconds", measured.Elapsed.TotalSeconds);
        json.WriteNumber("cpu_seconds", measured.Cpu.TotalSeconds);
        json.WriteNumber("agent_steps_per_second", measured.AgentStepsPerSecond);
        json.WriteNumber("allocated_bytes_per_tick", measured.AllocatedBytesPerTick);
        json.WriteNumber("peak_rss_bytes", measured.PeakRssBytes);
        json.WriteString("state_hash", measured.StateHash.ToString("x16", CultureInfo.InvariantCulture));
        json.WriteNumber("alive_share", share.Alive);
        json.WriteNumber("fight_share", share.Fight);
        json.WriteNumber("move_share", share.Move);
        json.WriteNumber("switch_share", share.Switch);
        json.WriteNumber("gain_share", share.Gain);
        json.WriteNumber("lose_share", share.Lose);
        json.WriteEndObject();
    }

    private static void Write(TextWriter text, Measurement measured, SyntheticGraph graph, BenchRequest request)
    {
        UnitActivity share = measured.Activity / measured.Units;
        text.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{request.Units} units of {request.Factions} factions at {graph.Places.Count} locations, {graph.Links.Count} corridors, {measured.Ticks} ticks, {request.Jobs} jobs"));
        text.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{measured.AgentStepsPerSecond / 1e6:0.00} million agent-steps a second; {1000 * measured.Elapsed.TotalSeconds / measured.Ticks:0.000} ms a tick; {measured.Cpu.TotalSeconds:0.00} s CPU"));
        text.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{measured.AllocatedBytesPerTick:0} bytes allocated a tick; {measured.PeakRssBytes / 1e6:0} MB at most; state hash {measured.StateHash:x16}"));
        text.WriteLine(
            $"in a tick {Percent(share.Fight)} of the units fight, {Percent(share.Move)} move, {Percent(share.Switch)} switch posture, "
            + $"{Percent(share.Gain)} gain fighters, {Percent(share.Lose)} lose some; {Percent(share.Alive)} are alive");
    }

    private static string Percent(double share) => (100 * share).ToString("0.00", CultureInfo.InvariantCulture) + " %";
}
