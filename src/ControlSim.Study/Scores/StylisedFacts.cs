using System.Collections.Immutable;
using ControlSim.Runs;
using ControlSim.Scenarios;
using ControlSim.Study.Experiments;
using ControlSim.Study.Statistics;

namespace ControlSim.Study.Scores;

/// <summary>
/// Patterns that are known of such wars, measured on runs: several weak ones at once tell more of a model than one strong one (Grimm et al.
/// 2005). The patterns and bounds were written down before the runs were looked at. They are about the bloc that loses most towns.
/// </summary>
public sealed partial class StylisedFacts
{
    /// <summary>Inhabitants below which a place is thinly held desert or steppe, for the recaptures: Sukhna and Qaryatayn have fewer.</summary>
    private const long ThinlyHeld = 30_000;

    private const int QuietDays = 90;
    private readonly Ensemble ensemble;
    private readonly Scenario scenario;
    private readonly ObservedControl observed;
    private readonly int bloc;

    private StylisedFacts(Ensemble ensemble, ObservedControl observed, int bloc) =>
        (this.ensemble, scenario, this.observed, this.bloc) = (ensemble, ensemble.Scenario, observed, bloc);

    /// <summary>Row of the bloc that the facts are about: that which lost most towns on record in 2016, else in the run; -1 if none did.</summary>
    public static int BlocOf(ObservedControl observed)
    {
        int loser = HazardFit.Of(observed, new RoadDistances(observed.Scenario)).Loser;
        return loser >= 0 ? loser : observed.Towns
            .Where(t => t.Fall(observed.Scenario.Ticks, observed.Holders) is not null)
            .SelectMany(t => t.Start).Where(observed.Holders.IsBloc)
            .GroupBy(h => h).OrderByDescending(g => g.Count()).ThenBy(g => g.Key).Select(g => g.Key).FirstOrDefault(-1);
    }

    /// <summary>The scenario with the outcomes that the facts need; its runs are the same.</summary>
    public static Scenario Prepare(Scenario scenario, int bloc) => FactOutcomes.With(scenario, scenario.Blocs[bloc].Id);

    /// <summary>Measures all facts.</summary>
    /// <param name="ensemble">Runs of the scenario of <see cref="Prepare"/>.</param>
    /// <param name="observed">The record, over the same scenario.</param>
    /// <param name="bloc">Of <see cref="BlocOf"/>.</param>
    public static ImmutableArray<StylisedFact> Of(Ensemble ensemble, ObservedControl observed, int bloc)
    {
        var facts = new StylisedFacts(ensemble, observed, bloc);
        return
        [
            facts.EventSizes(), facts.CellsBeforeTheLastTowns(), facts.Recaptures(), facts.Relocations(), .. facts.Floor(), facts.RevenueByTerritory(),
            facts.AreaLost(), .. facts.Durations(), .. facts.FightersThen(),
        ];
    }

    private StylisedFact EventSizes()
    {
        double[] sizes = [.. ensemble.Results.SelectMany(r => Attacks(r).Where(a => CellsShare(r, a.Tick) >= 0.5).Select(a => a.Fighters))];
        var law = DiscretePowerLaw.Fit(sizes);
        return new StylisedFact(
            "event-size-exponent", "Exponent of the sizes of attacks (killed) while half the bloc is in cells", 2.3, 2.8, law is null ? [] : [law.Exponent],
            "Bohorquez et al. 2009; Johnson et al. 2013: about 2.5",
            law is null ? $"{sizes.Length} attacks in such times: too few" : $"± {law.Error:0.00}, {law.Count} of {sizes.Length} attacks, from {law.Least:0} killed on; all runs together");
    }

    private StylisedFact CellsBeforeTheLastTowns() => new(
        "cells-before-last-towns", "Share in cells when a tenth of the towns is left, less when half was left", 0.01, 1,
        PerRun(r => FirstBelow(r, 0.1) is int last && FirstBelow(r, 0.5) is int half && last > half ? CellsShare(r, last) - CellsShare(r, half) : double.NaN),
        "statements on dispersal before the fall of the last towns", "no value where a run does not come that far");

    private StylisedFact Recaptures()
    {
        double[] days = [.. ensemble.Results.SelectMany(DaysHeld)];
        return new StylisedFact(
            "recapture-days", "Days until a thinly held place that the bloc took is lost again, median of all", 1, 42,
            days.Length == 0 ? [] : [Quantiles.Of(days, 0.5)], "Qaryatayn 2017: 21 days; Sukhna: weeks",
            $"{(double)days.Length / Math.Max(1, ensemble.Results.Length):0.0} such places a run, below {ThinlyHeld} inhabitants");
    }

    private StylisedFact Relocations() => new(
        "relocation-share", "Of places where attacks begin beside one attacked the month before, share where that one went quiet", 0.5, 1,
        PerRun(RelocationShare), "Zhukov 2012: relocation more than expansion", "by month, between places one road apart");

    private ImmutableArray<StylisedFact> Floor()
    {
        double End(RunResult r) => Fighters(r, scenario.Ticks) / Enumerable.Range(0, scenario.Ticks + 1).Max(t => Fighters(r, t));
        double Slope(RunResult r) => Fighters(r, scenario.Ticks - QuietDays) is > 0 and double before ? Math.Abs((Fighters(r, scenario.Ticks) / before) - 1) : double.NaN;
        bool IsOver(RunResult r) => FirstBelow(r, 0.1) is int last && scenario.Ticks - last >= 2 * QuietDays;
        const string Note = "only runs in which a tenth of the towns or less is left for 180 days";
        return
        [
            new("stock-left", "Fighters at the end as a share of the most there were", 0.01, 0.6, PerRun(r => IsOver(r) ? End(r) : double.NaN), "Kress and Szechtman 2009: a floor, not zero", Note),
            new("stock-change", "Change of the fighters over the last 90 days, as a share", 0, 0.1, PerRun(r => IsOver(r) ? Slope(r) : double.NaN), "the same: the stock levels off", Note),
        ];
    }

    private StylisedFact RevenueByTerritory()
    {
        var quarters = FactOutcomes.Quarters(scenario).Select(q => (q.From, q.To, Row: FactOutcomes.Row(scenario, $"revenue-{q.Number}"))).ToArray();
        double Tau(RunResult r) => Kendall.Tau(
            [.. quarters.Select(q => r.Outcomes[q.Row])],
            [.. quarters.Select(q => Enumerable.Range(scenario.TickOf(q.From), q.To.DayNumber - q.From.DayNumber + 1).Average(t => OfBloc(r.Series.HeldPopulation, t)))]);
        return new StylisedFact(
            "revenue-territory", "Kendall's tau of the revenue of a quarter and the people held in it", 0.5, 1,
            quarters.Length < 4 ? [] : PerRun(Tau), "IHS, ICSR/EY: revenue fell with territory", $"{quarters.Length} quarters{(quarters.Length < 4 ? ", at least 4 are needed" : "")}");
    }

    /// <summary>Both over the towns on record alone, against the most that the record ever gives the bloc.</summary>
    private StylisedFact AreaLost()
    {
        int tick = scenario.TickOf(FactOutcomes.Day);
        double most = Months(new DateOnly(2014, 6, 30), FactOutcomes.Day).Max(d => OnRecord(scenario.TickOf(d)));
        bool has = tick > 0 && tick <= scenario.Ticks && most > 0;
        double record = has ? 100 * (1 - (OnRecord(tick) / most)) : double.NaN;
        double Run(RunResult r) => 100 * (1 - (observed.Towns.Sum(t => r.Series.Owner[(tick * scenario.Locations.Length) + t.Location] == bloc ? Area(t) : 0) / most));
        return new StylisedFact(
            "area-lost", "Area lost by 5 November 2017, % of the most: model less record", -3, 3, has ? PerRun(r => Run(r) - record) : [],
            "the observed table", has ? $"on record {record:0.0} %, in the runs {Quantiles.Of(PerRun(Run).AsSpan(), 0.5):0.0} %; the article says more than 96 %" : "the run does not reach the day");
    }

    private IEnumerable<StylisedFact> Durations()
    {
        var days = FactOutcomes.Battles.Select(b => (b.Town, b.Days, b.From, Row: FactOutcomes.Row(scenario, $"days-{b.Town}"))).Where(b => b.Row >= 0).ToArray();
        foreach (var (town, on, from, row) in days)
        {
            bool began = scenario.Start <= DateOnly.ParseExact(from, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
            yield return new StylisedFact(
                $"days-{town}", $"Days of the battle of {scenario.Locations.First(l => l.Id == town).Name}", on / 2.0, on * 2.0,
                began ? PerRun(r => r.Outcomes[row]) : [], "the record, within a factor of 2", $"on record {on}, from {from}{(began ? "" : ", before this scenario begins")}");
        }

        (string Town, int Days, string From, int Row) main = days.FirstOrDefault(d => d.Town == "mosul");
        int[] pockets = [.. days.Where(d => d.Town is "tal-afar" or "hawija" or "al-qaim").Select(d => d.Row)];
        double Ratio(RunResult r)
        {
            double[] after = [.. pockets.Select(p => r.Outcomes[p]).Where(double.IsFinite)];
            return after.Length == 0 ? double.NaN : r.Outcomes[main.Row] / Math.Max(1, after.Average());
        }

        bool has = main.Town is not null && pockets.Length > 0 && scenario.Start <= new DateOnly(2016, 11, 1);
        yield return new StylisedFact(
            "main-city-to-pockets", "Days of Mosul over the mean of Tal Afar, Hawija and al-Qa'im", 10, double.PositiveInfinity, has ? PerRun(Ratio) : [],
            "the record: 26", has ? "a battle of no days counts as one" : "the scenario begins after the battle of Mosul did");
    }

    private IEnumerable<StylisedFact> FightersThen()
    {
        (string Country, double Low, double High)[] sides = [("Iraq", 1500, 2500), ("Syria", 0, 3000)];
        return sides.Select(side =>
        {
            int row = FactOutcomes.Row(scenario, $"fighters-{side.Country}");
            return new StylisedFact(
                $"fighters-{side.Country.ToLowerInvariant()}", $"Fighters in {side.Country} on 5 November 2017", side.Low, side.High,
                row < 0 ? [] : PerRun(r => r.Outcomes[row]), "the article of November 2017",
                row < 0 ? "the run does not reach the day" : side.Country == "Syria" ? "up to 3,000" : "1,500 to 2,500");
        });
    }
}
