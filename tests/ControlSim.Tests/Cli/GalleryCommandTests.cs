using System.Text.RegularExpressions;

namespace ControlSim.Tests.Cli;

public sealed partial class GalleryCommandTests : IDisposable
{
    private readonly CommandLine program = new();
    private readonly string list;

    public GalleryCommandTests()
    {
        list = program.Write("gallery.yaml", """
            format: 1
            pictures:
              the-map: {scenario: world.yaml, date: 2017-09-20, replicates: 2}
              who-when: {scenario: world.yaml, figure: who-when, replicates: 2}
            """);
    }

    public void Dispose() => program.Dispose();

    [Fact]
    public void Pictures_are_drawn_once_and_then_are_current()
    {
        Assert.Equal(1, program.Call("gallery", list, "--check"));
        Assert.False(File.Exists(program.In("the-map.svg")));
        Assert.Equal(0, program.Call("gallery", list));
        Assert.Equal("the-map.svg: drawn\nwho-when.svg: drawn\n", program.Out);
        Assert.Contains("20 September 2017", File.ReadAllText(program.In("the-map.svg")), StringComparison.Ordinal);
        Assert.Equal(0, program.Call("gallery", list, "--check", "--jobs", "1"));
        Assert.Equal("the-map.svg: as it was\nwho-when.svg: as it was\n", program.Out);
    }

    [Fact]
    public void A_picture_that_was_touched_and_one_without_a_line_fail_the_check()
    {
        Assert.Equal(0, program.Call("gallery", list));
        File.AppendAllText(program.In("who-when.svg"), " ");
        Assert.Equal(1, program.Call("gallery", list, "--check"));
        Assert.Contains("who-when.svg: NOT the picture that is drawn now", program.Out, StringComparison.Ordinal);
        Assert.Equal(0, program.Call("gallery", list, "--only", "who-when"));
        Assert.Equal("who-when.svg: drawn\n", program.Out);
        program.Write("stray.svg", "<svg/>");
        Assert.Equal(1, program.Call("gallery", list, "--check"));
        Assert.Contains("stray.svg: stands in no line of ", program.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void All_that_is_wrong_with_a_list_is_told_at_once()
    {
        string bad = program.Write("bad.yaml", """
            format: 1
            pictures:
              a: {scenario: nowhere.yaml}
              b: {scenario: world.yaml, figure: mapp, replicates: 0}
            """);
        Assert.Equal(65, program.Call("gallery", bad));
        Assert.Contains("(4,37): pictures.b.figure: 'mapp' is not known here; write control-map", program.Error, StringComparison.Ordinal);
        Assert.Contains("pictures.b.replicates: 0 is out of range", program.Error, StringComparison.Ordinal);
        bad = program.Write("bad.yaml", "format: 1\npictures:\n  a: {scenario: nowhere.yaml}\n");
        Assert.Equal(65, program.Call("gallery", bad));
        Assert.Contains("(3,17): pictures.a.scenario: there is no file 'nowhere.yaml'; paths are relative to this file", program.Error, StringComparison.Ordinal);
        Assert.Equal(66, program.Call("gallery", program.In("no.yaml")));
        Assert.Equal(2, program.Call("gallery", list, "--only", "nobody"));
        Assert.Contains("it has the-map, who-when", program.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_picture_of_a_page_of_the_repository_stands_in_the_gallery()
    {
        string gallery = File.ReadAllText(Path.Combine(GoldenFile.Root, "scenarios/gallery/gallery.yaml"));
        string[] pages = [Path.Combine(GoldenFile.Root, "README.md"), .. Directory.GetFiles(Path.Combine(GoldenFile.Root, "scenarios"), "*.md", SearchOption.AllDirectories)];
        string[] shown = [.. pages.SelectMany(p => GalleryLink().Matches(File.ReadAllText(p)).Select(m => m.Groups[1].Value)).Distinct()];
        Assert.NotEmpty(shown);
        Assert.All(shown, name => Assert.Contains($"\n  {name}: ", gallery, StringComparison.Ordinal));
        Assert.All(shown, name => Assert.True(File.Exists(Path.Combine(GoldenFile.Root, $"scenarios/gallery/{name}.svg")), $"{name}.svg is missing: controlsim gallery --only {name}"));
    }

    [GeneratedRegex(@"gallery/([a-z0-9-]+)\.svg")]
    private static partial Regex GalleryLink();
}
