using System.Collections.Immutable;
using System.Text;
using ControlSim.Scenarios;

namespace ControlSim.Study.Scores;

/// <summary>
/// Who can hold a town: the blocs of the scenario by their row, then nobody, then any holder that is no bloc of the scenario.
/// Forecasts and observations are shares over these, which sum to 1.
/// </summary>
public sealed class Holders
{
    private readonly Dictionary<string, int> rows = new(StringComparer.Ordinal);
    private readonly int blocs;

    /// <summary>Knows a bloc by its id or name, and by the id or name of a faction, letters and digits alone.</summary>
    public Holders(Scenario scenario)
    {
        blocs = scenario.Blocs.Length;
        var blocRows = Enumerable.Range(0, blocs).ToDictionary(b => scenario.Blocs[b].Id, StringComparer.Ordinal);
        for (int b = 0; b < blocs; b++) rows.TryAdd(Plain(scenario.Blocs[b].Id), b);
        for (int b = 0; b < blocs; b++) rows.TryAdd(Plain(scenario.Blocs[b].Name), b);
        foreach (Faction faction in scenario.Factions)
        {
            rows.TryAdd(Plain(faction.Id), blocRows[faction.Bloc]);
            rows.TryAdd(Plain(faction.Name), blocRows[faction.Bloc]);
        }

        foreach (string nobody in new[] { "none", "nobody", "no one" }) rows.TryAdd(Plain(nobody), Nobody);
    }

    /// <summary>Number of rows.</summary>
    public int Count => blocs + 2;

    /// <summary>Row of "nobody".</summary>
    public int Nobody => blocs;

    /// <summary>Row of every holder that the scenario does not know.</summary>
    public int Other => blocs + 1;

    /// <summary>Is it a bloc of the scenario?</summary>
    public bool IsBloc(int row) => row < blocs;

    /// <summary>Row of a holder by name.</summary>
    public int Row(string name) => rows.GetValueOrDefault(Plain(name), Other);

    /// <summary>Adds equal shares of some holders to a row of shares.</summary>
    public static void AddShares(Span<double> shares, ImmutableArray<int> holders, double weight)
    {
        foreach (int holder in holders) shares[holder] += weight / holders.Length;
    }

    private static string Plain(string name)
    {
        var text = new StringBuilder(name.Length);
        foreach (char c in name.Where(char.IsLetterOrDigit)) text.Append(char.ToLowerInvariant(c));
        return text.ToString();
    }
}
