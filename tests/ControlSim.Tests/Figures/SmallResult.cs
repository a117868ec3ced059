using System.Collections.Immutable;
using ControlSim.Runs;
using ControlSim.Scenarios;
using ControlSim.Study.Experiments;
using ControlSim.Study.ResultFiles;
using ControlSim.Study.ScenarioFiles;

namespace ControlSim.Tests.Figures;

/// <summary>
/// Ten runs over 44 days written by formula, not by the model: what figures show of them changes only with the figures. North
/// takes West 4, East 1 and, in eight runs, East 2 from South; a guest bloc is supplied and holds nothing.
/// </summary>
internal static class SmallResult
{
    public const int Runs = 10;
    private const int Ticks = 44;
    private const int North = 0;
    private const int South = 1;

    private static readonly string[] Names = ["West 1", "West 2", "West 3", "West 4", "East 1", "East 2", "East 3", "East 4", "Hills"];

    private static readonly (double Longitude, double Latitude)[] Points =
        [(39.9, 34.6), (40.4, 33.5), (40.8, 34.5), (41.2, 33.8), (41.9, 34.2), (42.3, 33.5), (42.7, 34.6), (43.1, 33.8), (41.6, 33.3)];

    /// <summary>Attacked places and the tick of their capture by run; NaN: never.</summary>
    private static readonly ImmutableArray<(int Location, Func<int, double> Tick)> Falls =
        [(3, r => 8 + (r % 3)), (4, r => 16 + (r * 7 % 10)), (5, r => r < 8 ? 25 + (2 * r) : double.NaN)];

    public static Scenario Scenario { get; } = Make();

    public static ScenarioInfo Info { get; } = ScenarioInfo.Empty with
    {
        Title = "Small world <&>",
        Description = "North attacks.\n\nSouth holds.",
        MapDate = new DateOnly(2017, 9, 22),
        BlocColours = ImmutableSortedDictionary<string, string>.Empty.Add("north", "#4477aa").Add("south", "#882255").Add("guest", "#f0e074"),
        Locations = Scenario.Locations.ToImmutableSortedDictionary(
            l => l.Id, l => new PlaceInfo(l.Name, l.Longitude, l.Latitude, l.IsRefuge ? "refuge" : "town", "made up", "certain"), StringComparer.Ordinal),
        Crossings = ImmutableSortedDictionary<string, PlaceInfo>.Empty.Add("gate", new PlaceInfo("Gate", 41.62, 33.98, "", "", "")),
        TheatreFolder = Path.Combine(GoldenFile.Root, "tests/ControlSim.Tests/Figures/small-theatre"),
        OutcomeOrder = ["e1-falls", "w4-falls", "supply"],
    };

    public static Ensemble Ensemble { get; } = new()
    {
        Scenario = Scenario,
        Replicates = Runs,
        Results = [.. Enumerable.Range(0, Runs).Select(Run)],
        Numbers = [.. Enumerable.Range(0, Runs)],
        Failures = [],
    };

    /// <summary>The runs seen through their tables.</summary>
    public static ResultData Data { get; } = ResultData.Of(Ensemble, Info);

    /// <summary>A what-if: East 1 falls four days later and South gets a tenth less.</summary>
    public static ResultData WhatIf { get; } = Data with
    {
        Outcomes = [[.. Data.Outcomes[0].Select(v => v + 4)], Data.Outcomes[1], [.. Data.Outcomes[2].Select((v, r) => v - 0.1 - (0.002 * r))]],
    };

    private static Scenario Make()
    {
        Tests.SmallWorld world = new() { Days = Ticks, Seed = 7 };
        world.Faction("north").Faction("south", canDisperse: true).Bloc("guest", owns: false).Faction("helpers", "guest");
        for (int l = 0; l < Names.Length; l++)
        {
            string owner = l == 8 ? "" : l < 3 ? "north" : "south";
            world.Location($"l{l}", l == 8 ? 0 : 20_000 * (l + 1), refuge: l == 8, owner: owner, country: l < 4 ? "Westland" : "Eastland");
        }

        (int From, int To, CorridorClass Kind)[] roads =
        [
            (0, 2, CorridorClass.Highway), (1, 3, CorridorClass.Primary), (2, 3, CorridorClass.Secondary), (3, 4, CorridorClass.Highway),
            (4, 5, CorridorClass.Primary), (4, 6, CorridorClass.Secondary), (5, 7, CorridorClass.Highway), (6, 7, CorridorClass.DesertTrack),
            (5, 8, CorridorClass.OffRoad),
        ];
        foreach ((int from, int to, CorridorClass kind) in roads) world.Corridor($"l{from}", $"l{to}", 60, kind, from == 3 ? "gate" : "");
        world.Crossing("gate").Crossing("port", open: false)
            .Unit("north", "l2", 5000).Unit("south", "l3", 900, hold: true).Unit("south", "l4", 1200, hold: true).Unit("south", "l8", 200, Posture.Cells)
            .Depot("north", "l0", 6000).Depot("south", "l7", 3000);
        Scenario made = world.Scenario();
        return made with
        {
            Title = "Small world <&>",
            Start = new DateOnly(2017, 9, 1),
            End = new DateOnly(2017, 9, 1).AddDays(Ticks),
            Blocs = [.. made.Blocs.Select(b => b with { Name = char.ToUpperInvariant(b.Id[0]) + b.Id[1..] })],
            Locations = [.. made.Locations.Select((l, row) => Placed(l, row))],
            Crossings = [made.Crossings[0] with { Name = "Gate", Throughput = 700 }, made.Crossings[1] with { Name = "Port", External = "Far", Location = "l7" }],
            Outcomes =
            [
                new Outcome("e1-falls", "East 1 falls", OutcomeKind.CaptureDate, "north", ["l4"], default, default),
                new Outcome("w4-falls", "West 4 falls", OutcomeKind.CaptureDate, "north", ["l3"], default, default),
                new Outcome("supply", "Supply of South", OutcomeKind.Supply, "south", ["l3", "l4"], default, default),
            ],
        };
    }

    private static Location Placed(Location location, int row) => location with
    {
        Name = Names[row],
        Longitude = Points[row].Longitude,
        Latitude = Points[row].Latitude,
        AreaKm2 = row == 8 ? 0 : 1000 + (250 * row),
    };

    private static RunResult Run(int run)
    {
        double[] falls = [.. Falls.Select(f => f.Tick(run))];
        return new RunResult
        {
            Scenario = Scenario,
            Key = (ulong)run,
            TickHashes = [(ulong)run],
            Outcomes = [falls[1], falls[0], 0.9 - (0.01 * run)],
            Captures = [.. Falls.Select((f, i) => (f.Location, Tick: falls[i])).Where(f => !double.IsNaN(f.Tick)).Select(f => new Capture((int)f.Tick, f.Location, North, South))],
            Events = [.. Falls.SelectMany((f, i) => double.IsNaN(falls[i]) ? [] : Events(f.Location, (int)falls[i], run)).OrderBy(e => e.Tick)],
            Series = Series(run, falls),
            Ledger = Books(run),
        };
    }

    /// <summary>Books that balance: index <c>entry * 3 + bloc</c>.</summary>
    private static ImmutableArray<double> Books(int run)
    {
        double[] books = new double[16 * 3];
        double Set(LedgerEntry entry, int bloc, double value) => books[((int)entry * 3) + bloc] = value;
        double north = Set(LedgerEntry.FightersAtStart, North, 5000) + Set(LedgerEntry.Recruited, North, 300 + (10 * run));
        Set(LedgerEntry.FightersAtEnd, North, north - Set(LedgerEntry.Killed, North, 600 + (20 * run)) - Set(LedgerEntry.Deserted, North, 140));
        double south = Set(LedgerEntry.FightersAtStart, South, 2300) + Set(LedgerEntry.Volunteers, South, 100);
        Set(LedgerEntry.FightersAtEnd, South, south - Set(LedgerEntry.Killed, South, 900 + (15 * run)) - Set(LedgerEntry.Surrendered, South, 200));
        double money = Set(LedgerEntry.MoneyAtStart, North, 4e6) + Set(LedgerEntry.Revenue, North, 2.4e6);
        Set(LedgerEntry.MoneyAtEnd, North, money - Set(LedgerEntry.Wages, North, 1.1e6 + (1e4 * run)) - Set(LedgerEntry.Operations, North, 2e5));
        return [.. books];
    }

    private static IEnumerable<RunEvent> Events(int location, int fall, int run)
    {
        yield return new RunEvent(fall - 5, RunEventKind.OperationLaunched, location, North, -1, 2500, "push");
        for (int day = 4; day > 0; day--) yield return new RunEvent(fall - day, RunEventKind.UnitsBroke, location, South, -1, (400.0 / day) + run + location, "");
        yield return new RunEvent(fall, RunEventKind.Capture, location, North, South, 2300, "");
    }

    private static RunSeries Series(int run, double[] falls)
    {
        const int days = Ticks + 1;
        int places = Names.Length;
        sbyte[] owner = new sbyte[days * places];
        byte[] contested = new byte[days * places];
        double[] people = new double[days * 3];
        double[] area = new double[days * 3];
        for (int t = 0; t < days; t++)
        {
            for (int l = 0; l < places; l++)
            {
                int attacked = Enumerable.Range(0, Falls.Length).FirstOrDefault(f => Falls[f].Location == l, -1);
                double fall = attacked < 0 ? double.NaN : falls[attacked];
                int holder = l == 8 ? -1 : l < 3 || t >= fall ? North : South;
                owner[(t * places) + l] = (sbyte)holder;
                contested[(t * places) + l] = t < fall && t >= fall - 4 ? (byte)1 : (byte)0;
                if (holder < 0) continue;
                people[(t * 3) + holder] += Scenario.Locations[l].Population;
                area[(t * 3) + holder] += Scenario.Locations[l].AreaKm2;
            }
        }

        double[] PerDay(Func<int, int, double> value) => [.. Enumerable.Range(0, days * 3).Select(i => value(i / 3, i % 3))];
        return new RunSeries
        {
            Days = days,
            Owner = owner,
            Reported = owner,
            Contested = contested,
            ContestedBy = new ulong[contested.Length],
            Holder = owner,
            Zone = [.. owner.Select(holder => (byte)(holder < 0 ? 0 : 1))],
            Massed = PerDay((t, b) => b == North ? 5000 - (10 * t) - (20 * run) : b == South ? Math.Max(0, 2100 - (40 * t) + (15 * run)) : 50),
            Cells = PerDay((t, b) => b == South ? 200 + (20 * t) - (5 * run) : 0),
            HeldPopulation = people,
            HeldArea = area,
            Money = PerDay((t, b) => b == North ? 4e6 + (30_000 * t) - (10_000 * run) : b == South ? Math.Max(0, 3e6 - (90_000.0 * t)) : 0),
            Displaced = PerDay((t, b) => b == North ? Math.Max(0, 500 * (t - 10)) + (20 * run) : b == South ? 40 * t : 0),
            Supply = PerDay((t, b) => b == South ? 1 - (0.01 * t) : 1),
            FlowTicks = [1, 21],
            Flow = [.. Enumerable.Range(0, 2 * 3 * 9).Select(i => Flow(i / 27, i / 9 % 3, i % 9, run))],
            CrossingOpen = [1, 0, (byte)(run % 2), 0],
            Control = new double[2 * places * 3],
        };
    }

    private static double Flow(int kept, int bloc, int corridor, int run) => (bloc, corridor) switch
    {
        (North, 0) => 3000 - (100 * kept) + run,
        (North, 2) => 400,
        (South, 3) => kept == 0 ? -650 : 0,
        (South, 4) => -1200 + (10 * run),
        (South, 6) => -1500,
        (2, 1) => 60,
        _ => 0,
    };
}
