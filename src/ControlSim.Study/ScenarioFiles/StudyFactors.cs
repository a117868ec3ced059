using System.Collections.Immutable;
using System.Globalization;
using ControlSim.Study.Experiments;

namespace ControlSim.Study.ScenarioFiles;

/// <summary>Reads the factors of a study and holds them against the scenario.</summary>
internal static class StudyFactors
{
    private static readonly string[] Sources = ["range", "levels", "what_ifs"];

    /// <summary>All factors, in the order of the file.</summary>
    public static ImmutableArray<Factor> Read(Row table, ScenarioTemplate template, ProblemList problems)
    {
        ImmutableArray<Factor> factors = [.. table.Rows().Select(row => One(row, template, problems)).OfType<Factor>()];
        if (factors.IsEmpty && !problems.HasErrors)
        {
            problems.Error(table.Mark, "factors", "there is no factor; add one, as `attrition: {path: parameters.combat.attrition, range: [0.01, 0.04]}`");
        }

        return factors;
    }

    /// <summary>Every end and every word must make a scenario by itself.</summary>
    public static void CheckEnds(StudyPlan study, Row table, ProblemList problems)
    {
        var told = new HashSet<string>(StringComparer.Ordinal);
        double[] at = [.. study.Factors.Select(f => f.Parse(f.Base) ?? f.FromUnit(0.5))];
        for (int j = 0; j < study.Factors.Length; j++)
        {
            Factor factor = study.Factors[j];
            double[] values = factor.IsWord ? [.. Enumerable.Range(0, factor.Levels.Length)] : [factor.Low, factor.High];
            foreach (double value in values.Distinct())
            {
                double[] point = [.. at];
                point[j] = value;
                bool isHeld = study.Where.All(w => Expression.Parse(w).IsTrue(n => point[study.Factors.IndexOf(study.Factors.First(f => f.Name == n))]));
                Problem? error = isHeld ? study.At(point).Problems.FirstOrDefault(p => !p.IsWarning) : null;
                if (error is not null)
                {
                    // What is wrong at every point is said once, at the factor whose path it is.
                    Factor named = study.Factors.FirstOrDefault(f => f.Paths.Contains(error.Path)) ?? factor;
                    Row row = table.Rows().First(r => r.Id == named.Name);
                    if (told.Add(error.Path))
                    {
                        string where = ReferenceEquals(named, factor) ? $"at {factor.Text(value)} " : "";
                        problems.Error(row.Mark, row.Path, $"{where}the scenario does not hold: {error.Path}: {error.Text}");
                    }

                    break;
                }
            }
        }
    }

    private static Factor? One(Row row, ScenarioTemplate template, ProblemList problems)
    {
        string[] given = [.. Sources.Where(row.Has)];
        if (given.Length != 1)
        {
            problems.Error(row.Mark, row.Path, $"a factor has one of `range`, `levels` and `what_ifs`, not {(given.Length == 0 ? "none" : string.Join(" and ", given))}");
            return null;
        }

        ImmutableArray<string> texts = row.List(given[0]);
        if (given[0] == "range" && texts.Length != 2)
        {
            problems.Error(row.MarkOf("range"), row.PathOf("range"), "a range is [least, greatest]");
            return null;
        }

        FactorKind kind = KindOf(given[0], texts, row.Flag("whole")!.Value);
        var factor = new Factor
        {
            Name = row.Id,
            Title = row.Text("title")!,
            Unit = row.Text("unit")!,
            Paths = [.. row.Text("path") is { } path ? [path] : Array.Empty<string>(), .. row.List("paths")],
            Kind = kind,
            Scale = row.Choice<FactorScale>("scale")!.Value,
            Levels = given[0] == "range" ? [] : texts,
        };
        return WithRange(factor, row, texts, template, problems) is { } ranged && Fits(ranged, row, template, problems) ? ranged : null;
    }

    private static Factor? WithRange(Factor factor, Row row, ImmutableArray<string> texts, ScenarioTemplate template, ProblemList problems)
    {
        double?[] values = [.. texts.Select(factor.Parse)];
        int wrong = Array.FindIndex(values, v => v is null);
        if (wrong >= 0)
        {
            problems.Error(row.Mark, row.Path, $"'{Wording.Shorten(texts[wrong])}' is {(factor.Kind == FactorKind.Whole ? "not a whole number" : "neither a number nor a date")}");
            return null;
        }

        double low = values.Min()!.Value;
        double high = values.Max()!.Value;
        if (factor.Levels.IsEmpty && values[0] >= values[1])
        {
            problems.Error(row.MarkOf("range"), row.PathOf("range"), $"the least value {texts[0]} is not below the greatest {texts[1]}");
            return null;
        }

        if (factor.Scale == FactorScale.Log && (low <= 0 || factor.IsWord))
        {
            problems.Error(row.MarkOf("scale"), row.PathOf("scale"), "a log scale wants numbers above 0; raise the least value, or write scale: linear");
            return null;
        }

        string? text = row.Text("base") ?? (factor.Kind == FactorKind.WhatIf ? Factor.NoWhatIf : factor.Paths.Select(template.ValueAt).FirstOrDefault());
        double? value = text is null ? null : factor.Parse(text);
        if (row.Has("base") && (value is null || value < low || value > high))
        {
            problems.Error(row.MarkOf("base"), row.PathOf("base"), $"'{Wording.Shorten(text!)}' is no value of this factor");
        }

        value ??= factor.IsWord ? null : (low + high) / 2;
        string baseText = value is null ? "" : factor.Text(factor.Kind is FactorKind.Whole or FactorKind.Date ? Math.Round(value.Value) : value.Value);
        return factor with { Low = low, High = high, Base = baseText };
    }

    private static bool Fits(Factor factor, Row row, ScenarioTemplate template, ProblemList problems)
    {
        if (factor.Kind == FactorKind.WhatIf)
        {
            string[] known = [.. template.WhatIfs];
            string? unknown = factor.Levels.FirstOrDefault(l => l != Factor.NoWhatIf && !known.Contains(l));
            if (unknown is not null)
            {
                problems.Error(row.MarkOf("what_ifs"), row.PathOf("what_ifs"), $"the scenario has no what-if '{Wording.Shorten(unknown)}'"
                    + Suggestion.For(unknown, [.. known, Factor.NoWhatIf], "remove it"));
                return false;
            }
        }

        if (factor.Levels.Distinct().Count() != factor.Levels.Length)
        {
            problems.Error(row.MarkOf("levels"), row.PathOf("levels"), "a level stands twice; remove one");
            return false;
        }

        return true;
    }

    private static FactorKind KindOf(string key, ImmutableArray<string> texts, bool isWhole) =>
        key == "what_ifs" ? FactorKind.WhatIf
        : isWhole ? FactorKind.Whole
        : texts.All(t => double.TryParse(t, NumberStyles.Float, CultureInfo.InvariantCulture, out _)) ? FactorKind.Number
        : texts.All(t => DateOnly.TryParseExact(t, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _)) ? FactorKind.Date
        : key == "range" ? FactorKind.Number : FactorKind.Choice;
}
