using System.Collections.Immutable;
using System.Text.Json;
using ControlSim.Scenarios;
using ControlSim.Study.Analyses;
using ControlSim.Study.Comparisons;
using ControlSim.Study.ResultFiles;

namespace ControlSim.Cli;

/// <summary>What <c>compare</c> prints.</summary>
/// <param name="comparison">What was found.</param>
/// <param name="expectations">What the file expects of the what-ifs.</param>
/// <param name="title">The what-ifs in words.</param>
/// <param name="folder">Result folder.</param>
internal sealed class CompareSummary(Comparison comparison, ImmutableArray<ExpectationResult> expectations, string title, string folder)
{
    /// <summary>Places that are printed; the rest is in locations.csv.</summary>
    private const int MostPlaces = 15;

    private readonly Scenario scenario = comparison.Base.Scenario;

    public void Write(Terminal terminal, bool json)
    {
        if (json)
        {
            terminal.Out.Write(JsonText.Of(Write));
            return;
        }

        terminal.Out.WriteLine($"{scenario.Title} ({scenario.Name})");
        terminal.Out.WriteLine($"what-if      {title}");
        terminal.Out.WriteLine($"seed         {scenario.Seed}, the same random numbers in both");
        terminal.Out.WriteLine($"pairs        {comparison.Base.Replicates}");
        terminal.Out.WriteLine($"results in   {folder}");
        WriteTables(terminal);
    }

    /// <summary>What differs in outcomes and places.</summary>
    public void WriteTables(Terminal terminal)
    {
        terminal.Out.WriteLine();
        terminal.Write(Outcomes());
        WriteExpectations(terminal);
        WritePlaces(terminal);
    }

    /// <summary>The outcomes as one property of an object.</summary>
    public void WriteOutcomes(Utf8JsonWriter json)
    {
        json.WriteStartObject("outcomes");
        foreach (OutcomeDifference o in comparison.Outcomes)
        {
            json.WriteStartObject(o.Id);
            json.WriteNumberOrNull("base", o.Base);
            json.WriteNumberOrNull("what_if", o.WhatIf);
            json.WriteNumberOrNull("difference", o.Paired.Mean);
            json.WriteNumberOrNull("low", o.Interval.Low);
            json.WriteNumberOrNull("high", o.Interval.High);
            json.WriteNumberOrNull("variance_reduction", o.VarianceReduction);
            json.WriteString("unit", o.Unit);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private TextTable Outcomes()
    {
        var table = new TextTable("outcome", ">base", ">what-if", ">difference", ">from", ">to", ">variance won", "unit");
        foreach (OutcomeDifference o in comparison.Outcomes)
        {
            table.Add(
                o.Id, Text(o.Base), Text(o.WhatIf), Text(o.Paired.Mean), Text(o.Interval.Low), Text(o.Interval.High),
                double.IsFinite(o.VarianceReduction) ? $"{o.VarianceReduction:0.0} x" : "-", o.Unit);
        }

        return table;
    }

    private void WriteExpectations(Terminal terminal)
    {
        if (expectations.IsEmpty)
        {
            return;
        }

        var table = new TextTable("expected", "direction", ">mean", ">from (99 %)", ">to", "is it so");
        foreach (ExpectationResult e in expectations)
        {
            table.Add(
                e.Expected.Outcome, e.Expected.Rises ? "rises" : "falls", Text(e.Difference.Mean), Text(e.Difference.Low), Text(e.Difference.High),
                Word(e));
        }

        terminal.Out.WriteLine();
        terminal.Write(table);
    }

    /// <summary>Whether an expectation is met, in words.</summary>
    public static string Word(ExpectationResult e) => e.IsMet ? "met" : e.IsContradicted ? "contradicted" : "not shown";

    private void WritePlaces(Terminal terminal)
    {
        LocationDifference[] places = [.. comparison.Locations.OrderByDescending(l => Math.Abs(l.Difference)).ThenBy(l => l.Location).ThenBy(l => l.Bloc)];
        if (places.Length == 0)
        {
            terminal.Out.WriteLine();
            terminal.Out.WriteLine("no place is owned longer or shorter by anyone");
            return;
        }

        var table = new TextTable("location", "bloc", ">days in base", ">in what-if", ">difference", ">from", ">to");
        foreach (LocationDifference l in places.Take(MostPlaces))
        {
            table.Add(
                scenario.Locations[l.Location].Id, scenario.Blocs[l.Bloc].Id, Text(l.Base), Text(l.WhatIf), Text(l.Difference),
                Text(l.Interval.Low), Text(l.Interval.High));
        }

        terminal.Out.WriteLine();
        terminal.Write(table);
        if (places.Length > MostPlaces)
        {
            terminal.Out.WriteLine($"and {places.Length - MostPlaces} more (locations.csv)");
        }
    }

    private static string Text(double value) => AnalysisTable.Text(Math.Abs(value) >= 100 ? Math.Round(value) : Math.Abs(value) >= 1 ? Math.Round(value, 2) : value);

    private void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("scenario", scenario.Name);
        json.WriteString("what_if", title);
        json.WriteNumber("seed", scenario.Seed);
        json.WriteNumber("pairs", comparison.Base.Replicates);
        WriteOutcomes(json);
        json.WriteStartArray("expectations");
        foreach (ExpectationResult e in expectations)
        {
            json.WriteStartObject();
            json.WriteString("outcome", e.Expected.Outcome);
            json.WriteString("direction", e.Expected.Rises ? "rises" : "falls");
            json.WriteNumberOrNull("difference", e.Difference.Mean);
            json.WriteNumberOrNull("low", e.Difference.Low);
            json.WriteNumberOrNull("high", e.Difference.High);
            json.WriteString("verdict", Word(e));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteString("out", folder);
        json.WriteEndObject();
    }
}
