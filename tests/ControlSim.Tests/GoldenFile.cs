namespace ControlSim.Tests;

/// <summary>
/// Compares text with a file of the repository. With CONTROLSIM_GOLDEN=write the file is made anew: look at what changed
/// before it is committed.
/// </summary>
internal static class GoldenFile
{
    /// <summary>The root of the repository.</summary>
    public static string Root { get; } = FindRoot();

    public static void Check(string path, string text)
    {
        string file = Path.Combine(Root, path);
        if (Environment.GetEnvironmentVariable("CONTROLSIM_GOLDEN") == "write")
        {
            File.WriteAllText(file, text);
        }

        Assert.Equal(File.ReadAllText(file), text);
    }

    private static string FindRoot()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "ControlSim.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new DirectoryNotFoundException("The tests run inside the repository.");
    }
}
