using ControlSim.Runs;
using ControlSim.Scenarios;
using ControlSim.Study.Experiments;

namespace ControlSim.Tests.Experiments;

/// <summary>A world of two blocs and two towns over four days, and results of it written by hand.</summary>
internal static class SampleRuns
{
    public const int Red = 0;
    public const int Green = 1;
    public const int East = 0;
    public const int West = 1;

    public static Scenario Scenario { get; } = new()
    {
        Name = "sample",
        Title = "Two towns",
        Start = new DateOnly(2017, 9, 1),
        End = new DateOnly(2017, 9, 5),
        Seed = 7,
        Deterministic = false,
        Blocs = [new Bloc("red", "Red", true), new Bloc("green", "Green", true)],
        Factions = [],
        Locations = [Town("east", "East, upper", 41), Town("west", "West", 40)],
        Corridors = [new Corridor("east--west", "east", "west", 100, CorridorClass.Primary, "")],
        Crossings = [],
        Relations = [],
        Control = [],
        Units = [],
        Depots = [],
        AirActors = [],
        Airlifts = [],
        Orders = [],
        Events = [],
        Triggers = [],
        Restraints = [],
        Rivalries = [],
        Presences = [],
        Uncertain = [],
        Processes = [.. Enum.GetValues<ProcessKind>()],
        Outcomes =
        [
            new Outcome("east-falls", "East falls", OutcomeKind.CaptureDate, "green", ["east"], default, default),
            new Outcome("supply", "Supply of Red", OutcomeKind.Supply, "red", ["west"], default, default),
            new Outcome("west-falls", "West falls", OutcomeKind.CaptureDate, "green", ["west"], default, default),
        ],
        Parameters = null!,
    };

    /// <summary>A run in which Green takes East at a tick (NaN: never); all else is the same in every run.</summary>
    public static RunResult Run(ulong key, double fallOfEast, double supply = 0.5)
    {
        bool falls = !double.IsNaN(fallOfEast);
        int ticks = Scenario.Ticks + 1;
        sbyte[] owner = new sbyte[ticks * 2];
        for (int tick = 0; tick < ticks; tick++)
        {
            owner[tick * 2] = falls && tick >= fallOfEast ? (sbyte)Green : (sbyte)Red;
            owner[(tick * 2) + 1] = -1;
        }

        return new RunResult
        {
            Scenario = Scenario,
            Key = key,
            TickHashes = [1, key],
            Outcomes = [fallOfEast, supply, double.NaN],
            Captures = falls ? [new Capture((int)fallOfEast, East, Green, Red)] : [],
            Events = [new RunEvent(1, RunEventKind.BattleBegins, East, Green, Red, 1234.5, "the, order") { Terms = new EventTerms(3000.25, 1000), Place = West }],
            Series = Series(owner, ticks),
        };
    }

    /// <summary>An ensemble with one run for each given tick of the fall.</summary>
    public static Ensemble Ensemble(params double[] falls) => new()
    {
        Scenario = Scenario,
        Replicates = falls.Length,
        Results = [.. falls.Select((fall, i) => Run((ulong)i + 1, fall))],
        Numbers = [.. Enumerable.Range(0, falls.Length)],
        Failures = [],
    };

    private static RunSeries Series(sbyte[] owner, int ticks) => new()
    {
        Days = ticks,
        Owner = owner,
        Reported = owner,
        Contested = new byte[ticks * 2],
        ContestedBy = new ulong[ticks * 2],
        Holder = owner,
        Zone = [.. owner.Select(bloc => (byte)(bloc == Red ? 1 : bloc == Green ? 2 : 0))],
        Massed = new double[ticks * 2],
        Cells = new double[ticks * 2],
        HeldPopulation = new double[ticks * 2],
        HeldArea = new double[ticks * 2],
        Supply = [.. Enumerable.Repeat(double.NaN, ticks * 2)],
        FlowTicks = [2],
        Flow = [-12.5, 0],
        CrossingOpen = [],
        Control = new double[4],
    };

    private static Location Town(string id, string name, double longitude) => new()
    {
        Id = id,
        Name = name,
        Country = "Iraq",
        Longitude = longitude,
        Latitude = 34.37,
        Population = 1000,
        AreaKm2 = 10,
        HidingGround = 0,
        Group = "",
        Society = SmallWorld.Defaults<ControlSim.Scenarios.SocietyInputs>(),
        IsRefuge = false,
    };
}
