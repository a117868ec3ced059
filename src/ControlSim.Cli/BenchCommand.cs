using System.CommandLine;
using ControlSim.Study.Measurements;

namespace ControlSim.Cli;

/// <summary><c>bench</c>: how fast the whole model runs on this machine.</summary>
internal static class BenchCommand
{
    private const int MostUnits = 20_000_000;
    private const int MostPlaces = 1_000_000;

    public static Command Create(Terminal terminal, CancellationToken cancellation)
    {
        Option<int> locations = Number("--locations", "Places of the theatre that is made. [default: 100]", MostPlaces);
        Option<int> corridors = Number("--corridors", "Links between them. [default: 5 for 2 places]", 10 * MostPlaces);
        Option<int> factions = Number(
            "--factions", "Belligerent factions, from 2; a guest with air power comes on top. [default: 3]", SyntheticTheatre.MostFactions);
        Option<int> units = Number("--units", "Units. [default: 100000]", MostUnits);
        Option<int> ticks = Number("--ticks", "Days. [default: 100]", 100_000);
        Option<int> jobs = Number("--jobs", "Threads that share a tick of a large world. [default: 1]", RunOptions.MostJobs);
        var graph = new Option<string?>("--graph")
        {
            Description = "Folder with nodes.csv (id,x_km,y_km) and links.csv (a,b,distance_km,weight) to use in place of a made graph.",
            HelpName = "DIR",
        };
        var json = new Option<bool>("--json") { Description = "Print one JSON object." };
        var command = new Command(
            "bench", "Measure the whole model, every process on, on a synthetic theatre. Exit code 1 if its world is idle: less than "
            + "1 % of the units fight, 1 % move or 0.1 % switch posture in a tick, on average.")
        {
            locations, corridors, factions, units, ticks, jobs, graph, json,
        };
        command.Validators.Add(result =>
        {
            if (result.GetResult(graph) is not null && (result.GetResult(locations) ?? result.GetResult(corridors)) is not null)
            {
                result.AddError("--graph names the places and links; leave --locations and --corridors out.");
            }

            if (result.GetResult(factions) is not null && result.GetValue(factions) == 1)
            {
                result.AddError("--factions 1: a war has at least 2.");
            }
        });
        command.SetAction(parsed =>
        {
            int places = Value(parsed, locations, 100);
            var request = new BenchRequest(
                places, Value(parsed, corridors, places * 5 / 2), Value(parsed, factions, 3), Value(parsed, units, 100_000),
                Value(parsed, ticks, 100), Value(parsed, jobs, 1), parsed.GetValue(graph), parsed.GetValue(json));
            return BenchJob.Do(request, terminal, cancellation);
        });
        return command;
    }

    private static Option<int> Number(string name, string description, int most) =>
        RunOptions.Counted(new Option<int>(name) { Description = description, HelpName = "N" }, most);

    private static int Value(ParseResult parsed, Option<int> option, int otherwise) =>
        parsed.GetResult(option) is null ? otherwise : parsed.GetValue(option);
}
