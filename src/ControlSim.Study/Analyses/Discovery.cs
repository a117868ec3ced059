using System.Collections.Immutable;
using ControlSim.Study.Experiments;
using ControlSim.Study.Figures;
using ControlSim.Study.Statistics;

namespace ControlSim.Study.Analyses;

/// <summary>Scenario discovery: in which part of the space of factors a condition on the outcomes mostly holds.</summary>
public static class Discovery
{
    /// <summary>Finds one box over all runs that gave values.</summary>
    /// <exception cref="AnalysisException">There is no condition, it names no outcome, or it tells no runs apart.</exception>
    public static Analysis Prim(AnalysisData data, AnalysisRequest request)
    {
        Expression condition = Condition(data, request.Interest);
        (int Row, int Replicate)[] cases = Cases(data);
        bool[] hits = [.. cases.Select(c => condition.IsTrue(name => data.Value(name, c.Row, c.Replicate)))];
        ImmutableArray<int> varied = data.Design.Varied;
        ImmutableArray<PrimColumn> columns =
        [
            .. varied.Select(j => new PrimColumn(
                data.Design.Factors[j].Name,
                [.. cases.Select(c => data.Design.Values[c.Row][j])],
                data.Design.Factors[j].IsWord ? data.Design.Factors[j].Levels : [])),
        ];
        PrimResult result;
        try
        {
            result = new Prim(columns, hits) { WantedDensity = request.Density }.Find();
        }
        catch (InvalidOperationException e)
        {
            throw new AnalysisException($"{request.Interest}: {e.Message}", e);
        }

        string rule = PrimRule.Of(
            request.Interest, result.Chosen, columns, cases.Length, hits.Count(h => h), (k, v) => Text(data.Design.Factors[varied[k]], v));
        Factor[] factors = [.. varied.Select(j => data.Design.Factors[j])];
        return new Analysis(
            [Box(result, factors), Trajectory(result, factors)],
            [rule],
            [("prim", PrimBoxFigure.Describe(request.Title, rule, factors, columns, hits, result))]);
    }

    private static Expression Condition(AnalysisData data, string text)
    {
        if (text.Length == 0)
        {
            throw new AnalysisException("scenario discovery wants a condition on outcomes: give --interest, as \"town-falls >= 60\", or `interest:` in the study");
        }

        try
        {
            Expression condition = Expression.Parse(text);
            string? unknown = condition.Names.FirstOrDefault(n => data.Outcomes.All(o => o.Id != n));
            return unknown is not null
                ? throw new AnalysisException($"there is no outcome '{unknown}'; there are {string.Join(", ", data.Outcomes.Select(o => o.Id))}")
                : condition.IsCondition ? condition : throw new AnalysisException($"'{text}' compares nothing; write a condition, as \"town-falls >= 60\"");
        }
        catch (FormatException e)
        {
            throw new AnalysisException(e.Message, e);
        }
    }

    private static (int Row, int Replicate)[] Cases(AnalysisData data) =>
    [
        .. from row in Enumerable.Range(0, data.Design.Rows)
           from replicate in Enumerable.Range(0, data.Values.Max(v => v[row].Length))
           where data.Values.Any(v => replicate < v[row].Length && !double.IsNaN(v[row][replicate]))
           select (row, replicate),
    ];

    private static AnalysisTable Box(PrimResult result, Factor[] factors)
    {
        PrimBox box = result.Chosen.Box;
        string End(int k, double value) => double.IsFinite(value) ? Text(factors[k], value) : "";
        return new AnalysisTable(
            "prim-box",
            ["factor", "from", "to", "levels", "quasi_p"],
            [
                .. Enumerable.Range(0, factors.Length).Where(box.Restricts).Select(k => (object[])
                [
                    factors[k].Name,
                    box.Allowed[k] is null ? End(k, box.Low[k]) : "",
                    box.Allowed[k] is null ? End(k, box.High[k]) : "",
                    box.Allowed[k] is { } levels ? string.Join(" | ", levels.Order().Select(l => factors[k].Levels[l])) : "",
                    result.QuasiP[k],
                ]),
            ]);
    }

    private static AnalysisTable Trajectory(PrimResult result, Factor[] factors) => new(
        "prim-trajectory",
        ["box", "cases", "coverage", "density", "mass", "restricted"],
        [
            .. result.Trajectory.Append(result.Chosen).Select((s, i) => (object[])
            [
                i == result.Trajectory.Length ? "chosen" : $"{i}",
                s.Cases, s.Coverage, s.Density, s.Mass,
                string.Join(' ', Enumerable.Range(0, factors.Length).Where(s.Box.Restricts).Select(k => factors[k].Name)),
            ]),
        ]);

    private static string Text(Factor factor, double value) =>
        factor.Kind == FactorKind.Number ? AnalysisTable.Text(value) : factor.Text(value);
}
