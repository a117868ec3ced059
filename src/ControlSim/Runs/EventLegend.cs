using System.Collections.Immutable;
using System.Numerics;
using System.Reflection;

namespace ControlSim.Runs;

/// <summary>One term of a kind of event.</summary>
/// <param name="Name">Name in tables.</param>
/// <param name="Words">What the numbers 0, 1, … mean; empty for a number that is a number.</param>
/// <param name="IsSum">Summed over what one line stands for; others are means weighted by fighters.</param>
public sealed record EventTerm(string Name, ImmutableArray<string> Words, bool IsSum);

/// <summary>Which terms each kind of event has, and what they mean: the attributes of the kinds are the only list.</summary>
public static class EventLegend
{
    private static readonly ImmutableArray<ImmutableArray<EventTerm>> Terms = [.. Enum.GetValues<RunEventKind>().Select(Read)];
    private static readonly byte[] Worded = BitsOf(term => !term.Words.IsEmpty); // by kind, a bit for each term
    private static readonly byte[] Summed = BitsOf(term => term.IsSum);

    /// <summary>Meaning and unit of every name of a term.</summary>
    public static ImmutableSortedDictionary<string, string> Meanings { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["access"] = "share of a load that arrives over the shortest usable way; 0 where none leads",
        ["air"] = "share of z from the air threat",
        ["asked"] = "fighters asked for; missing for all",
        ["assembled"] = "fighters that have gathered",
        ["battle_days"] = "days from the first to the last of the battle",
        ["bound"] = "value beyond which it happens",
        ["cause"] = "what made the units switch",
        ["consent"] = "the host's consent, 0 to 1",
        ["days"] = "days since it began",
        ["delay_days"] = "days from the claim to the report",
        ["early"] = "reported before it was owned",
        ["ending"] = "how the siege ended",
        ["enemy_lost"] = "fighters that the enemy lost in the battle",
        ["enemy_massed"] = "massed fighters of the enemy",
        ["enemy_strength"] = "effective strength of the enemy; at a capture the greatest of the battle",
        ["enemy_supply"] = "supply state of the enemy when he was last there, 0 to 1",
        ["fill"] = "share of the day's need that was delivered",
        ["force"] = "share of z from own against enemy strength",
        ["limit"] = "share of losses beyond which they give way: threshold times morale",
        ["loss_limit"] = "share of losses beyond which the commander breaks off",
        ["loss_share"] = "share of its fighters lost in the battle or attack",
        ["lost"] = "fighters lost in the attack",
        ["morale"] = "morale, 0 to 1; of a posture the share of z from it",
        ["order"] = "share of z from an order",
        ["other_share"] = "control share of the other bloc",
        ["outcome"] = "where they went",
        ["own_lost"] = "own fighters lost in the battle",
        ["own_massed"] = "own massed fighters",
        ["own_share"] = "own control share on the day before",
        ["own_strength"] = "own effective strength; at a capture the greatest of the battle",
        ["preparation_days"] = "days for which the forces gathered",
        ["previous_share"] = "control share of the last owner on the day before",
        ["quantity"] = "the quantity that is watched; 1 for what is so",
        ["reason"] = "why",
        ["required_ratio"] = "ratio of strengths that the commander requires",
        ["share"] = "own control share",
        ["short_days"] = "days for which less than half of the need was delivered",
        ["situation"] = "what sets their threshold",
        ["supply"] = "supply state, 0 to 1; of a posture the share of z from it",
        ["tension"] = "tension of the two factions, 0 to 1",
        ["to_supply"] = "open to supply",
        ["to_units"] = "open to massed units",
        ["units"] = "number of units",
        ["value"] = "new value",
        ["waited_days"] = "days since its date",
        ["z"] = "index of posture: high keeps massed",
    }.ToImmutableSortedDictionary(StringComparer.Ordinal);

    /// <summary>The terms of a kind, in order.</summary>
    public static ImmutableArray<EventTerm> Of(RunEventKind kind) => Terms[(int)kind];

    /// <summary>Value of a term by name; NaN if the event does not have it.</summary>
    public static double Term(this RunEvent logged, string name)
    {
        ImmutableArray<EventTerm> terms = Of(logged.Kind);
        for (int i = 0; i < terms.Length; i++)
        {
            if (terms[i].Name == name)
            {
                return logged.Terms[i];
            }
        }

        return double.NaN;
    }

    /// <summary>Do two events of one kind differ in a word? Then they stay two lines.</summary>
    internal static bool DifferInWords(RunEventKind kind, in EventTerms a, in EventTerms b)
    {
        for (uint rest = Worded[(int)kind]; rest != 0; rest &= rest - 1)
        {
            int i = BitOperations.TrailingZeroCount(rest);
            if (!a[i].Equals(b[i]))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The terms of two events of one kind in one line: sums, and means weighted by fighters.</summary>
    internal static EventTerms Join(RunEventKind kind, in EventTerms a, double weightA, in EventTerms b, double weightB)
    {
        Span<double> joined = stackalloc double[EventTerms.Most], added = stackalloc double[EventTerms.Most];
        a.CopyTo(joined);
        b.CopyTo(added);
        double weight = weightA + weightB, share = weightB / weight;
        uint summed = Summed[(int)kind], kept = weight <= 0 ? uint.MaxValue : Worded[(int)kind];
        for (int i = 0; i < EventTerms.Most; i++)
        {
            joined[i] = double.IsNaN(joined[i]) ? added[i]
                : double.IsNaN(added[i]) ? joined[i]
                : (summed >> i & 1) != 0 ? joined[i] + added[i]
                : (kept >> i & 1) != 0 ? joined[i]
                : joined[i] + (share * (added[i] - joined[i]));
        }

        return EventTerms.Of(joined);
    }

    private static byte[] BitsOf(Func<EventTerm, bool> which) =>
        [.. Terms.Select(terms => (byte)Enumerable.Range(0, terms.Length).Sum(i => which(terms[i]) ? 1 << i : 0))];

    private static ImmutableArray<EventTerm> Read(RunEventKind kind)
    {
        var attribute = typeof(RunEventKind).GetField(kind.ToString())!.GetCustomAttribute<TermsAttribute>();
        ImmutableArray<EventTerm> terms = [.. (attribute?.Terms ?? []).Select(Read)];
        return terms.Length <= EventTerms.Most ? terms : throw new InvalidOperationException($"{kind} has too many terms.");
    }

    private static EventTerm Read(string text)
    {
        string[] parts = text.Split(':');
        return new EventTerm(parts[0].TrimEnd('+'), parts.Length > 1 ? [.. parts[1].Split('|')] : [], parts[0].EndsWith('+'));
    }
}
