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
        int[][] atStart = AtStart(scenario);
        Rivals[] rivals = [.. ensemble.Results.Select(r => new Rivals(r, atStart))];
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

    /// <summary>By location: the blocs that contest or own it at the start, in order of rows.</summary>
    private static int[][] AtStart(Scenario scenario)
    {
        ILookup<string, InitialControl> control = scenario.Control.ToLookup(c => c.Location, StringComparer.Ordinal);
        var sides = new int[scenario.Locations.Length][];
        for (int l = 0; l < sides.Length; l++)
        {
            string[] by = [.. control[scenario.Locations[l].Id].SelectMany(c => c.ContestedBy.Prepend(c.Owner))];
            sides[l] = [.. Enumerable.Range(0, scenario.Blocs.Length).Where(b => by.Contains(scenario.Blocs[b].Id, StringComparer.Ordinal))];
        }

        return sides;
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

    private sealed record Contest(int Owner, int Bloc, int Rival) : IComparable<Contest>
    {
        public int CompareTo(Contest? other) => other is null ? 1 : (Owner, Bloc, Rival).CompareTo((other.Owner, other.Bloc, other.Rival));
    }

    /// <summary>
    /// The two that contest a place in a run: its owner, the bloc whose operation was last launched at it, the one that takes
    /// it next, those that contest it at the start: the first two of these.
    /// </summary>
    private sealed class Rivals(RunResult run, int[][] atStart)
    {
        private readonly ILookup<int, RunEvent> launches =
            run.Events.Where(e => e.Kind == RunEventKind.OperationLaunched).ToLookup(e => e.Location);

        private readonly ILookup<int, Capture> captures = run.Captures.ToLookup(c => c.Location);

        public Contest At(int tick, int location, int owner)
        {
            (int first, int second) = (owner, -1);
            void Take(int side) => (first, second) = first < 0 ? (side, -1) : second < 0 && side != first ? (first, side) : (first, second);
            Take(Attacker(tick, location));
            Take(Captor(tick, location));
            for (int i = 0; i < atStart[location].Length && second < 0; i++)
            {
                Take(atStart[location][i]);
            }

            return new Contest(owner, first, second);
        }

        private int Attacker(int tick, int location)
        {
            int bloc = -1;
            foreach (RunEvent launch in launches[location])
            {
                bloc = launch.Tick <= tick ? launch.Bloc : bloc;
            }

            return bloc;
        }

        private int Captor(int tick, int location)
        {
            foreach (Capture capture in captures[location])
            {
                if (capture.Tick >= tick)
                {
                    return capture.Bloc;
                }
            }

            return -1;
        }
    }
}
