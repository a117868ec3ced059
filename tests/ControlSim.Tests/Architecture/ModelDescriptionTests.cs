using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using ControlSim.Runs;
using ControlSim.Scenarios;
using ControlSim.Tables;

namespace ControlSim.Tests.Architecture;

/// <summary>The tables of the model's description are made from the code; with CONTROLSIM_GOLDEN=write they are made anew.</summary>
public sealed class ModelDescriptionTests
{
    private const string Page = "src/ControlSim/MODEL.md";

    private static readonly Assembly Model = typeof(Simulation).Assembly;

    private static readonly Dictionary<string, string> Summaries = ReadSummaries();

    [Fact]
    public void The_tables_of_the_model_description_are_those_of_the_code()
    {
        string text = File.ReadAllText(Path.Combine(GoldenFile.Root, Page));
        text = Replace(text, "processes", ProcessTable());
        text = Replace(text, "parameters", ParameterTable());
        text = Replace(text, "columns", ColumnTable());
        text = Replace(text, "claims", ClaimTable());
        GoldenFile.Check(Page, text);
    }

    [Fact]
    public void Every_process_and_parameter_says_what_it_is()
    {
        foreach (Type process in Processes())
        {
            Assert.True(Summary($"T:{process.FullName}").Length > 80, process.Name);
        }

        foreach (PropertyInfo parameter in Parameters())
        {
            Assert.NotEmpty(parameter.GetCustomAttribute<ParameterAttribute>()!.Source);
            Assert.NotEmpty(parameter.GetCustomAttribute<ParameterAttribute>()!.Unit);
        }
    }

    private static string Replace(string text, string name, string table)
    {
        string begin = $"<!-- table: {name} -->", end = "<!-- end of table -->";
        int from = text.IndexOf(begin, StringComparison.Ordinal);
        Assert.True(from >= 0, $"{Page} has no place for the table of {name}");
        int to = text.IndexOf(end, from, StringComparison.Ordinal);
        return text[..(from + begin.Length)] + "\n" + table + text[to..];
    }

    /// <summary>The processes in the order in which the tick calls them first.</summary>
    private static Type[] Processes()
    {
        string schedule = File.ReadAllText(Path.Combine(GoldenFile.Root, "src/ControlSim/Runs/Schedule.cs"));
        string tick = schedule[schedule.IndexOf("public void Tick()", StringComparison.Ordinal)..];
        return
        [
            .. Model.GetTypes().Where(t => t.GetCustomAttribute<WritesAttribute>() is not null)
                .OrderBy(t => Place(tick, t)).ThenBy(t => t.Name, StringComparer.Ordinal),
        ];
    }

    private static int Place(string tick, Type process)
    {
        FieldInfo? field = typeof(Schedule).GetFields(BindingFlags.NonPublic | BindingFlags.Instance).FirstOrDefault(f => f.FieldType == process);
        string name = field is null || field.Name.StartsWith('<') ? process.Name : field.Name;
        int at = tick.IndexOf(name + ".Step", StringComparison.Ordinal);
        return at < 0 ? tick.IndexOf(process.Name, StringComparison.Ordinal) : at;
    }

    private static IEnumerable<PropertyInfo> Parameters() => typeof(Parameters).GetProperties()
        .SelectMany(process => process.PropertyType.GetProperties().Where(p => p.GetCustomAttribute<ParameterAttribute>() is not null));

    private static string ProcessTable()
    {
        var text = new StringBuilder("| process | what happens | writes |\n|---|---|---|\n");
        foreach (Type process in Processes())
        {
            string writes = string.Join(", ", process.GetCustomAttribute<WritesAttribute>()!.Columns);
            text.Append(CultureInfo.InvariantCulture, $"| {process.Name} | {Summary($"T:{process.FullName}")} | {writes} |\n");
        }

        return text.ToString();
    }

    private static string ParameterTable()
    {
        var text = new StringBuilder("| parameter | default | range | unit | source | meaning |\n|---|---|---|---|---|---|\n");
        foreach (PropertyInfo process in typeof(Parameters).GetProperties())
        {
            foreach (PropertyInfo property in process.PropertyType.GetProperties())
            {
                if (property.GetCustomAttribute<ParameterAttribute>() is { } p)
                {
                    string meaning = Summary($"P:{property.DeclaringType!.FullName}.{property.Name}");
                    text.Append(
                        CultureInfo.InvariantCulture,
                        $"| {Snake(process.Name)}.{Snake(property.Name)} | {p.Default} | {p.Min} to {p.Max} | {p.Unit} | {p.Source} | {meaning} |\n");
                }
            }
        }

        return text.ToString();
    }

    private static string ClaimTable()
    {
        var text = new StringBuilder("| process | what must be so | test |\n|---|---|---|\n");
        foreach (Claim claim in Claim.All)
        {
            text.Append(CultureInfo.InvariantCulture, $"| {claim.Process} | {claim.Text} | {string.Join(", ", claim.Tests.Select(test => $"`{test}`"))} |\n");
        }

        return text.ToString();
    }

    private static string ColumnTable()
    {
        var text = new StringBuilder("| column | meaning |\n|---|---|\n");
        var (world, _, _) = TestWorlds.Brawl(1).Open();
        foreach (var (name, _) in StateHash.Columns(world))
        {
            text.Append(CultureInfo.InvariantCulture, $"| {name} | {Summary($"P:ControlSim.Tables.{name}")} |\n");
        }

        return text.ToString();
    }

    [Fact]
    public void Every_process_parameter_and_column_has_a_meaning()
    {
        string[] rows = [.. (ColumnTable() + ParameterTable() + ProcessTable()).Split('\n').Where(row => row.StartsWith("| ", StringComparison.Ordinal))];
        Assert.True(rows.Length > 200);
        Assert.DoesNotContain(rows, row => row.Split(" | ").SkipLast(1).Any(cell => cell.Trim(' ', '|').Length == 0)
            || (row.EndsWith("|  |", StringComparison.Ordinal)
                && !row.Contains("Changes nothing", StringComparison.Ordinal) && !row.Contains("only what is derived", StringComparison.Ordinal)));
    }

    private static string Snake(string name) => Regex.Replace(name, "(?<=[a-z0-9])([A-Z])", "_$1").ToLowerInvariant();

    private static string Summary(string member) => Summaries.GetValueOrDefault(member, "");

    private static Dictionary<string, string> ReadSummaries()
    {
        XDocument xml = XDocument.Load(Path.Combine(AppContext.BaseDirectory, "ControlSim.xml"));
        return xml.Descendants("member").ToDictionary(m => m.Attribute("name")!.Value, Text, StringComparer.Ordinal);

        static string Text(XElement member) => Regex.Replace(
            string.Concat(member.Element("summary")?.Nodes().Select(Node) ?? []), @"\s+", " ").Trim().Replace("|", "\\|", StringComparison.Ordinal);

        static string Node(XNode node) => node switch
        {
            XText text => text.Value,
            XElement { Name.LocalName: "see" } see => see.Attribute("cref")!.Value.Split('.')[^1],
            XElement element => element.Value,
            _ => "",
        };
    }
}
