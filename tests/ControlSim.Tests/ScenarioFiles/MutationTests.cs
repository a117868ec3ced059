using System.Text;
using ControlSim.Study.ScenarioFiles;

namespace ControlSim.Tests.ScenarioFiles;

/// <summary>Whatever is done to a file: a scenario or problems, never an exception.</summary>
public sealed class MutationTests : IDisposable
{
    private static readonly string[] Pieces =
    [
        "null", "~", "-1", "1e308", "1e999", "NaN", ".inf", "[]", "{}", "[", "]", "{", "}", ":", ": ", "- ", "\n", "\n  ", "\t", "#", "&a ", "*a", "!x ", "!!binary ",
        "|", ">", "'", "\"", "\\", "%", "@", "`", "?", "? ", "---\n", "...\n", "<<", "alpha", "red", "army", "2017-10-01", "9999-12-31", "0001-01-01", "true", "00", "\"\\x00\"", "é", "\u0085", "\uFEFF", "𐎠", "\0", "%YAML 9.9\n",
    ];

    private readonly ScenarioFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Thousands_of_mutations_raise_no_exception(int seed)
    {
        Random random = new(seed);
        int sound = 0;
        for (int i = 0; i < 1500; i++)
        {
            string text = Mutate(ScenarioFolder.World, random);
            ScenarioReading reading = folder.Read(text);
            sound += reading.Scenario is null ? 0 : 1;
            Assert.True(reading.Scenario is not null || reading.Problems.Any(problem => !problem.IsWarning), text);
            Assert.All(reading.Problems, problem => Assert.InRange(problem.ToString().Length, 10, 1000));
        }

        // Both ends: a fuzz that only makes garbage, or only harmless changes, tests nothing.
        Assert.InRange(sound, 50, 1200);
    }

    [Fact]
    public void Flipped_bytes_raise_no_exception()
    {
        Random random = new(3);
        byte[] world = Encoding.UTF8.GetBytes(ScenarioFolder.World);
        for (int i = 0; i < 500; i++)
        {
            byte[] bytes = [.. world];
            bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
            ScenarioReading reading = ScenarioReader.Read(folder.Write("world.yaml", bytes), [], []);
            Assert.True(reading.Scenario is not null || reading.Problems.Length > 0);
        }
    }

    [Fact]
    public void Values_from_the_command_line_raise_no_exception()
    {
        Random random = new(4);
        string[] paths = ["name", "seed", "parameters.combat.attrition", "orders.march", "orders.march.from", "forces.army-garrison.factor", "what_ifs", "control", "locations.alpha.lon", "end", "factions.rebels.stances.Syria"];
        for (int i = 0; i < 500; i++)
        {
            string value = Pieces[random.Next(Pieces.Length)] + Pieces[random.Next(Pieces.Length)];
            ScenarioReading reading = folder.Read(ScenarioFolder.World, ["calm"], $"{paths[random.Next(paths.Length)]}={value}");
            Assert.True(reading.Scenario is not null || reading.Problems.Length > 0);
        }
    }

    private static string Mutate(string text, Random random)
    {
        for (int i = random.Next(1, 4); i > 0; i--)
        {
            int at = random.Next(text.Length);
            int length = Math.Min(random.Next(12), text.Length - at);
            string piece = Pieces[random.Next(Pieces.Length)];
            text = random.Next(5) switch
            {
                0 => text.Remove(at, length),
                1 => text.Insert(at, piece),
                2 => text.Remove(at, length).Insert(at, piece),
                3 => WithValue(text, at, piece),
                _ => text.Insert(at, text.Substring(random.Next(text.Length - length), length)),
            };
        }

        return text;
    }

    /// <summary>Replaces a whole value: most mutations at random are syntax errors, which are dull.</summary>
    private static string WithValue(string text, int at, string piece)
    {
        int colon = text.IndexOf(": ", at, StringComparison.Ordinal);
        int end = colon < 0 ? -1 : text.IndexOfAny([',', '}', '\n'], colon);
        return end < 0 ? text : text[..(colon + 2)] + piece + text[end..];
    }
}
