using System.Globalization;
using ControlSim.Scenarios;
using ControlSim.Study.Calibrations;
using ControlSim.Study.ScenarioFiles;
using ControlSim.Study.Scores;
using ControlSim.Study.Statistics;

namespace ControlSim.Cli;

/// <summary>The calibration for people.</summary>
internal static class CalibrateText
{
    public static void Write(CalibrationReport report, string folder, Terminal terminal)
    {
        (CalibrationAsked asked, CalibrationResult result) = (report.Asked, report.Result);
        TextWriter writer = terminal.Out;
        writer.WriteLine($"{asked.Scenario.Title} ({asked.Scenario.Name}), seed {asked.Scenario.Seed}");
        writer.WriteLine($"fitted on {asked.Observations} observations of {report.Towns} towns in {asked.Window.Country} up to {asked.Window.Until:yyyy-MM-dd}; held out is everything else");
        writer.WriteLine($"{result.Points.Length} points of {asked.Request.Replicates} runs in {result.Plausible.Length} waves; not implausible (at most {Calibration.Cutoff:0} deviations): {string.Join(", ", result.Plausible)} of {asked.Request.Points} a wave");
        if (!result.IsPlausible)
        {
            writer.WriteLine($"NO point is plausible (least implausibility {result.Points.Min(p => p.Fit.Implausibility):0.0}): no value of these parameters mends what is wrong; the posterior is of the least wrong ones");
        }

        writer.WriteLine();
        terminal.Write(Parameters(report));
        writer.WriteLine();
        writer.WriteLine($"distance (Brier score on what is fitted): {result.Posterior[0].Fit.Distance:0.0000} to {result.Posterior[^1].Fit.Distance:0.0000} of the {result.Posterior.Length} accepted of {result.Candidates.Length}; noise {result.Noise:0.0000}");
        writer.WriteLine();
        terminal.Write(Scores(report));
        writer.WriteLine();
        foreach (CalibratedScore score in report.Scores) writer.WriteLine($"{score.Name}: {PaceText.Of(score.Scenario)}");
        writer.WriteLine($"points.csv, posterior.csv (for `posterior:` in a scenario file) and calibration.json in {folder}");
    }

    private static TextTable Parameters(CalibrationReport report)
    {
        var table = new TextTable("parameter", ">prior", ">plausible", ">posterior 5 %", ">median", ">95 %");
        for (int f = 0; f < report.Asked.Priors.Length; f++)
        {
            UncertainParameter prior = report.Asked.Priors[f];
            (double low, double high) = report.Result.Boxes[^1][f];
            double[] values = [.. report.Result.Posterior.Select(p => CalibrationPriors.At(prior, p.Shares[f]))];
            string At(double q) => Text(Quantiles.Of(values, q));
            table.Add(
                ParameterPath.Of(prior), $"{Text(prior.Low)} to {Text(prior.High)}",
                $"{Text(CalibrationPriors.At(prior, low))} to {Text(CalibrationPriors.At(prior, high))}", At(0.05), At(0.5), At(0.95));
        }

        return table;
    }

    private static TextTable Scores(CalibrationReport report)
    {
        var table = new TextTable(["score", .. report.Scores.Select(s => $">{s.Name}, fitted"), .. report.Scores.Select(s => $">{s.Name}, held out")]);
        void Row(string name, Func<ControlScore, double> of, string format = "0.000")
        {
            string Cell(double value) => double.IsFinite(value) ? value.ToString(format, CultureInfo.InvariantCulture) : "-";
            table.Add([name, .. report.Scores.Select(s => Cell(of(s.Fitted))), .. report.Scores.Select(s => Cell(of(s.HeldOut)))]);
        }

        Row("observations", s => s.Observations, "0");
        Row("Brier score", s => s.Brier.Value, "0.0000");
        foreach (string baseline in (string[])["persistence", "hazard", "front", "script_only"]) Row($"skill over {baseline}", s => s.Skill(baseline));
        Row("falls observed", s => s.Falls.Falls.Length, "0");
        Row("median error of dates, days (at least)", s => s.Falls.MedianError, "0.#");
        Row("coverage 90 %", s => s.Falls.Coverage90, "0.00");
        Row("Kendall's tau", s => s.Falls.Tau);
        return table;
    }

    private static string Text(double value) => value.ToString("G3", CultureInfo.InvariantCulture);
}
