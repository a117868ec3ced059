using System.Collections.Immutable;
using ControlSim.Scenarios;
using ControlSim.Study.ScenarioFiles;

namespace ControlSim.Study.Experiments;

/// <summary>A study file, read and checked against its scenario.</summary>
public sealed class StudyPlan
{
    private readonly ScenarioTemplate template;

    internal StudyPlan(ScenarioTemplate template) => this.template = template;

    public required string Name { get; init; }

    public required string Title { get; init; }

    public required string Description { get; init; }

    /// <summary>The study file.</summary>
    public required string File { get; init; }

    /// <summary>What it holds.</summary>
    public required string Text { get; init; }

    /// <summary>Scenario file as the study names it, relative to the current folder.</summary>
    public required string ScenarioFile { get; init; }

    public required ImmutableArray<Factor> Factors { get; init; }

    /// <summary>Paths with expressions of factors.</summary>
    public required ImmutableArray<KeyValuePair<string, string>> Set { get; init; }

    /// <summary>Conditions on factors.</summary>
    public required ImmutableArray<string> Where { get; init; }

    /// <summary>Designs, by name.</summary>
    public required ImmutableArray<DesignRequest> Designs { get; init; }

    public required int Replicates { get; init; }

    /// <summary>Runs until an interval is narrow; null for a fixed number.</summary>
    public required UntilNarrow? Until { get; init; }

    public required RandomNumbers Random { get; init; }

    /// <summary>Rows of <c>Scenario.Outcomes</c> that are kept.</summary>
    public required ImmutableArray<int> Outcomes { get; init; }

    /// <summary>Condition on outcomes; empty for none.</summary>
    public required string Interest { get; init; }

    /// <summary>The scenario without any factor set.</summary>
    public Scenario Scenario => template.Base.Scenario!;

    /// <summary>What people need beside it.</summary>
    public ScenarioInfo Info => template.Base.Info;

    /// <summary>The scenario at a point; problems where the point makes none.</summary>
    /// <param name="values">Values by factor.</param>
    public ScenarioReading At(double[] values)
    {
        var sets = new List<KeyValuePair<string, string>>();
        var whatIfs = new List<string>();
        for (int j = 0; j < Factors.Length; j++)
        {
            Factor factor = Factors[j];
            string text = factor.Text(values[j]);
            if (factor.Kind == FactorKind.WhatIf)
            {
                whatIfs.AddRange(text == Factor.NoWhatIf ? [] : [text]);
            }
            else
            {
                sets.AddRange(factor.Paths.Select(path => KeyValuePair.Create(path, text)));
            }
        }

        foreach ((string path, string expression) in Set)
        {
            double value = Expression.Parse(expression).Value(name => values[Factors.IndexOf(Factors.First(f => f.Name == name))]);
            sets.Add(KeyValuePair.Create(path, TextFor(expression, value)));
        }

        return template.With(whatIfs, sets);
    }

    /// <summary>An expression in which a day stands makes a day.</summary>
    private string TextFor(string expression, double value)
    {
        bool isDay = Expression.Parse(expression).Names.Any(n => Factors.First(f => f.Name == n).Kind == FactorKind.Date);
        return new Factor { Name = "", Kind = isDay ? FactorKind.Date : FactorKind.Number }.Text(value);
    }
}
