namespace ControlSim.Tests.Cli;

public sealed class PlotCommandTests : IDisposable
{
    private readonly CommandLine program = new();

    public PlotCommandTests() => Assert.Equal(0, program.Call("run", program.World, "--replicates", "3", "--out", program.In("out")));

    public void Dispose() => program.Dispose();

    [Fact]
    public void The_list_names_every_figure()
    {
        Assert.Equal(0, program.Call("plot", program.In("out"), "--figure", "list"));
        foreach (string name in (string[])["control-map", "capture-dates", "rank-histogram", "what-if-differences"]) Assert.Contains(name, program.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void A_figure_goes_into_the_folder_and_says_where()
    {
        Assert.Equal(0, program.Call("plot", program.In("out"), "--figure", "network"));
        string file = Path.Combine(program.In("out"), "figures", "network.svg");
        Assert.Equal($"{file}\n", program.Out);
        Assert.StartsWith("<svg", File.ReadAllText(file), StringComparison.Ordinal);
    }

    [Fact]
    public void All_figures_are_written_into_a_folder()
    {
        Assert.Equal(0, program.Call("plot", program.In("out"), "--figure", "all", "--out", program.In("gallery")));
        Assert.True(Directory.GetFiles(program.In("gallery"), "*.svg").Length >= 6);
        Assert.True(File.Exists(program.In("gallery/control-map.svg")));
    }

    [Theory]
    [InlineData("nonsense", "x.svg", 2, "there is no such figure; there are control-map, ")]
    [InlineData("network", "x.jpg", 2, "must end in .svg, .png, .gif or .mp4")]
    [InlineData("network", "x.gif", 2, "only control-map moves")]
    [InlineData("reliability", "x.svg", 2, "give them with --observed CSV")]
    [InlineData("what-if-differences", "x.svg", 2, "give two folders, base and what-if")]
    public void What_cannot_be_drawn_is_told_with_the_remedy(string figure, string file, int code, string words)
    {
        Assert.Equal(code, program.Call("plot", program.In("out"), "--figure", figure, "--out", program.In(file)));
        Assert.Contains(words, program.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(program.In(file)));
    }

    [Fact]
    public void A_figure_without_anything_to_show_is_refused()
    {
        Assert.Equal(0, program.Call("run", program.World, "--until", "2017-09-02", "--replicates", "1", "--out", program.In("short")));
        Assert.Equal(65, program.Call("plot", program.In("short"), "--figure", "event-sizes", "--out", program.In("x.svg")));
        Assert.Contains("holds nothing that event-sizes could show", program.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_day_outside_the_result_and_a_missing_folder_are_refused()
    {
        Assert.Equal(2, program.Call("plot", program.In("out"), "--figure", "control-map", "--date", "2020-01-01"));
        Assert.Contains("the result runs from 2017-09-01 to 2017-12-31", program.Error, StringComparison.Ordinal);
        Assert.Equal(66, program.Call("plot", program.In("nowhere"), "--figure", "control-map"));
        Assert.Equal(66, program.Call("report", program.In("nowhere")));
    }

    [Fact]
    public void A_scenario_without_outcomes_is_run_and_drawn()
    {
        string world = ScenarioFiles.ScenarioFolder.World;
        string file = program.Write("bare.yaml", world[..world.IndexOf("outcomes:", StringComparison.Ordinal)]);
        Assert.Equal(0, program.Call("run", file, "--replicates", "3", "--out", program.In("bare")));
        Assert.Equal(0, program.Call("plot", program.In("bare"), "--figure", "who-when"));
        Assert.Equal(0, program.Call("report", program.In("bare")));
    }

    [Fact]
    public void Observed_dates_are_checked()
    {
        string file = program.Write("observed.csv", "town_id,date,new_controller\ncharlie,soon,blue\n");
        Assert.Equal(65, program.Call("plot", program.In("out"), "--figure", "reliability", "--observed", file));
        Assert.Contains("'soon' is no date; write YYYY-MM-DD", program.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_report_with_records_marks_them_and_shows_how_the_shares_fared()
    {
        string file = program.Write("observed.csv", "town_id,date,new_controller\ncharlie,2017-10-02,blue\n");
        Assert.Equal(0, program.Call("report", program.In("out"), "--observed", file, "--out", program.In("with.html")));
        string page = File.ReadAllText(program.In("with.html"));
        foreach (string figure in (string[])["reliability", "rank-histogram", "capture-dates"]) Assert.Contains($"data-name=\"{figure}\"", page, StringComparison.Ordinal);
        Assert.Contains(">observed</text>", page, StringComparison.Ordinal);
        Assert.Equal(0, program.Call("report", program.In("out"), "--out", program.In("without.html")));
        Assert.DoesNotContain("data-name=\"reliability\"", File.ReadAllText(program.In("without.html")), StringComparison.Ordinal);
        Assert.Equal(66, program.Call("report", program.In("out"), "--observed", program.In("no.csv")));
    }

    [Fact]
    public void A_missing_program_is_named_with_its_package()
    {
        string? path = Environment.GetEnvironmentVariable("PATH");
        try
        {
            // Read by this process alone when it starts another; tests of one class do not run side by side.
            Environment.SetEnvironmentVariable("PATH", program.In("."));
            Assert.Equal(73, program.Call("plot", program.In("out"), "--figure", "network", "--out", program.In("x.png")));
            Assert.Contains("rsvg-convert is not installed; on Debian and Ubuntu: apt-get install librsvg2-bin", program.Error, StringComparison.Ordinal);
            Assert.Equal(73, program.Call("plot", program.In("out"), "--figure", "control-map", "--out", program.In("x.gif")));
            Assert.Contains("ffmpeg is not installed; on Debian and Ubuntu: apt-get install ffmpeg", program.Error, StringComparison.Ordinal);
        }
        finally
        {
            Environment.SetEnvironmentVariable("PATH", path);
        }
    }

    [Fact]
    public void The_same_result_gives_the_same_report()
    {
        Assert.Equal(0, program.Call("report", program.In("out"), "--out", program.In("a.html")));
        string first = File.ReadAllText(program.In("a.html"));
        Assert.Equal(0, program.Call("report", program.In("out"), "--out", program.In("a.html")));
        Assert.Equal(first, File.ReadAllText(program.In("a.html")));
        Assert.DoesNotContain("http://", first.Replace("http://www.w3.org/2000/svg", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.DoesNotContain("https://", first, StringComparison.Ordinal);
    }
}
