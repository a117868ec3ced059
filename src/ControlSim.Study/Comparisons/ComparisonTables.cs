using ControlSim.Scenarios;
using ControlSim.Study.ResultFiles;

namespace ControlSim.Study.Comparisons;

/// <summary>The tables of a comparison.</summary>
internal static class ComparisonTables
{
    private static readonly TableColumn Outcome = new("outcome", "string", "", "Id of the outcome in the scenario.");

    public static ResultTable[] Of(Comparison comparison) => [Outcomes(comparison), Locations(comparison), Pairs(comparison)];

    private static readonly TableColumn[] Differences =
    [
        new("unit", "string", "", "Unit of measure; 1 for a share."),
        new("base", "number", "", "Mean of the base; a date that is not reached counts as the end."),
        new("what_if", "number", "", "Mean of the what-if."),
        new("difference", "number", "", "Mean of what-if minus base."),
        new("low", "number", "", "Lower end of its bootstrap interval, 95 %."),
        new("high", "number", "", "Upper end."),
        new("pairs", "integer", "", "Pairs in which both values exist."),
        new("share_higher", "number", "1", "Share of pairs in which the what-if is higher."),
        new("share_lower", "number", "1", "Share of pairs in which it is lower."),
        new("variance_reduction", "number", "1", "Variance without common random numbers over variance with them; empty where all differences are equal."),
    ];

    /// <summary>The outcomes of several futures of one base.</summary>
    public static ResultTable Branches(IReadOnlyList<(string Name, Comparison Comparison)> futures) => new(
        "branches.csv",
        "What each future changes in each outcome: means over pairs of runs with the same history and the same random numbers",
        [new TableColumn("branch", "string", "", "Name of the future."), Outcome, .. Differences],
        csv =>
        {
            foreach ((string name, Comparison comparison) in futures)
            {
                foreach (OutcomeDifference o in comparison.Outcomes)
                {
                    csv.Field(name);
                    Write(csv, o);
                }
            }
        });

    private static ResultTable Outcomes(Comparison comparison) => new(
        "differences.csv",
        "What the what-if changes in each outcome: means over pairs of runs with the same random numbers",
        [Outcome, .. Differences],
        csv =>
        {
            foreach (OutcomeDifference o in comparison.Outcomes)
            {
                Write(csv, o);
            }
        });

    private static void Write(CsvWriter csv, OutcomeDifference o) => csv.Field(o.Id).Field(o.Unit).Field(o.Base).Field(o.WhatIf).Field(o.Paired.Mean)
        .Field(o.Interval.Low).Field(o.Interval.High).Field(o.Paired.Pairs)
        .Field(o.Paired.SharePositive).Field(o.Paired.ShareNegative)
        .Field(double.IsFinite(o.VarianceReduction) ? o.VarianceReduction : double.NaN).EndRow();

    private static ResultTable Locations(Comparison comparison) => new(
        "locations.csv",
        "Days on which each bloc owns each location, where base and what-if differ in any pair",
        [
            TableColumn.Location,
            new TableColumn("bloc", "string", "", "Id of the bloc."),
            new TableColumn("base_days", "number", "day", "Mean of the base."),
            new TableColumn("what_if_days", "number", "day", "Mean of the what-if."),
            new TableColumn("difference", "number", "day", "What-if minus base."),
            new TableColumn("low", "number", "day", "Lower end of its bootstrap interval, 95 %."),
            new TableColumn("high", "number", "day", "Upper end."),
        ],
        csv =>
        {
            Scenario scenario = comparison.Base.Scenario;
            foreach (LocationDifference l in comparison.Locations)
            {
                csv.Field(scenario.Locations[l.Location].Id).Field(scenario.Blocs[l.Bloc].Id).Field(l.Base).Field(l.WhatIf)
                    .Field(l.Difference).Field(l.Interval.Low).Field(l.Interval.High).EndRow();
            }
        });

    private static ResultTable Pairs(Comparison comparison) => new(
        "pairs.csv",
        "Outcomes of every pair of runs",
        [
            TableColumn.Replicate,
            Outcome,
            new TableColumn("base", "number", "", "Value in the base; a date that is not reached is the end."),
            new TableColumn("what_if", "number", "", "Value in the what-if."),
        ],
        csv =>
        {
            var pairs = Experiments.Pairs.Of(comparison.Base, comparison.WhatIf);
            int[] numbers = [.. comparison.Base.Numbers.Intersect(comparison.WhatIf.Numbers)];
            foreach (OutcomeDifference o in comparison.Outcomes)
            {
                (double[] first, double[] second) = pairs.Values(o.Id);
                for (int i = 0; i < numbers.Length; i++)
                {
                    csv.Field(numbers[i]).Field(o.Id).Field(first[i]).Field(second[i]).EndRow();
                }
            }
        });
}
