using System.Collections.Immutable;

namespace ControlSim.Study.ScenarioFiles;

/// <summary>
/// What a value in a scenario file may be. The checks, the defaults and the JSON Schema are all made from shapes,
/// so they cannot say different things.
/// </summary>
internal abstract record Shape;

/// <summary>Free text, or text of a pattern.</summary>
/// <param name="Pattern">Regular expression that the text must match; null for any.</param>
/// <param name="Remedy">What to write instead, when the pattern does not match.</param>
internal sealed record TextShape(string? Pattern = null, string Remedy = "") : Shape
{
    /// <summary>A colour as #rrggbb.</summary>
    public const string ColourPattern = "^#[0-9a-fA-F]{6}$";
}

/// <summary>A number within a range.</summary>
/// <param name="Min">Least value.</param>
/// <param name="Max">Greatest value.</param>
/// <param name="IsWhole">Whole numbers only.</param>
/// <param name="IsAboveMin">The least value itself is excluded.</param>
/// <param name="InfinityWord">Word that stands for "no limit"; empty if there is none.</param>
internal sealed record NumberShape(
    double Min, double Max, bool IsWhole = false, bool IsAboveMin = false, string InfinityWord = "") : Shape
{
    /// <summary>A fraction from 0 to 1.</summary>
    public static NumberShape Fraction { get; } = new(0, 1);
}

/// <summary>A whole number of 64 bits without sign.</summary>
internal sealed record SeedShape : Shape;

/// <summary>true or false.</summary>
internal sealed record FlagShape : Shape;

/// <summary>A day, year-month-day.</summary>
internal sealed record DateShape : Shape;

/// <summary>One of a few words.</summary>
/// <param name="Words">The words.</param>
/// <param name="Refused">Words that a user may know from elsewhere, with what to say about them.</param>
internal sealed record ChoiceShape(ImmutableArray<string> Words, ImmutableDictionary<string, string> Refused) : Shape
{
    /// <summary>The values of an enumeration, in kebab case.</summary>
    public static ChoiceShape Of<TEnum>()
        where TEnum : struct, Enum => Of([.. Enum.GetNames<TEnum>().Select(Wording.Kebab)]);

    public static ChoiceShape Of(params ImmutableArray<string> words) => new(words, ImmutableDictionary<string, string>.Empty);
}

/// <summary>The id of a row of a table.</summary>
/// <param name="Table">Key of the table at the root: "locations", "blocs", …</param>
/// <param name="MayBeEmpty">The empty text means "none".</param>
internal sealed record ReferenceShape(string Table, bool MayBeEmpty = false) : Shape;

/// <summary>A list; references in it must differ.</summary>
/// <param name="Item">Shape of every item.</param>
/// <param name="Least">Least number of items.</param>
/// <param name="MayRepeat">A value may stand twice.</param>
internal sealed record ListShape(Shape Item, int Least = 0, bool MayRepeat = false) : Shape;

/// <summary>One value, or a list of such values.</summary>
/// <param name="Item">Shape of every value.</param>
internal sealed record OneOrMoreShape(Shape Item) : Shape;

/// <summary>Keys with a meaning of their own, and perhaps rows with ids chosen by the user.</summary>
/// <param name="Keys">The known keys, in the order in which files should have them.</param>
/// <param name="Rows">What stands under any other key; null if no other key is allowed.</param>
internal sealed record MapShape(ImmutableArray<Key> Keys, RowShape? Rows = null) : Shape
{
    private readonly Dictionary<string, Key> byName = Keys.ToDictionary(key => key.Name, StringComparer.Ordinal);

    /// <summary>A table: rows only.</summary>
    public static MapShape Table(string noun, Shape row) => new([], new RowShape(noun, RowShape.IdPattern, row));

    public Key? Find(string name) => byName.GetValueOrDefault(name);
}

/// <summary>The rows of a table.</summary>
/// <param name="Noun">What a row is: "location".</param>
/// <param name="Pattern">Regular expression of the ids.</param>
/// <param name="Row">Shape of a row.</param>
internal sealed record RowShape(string Noun, string Pattern, Shape Row)
{
    /// <summary>Most rows of a table, fifty times the theatre's: what is computed per pair of rows stays within seconds.</summary>
    public const int MostRows = 10_000;

    /// <summary>Ids: no dots, so that every value has a path.</summary>
    public const string IdPattern = "^[a-z0-9][a-z0-9-]{0,79}$";

    /// <summary>Names of countries as keys.</summary>
    public const string NamePattern = "^[^.\\[\\]\\n\\r\\t]{1,80}$";
}

/// <summary>Any part of a scenario, laid over it: the changes of a what-if.</summary>
internal sealed record ChangesShape : Shape;

/// <summary>A key of a map.</summary>
/// <param name="Name">As written in files.</param>
/// <param name="Shape">What its value may be.</param>
/// <param name="Description">For people: meaning and unit.</param>
internal sealed record Key(string Name, Shape Shape, string Description)
{
    /// <summary>A scenario without it is refused.</summary>
    public bool IsRequired { get; init; }

    /// <summary>Value when the file says nothing, as it would be written; null if being absent has a meaning of its own.</summary>
    public string? Default { get; init; }

    /// <summary>The default is the id of the row.</summary>
    public bool DefaultIsId { get; init; }

    /// <summary>The default in words, where it depends on other values.</summary>
    public string DefaultText { get; init; } = "";
}
