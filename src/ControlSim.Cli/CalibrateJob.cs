using System.Collections.Immutable;
using ControlSim.Scenarios;
using ControlSim.Study.Calibrations;
using ControlSim.Study.Experiments;
using ControlSim.Study.ResultFiles;
using ControlSim.Study.ScenarioFiles;
using ControlSim.Study.Scores;

namespace ControlSim.Cli;

/// <summary>The work of <c>calibrate</c>.</summary>
internal static class CalibrateJob
{
    /// <summary>Least points of a wave.</summary>
    internal const int LeastPoints = 4;

    /// <returns>The exit code.</returns>
    public static int Do(CalibrateRequest request, Terminal terminal, CancellationToken cancellation)
    {
        if (request.Points < LeastPoints) throw new UsageException($"--points {request.Points}: a wave needs at least {LeastPoints}.");
        if (request.Replicates < 2) throw new UsageException($"--replicates {request.Replicates}: at least 2, for the noise is told from halves.");
        if (ObservedInput.Read(request.Observed, terminal) is not { } rows) return ExitCode.InvalidData;
        ScenarioReading reading = ScenarioInput.Read(
            request.File, [], request.Seed is ulong seed ? [KeyValuePair.Create("seed", seed.ToString())] : []);
        ScenarioInput.Report(reading, request.File, terminal);
        if (reading.Scenario is not { } scenario) return ExitCode.InvalidData;
        ImmutableArray<UncertainParameter> priors = PriorsOf(request, scenario);
        FitWindow window = FitWindow.Default;
        var measure = new FitMeasure(scenario, rows, window);
        if (measure.Observations == 0)
        {
            throw new DataException(
                $"{request.Observed}: no observation of {scenario.Name} lies in {window.Country} up to {window.Until:yyyy-MM-dd} and after its start, {scenario.Start:yyyy-MM-dd}; "
                + "only those may be fitted, all others are held out. Take a scenario that begins before.");
        }

        terminal.Error.WriteLine(
            $"fitted: {measure.Observations} observations of {measure.Towns} towns in {window.Country} up to {window.Until:yyyy-MM-dd}, where the runs end; everything else is held out");
        var asked = new CalibrationAsked(request, scenario, reading.Info.LockText, priors, window, measure.Observations);
        CalibrationResult result = Fit(request, measure, priors, asked, terminal, cancellation);
        var report = new CalibrationReport(
            asked, result, Scores(request, scenario, rows, priors, result, window, terminal, cancellation), measure.Towns);
        string text = JsonText.Of(json => CalibrateJson.Write(json, report));
        OutputFile.Write(Path.Combine(request.Out, "posterior.csv"), Posterior.Csv(priors, result.Posterior));
        OutputFile.Write(Path.Combine(request.Out, "calibration.json"), text);
        if (request.Json) terminal.Out.Write(text);
        else CalibrateText.Write(report, request.Out, terminal);
        return ExitCode.Done;
    }

    /// <summary>The named parameters, else the scenario's uncertain ones, else the default.</summary>
    private static ImmutableArray<UncertainParameter> PriorsOf(CalibrateRequest request, Scenario scenario)
    {
        ImmutableArray<UncertainParameter> own = scenario.Uncertain;
        ImmutableArray<UncertainParameter> priors = !request.Priors.IsEmpty ? request.Priors
            : !own.IsEmpty ? own
            : [.. CalibrationPriors.Default.Select(t => CalibrationPriors.Parse(t).Prior!)];
        if (priors.Length > CalibrationPriors.Most)
        {
            throw new UsageException($"{request.File}: {priors.Length} uncertain parameters; the record tells apart at most {CalibrationPriors.Most}: name them with --parameter.");
        }

        return priors.Any(p => p.Distribution == UncertainDistribution.Listed)
            ? throw new UsageException($"{request.File}: its uncertain parameters are lists, such as a posterior, and no prior; name parameters and ranges with --parameter.")
            : priors;
    }

    private static CalibrationResult Fit(
        CalibrateRequest request, FitMeasure measure, ImmutableArray<UncertainParameter> priors, CalibrationAsked asked, Terminal terminal,
        CancellationToken cancellation)
    {
        var folder = new CalibrationFolder(request.Out, asked.Text, [.. priors.Select(ParameterPath.Of)]);
        if (folder.Count > 0) terminal.Error.WriteLine($"{folder.Count} points were done before");
        var calibration = new Calibration(priors, request.Points, request.Waves, request.Accepted, measure.Scenario.Seed);
        int done = 0;
        try
        {
            return terminal.WithProgress("points", request.Waves * request.Points, progress => calibration.Run((number, shares) =>
            {
                ImmutableArray<double> values = [.. priors.Select((p, f) => CalibrationPriors.At(p, shares[f]))];
                FitResult fit = folder.Get(number, values, () => Try(request, measure, priors, values, number, cancellation));
                done = number + 1;
                progress?.Report(done);
                return fit;
            }));
        }
        catch (OperationCanceledException e) when (cancellation.IsCancellationRequested)
        {
            throw new StoppedException($"stopped after {done} of {request.Waves * request.Points} points; the same command goes on in {request.Out}", e);
        }
    }

    private static FitResult Try(
        CalibrateRequest request, FitMeasure measure, ImmutableArray<UncertainParameter> priors, ImmutableArray<double> values, int number, CancellationToken cancellation)
    {
        Scenario scenario = Posterior.At(measure.Scenario, priors, values);
        Ensemble ensemble = Replicates.Run(scenario, request.Replicates, request.Jobs, measure.Options, null, cancellation);
        return ensemble.Failures.IsEmpty
            ? measure.Of(ensemble)
            : throw new DataException($"point {number}: replicate {ensemble.Failures[0].Replicate} failed: {ensemble.Failures[0].Message}; narrow the ranges");
    }

    /// <summary>The scenario as its file has it, with the priors, and with the posterior, each over its whole length.</summary>
    private static ImmutableArray<CalibratedScore> Scores(
        CalibrateRequest request, Scenario scenario, ImmutableArray<ObservedRow> rows, ImmutableArray<UncertainParameter> priors, CalibrationResult result,
        FitWindow window, Terminal terminal, CancellationToken cancellation)
    {
        ObservedControl observed = ObservedControl.Of(scenario, rows);
        bool IsFit(Location place, int tick) => window.Holds(place.Country, scenario.DateOf(tick));
        CalibratedScore Score(string name, Scenario with)
        {
            Ensemble ensemble = terminal.WithProgress(name, request.ScoreReplicates, progress => Replicates.Run(
                with, request.ScoreReplicates, request.Jobs, ControlScore.Options(observed), progress, cancellation));
            if (!ensemble.Failures.IsEmpty) throw new DataException($"{name}: replicate {ensemble.Failures[0].Replicate} failed: {ensemble.Failures[0].Message}");
            return new CalibratedScore(name, with, ControlScore.Of(ensemble, observed, IsFit), ControlScore.Of(ensemble, observed, (p, t) => !IsFit(p, t)));
        }

        return
        [
            Score("file", scenario),
            Score("prior", Posterior.With(scenario, priors)),
            Score("posterior", Posterior.With(scenario, Posterior.Lists(priors, result.Posterior))),
        ];
    }
}
