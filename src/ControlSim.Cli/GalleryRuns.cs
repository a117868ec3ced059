using System.Collections.Immutable;
using ControlSim.Runs;
using ControlSim.Scenarios;
using ControlSim.Study.Comparisons;
using ControlSim.Study.Experiments;
using ControlSim.Study.Figures;
using ControlSim.Study.ResultFiles;
using ControlSim.Study.ScenarioFiles;
using ControlSim.Study.Statistics;

namespace ControlSim.Cli;

/// <summary>The runs behind the pictures of one scenario, each ensemble run once.</summary>
internal sealed class GalleryRuns(int jobs, Terminal terminal, CancellationToken cancellation) : IDisposable
{
    private readonly Dictionary<string, (Ensemble Ensemble, ScenarioInfo Info)> ensembles = new(StringComparer.Ordinal);

    /// <summary>The result that a picture of one result shows.</summary>
    public ResultData Result(GalleryPicture picture)
    {
        (Ensemble ensemble, ScenarioInfo info) = Run(picture, picture.WhatIfs);
        return ResultData.Of(ensemble, info);
    }

    /// <summary>Base and what-if of a picture that shows both.</summary>
    public ComparedRuns Compare(GalleryPicture picture)
    {
        if (picture.WhatIfs.IsEmpty) throw new DataException($"{picture.Name}: {picture.Figure} compares; name a what-if in `what_ifs`");
        (Ensemble baseline, ScenarioInfo info) = Run(picture, []);
        (Ensemble whatIf, ScenarioInfo whatIfInfo) = Run(picture, picture.WhatIfs);
        string title = string.Join(" + ", picture.WhatIfs.Select(w => info.WhatIfs.FirstOrDefault(i => i.Id == w)?.Title ?? w));
        return new ComparedRuns(Comparison.Of(baseline, whatIf, new Bootstrap()), info, whatIfInfo, Tick(picture, baseline.Scenario, info), title);
    }

    public void Dispose() => ensembles.Clear();

    private static int Tick(GalleryPicture picture, Scenario scenario, ScenarioInfo info) =>
        Math.Clamp(scenario.TickOf(picture.Date ?? info.MapDate), 0, scenario.Ticks);

    private (Ensemble Ensemble, ScenarioInfo Info) Run(GalleryPicture picture, ImmutableArray<string> whatIfs)
    {
        string key = $"{picture.Replicates} {picture.Date:yyyy-MM-dd} {string.Join(' ', whatIfs)}";
        if (ensembles.TryGetValue(key, out (Ensemble, ScenarioInfo) known)) return known;
        ScenarioReading reading = ScenarioInput.Read(picture.ScenarioFile, whatIfs, []);
        if (reading.Scenario is not { } scenario || reading.Info is not { } info)
        {
            ScenarioInput.Report(reading, picture.ScenarioFile, terminal);
            throw new DataException($"{picture.Name}: {picture.ScenarioFile} does not hold");
        }

        if (picture.Date is { } date && (date < scenario.Start || date > scenario.End))
        {
            throw new DataException($"{picture.Name}: {date:yyyy-MM-dd} lies outside the scenario, {scenario.Start:yyyy-MM-dd} to {scenario.End:yyyy-MM-dd}");
        }

        ImmutableArray<int> kept = RunJob.KeptTicks(scenario, Tick(picture, scenario, info));
        Ensemble ensemble = terminal.WithProgress(picture.Name, picture.Replicates, progress => Replicates.Run(
            scenario, picture.Replicates, jobs, new RecorderOptions(kept), progress, cancellation));
        RunJob.ReportFailures(ensemble, terminal);
        if (ensemble.Results.IsEmpty) throw new DataException($"{picture.Name}: no run of {picture.ScenarioFile} finished");
        return ensembles[key] = (ensemble, info);
    }
}
