using System.Collections.Immutable;
using ControlSim.Scenarios;
using ControlSim.Study.Experiments;

namespace ControlSim.Study.ScenarioFiles;

/// <summary>Reads what a study measures: outcomes, precision, interest.</summary>
internal static class StudyOutcomes
{
    /// <summary>Rows of <c>Scenario.Outcomes</c> that the study keeps.</summary>
    public static ImmutableArray<int> Kept(Row top, Scenario scenario, ProblemList problems)
    {
        string[] known = [.. scenario.Outcomes.Select(o => o.Id)];
        foreach (string id in top.List("outcomes").Where(id => !known.Contains(id)))
        {
            problems.Error(top.MarkOf("outcomes"), "outcomes", $"the scenario has no outcome '{Wording.Shorten(id)}'" + Suggestion.For(id, known, "remove it"));
        }

        if (known.Length == 0)
        {
            problems.Error(top.MarkOf("scenario"), "scenario", "the scenario has no outcomes, so there is nothing to measure; add some to it, or under `changes`");
        }

        string[] wanted = top.List("outcomes") is { IsEmpty: false } list ? [.. list] : known;
        return [.. Enumerable.Range(0, known.Length).Where(i => wanted.Contains(known[i]))];
    }

    /// <summary>Until when rows run; null for a fixed number of runs.</summary>
    public static UntilNarrow? Until(Row top, Scenario scenario, ImmutableArray<int> outcomes, ProblemList problems)
    {
        if (top.Node["until"] is null || top.Child("until") is not { } row || (row.Text("outcome") is null && row.Text("half_width") is null))
        {
            return null;
        }

        string[] known = [.. outcomes.Select(o => scenario.Outcomes[o].Id)];
        if (row.Text("outcome") is not { } outcome || row.Number("half_width") is not { } halfWidth)
        {
            problems.Error(row.Mark, "until", "`outcome` and `half_width` are both wanted here");
            return null;
        }

        if (!known.Contains(outcome))
        {
            problems.Error(row.MarkOf("outcome"), "until.outcome", $"the study keeps no outcome '{Wording.Shorten(outcome)}'" + Suggestion.For(outcome, known, "correct it"));
        }

        var until = new UntilNarrow(
            outcome, halfWidth, row.Number("confidence")!.Value, (int)row.Number("least")!.Value, (int)row.Number("most")!.Value);
        if (until.Least > until.Most)
        {
            problems.Error(row.Mark, "until", $"least {until.Least} is above most {until.Most}; swap them");
        }

        return until;
    }

    /// <summary>Is the condition of interest one on outcomes of the scenario?</summary>
    public static void CheckInterest(Row top, Scenario scenario, ProblemList problems)
    {
        string text = top.Text("interest")!;
        if (text.Length == 0)
        {
            return;
        }

        try
        {
            Expression expression = Expression.Parse(text);
            string? unknown = expression.Names.FirstOrDefault(n => scenario.Outcomes.All(o => o.Id != n));
            if (unknown is not null)
            {
                problems.Error(top.MarkOf("interest"), "interest", $"the scenario has no outcome '{unknown}'"
                    + Suggestion.For(unknown, scenario.Outcomes.Select(o => o.Id), "correct it"));
            }
            else if (!expression.IsCondition)
            {
                problems.Error(top.MarkOf("interest"), "interest", "this compares nothing; write a condition on outcomes, as `town-falls >= 60`");
            }
        }
        catch (FormatException e)
        {
            problems.Error(top.MarkOf("interest"), "interest", e.Message);
        }
    }
}
