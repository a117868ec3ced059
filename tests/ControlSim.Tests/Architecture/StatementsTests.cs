using System.Text.RegularExpressions;
using ControlSim.Runs;
using ControlSim.Scenarios;
using ControlSim.Study.ScenarioFiles;
using ControlSim.Tables;
using TheatreFiles = ControlSim.Tests.Geography.TheatreFiles;

namespace ControlSim.Tests.Architecture;

/// <summary>The page of the source articles' statements names only what the format, the tables and the program have.</summary>
public sealed class StatementsTests
{
    /// <summary>Statements of each article.</summary>
    private static readonly int[] Counts = [21, 50, 45, 46, 40];

    private static readonly string[] Lines = File.ReadAllLines(Path.Combine(GoldenFile.Root, "scenarios", "STATEMENTS.md"));

    private static readonly string[][] Statements = Rows("S[0-9]+-[0-9]+");

    private static readonly string[][] Mechanisms = Rows("M[0-9]+");

    private static readonly Lazy<HashSet<string>> Columns = new(() =>
    {
        var (world, _, _) = TestWorlds.Brawl(1).Open();
        return [.. StateHash.Columns(world).Select(column => column.Name)];
    });

    private static readonly Lazy<HashSet<string>> Places = new(() =>
        [.. TheatreFiles.Read("locations.geojson").Concat(TheatreFiles.Read("crossings.geojson")).Select(feature => feature.Text("id"))]);

    [Fact]
    public void Every_statement_and_every_mechanism_is_there_once_and_in_order()
    {
        var numbers = Counts.SelectMany((count, article) => Enumerable.Range(1, count).Select(number => $"S{article}-{number}"));
        Assert.Equal(202, Counts.Sum());
        Assert.Equal(numbers, Statements.Select(row => row[0]));
        Assert.Equal(Enumerable.Range(1, 46).Select(number => $"M{number}"), Mechanisms.Select(row => row[0]));
    }

    [Fact]
    public void Every_row_says_what_and_where_or_why_it_is_outside()
    {
        foreach (string[] row in Statements)
        {
            Assert.True(row.Length == 4 && row[1].Length > 0 && row[2].Length > 0, row[0]);
            string[] names = Names(row[3]);
            Assert.True(names.Length > 0 && string.Join(' ', names.Select(name => $"`{name}`")) == row[3], $"{row[0]}: {row[3]}");
            bool outside = names[0].StartsWith("outside:", StringComparison.Ordinal);
            Assert.True(outside ? names.Length == 1 && names[0].Length > 40 : names.All(name => !name.StartsWith("outside:", StringComparison.Ordinal)), row[0]);
            Assert.True(outside == (row[2] == "No."), row[0]);
        }
    }

    [Fact]
    public void Every_name_exists()
    {
        string[] unknown =
        [
            .. Statements.Concat(Mechanisms)
                .SelectMany(row => row.Skip(2).SelectMany(Names).Where(name => !Exists(name)).Select(name => $"{row[0]}: {name}")),
        ];
        Assert.True(unknown.Length == 0, string.Join('\n', unknown));
    }

    [Fact]
    public void Every_mechanism_has_a_lever_and_signs_or_a_reason_for_none()
    {
        foreach (string[] row in Mechanisms)
        {
            Assert.True(row.Length == 4 && Regex.IsMatch(row[2], "`(lever|outside):[^`]+`"), row[0]);
            Assert.True(
                row[3].StartsWith("no sign: ", StringComparison.Ordinal)
                    || row[3].Split(", ").All(part => Regex.IsMatch(part, "^`(outcome|state|event):[^`]+` (up|down)$")),
                $"{row[0]}: {row[3]}");
        }
    }

    [Fact]
    public void Nothing_is_put_off()
    {
        foreach (string line in Lines)
        {
            Assert.DoesNotMatch("(?i)\\b(planned|todo|tbd|later version|not yet)\\b", line);
        }
    }

    [Theory]
    [InlineData("lever:factions.*.initiativ")]
    [InlineData("lever:factions.initiative")]
    [InlineData("lever:parameters.combat.attrition.x")]
    [InlineData("lever:orders.*.verb: trane")]
    [InlineData("state:Units.Suply")]
    [InlineData("outcome:mobilty")]
    [InlineData("event:captured")]
    [InlineData("series:owner")]
    [InlineData("place:atlantis")]
    [InlineData("nothing:at-all")]
    public void A_wrong_name_is_found(string name) => Assert.False(Exists(name));

    private static string[][] Rows(string number) =>
    [
        .. Lines.Where(line => Regex.IsMatch(line, $"^\\| {number} \\|"))
            .Select(line => line.Trim('|', ' ').Split(" | ").Select(cell => cell.Trim()).ToArray()),
    ];

    private static string[] Names(string cell) => [.. Regex.Matches(cell, "`([^`]+)`").Select(match => match.Groups[1].Value)];

    private static bool Exists(string name)
    {
        string[] parts = name.Split(':', 2);
        return parts[0] switch
        {
            "lever" => IsLever(parts[1]),
            "state" => Columns.Value.Contains(parts[1]),
            "outcome" => Enum.GetNames<OutcomeKind>().Select(Wording.Kebab).Contains(parts[1]),
            "event" => Enum.GetNames<RunEventKind>().Select(Wording.Kebab).Contains(parts[1]),
            "series" => typeof(RunSeries).GetProperty(parts[1]) is not null,
            "place" => Places.Value.Contains(parts[1]),
            "outside" => true,
            _ => false,
        };
    }

    /// <summary>A path of the format, <c>*</c> for a row, perhaps with one of the words that may stand there.</summary>
    private static bool IsLever(string path)
    {
        string[] parts = path.Split(": ");
        Shape? shape = FormatDescription.Root;
        foreach (string key in parts[0].Split('.'))
        {
            shape = shape is not MapShape map ? null : key == "*" ? map.Rows?.Row : map.Find(key)?.Shape;
        }

        return parts.Length == 1 ? shape is not null : shape is ChoiceShape choice && choice.Words.Contains(parts[1]);
    }
}
