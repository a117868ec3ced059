using ControlSim.Scenarios;
using ControlSim.Study.Scores;

namespace ControlSim.Cli;

/// <summary>The score for people.</summary>
/// <param name="report">What there is to tell.</param>
internal sealed class ScoreText(ScoreReport report)
{
    private const int WorstTowns = 12;
    private readonly ControlScore score = report.All;

    public void Write(Terminal terminal)
    {
        Scenario scenario = score.Scenario;
        TextWriter writer = terminal.Out;
        writer.WriteLine($"{scenario.Title} ({scenario.Name}), {scenario.Start:yyyy-MM-dd} to {scenario.End:yyyy-MM-dd}");
        writer.WriteLine($"{score.Replicates} runs, seed {scenario.Seed}; {score.Observations} observations: {score.Towns} towns at the ends of months");
        foreach (string note in score.Notes) writer.WriteLine($"note: {note}");
        writer.WriteLine();
        terminal.Write(Table());
        writer.WriteLine();
        WriteDetails(writer);
        WriteFalls(terminal);
        WriteTowns(terminal);
        if (!report.Facts.IsEmpty) FactText.WriteFacts(report.Facts, terminal);
        if (!report.Robustness.IsEmpty) FactText.WriteRobustness(report.Robustness, terminal);
        writer.WriteLine();
        writer.WriteLine($"Preparation and attrition decide dates more than anything else: {PaceText.Of(scenario)}.");
    }

    private static string Text(double? value, string format = "0.000") =>
        value is double number && double.IsFinite(number) ? number.ToString(format) : "-";

    private static string ErrorText(ControlScore score) => (score.Falls.IsAtLeast ? "at least " : "") + Text(score.Falls.MedianError, "0.#");

    private TextTable Table()
    {
        string window = $"{report.Window.Country} to {report.Window.Until:yyyy-MM-dd}";
        var table = new TextTable("score", ">all", $">{window}", ">held out");
        void Row(string name, Func<ControlScore, double?> of, string format = "0.000") =>
            table.Add(name, Text(of(score), format), Text(of(report.Fitted), format), Text(of(report.HeldOut), format));
        Row("observations", s => s.Observations, "0");
        Row("Brier score", s => s.Brier.Value, "0.0000");
        Row("  reliability (0 is best)", s => s.Brier.Reliability, "0.0000");
        Row("  resolution (more is better)", s => s.Brier.Resolution, "0.0000");
        Row("  uncertainty", s => s.Brier.Uncertainty, "0.0000");
        foreach ((string name, _) in score.Baselines) Row($"Brier of {name}", s => s.Baselines.First(b => b.Name == name).Brier.Value, "0.0000");
        foreach ((string name, _) in score.Baselines) Row($"skill over {name}", s => s.Skill(name));
        Row("ranked score of contested towns", s => s.Ranked);
        Row("falls observed", s => s.Falls.Falls.Length, "0");
        table.Add("median error of dates, days", ErrorText(score), ErrorText(report.Fitted), ErrorText(report.HeldOut));
        Row("median lag of dates, days", s => s.Falls.MedianLag, "0.#");
        Row("CRPS of dates, days", s => s.Falls.Crps, "0.0");
        Row("coverage 50 %", s => s.Falls.Coverage50, "0.00");
        Row("coverage 90 %", s => s.Falls.Coverage90, "0.00");
        Row("Kendall's tau", s => s.Falls.Tau);
        Row("  of the static order", s => s.Falls.TauStatic);
        return table;
    }

    private void WriteDetails(TextWriter writer)
    {
        HazardFit fit = score.Fit;
        writer.WriteLine(fit.Loser < 0
            ? "hazard: no bloc lost a town in the rows of 2016, so the hazard baselines are persistence"
            : $"hazard of 2016: {score.Scenario.Blocs[fit.Loser].Id} lost {fit.Losses} towns in {fit.Exposure} town-months, {fit.Monthly:0.000} a month; within {fit.FrontKm:0} km of a front {fit.FrontMonthly:0.000}");
        writer.WriteLine($"ranks of the observed dates among the runs: {string.Join(' ', score.Falls.Histogram)} (flat is calibrated; chi-square {Text(score.Falls.ChiSquare, "0.0")}, 9 degrees of freedom)");
        writer.WriteLine($"places that change hands in a run alone: {score.Falls.FalseFalls:0.0} a run");
    }

    private void WriteFalls(Terminal terminal)
    {
        if (score.Falls.Falls.IsEmpty) return;
        var table = new TextTable("fall", "to", "observed", "median", ">days", ">probability");
        foreach (FallScore fall in score.Falls.Falls.OrderBy(f => f.Fall.Tick))
        {
            table.Add(
                score.Scenario.Locations[fall.Fall.Town.Location].Id,
                score.Scenario.Blocs[fall.Fall.Bloc].Id,
                $"{score.Scenario.DateOf(fall.Fall.Tick):yyyy-MM-dd}",
                fall.Median is double tick ? $"{score.Scenario.DateOf((int)tick):yyyy-MM-dd}" : "-",
                fall.Median is double median ? (median - fall.Fall.Tick).ToString("+0;-0;0") : "-",
                fall.Probability.ToString("0.00"));
        }

        terminal.Out.WriteLine();
        terminal.Write(table);
    }

    private void WriteTowns(Terminal terminal)
    {
        var table = new TextTable("worst towns", ">Brier", ">persistence");
        foreach (var town in score.ByTown.Where(t => t.Brier > 0).Take(WorstTowns))
        {
            table.Add(score.Scenario.Locations[town.Town.Location].Id, Text(town.Brier), Text(town.Persistence));
        }

        terminal.Out.WriteLine();
        terminal.Write(table);
    }
}
