using System.Text.RegularExpressions;

namespace ControlSim.Tests.Architecture;

/// <summary>Sums follow the units that are noted as changed, so whoever changes what is summed must note it.</summary>
public sealed partial class ChangesTests
{
    /// <summary>Supply changes all strengths at once, before everybody is counted; the others change some units.</summary>
    [Fact]
    public void Every_process_that_changes_what_is_summed_notes_whom()
    {
        string folder = Path.Combine(GoldenFile.Root, "src", "ControlSim", "Processes");
        string[] writers = [.. Directory.GetFiles(folder, "*.cs").Where(file => Write().IsMatch(File.ReadAllText(file)))];
        Assert.True(writers.Length > 8);
        Assert.Empty(writers.Where(file => !File.ReadAllText(file).Contains("Changes.Note", StringComparison.Ordinal)).Select(Path.GetFileName));
    }

    /// <summary>A change of quality is noted apart.</summary>
    [Fact]
    public void Every_process_that_changes_quality_notes_it()
    {
        string folder = Path.Combine(GoldenFile.Root, "src", "ControlSim", "Processes");
        string[] writers = [.. Directory.GetFiles(folder, "*.cs").Where(file => Quality().IsMatch(File.ReadAllText(file)))];
        Assert.True(writers.Length > 2);
        Assert.Empty(writers.Where(file => !File.ReadAllText(file).Contains("Changes.NoteQuality", StringComparison.Ordinal)).Select(Path.GetFileName));
    }

    [GeneratedRegex(@"nits\.Quality\[([^\[\]]|\[[^\]]*\])*\]\s*([-+*/]=|=[^=])")]
    private static partial Regex Quality();

    [GeneratedRegex(@"nits\.(Fighters|Quality|Posture|Location|Corridor)\[([^\[\]]|\[[^\]]*\])*\]\s*([-+*/]=|=[^=])")]
    private static partial Regex Write();
}
