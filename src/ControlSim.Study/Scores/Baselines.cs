using System.Collections.Immutable;
using ControlSim.Scenarios;

namespace ControlSim.Study.Scores;

/// <summary>
/// Forecasts without the model, as shares by cell and holder. All begin with what was observed at the start.
/// </summary>
/// <param name="cells">Towns and days.</param>
/// <param name="roads">Distances.</param>
/// <param name="fit">Hazards of 2016.</param>
public sealed class Baselines(ScoredCells cells, RoadDistances roads, HazardFit fit)
{
    private const double DaysOfMonth = 365.25 / 12;
    private readonly ObservedControl observed = cells.Observed;

    /// <summary>Nothing changes.</summary>
    public double[] Persistence() => Each((cell, shares) => Holders.AddShares(shares, observed.Towns[cell.Town].Start, 1));

    /// <summary>Every town of the losing bloc goes over to the nearest other holder with one hazard.</summary>
    public double[] Hazard() => Each((cell, shares) =>
        Lose(shares, cell.Town, fit.Loser < 0 ? 1 : Math.Pow(1 - fit.Monthly, cell.Tick / DaysOfMonth)));

    /// <summary>
    /// The same within the front distance of a town that is not the losing bloc's: month by month, and as the front moves, each
    /// town's hazard is multiplied by the chance that some town within that distance has been lost (taken as independent).
    /// </summary>
    public double[] Front()
    {
        double[][] kept = KeptAtFront(1 + (int)(observed.Scenario.Ticks / DaysOfMonth));
        return Each((cell, shares) =>
        {
            double months = cell.Tick / DaysOfMonth;
            int whole = (int)months;
            double now = kept[whole][cell.Town], then = kept[whole + 1][cell.Town];
            Lose(shares, cell.Town, now <= 0 ? 0 : now * Math.Pow(then / now, months - whole));
        });
    }

    /// <summary>Each attack order's objectives go to the bloc of its faction on the order's first day.</summary>
    public double[] ScriptOnly()
    {
        Scenario scenario = observed.Scenario;
        var factions = scenario.Factions.ToDictionary(f => f.Id, f => f.Bloc, StringComparer.Ordinal);
        var blocs = Enumerable.Range(0, scenario.Blocs.Length).ToDictionary(b => scenario.Blocs[b].Id, StringComparer.Ordinal);
        var orders = scenario.Orders
            .Where(o => o.Verb is OrderVerb.Advance or OrderVerb.Siege or OrderVerb.Raid)
            .Select(o => (Order: o, Bloc: blocs[factions[o.Faction]]))
            .Where(o => scenario.Blocs[o.Bloc].Owns)
            .OrderBy(o => o.Order.Date)
            .ThenBy(o => o.Order.Id, StringComparer.Ordinal)
            .ToArray();
        return Each((cell, shares) =>
        {
            string id = scenario.Locations[observed.Towns[cell.Town].Location].Id;
            var last = orders.LastOrDefault(o => scenario.TickOf(o.Order.Date) <= cell.Tick && o.Order.Objectives.Contains(id));
            Holders.AddShares(shares, last.Order is null ? observed.Towns[cell.Town].Start : [last.Bloc], 1);
        });
    }

    /// <summary>
    /// A static order of falls: the nearer to the last stronghold, the later. The last stronghold is the place that falls last of
    /// those of the bloc that loses most places: known only afterwards, which favours this baseline.
    /// </summary>
    /// <param name="falls">The observed falls.</param>
    /// <returns>A value for each fall that rises with the expected date.</returns>
    public double[] StaticOrder(ImmutableArray<ObservedFall> falls)
    {
        if (falls.IsEmpty) return [];
        int loser = falls.SelectMany(f => f.Town.Start.Where(h => h != f.Bloc)).GroupBy(h => h).OrderByDescending(g => g.Count()).ThenBy(g => g.Key).First().Key;
        int stronghold = falls.Where(f => f.Town.Start.Contains(loser)).OrderByDescending(f => f.Tick).First().Town.Location;
        return [.. falls.Select(f => -roads.Between(f.Town.Location, stronghold))];
    }

    // Probability that the losing bloc still holds each town after 0, 1, ... months.
    private double[][] KeptAtFront(int months)
    {
        int towns = observed.Towns.Length;
        double[][] kept = [[.. observed.Towns.Select(t => fit.Loser >= 0 && t.Start.Contains(fit.Loser) ? 1.0 : 0)]];
        double[] first = kept[0];
        int[][] near =
        [
            .. Enumerable.Range(0, towns).Select(t => Enumerable.Range(0, towns)
                .Where(u => u != t && roads.Between(observed.Towns[t].Location, observed.Towns[u].Location) <= fit.FrontKm)
                .ToArray()),
        ];
        var all = new List<double[]>(kept);
        for (int m = 0; m < months; m++)
        {
            double[] now = all[m];
            all.Add([.. Enumerable.Range(0, towns).Select(t =>
                first[t] == 0 ? 0 : now[t] * (1 - (fit.FrontMonthly * (1 - near[t].Aggregate(1.0, (p, u) => p * now[u])))))]);
        }

        return [.. all];
    }

    // The losing bloc keeps a part of its share; the rest goes to the others that contest the town, or to the nearest other holder.
    private void Lose(Span<double> shares, int town, double kept)
    {
        ImmutableArray<int> start = observed.Towns[town].Start;
        Holders.AddShares(shares, start, 1);
        if (fit.Loser < 0 || !start.Contains(fit.Loser)) return;
        double lost = shares[fit.Loser] * (1 - kept);
        ImmutableArray<int> others = start.Length > 1 ? start.Remove(fit.Loser) : Nearest(town);
        if (others.IsEmpty) return;
        shares[fit.Loser] -= lost;
        Holders.AddShares(shares, others, lost);
    }

    private ImmutableArray<int> Nearest(int town)
    {
        var nearest = Enumerable.Range(0, observed.Towns.Length)
            .Where(u => u != town && HazardFit.IsOthers(observed.Towns[u].Start, fit.Loser, observed.Holders))
            .Select(u => (Town: u, Km: roads.Between(observed.Towns[town].Location, observed.Towns[u].Location)))
            .Where(u => double.IsFinite(u.Km))
            .OrderBy(u => u.Km)
            .Take(1)
            .ToArray();
        return nearest.Length == 0 ? [] : observed.Towns[nearest[0].Town].Start;
    }

    private double[] Each(CellForecast forecast)
    {
        double[] shares = new double[cells.Shares.Length];
        for (int i = 0; i < cells.Cells.Length; i++) forecast(cells.Cells[i], cells.Of(shares, i));
        return shares;
    }

    private delegate void CellForecast(ScoredCell cell, Span<double> shares);
}
