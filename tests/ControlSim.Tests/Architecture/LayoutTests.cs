using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using ControlSim.Runs;
using ControlSim.Study.ScenarioFiles;

namespace ControlSim.Tests.Architecture;

/// <summary>The rules of the house that the compiler does not hold.</summary>
public sealed class LayoutTests
{
    private static readonly string[] Sources =
    [
        .. new[] { "src", "tests", "benchmarks" }.SelectMany(folder =>
            Directory.EnumerateFiles(Path.Combine(GoldenFile.Root, folder), "*.cs", SearchOption.AllDirectories)).Order(StringComparer.Ordinal),
    ];

    [Theory]
    [InlineData("Networks", "Tables|Processes|Runs|Scenarios|Randomness")]
    [InlineData("Randomness", "Tables|Processes|Runs|Scenarios|Networks")]
    [InlineData("Tables", "Processes")]
    [InlineData("Scenarios", "Tables|Runs|Networks")]
    public void No_noun_knows_the_one_after_it(string folder, string unknown)
    {
        foreach (string file in Sources.Where(f => f.Contains($"src/ControlSim/{folder}/", StringComparison.Ordinal)))
        {
            Assert.DoesNotMatch($@"using ControlSim\.({unknown});", File.ReadAllText(file));
        }
    }

    [Fact]
    public void A_folder_is_a_namespace()
    {
        foreach (string file in Sources.Where(f => !Path.GetFileName(f).Equals("Program.cs", StringComparison.Ordinal)))
        {
            string folder = Path.GetRelativePath(GoldenFile.Root, Path.GetDirectoryName(file)!).Replace('\\', '/');
            string expected = folder[(folder.IndexOf('/', StringComparison.Ordinal) + 1)..].Replace('/', '.');
            Match match = Regex.Match(File.ReadAllText(file), @"^namespace ([\w.]+);", RegexOptions.Multiline);
            Assert.True(match.Success && match.Groups[1].Value == expected, $"{file}: {match.Groups[1].Value}, not {expected}");
        }
    }

    [Fact]
    public void No_file_has_more_than_four_hundred_lines()
    {
        foreach (string file in Sources)
        {
            int lines = File.ReadLines(file).Count();
            Assert.True(lines <= 400, $"{file}: {lines} lines");
        }
    }

    [Fact]
    public void No_file_names_a_drawer()
    {
        foreach (string file in Sources)
        {
            Assert.DoesNotMatch("(Manager|Helper|Util|Utils|Service|Common)\\.cs$", file);
        }
    }

    [Fact]
    public void The_public_surface_is_the_golden_one()
    {
        var text = new StringBuilder();
        foreach (Assembly assembly in new[] { typeof(Simulation).Assembly, typeof(ScenarioReader).Assembly })
        {
            foreach (Type type in assembly.GetExportedTypes().OrderBy(t => t.FullName, StringComparer.Ordinal))
            {
                text.Append(type.FullName).Append('\n');
            }
        }

        GoldenFile.Check("tests/ControlSim.Tests/Architecture/public-types.txt", text.ToString());
    }
}
