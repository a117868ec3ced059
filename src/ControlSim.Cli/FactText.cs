using System.Globalization;
using ControlSim.Study.Scores;

namespace ControlSim.Cli;

/// <summary>Stylised facts and robustness for people.</summary>
internal static class FactText
{
    /// <summary>Changes that are told one by one.</summary>
    private const int Worst = 10;

    public static void WriteFacts(IReadOnlyCollection<StylisedFact> facts, Terminal terminal)
    {
        var table = new TextTable("stylised fact", ">median", ">5 %", ">95 %", ">wanted", ">runs", "shown", "beside it");
        foreach (StylisedFact fact in facts)
        {
            string wanted = double.IsInfinity(fact.High) ? $"from {Text(fact.Low)}" : $"{Text(fact.Low)} to {Text(fact.High)}";
            string shown = fact.IsShown switch { true => "yes", false => "NO", null => "-" };
            table.Add(fact.Title, Text(fact.Median), Text(fact.P05), Text(fact.P95), wanted, fact.Values.Length.ToString(CultureInfo.InvariantCulture), shown, fact.Note);
        }

        terminal.Out.WriteLine();
        terminal.Write(table);
        terminal.Out.WriteLine($"{facts.Count(f => f.IsShown == true)} of {facts.Count(f => f.IsShown is not null)} facts that this scenario can show are shown");
    }

    public static void WriteRobustness(IReadOnlyList<RobustnessRow> rows, Terminal terminal)
    {
        RobustnessRow asItIs = rows.First(r => r.Parameter.Length == 0);
        RobustnessRow[] changed = [.. rows.Where(r => r.Parameter.Length > 0)];
        terminal.Out.WriteLine();
        terminal.Out.WriteLine($"robustness: {changed.Length} changes by ten per cent; {changed.Count(r => r.IsInert)} change no bit; skill over the best of persistence, hazard and front {Text(asItIs.SkillBest)}, over script-only {Text(asItIs.SkillScript)}");
        if (changed.Length == 0) return;
        var table = new TextTable("changed parameter", ">factor", ">value", ">Brier", ">skill over best", ">change", ">over script-only", ">change");
        foreach (RobustnessRow row in changed.OrderByDescending(r => r.Brier).ThenBy(r => r.Parameter, StringComparer.Ordinal).Take(Worst))
        {
            table.Add(
                row.Parameter, row.Factor.ToString("0.0", CultureInfo.InvariantCulture), Text(row.Value), Text(row.Brier), Text(row.SkillBest),
                Signed(row.SkillBest - asItIs.SkillBest), Text(row.SkillScript), Signed(row.SkillScript - asItIs.SkillScript));
        }

        terminal.Write(table);
        terminal.Out.WriteLine($"skill over the best baseline from {Text(changed.Min(r => r.SkillBest))} to {Text(changed.Max(r => r.SkillBest))}, over script-only from {Text(changed.Min(r => r.SkillScript))} to {Text(changed.Max(r => r.SkillScript))}");
    }

    private static string Text(double value) => double.IsFinite(value) ? value.ToString(Math.Abs(value) >= 100 ? "0" : Math.Abs(value) >= 10 ? "0.#" : "0.###", CultureInfo.InvariantCulture) : "-";

    private static string Signed(double value) => double.IsFinite(value) ? value.ToString("+0.000;-0.000;0", CultureInfo.InvariantCulture) : "-";
}
