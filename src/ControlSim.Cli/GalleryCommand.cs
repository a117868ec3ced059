using System.CommandLine;

namespace ControlSim.Cli;

/// <summary><c>gallery</c>: all pictures of a list, drawn anew or held against the files that are there.</summary>
internal static class GalleryCommand
{
    private const string DefaultFile = "scenarios/gallery/gallery.yaml";

    public static Command Create(Terminal terminal, CancellationToken cancellation)
    {
        var file = new Argument<string>("FILE")
        {
            Description = "List of pictures: scenario, what-ifs, figure, date and runs of each.",
            Arity = ArgumentArity.ZeroOrOne,
            DefaultValueFactory = _ => DefaultFile,
        };
        var check = new Option<bool>("--check") { Description = "Write nothing; end with 1 if a picture is not the one that would be drawn." };
        var only = new Option<string[]>("--only") { Description = "Draw this picture alone; repeatable.", HelpName = "NAME" };
        Option<int> jobs = RunOptions.Counted(
            new Option<int>("--jobs") { Description = "Most runs at the same time. [default: all cores]", HelpName = "N" }, RunOptions.MostJobs);
        var command = new Command("gallery", "Run the scenarios of a list of pictures and draw each picture beside the list.") { file, check, only, jobs };
        command.SetAction(parsed => GalleryJob.Do(
            new GalleryRequest(
                parsed.GetValue(file)!,
                parsed.GetValue(check),
                [.. parsed.GetValue(only) ?? []],
                parsed.GetResult(jobs) is null ? Environment.ProcessorCount : parsed.GetValue(jobs)),
            terminal,
            cancellation));
        return command;
    }
}
