using System.Text.Json;
using ControlSim.Scenarios;
using ControlSim.Study.Geography;
using ControlSim.Study.ScenarioFiles;

namespace ControlSim.Cli;

/// <summary>The text of <c>inspect</c>.</summary>
internal static class InspectText
{
    /// <summary>Rows of the criticality table; the rest is counted.</summary>
    private const int MostCritical = 30;

    /// <summary>A flow drop or betweenness below this is not worth a row.</summary>
    private const double LeastShare = 0.005;

    public static void Write(Scenario scenario, Terminal terminal)
    {
        TextWriter writer = terminal.Out;
        writer.WriteLine($"{scenario.Title} ({scenario.Name})");
        writer.WriteLine($"{scenario.Start:yyyy-MM-dd} to {scenario.End:yyyy-MM-dd}, {scenario.Ticks} ticks of one day");
        writer.WriteLine();
        terminal.Write(Counts(scenario));
        writer.WriteLine();
        terminal.Write(Factions(scenario));
        writer.WriteLine();
        if (!scenario.Uncertain.IsEmpty)
        {
            writer.WriteLine("uncertain parameters, drawn anew for each run");
            terminal.Write(Uncertain(scenario));
            writer.WriteLine();
        }

        WriteNetwork(scenario, writer);
        writer.WriteLine();
        WriteCriticality(scenario, terminal);
    }

    private static TextTable Counts(Scenario scenario)
    {
        var table = new TextTable("what", ">number");
        int refuges = scenario.Locations.Count(l => l.IsRefuge);
        table.Add("locations", Number(scenario.Locations.Length - refuges));
        table.Add("refuges", Number(refuges));
        table.Add("inhabitants", Number(scenario.Locations.Sum(l => l.Population)));
        table.Add("corridors", Number(scenario.Corridors.Length));
        table.Add("corridor km", Number(scenario.Corridors.Sum(c => c.LengthKm)));
        table.Add("crossings", Number(scenario.Crossings.Length));
        table.Add("crossings open to supply", Number(scenario.Crossings.Count(c => c.OpenToSupply)));
        table.Add("blocs", Number(scenario.Blocs.Length));
        table.Add("factions", Number(scenario.Factions.Length));
        table.Add("units", Number(scenario.Units.Length));
        table.Add("fighters", Number(scenario.Units.Sum(u => u.Fighters)));
        table.Add("depots", Number(scenario.Depots.Length));
        table.Add("orders", Number(scenario.Orders.Length));
        table.Add("dated events", Number(scenario.Events.Length));
        table.Add("triggers", Number(scenario.Triggers.Length));
        table.Add("rivalries", Number(scenario.Rivalries.Length));
        table.Add("presences", Number(scenario.Presences.Length));
        table.Add("outcomes", Number(scenario.Outcomes.Length));
        table.Add("uncertain parameters", Number(scenario.Uncertain.Length));
        return table;
    }

    private static TextTable Uncertain(Scenario scenario)
    {
        var table = new TextTable("parameter", "distribution", ">5 %", ">median", ">95 %", "unit", "together");
        foreach (UncertainParameter uncertain in scenario.Uncertain)
        {
            UncertainParameter sorted = uncertain with { Values = [.. uncertain.Values.Order()] };
            string At(double share) => UncertainDraws.At(sorted, share).ToString("G4");
            table.Add(
                ParameterPath.Of(uncertain), JsonNamingPolicy.KebabCaseLower.ConvertName(uncertain.Distribution.ToString()), At(0.05), At(0.5), At(0.95),
                ParameterValues.About(uncertain.Process, uncertain.Parameter).Unit, uncertain.Together);
        }

        return table;
    }

    private static TextTable Factions(Scenario scenario)
    {
        var table = new TextTable("faction", "bloc", ">units", ">fighters", ">massed", ">cells", ">income, man-days a day");
        foreach (Faction faction in scenario.Factions)
        {
            UnitStart[] units = [.. scenario.Units.Where(u => u.Faction == faction.Id)];
            double massed = units.Where(u => u.Posture == Posture.Massed).Sum(u => u.Fighters);
            double cells = units.Where(u => u.Posture == Posture.Cells).Sum(u => u.Fighters);
            double income = scenario.Depots.Where(d => d.Faction == faction.Id).Sum(d => d.Income);
            table.Add(
                faction.Id, faction.Bloc, Number(units.Length), Number(massed + cells), Number(massed), Number(cells), Number(income));
        }

        return table;
    }

    private static void WriteNetwork(Scenario scenario, TextWriter writer)
    {
        var facts = NetworkFacts.Of(scenario);
        writer.WriteLine($"components: {facts.Components.Length}");
        foreach (var component in facts.Components.Skip(1))
        {
            writer.WriteLine($"  apart from the largest: {string.Join(", ", component)}");
        }

        writer.WriteLine($"cut corridors: {facts.CutCorridors.Length}");
        foreach (string corridor in facts.CutCorridors)
        {
            writer.WriteLine($"  {corridor}");
        }
    }

    private static void WriteCriticality(Scenario scenario, Terminal terminal)
    {
        Criticality[] all = [.. Criticality.Of(scenario).Where(c => c.FlowDrop >= LeastShare || c.Betweenness >= LeastShare)];
        terminal.Out.WriteLine("criticality on the first day: share of the bloc's deliverable supply that closing it costs,");
        terminal.Out.WriteLine("and share of its traffic between depots and garrisons that goes through it");
        var table = new TextTable("corridor or crossing", "kind", "bloc", ">flow drop", ">betweenness");
        foreach (Criticality c in all.Take(MostCritical))
        {
            table.Add(c.Id, c.IsCrossing ? "crossing" : "corridor", c.Bloc, c.FlowDrop.ToString("0.000"), c.Betweenness.ToString("0.000"));
        }

        terminal.Write(table);
        if (all.Length > MostCritical)
        {
            terminal.Out.WriteLine($"and {all.Length - MostCritical} more (--format json has all)");
        }
    }

    private static string Number(double number) => number.ToString("#,0");
}
