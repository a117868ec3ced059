using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using ControlSim.Study.Experiments;

namespace ControlSim.Study.Sweeps;

/// <summary>
/// sweep.json: what a sweep is. Two sweeps with the same record give the same tables; a folder is never continued with another.
/// It names no machine and no time.
/// </summary>
public sealed record SweepRecord
{
    private static readonly JsonSerializerOptions Options = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) },
    };

    public int Format { get; init; } = 1;

    /// <summary>Version of the program: another one may give other numbers.</summary>
    public required string Version { get; init; }

    public required string Study { get; init; }

    public required string Title { get; init; }

    /// <summary>SHA-256 of the scenario with all layers and defaults.</summary>
    public required string Scenario { get; init; }

    public required ulong Seed { get; init; }

    public required string Design { get; init; }

    public required DesignKind DesignKind { get; init; }

    /// <summary>SHA-256 of design.csv.</summary>
    public required string DesignHash { get; init; }

    public required int Rows { get; init; }

    /// <summary>Runs of each row; the most of them where they run until an interval is narrow.</summary>
    public required int Replicates { get; init; }

    public required UntilNarrow? Until { get; init; }

    public required RandomNumbers Random { get; init; }

    public required ImmutableArray<Factor> Factors { get; init; }

    /// <summary>Paths with expressions of factors.</summary>
    public required ImmutableArray<KeyValuePair<string, string>> Set { get; init; }

    public required ImmutableArray<SweepOutcome> Outcomes { get; init; }

    /// <summary>Paths of the parameters that each run draws anew.</summary>
    public ImmutableArray<string> Uncertain { get; init; } = [];

    /// <summary>Condition that makes a run interesting; empty for none.</summary>
    public required string Interest { get; init; }

    /// <summary>Units of a part: runs, or rows where they run until an interval is narrow.</summary>
    public required int PartSize { get; init; }

    /// <summary>What is counted: runs, or rows where they run until an interval is narrow.</summary>
    [JsonIgnore]
    public int Units => Until is null ? checked(Rows * Replicates) : Rows;

    /// <summary>Number of parts, each one file.</summary>
    [JsonIgnore]
    public int Parts => (Units + PartSize - 1) / PartSize;

    /// <summary>First unit of a part and the one after its last.</summary>
    public (int First, int End) UnitsOf(int part) => (part * PartSize, Math.Min(Units, (part + 1) * PartSize));

    /// <summary>The text of sweep.json.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, Options) + "\n";

    /// <summary>Reads sweep.json.</summary>
    /// <exception cref="JsonException">The text is not one.</exception>
    public static SweepRecord FromJson(string text) =>
        JsonSerializer.Deserialize<SweepRecord>(text, Options) ?? throw new JsonException("sweep.json holds nothing.");

    /// <summary>What differs between two sweeps, in words; none if they are one.</summary>
    public IEnumerable<string> DifferencesTo(SweepRecord other)
    {
        using var mine = JsonDocument.Parse(ToJson());
        using var others = JsonDocument.Parse(other.ToJson());
        foreach (JsonProperty property in mine.RootElement.EnumerateObject())
        {
            string was = others.RootElement.GetProperty(property.Name).GetRawText();
            string now = property.Value.GetRawText();
            if (was != now)
            {
                bool isShort = was.Length + now.Length < 80 && property.Name is not ("scenario" or "design_hash");
                yield return property.Name switch
                {
                    "scenario" => "the scenario (its contents, a what-if or a default)",
                    "design_hash" => "the rows of the design",
                    _ => property.Name + (isShort ? $" ({was} then, {now} now)" : ""),
                };
            }
        }
    }
}
