using System.Collections.Immutable;
using ControlSim.Runs;
using ControlSim.Scenarios;
using ControlSim.Study.Experiments;
using ControlSim.Study.Scores;

namespace ControlSim.Tests.Scores;

/// <summary>
/// Four towns in a row, 50 km apart, from 1 January to 1 March 2017, and runs of it written by hand. Green holds a, and b since
/// March 2016; Red holds c and d, and loses c to Green on 20 February.
/// </summary>
internal static class ScoreWorld
{
    public const int Red = 0;
    public const int Green = 1;

    public const string Table = """
        town_id,date,new_controller,previous,contested_by,row_type
        a,2015-06-01,Green,,,start
        b,2015-06-01,Red,,,start
        b,2016-03-15,Green,Red,,change
        c,2015-06-01,Red,,,start
        c,2017-02-20,Green,Red,,change
        d,2015-06-01,Red,,,start

        """;

    public static SmallWorld Small() => new SmallWorld { Days = 59 }
        .Faction("red").Faction("green")
        .Location("a", owner: "green").Location("b", owner: "green").Location("c", owner: "red").Location("d", owner: "red")
        .Corridor("a", "b", 50).Corridor("b", "c", 50).Corridor("c", "d", 50);

    public static ImmutableArray<ObservedRow> Rows(string table)
    {
        ObservedTable read = ObservedTable.Read("observed.csv", table);
        Assert.Empty(read.Problems);
        return read.Rows;
    }

    public static ObservedControl Observed(string table = Table, Scenario? scenario = null) => ObservedControl.Of(scenario ?? Small().Scenario(), Rows(table));

    /// <summary>Runs in which Green takes c on the given ticks; infinite for never. On the ticks of <paramref name="contested"/> both stand in c.</summary>
    public static Ensemble Runs(double[] falls, params int[] contested)
    {
        Scenario scenario = Small().Scenario();
        return new Ensemble
        {
            Scenario = scenario,
            Replicates = falls.Length,
            Results = [.. falls.Select(f => Run(scenario, f, contested))],
            Numbers = [.. Enumerable.Range(0, falls.Length)],
            Failures = [],
        };
    }

    private static RunResult Run(Scenario scenario, double fall, int[] contested)
    {
        int ticks = scenario.Ticks + 1;
        sbyte[] owner = new sbyte[ticks * 4];
        byte[] isContested = new byte[ticks * 4];
        ulong[] by = new ulong[ticks * 4];
        for (int t = 0; t < ticks; t++)
        {
            sbyte[] row = [Green, Green, t >= fall ? (sbyte)Green : (sbyte)Red, Red];
            row.CopyTo(owner, t * 4);
            if (contested.Contains(t)) (isContested[(t * 4) + 2], by[(t * 4) + 2]) = (1, 0b11);
        }

        return new RunResult
        {
            Scenario = scenario,
            Key = 1,
            TickHashes = [1],
            Outcomes = [],
            Captures = double.IsFinite(fall) ? [new Capture((int)fall, 2, Green, Red)] : [],
            Events = [],
            Series = Series(ticks, owner, isContested, by),
        };
    }

    private static RunSeries Series(int ticks, sbyte[] owner, byte[] contested, ulong[] by)
    {
        // Control shares of c at ticks 58 and 59: Red 0.6, Green 0.3, so zone 2 from Red's side.
        double[] control = new double[16];
        (control[4], control[5], control[12], control[13]) = (0.6, 0.3, 0.6, 0.3);
        return new RunSeries
        {
            Days = ticks,
            Owner = owner,
            Reported = owner,
            Contested = contested,
            ContestedBy = by,
            Holder = owner,
            Zone = [],
            Massed = [],
            Cells = [],
            HeldPopulation = [],
            HeldArea = [],
            Supply = [],
            FlowTicks = [58, 59],
            Flow = [],
            CrossingOpen = [],
            Control = control,
        };
    }
}
