using ControlSim.Runs;
using ControlSim.Scenarios;
using ControlSim.Study.Experiments;

namespace ControlSim.Study.ResultFiles;

/// <summary>
/// contested.csv: in which share of the replicates each location is contested, and between whom. Only days
/// on which this changes are written; all rows of a location at a tick hold until its next rows.
/// </summary>
internal static class ContestedTable
{
    public static ResultTable Of(Ensemble ensemble) => new(
        "contested.csv",
        "Contested locations as shares of the replicates; only the days on which a location's shares change",
        [
            TableColumn.Location,
            TableColumn.Date,
            TableColumn.Tick,
            new TableColumn("owner", "string", "", "Id of the bloc that owns it on paper; empty if none does."),
            new TableColumn("bloc", "string", "", "Id of one bloc that contests it, the owner if there is one; empty if not known."),
            new TableColumn("rival", "string", "", "Id of the other; empty if not known."),
            new TableColumn("share", "number", "1", "Share of the replicates; one row with 0 where it is no longer contested in any."),
        ],
        csv => Write(csv, ensemble));

    private static void Write(CsvWriter csv, Ensemble ensemble)
    {
        Scenario scenario = ensemble.Scenario;
        Rivals[] rivals = [.. ensemble.Results.Select(r => new Rivals(r))];
        for (int location = 0; location < scenario.Locations.Length; location++)
        {
            (Contest Contest, int Count)[] before = [];
            for (int tick = 0; tick <= scenario.Ticks; tick++)
            {
                (Contest Contest, int Count)[] now = At(ensemble, rivals, tick, location);
                if (!now.SequenceEqual(before)) Write(csv, ensemble, tick, location, now);
                before = now;
            }
        }
    }

    private static (Contest Contest, int Count)[] At(Ensemble ensemble, Rivals[] rivals, int tick, int location)
    {
        int index = (tick * ensemble.Scenario.Locations.Length) + location;
        var contests = new List<Contest>();
        for (int r = 0; r < ensemble.Results.Length; r++)
        {
            RunSeries series = ensemble.Results[r].Series;
            if (series.Contested[index] != 0) contests.Add(rivals[r].At(tick, location, series.Owner[index]));
        }

        return [.. contests.GroupBy(c => c).OrderBy(g => g.Key).Select(g => (g.Key, g.Count()))];
    }

    private static void Write(CsvWriter csv, Ensemble ensemble, int tick, int location, (Contest Contest, int Count)[] rows)
    {
        Scenario scenario = ensemble.Scenario;
        string Bloc(int row) => row < 0 ? "" : scenario.Blocs[row].Id;
        foreach ((Contest contest, int count) in rows.DefaultIfEmpty((new Contest(-1, -1, -1), 0)))
        {
            csv.Field(scenario.Locations[location].Id)
                .Field(scenario.DateOf(tick))
                .Field(tick)
                .Field(Bloc(contest.Owner))
                .Field(Bloc(contest.Bloc))
                .Field(Bloc(contest.Rival))
                .Field((double)count / ensemble.Results.Length)
                .EndRow();
        }
    }

    private readonly record struct Contest(int Owner, int Bloc, int Rival) : IComparable<Contest>
    {
        public int CompareTo(Contest other) => (Owner, Bloc, Rival).CompareTo((other.Owner, other.Bloc, other.Rival));
    }

    /// <summary>
    /// The two that contest a place in a run: its owner, the bloc whose operation was last launched at it, the one that takes
    /// it next, those that contest it at the start: the first two of these.
    /// </summary>
    private sealed class Rivals(RunResult run)
    {
        private readonly ILookup<int, RunEvent> launches =
            run.Events.Where(e => e.Kind == RunEventKind.OperationLaunched).ToLookup(e => e.Location);

        private readonly ILookup<int, Capture> captures = run.Captures.ToLookup(c => c.Location);

        public Contest At(int tick, int location, int owner)
        {
            IEnumerable<int> sides = new[] { owner }
                .Concat(launches[location].Where(e => e.Tick <= tick).Select(e => e.Bloc).Reverse().Take(1))
                .Concat(captures[location].Where(c => c.Tick >= tick).Select(c => c.Bloc).Take(1))
                .Concat(AtStart(location));
            int[] two = [.. sides.Where(b => b >= 0).Distinct().Take(2), -1, -1];
            return new Contest(owner, two[0], two[1]);
        }

        private IEnumerable<int> AtStart(int location)
        {
            Scenario scenario = run.Scenario;
            string id = scenario.Locations[location].Id;
            string[] by = [.. scenario.Control.Where(c => c.Location == id).SelectMany(c => c.ContestedBy.Prepend(c.Owner))];
            return Enumerable.Range(0, scenario.Blocs.Length).Where(b => by.Contains(scenario.Blocs[b].Id));
        }
    }
}
