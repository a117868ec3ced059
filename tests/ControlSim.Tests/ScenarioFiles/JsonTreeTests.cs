using ControlSim.Study.ScenarioFiles;

namespace ControlSim.Tests.ScenarioFiles;

public sealed class JsonTreeTests
{
    public static TheoryData<string> Tables => [.. Directory.GetFiles(Path.Combine(GoldenFile.Root, "scenarios"), "*.geojson", SearchOption.AllDirectories)
        .Select(file => Path.GetRelativePath(GoldenFile.Root, file)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Tables))]
    public void A_table_of_a_theatre_reads_as_it_does_through_the_reader_of_yaml(string file)
    {
        string text = File.ReadAllText(Path.Combine(GoldenFile.Root, file));
        Assert.Equal(Yaml(text), Told(JsonTree.OfFile(text, "a.json")));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("{\"a\": [1, -2.50, 1e3, true, false, null, \"\", \"null\", \"7\"],\n\t\"b\": {\"c\": {}, \"d\": []}}")]
    [InlineData("{ \"Dayr az-Zawr, دير الزور\": \"é\", \"after\": 1, \"pair\": \"\ud83d\ude00\", \"then\": 2 }")]
    [InlineData("{\"escapes\": \"a\\nb\\t\\\"c\\\\d\\/ \\u00e9 \\ud83d\\ude00\",\r\n \"next\": 1}")]
    [InlineData("  \n\n  {\"a\"\n:\n1}\n")]
    public void Places_and_texts_are_those_of_the_reader_of_yaml(string text) =>
        Assert.Equal(Yaml(text), Told(JsonTree.OfFile(text, "a.json")));

    [Theory]
    [InlineData("")]
    [InlineData("{\"a\": 1,}")]
    [InlineData("{\"a\": 1} {\"b\": 2}")]
    [InlineData("{\"a\": 1, \"a\": 2}")]
    [InlineData("{\"a\": \"\\u0001\"}")]
    [InlineData("{\"a\": \"\\ud800\"}")]
    [InlineData("{\"a\": \"two\u2028lines\"}")]
    [InlineData("# comment\n{\"a\": 1}")]
    [InlineData("a: 1")]
    public void Whatever_is_not_plain_json_is_left_to_the_reader_of_yaml(string text) => Assert.Null(JsonTree.OfFile(text, "a.json"));

    [Fact]
    public void Nesting_ends_where_that_of_yaml_ends()
    {
        string Nested(int depth) => new string('[', depth) + new string(']', depth);
        Assert.NotNull(JsonTree.OfFile(Nested(YamlTree.MostDepth), "a.json"));
        Assert.Null(JsonTree.OfFile(Nested(YamlTree.MostDepth + 1), "a.json"));
    }

    private static string Yaml(string text)
    {
        ProblemList problems = new();
        FileNode? root = YamlTree.OfFile(text, "a.json", problems);
        Assert.Empty(problems.ToSorted());
        return Told(root);
    }

    private static string Told(FileNode? node) => node switch
    {
        MapNode map => $"{map.Mark}{{{string.Join("; ", map.Entries.Select(e => $"{e.Value.KeyMark}{e.Key}={Told(e.Value.Value)}"))}}}",
        ListNode list => $"{list.Mark}[{string.Join("; ", list.Items.Select(Told))}]",
        ScalarNode scalar => $"{scalar.Mark}{(scalar.IsPlain ? "plain " : "")}'{scalar.Text}'",
        NullNode empty => $"{empty.Mark}nothing",
        _ => "unread",
    };
}
