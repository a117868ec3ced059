using ControlSim.Study.ResultFiles;

namespace ControlSim.Tests.ResultFiles;

public sealed class OutputFolderTests : IDisposable
{
    private const string OurManifest = """{"program": "controlsim"}""";
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Without_a_name_the_next_free_one_is_taken()
    {
        Assert.Equal(folder.In("run"), Write(OutputFolder.Free("run", folder.Path)));
        Assert.Equal(folder.In("run-2"), Write(OutputFolder.Free("run", folder.Path)));
        Assert.Equal(folder.In("run-3"), Write(OutputFolder.Free("run", folder.Path)));
        Assert.Equal(["run", "run-2", "run-3"], folder.Content);
    }

    [Fact]
    public void Two_at_once_get_two_names()
    {
        using var first = OutputFolder.Free("run", folder.Path);
        using var second = OutputFolder.Free("run", folder.Path);
        Assert.Equal(folder.In("run"), second.Complete());
        Assert.Equal(folder.In("run-2"), first.Complete());
    }

    [Fact]
    public void An_existing_folder_is_refused()
    {
        Write(OutputFolder.Explicit(folder.In("run"), false));
        var refused = Assert.Throws<OutputFolderException>(() => OutputFolder.Explicit(folder.In("run"), false));
        Assert.Contains("--force", refused.Message, StringComparison.Ordinal);
        Assert.Equal(["run"], folder.Content);
    }

    [Fact]
    public void Force_replaces_a_finished_result()
    {
        Write(OutputFolder.Explicit(folder.In("run"), false));
        File.WriteAllText(folder.In("run/old.txt"), "");
        Write(OutputFolder.Explicit(folder.In("run") + Path.DirectorySeparatorChar, true));
        Assert.False(File.Exists(folder.In("run/old.txt")));
        Assert.Equal(["run"], folder.Content);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("{\"program\": \"another\"}")]
    [InlineData("{\"program\": \"controlsim\"")]
    [InlineData("[]")]
    public void Force_never_replaces_what_is_not_ours(string? manifest)
    {
        Directory.CreateDirectory(folder.In("run"));
        File.WriteAllText(folder.In("run/thesis.txt"), "years of work");
        if (manifest is not null)
        {
            File.WriteAllText(folder.In("run/manifest.json"), manifest);
        }

        Assert.Throws<OutputFolderException>(() => OutputFolder.Explicit(folder.In("run"), true));
        Assert.Equal("years of work", File.ReadAllText(folder.In("run/thesis.txt")));
        Assert.Equal(["run"], folder.Content);
    }

    [Fact]
    public void Force_keeps_the_old_result_until_the_new_one_is_complete()
    {
        Write(OutputFolder.Explicit(folder.In("run"), false));
        File.WriteAllText(folder.In("run/old.txt"), "");
        OutputFolder.Explicit(folder.In("run"), true).Dispose();
        Assert.True(File.Exists(folder.In("run/old.txt")));
        Assert.Equal(["run"], folder.Content);
    }

    [Fact]
    public void Interrupted_nothing_is_left_not_even_the_parents_made_for_it()
    {
        using (var output = OutputFolder.Explicit(folder.In("a/b/run"), false))
        {
            File.WriteAllText(Path.Combine(output.TemporaryPath, "half.csv"), "ha");
            Assert.Equal(["a"], folder.Content);
        }

        Assert.Empty(folder.Content);
    }

    [Fact]
    public void Where_nothing_can_be_created_it_says_so_at_once()
    {
        File.WriteAllText(folder.In("file"), "");
        Assert.Throws<OutputFolderException>(() => OutputFolder.Explicit(folder.In("file/run"), false));
        Assert.Throws<OutputFolderException>(() => OutputFolder.Explicit(folder.In("file"), true));
        Assert.Throws<OutputFolderException>(() => OutputFolder.Explicit("/", false));
        Assert.Equal(["file"], folder.Content);
    }

    private static string Write(OutputFolder output)
    {
        using (output)
        {
            File.WriteAllText(Path.Combine(output.TemporaryPath, "manifest.json"), OurManifest);
            return output.Complete();
        }
    }
}
