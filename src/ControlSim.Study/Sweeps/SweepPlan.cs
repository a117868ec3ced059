using ControlSim.Study.Experiments;
using ControlSim.Study.ResultFiles;
using ControlSim.Study.ScenarioFiles;

namespace ControlSim.Study.Sweeps;

/// <summary>A study with one of its designs made: what a sweep does.</summary>
/// <param name="Study">The study.</param>
/// <param name="Design">The design.</param>
/// <param name="DesignText">Its text, as design.csv has it.</param>
/// <param name="Record">What a folder is held against.</param>
public sealed record SweepPlan(StudyPlan Study, Design Design, string DesignText, SweepRecord Record)
{
    /// <summary>Parts aimed at: enough for even shares of many workers, few enough for one folder.</summary>
    private const int WantedParts = 200;

    /// <summary>Most units of a part: what a kill can cost.</summary>
    private const int MostUnits = 500;

    /// <summary>Files that a folder gets when its sweep begins.</summary>
    public IReadOnlyList<(string Name, string Text)> Files =>
    [
        (SweepFolder.DesignName, DesignText),
        ("scenario.lock.yaml", Study.Info.LockText),
        ("study.yaml", Study.Text),
    ];

    /// <summary>Makes the design and the record.</summary>
    /// <param name="study">The study.</param>
    /// <param name="request">One of its designs.</param>
    /// <param name="rowsFile">CSV file with other rows in place of the design's; null for the design's.</param>
    /// <param name="replicates">Replicates in place of the study's; null for the study's.</param>
    /// <param name="partSize">Units of a part; null to choose by their number.</param>
    /// <param name="version">Version of the program.</param>
    /// <exception cref="CsvFormatException">The CSV file does not fit.</exception>
    /// <exception cref="ArgumentException">The design cannot be made; the message is for the user.</exception>
    public static SweepPlan Of(
        StudyPlan study, DesignRequest request, string? rowsFile, int? replicates, int? partSize, string version)
    {
        string? file = rowsFile ?? (request.Kind == DesignKind.Csv ? request.File : null);
        Design design = file is null ? Designs.Of(request, study.Factors) : DesignFile.Read(file, study.Factors, request.Kind);
        design = design.Where([.. study.Where.Select(Expression.Parse)]);
        if (design.Rows == 0)
        {
            throw new ArgumentException("no row of the design meets the conditions of `where`");
        }

        UntilNarrow? until = replicates is null && request.Replicates is null ? study.Until : null;
        int each = until?.Most ?? replicates ?? request.Replicates ?? study.Replicates;
        long units = until is null ? (long)design.Rows * each : design.Rows;
        if (units > int.MaxValue)
        {
            throw new ArgumentException($"{units} runs are more than a sweep can have ({int.MaxValue}); take fewer rows or replicates");
        }

        string text = DesignFile.Text(design);
        var record = new SweepRecord
        {
            Version = version,
            Study = study.Name,
            Title = study.Title,
            Scenario = Manifest.Hash(study.Info.LockText),
            Seed = study.Scenario.Seed,
            Design = request.Name,
            DesignKind = request.Kind,
            DesignHash = Manifest.Hash(text),
            Rows = design.Rows,
            Replicates = each,
            Until = until,
            Random = study.Random,
            Factors = study.Factors,
            Set = study.Set,
            Outcomes = [.. study.Outcomes.Select(o => SweepOutcome.Of(study.Scenario, study.Scenario.Outcomes[o]))],
            Uncertain = [.. study.Scenario.Uncertain.Select(ParameterPath.Of)],
            Interest = study.Interest,
            PartSize = partSize ?? Math.Clamp((int)((units + WantedParts - 1) / WantedParts), 1, MostUnits),
        };
        return new SweepPlan(study, design, text, record);
    }
}
