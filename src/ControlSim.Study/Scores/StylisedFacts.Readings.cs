using System.Collections.Immutable;
using ControlSim.Runs;

namespace ControlSim.Study.Scores;

/// <summary>What is read off one run.</summary>
public sealed partial class StylisedFacts
{
    /// <summary>Values of the runs that have one.</summary>
    private ImmutableArray<double> PerRun(Func<RunResult, double> value) => [.. ensemble.Results.Select(value).Where(double.IsFinite)];

    private double OfBloc(double[] series, int tick) => series[(tick * scenario.Blocs.Length) + bloc];

    private double Fighters(RunResult run, int tick) => OfBloc(run.Series.Massed, tick) + OfBloc(run.Series.Cells, tick);

    private double CellsShare(RunResult run, int tick) => Fighters(run, tick) is > 0 and double all ? OfBloc(run.Series.Cells, tick) / all : 0;

    private IEnumerable<RunEvent> Attacks(RunResult run) => run.Events.Where(e => e.Kind == RunEventKind.Attack && e.Bloc == bloc);

    private int Towns(RunResult run, int tick)
    {
        int locations = scenario.Locations.Length, count = 0;
        for (int l = 0; l < locations; l++) count += run.Series.Owner[(tick * locations) + l] == bloc ? 1 : 0;
        return count;
    }

    /// <summary>First day on which the bloc holds no more than a share of the towns that it held at the start; null if there is none.</summary>
    private int? FirstBelow(RunResult run, double share)
    {
        int start = Towns(run, 0);
        for (int t = 1; t <= scenario.Ticks && start > 0; t++)
        {
            if (Towns(run, t) <= share * start) return t;
        }

        return null;
    }

    /// <summary>Days that thinly held places stayed with the bloc after it took them in the run; those it still holds do not count.</summary>
    private IEnumerable<double> DaysHeld(RunResult run)
    {
        foreach (var place in run.Captures.Where(c => scenario.Locations[c.Location].Population < ThinlyHeld && !scenario.Locations[c.Location].IsRefuge).GroupBy(c => c.Location))
        {
            int taken = -1;
            foreach (Capture capture in place.OrderBy(c => c.Tick))
            {
                if (capture.Bloc == bloc) taken = taken < 0 ? capture.Tick : taken;
                else if (taken >= 0)
                {
                    yield return capture.Tick - taken;
                    taken = -1;
                }
            }
        }
    }

    private double RelocationShare(RunResult run)
    {
        var attacked = Attacks(run).GroupBy(a => Month(a.Tick)).ToDictionary(g => g.Key, g => g.Select(a => a.Location).ToHashSet());
        var neighbours = Neighbours();
        int relocations = 0, expansions = 0;
        foreach ((int month, HashSet<int> now) in attacked)
        {
            if (!attacked.TryGetValue(month - 1, out HashSet<int>? before)) continue;
            foreach (int origin in now.Where(l => !before.Contains(l)).SelectMany(l => neighbours[l].Where(before.Contains)))
            {
                if (now.Contains(origin)) expansions++;
                else relocations++;
            }
        }

        return relocations + expansions == 0 ? double.NaN : (double)relocations / (relocations + expansions);
    }

    private int Month(int tick) => (scenario.DateOf(tick).Year * 12) + scenario.DateOf(tick).Month;

    private List<int>[] Neighbours()
    {
        var rows = Enumerable.Range(0, scenario.Locations.Length).ToDictionary(l => scenario.Locations[l].Id, StringComparer.Ordinal);
        List<int>[] neighbours = [.. rows.Select(_ => new List<int>())];
        foreach (var corridor in scenario.Corridors)
        {
            neighbours[rows[corridor.From]].Add(rows[corridor.To]);
            neighbours[rows[corridor.To]].Add(rows[corridor.From]);
        }

        return neighbours;
    }

    private double Area(ObservedTown town) => scenario.Locations[town.Location].AreaKm2;

    /// <summary>Area of the towns that the record gives the bloc on a day; of a contested one its part.</summary>
    private double OnRecord(int tick) => observed.Towns.Sum(t =>
    {
        ImmutableArray<int> holders = t.LastKnown(tick);
        return holders.Contains(bloc) ? Area(t) / holders.Length : 0;
    });

    private static IEnumerable<DateOnly> Months(DateOnly from, DateOnly to)
    {
        for (DateOnly day = from; day <= to; day = day.AddMonths(1)) yield return day;
    }
}
