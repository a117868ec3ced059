using System.CommandLine;
using System.Globalization;

namespace ControlSim.Cli;

/// <summary><c>plot</c>: one figure of a result, as SVG, PNG or an animation.</summary>
internal static class PlotCommand
{
    public static Command Create(Terminal terminal, CancellationToken cancellation)
    {
        var results = new Argument<string[]>("RESULTS") { Description = "Result folder; base and what-if for what-if-differences.", Arity = new ArgumentArity(1, 2) };
        var figure = new Option<string>("--figure") { Description = "Which figure; 'list' prints the names, 'all' writes every one into the folder --out.", HelpName = "NAME", Required = true };
        var output = new Option<string?>("--out")
        {
            Description = "File: .svg, .png, or of control-map .gif or .mp4. [default: figures/NAME.svg in the folder]",
            HelpName = "FILE",
        };
        var date = new Option<string?>("--date") { Description = "Day of a map, YYYY-MM-DD. [default: the scenario's map_date]", HelpName = "DATE" };
        date.Validators.Add(r =>
        {
            foreach (string text in r.Tokens.Select(t => t.Value).Where(t => Date(t) is null)) r.AddError($"--date {text}: write a date YYYY-MM-DD.");
        });
        var observed = new Option<string?>("--observed") { Description = ObservedInput.Help, HelpName = "CSV" };
        var width = new Option<int>("--width") { Description = "Width of a PNG or an animation, px.", HelpName = "PX", DefaultValueFactory = _ => 0 };
        width.Validators.Add(r =>
        {
            if (r.Tokens.Count > 0 && r.GetValueOrDefault<int>() is < 100 or > 8000) r.AddError("--width: write a whole number from 100 to 8000.");
        });
        var command = new Command("plot", "Draw one figure of a result.") { results, figure, output, date, observed, width };
        command.SetAction(parsed => PlotJob.Do(
            new PlotRequest(
                parsed.GetValue(results)!,
                parsed.GetValue(figure)!,
                parsed.GetValue(output),
                Date(parsed.GetValue(date)),
                parsed.GetValue(observed),
                parsed.GetValue(width)),
            terminal,
            cancellation));
        return command;
    }

    private static DateOnly? Date(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly date) ? date : null;
}

/// <summary>What <c>plot</c> is asked for.</summary>
/// <param name="Folders">One result folder, or two.</param>
/// <param name="Figure">Name of the figure.</param>
/// <param name="Out">File; null for the folder's own.</param>
/// <param name="Date">Day of a map; null for the scenario's.</param>
/// <param name="Observed">CSV of captures on record; null for none.</param>
/// <param name="Width">px; 0 for the figure's own.</param>
internal sealed record PlotRequest(string[] Folders, string Figure, string? Out, DateOnly? Date, string? Observed, int Width);
