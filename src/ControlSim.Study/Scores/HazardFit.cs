using System.Collections.Immutable;

namespace ControlSim.Study.Scores;

/// <summary>
/// The hazards that two baselines use, fitted on the rows of 2016 alone: of the bloc that lost most towns in that year, the share of
/// its towns that it lost in a month, anywhere and within the front distance that tells losses from the rest best.
/// </summary>
/// <param name="Loser">Row of the bloc; -1 where nobody lost a town in 2016, and then both hazards are 0.</param>
/// <param name="Losses">Towns it lost in the months of 2016.</param>
/// <param name="Exposure">Town-months it held.</param>
/// <param name="Monthly">Share lost a month, 0 to 1.</param>
/// <param name="FrontKm">Road distance to the nearest town of another holder within which towns are lost, km.</param>
/// <param name="FrontMonthly">Share lost a month of those within that distance, 0 to 1.</param>
public sealed record HazardFit(int Loser, int Losses, int Exposure, double Monthly, double FrontKm, double FrontMonthly)
{
    private static readonly DateOnly From = new(2016, 1, 1);
    private static readonly double[] Fronts = [10, 20, 30, 40, 50, 60, 80, 100, 125, 150, 200, 300];

    /// <summary>Fits.</summary>
    public static HazardFit Of(ObservedControl observed, RoadDistances roads)
    {
        int[] starts = [.. Enumerable.Range(0, 13).Select(m => observed.Scenario.TickOf(From.AddMonths(m)))];
        ImmutableArray<int>[][] states = [.. observed.Towns.Select(t => starts.Select(s => Known(t, s)).ToArray())];
        int loser = LoserOf(states, observed.Holders);
        if (loser < 0) return new HazardFit(-1, 0, 0, 0, 0, 0);
        var cases = new List<(double Km, bool IsLost)>();
        for (int m = 0; m < 12; m++)
        {
            for (int t = 0; t < states.Length; t++)
            {
                if (!states[t][m].Contains(loser) || states[t][m + 1].IsEmpty) continue;
                double km = NearestKm(observed, roads, t, u => IsOthers(states[u][m], loser, observed.Holders));
                cases.Add((km, IsOthers(states[t][m + 1], loser, observed.Holders)));
            }
        }

        int losses = cases.Count(c => c.IsLost);
        var front = Fronts
            .Select(km => (Km: km, Hazard: Share(cases.Where(c => c.Km <= km))))
            .MinBy(f => cases.Sum(c => Square((c.Km <= f.Km ? f.Hazard : 0) - (c.IsLost ? 1 : 0))));
        return new HazardFit(loser, losses, cases.Count, (double)losses / cases.Count, front.Km, front.Hazard);
    }

    /// <summary>Is the town in the hands of blocs other than this one, and of them alone?</summary>
    internal static bool IsOthers(ImmutableArray<int> state, int loser, Holders holders) =>
        state.Length == 1 && state[0] != loser && state[0] != holders.Nobody;

    /// <summary>Road distance of a town to the nearest other for which something holds, km.</summary>
    internal static double NearestKm(ObservedControl observed, RoadDistances roads, int town, Func<int, bool> holds)
    {
        double least = double.PositiveInfinity;
        for (int u = 0; u < observed.Towns.Length; u++)
        {
            if (u != town && holds(u)) least = Math.Min(least, roads.Between(observed.Towns[town].Location, observed.Towns[u].Location));
        }

        return least;
    }

    // Before its first row nothing is known of a town, whatever the scenario says of its own first day.
    private static ImmutableArray<int> Known(ObservedTown town, int tick) =>
        town.States.IsEmpty || town.States[0].Tick > tick ? [] : town.LastKnown(tick);

    private static int LoserOf(ImmutableArray<int>[][] states, Holders holders) =>
        Enumerable.Range(0, holders.Nobody)
            .Select(b => (Bloc: b, Losses: states.Sum(s => Enumerable.Range(0, 12).Count(m => s[m].Contains(b) && IsOthers(s[m + 1], b, holders)))))
            .Where(l => l.Losses > 0)
            .OrderByDescending(l => l.Losses)
            .Select(l => l.Bloc)
            .FirstOrDefault(-1);

    private static double Share(IEnumerable<(double Km, bool IsLost)> cases)
    {
        bool[] lost = [.. cases.Select(c => c.IsLost)];
        return lost.Length == 0 ? 0 : (double)lost.Count(l => l) / lost.Length;
    }

    private static double Square(double x) => x * x;
}
