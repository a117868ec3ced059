using System.CommandLine;
using System.Globalization;
using ControlSim.Study.Calibrations;

namespace ControlSim.Cli;

/// <summary><c>calibrate</c>: fits global parameters on the observations that may be used for it.</summary>
internal static class CalibrateCommand
{
    private const int MostPoints = 100_000;
    private const int MostWaves = 20;

    public static Command Create(Terminal terminal, CancellationToken cancellation)
    {
        var file = new Argument<string>("FILE") { Description = "Scenario file." };
        var observed = new Option<string>("--observed") { Description = "Table of observed control, as for score.", HelpName = "CSV", Required = true };
        var output = new Option<string>("--out")
        {
            Description = "Folder for points.csv, posterior.csv and calibration.json; one that holds a part of the same calibration is taken up again.",
            HelpName = "DIR",
            Required = true,
        };
        Option<string[]> parameters = Parameters();
        var seed = RunOptions.Checked(
            new Option<string?>("--seed") { Description = "Root seed in place of the file's.", HelpName = "N" }, RunOptions.IsSeed, "a whole number of 64 bits, or random");
        Option<int> points = Counted("--points", $"Points of each wave, from {CalibrateJob.LeastPoints}.", 60, MostPoints);
        Option<int> waves = Counted("--waves", "Waves of history matching.", 2, MostWaves);
        Option<int> replicates = Counted("--replicates", "Runs of each point, from 2.", 6, RunOptions.MostReplicates);
        Option<int> scored = Counted("--score-replicates", "Runs of each ensemble that is scored at the end.", 20, RunOptions.MostReplicates);
        Option<int> jobs = RunOptions.Counted(new Option<int>("--jobs") { Description = "Most runs at the same time; changes no bit. [default: all cores]", HelpName = "N" }, RunOptions.MostJobs);
        var accepted = RunOptions.Checked(
            new Option<string?>("--accept") { Description = "Share of the points left by history matching that is accepted. [default: 0.25]", HelpName = "SHARE" },
            text => Share(text) is not null,
            "a number above 0, at most 1");
        var json = new Option<bool>("--json") { Description = "Print one JSON object on standard output: that of calibration.json." };
        var command = new Command(
            "calibrate",
            "Fit up to six global parameters on the Iraqi side up to 30 June 2017: history matching, then approximate Bayesian computation. Everything else is scored apart, as held out.")
        {
            file, observed, parameters, points, waves, replicates, accepted, scored, seed, jobs, output, json,
        };
        command.SetAction(parsed => CalibrateJob.Do(
            new CalibrateRequest
            {
                File = parsed.GetValue(file)!,
                Observed = parsed.GetValue(observed)!,
                Priors = [.. (parsed.GetValue(parameters) ?? []).Select(t => CalibrationPriors.Parse(t).Prior!)],
                Seed = RunOptions.Seed(parsed.GetValue(seed)),
                Points = parsed.GetValue(points),
                Waves = parsed.GetValue(waves),
                Replicates = parsed.GetValue(replicates),
                ScoreReplicates = parsed.GetValue(scored),
                Jobs = parsed.GetResult(jobs) is null ? Environment.ProcessorCount : parsed.GetValue(jobs),
                Accepted = Share(parsed.GetValue(accepted) ?? "0.25")!.Value,
                Json = parsed.GetValue(json),
                Out = parsed.GetValue(output)!,
            },
            terminal,
            cancellation));
        return command;
    }

    private static Option<string[]> Parameters()
    {
        var option = new Option<string[]>("--parameter")
        {
            Description = $"Parameter and prior range, up to {CalibrationPriors.Most} times. [default: those that the scenario calls uncertain, else {string.Join(" ", CalibrationPriors.Default)}]",
            HelpName = "PATH=LOW..HIGH[:log]",
        };
        option.Validators.Add(result =>
        {
            foreach (string text in result.Tokens.Select(t => t.Value))
            {
                if (CalibrationPriors.Parse(text) is { Prior: null } wrong) result.AddError($"--parameter {text}: {wrong.Problem}.");
            }

            if (result.Tokens.Count > CalibrationPriors.Most)
            {
                result.AddError($"--parameter: {result.Tokens.Count} parameters; the record tells apart at most {CalibrationPriors.Most}.");
            }

            string? twice = result.Tokens.Select(t => t.Value.Split('=')[0]).GroupBy(p => p).FirstOrDefault(g => g.Count() > 1)?.Key;
            if (twice is not null) result.AddError($"--parameter {twice}: stands twice; remove one.");
        });
        return option;
    }

    private static Option<int> Counted(string name, string description, int standard, int most) =>
        RunOptions.Counted(new Option<int>(name) { Description = description, HelpName = "N", DefaultValueFactory = _ => standard }, most);

    private static double? Share(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double share) && share is > 0 and <= 1 ? share : null;
}
