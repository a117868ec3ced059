using System.Collections.Immutable;
using ControlSim.Randomness;
using ControlSim.Runs;
using ControlSim.Scenarios;
using ControlSim.Study.ScenarioFiles;
using ControlSim.Study.Statistics;
using ControlSim.Tables;

namespace ControlSim.Tests.Runs;

/// <summary>Outcomes against the books, the log and the tables of the same run.</summary>
public sealed class OutcomeMeterTests
{
    private const int Days = 120;

    private static readonly OutcomeKind[] Kinds = Enum.GetValues<OutcomeKind>();

    [Fact]
    public void Totals_are_what_the_books_have()
    {
        var (world, schedule, _) = TestWorlds.Brawl(8).Open();
        for (int day = 0; day < Days; day++)
        {
            schedule.Tick();
        }

        double Of(double[] column, string bloc) => Enumerable.Range(0, world.Factions.Count)
            .Sum(f => world.Factions.Bloc[f] == world.Order.BlocRow[bloc] ? column[f] : 0);
        Ledger books = world.Ledger;
        Assert.Equal(Of(books.Recruited, "red"), Value(OutcomeKind.Recruited, "red"));
        Assert.Equal(Of(books.Inflow, "red"), Value(OutcomeKind.Inflow, "red"));
        Assert.Equal(Of(books.Deserted, "red"), Value(OutcomeKind.Deserted, "red"));
        Assert.Equal(Of(books.DefectedIn, "green"), Value(OutcomeKind.Defected, "green"));
        Assert.Equal(Of(books.Killed, "blue"), Value(OutcomeKind.Killed, "blue"));
        Assert.Equal(Of([.. books.Revenue.Select(usd => (double)usd)], "red"), Value(OutcomeKind.Revenue, "red"));
        Assert.Equal(books.CiviliansKilled.Sum(), Value(OutcomeKind.CiviliansKilled, ""));
        Assert.True(books.Killed.Sum() > 0 && books.Deserted.Sum() > 0 && books.Recruited.Sum() > 0 && books.Revenue.Sum() > 0);
    }

    [Theory]
    [InlineData(OutcomeKind.Killed, "blue")]
    [InlineData(OutcomeKind.Deserted, "red")]
    [InlineData(OutcomeKind.Revenue, "red")]
    [InlineData(OutcomeKind.Events, "")]
    public void Totals_of_two_parts_of_a_run_add_up(OutcomeKind kind, string bloc)
    {
        double whole = Value(kind, bloc), first = Value(kind, bloc, 0, 40), second = Value(kind, bloc, 41, Days);
        Assert.True(first > 0 && second > 0, $"{first}, {second}");
        Assert.Equal(whole, first + second);
    }

    [Fact]
    public void Means_are_those_of_the_tables()
    {
        var (world, schedule, _) = TestWorlds.Brawl(8).Open();
        for (int day = 0; day < Days; day++)
        {
            schedule.Tick();
        }

        int red = world.Order.BlocRow["red"], t0 = world.Order.LocationRow["t0"];
        Assert.Equal(world.Society.Grievance[t0], Value(OutcomeKind.Grievance, "", Days, Days, "t0"));
        Assert.Equal(world.Society.Fear[t0], Value(OutcomeKind.Fear, "", Days, Days, "t0"));
        Assert.Equal(world.Society.Displaced.Sum(), Value(OutcomeKind.Displaced, "", Days, Days));
        Assert.Equal(world.Society.Besieged.Sum(), Value(OutcomeKind.Besieged, "", Days, Days));
        Assert.Equal(world.Presences.Consent[0], Value(OutcomeKind.Consent, "sky", Days, Days));
        Assert.Equal(world.Economy.Prestige[world.Order.FactionRow["red"]], Value(OutcomeKind.Prestige, "red", Days, Days), 12);
        Assert.Equal(world.Politics.Tension.Max(), Value(OutcomeKind.Tension, "green", Days, Days));
        int[] held = [.. Enumerable.Range(0, world.Locations.Count).Where(l => world.Locations.Owner[l] == red)];
        Assert.Equal(held.Average(l => world.Locations.Consolidation[l]), Value(OutcomeKind.Consolidation, "red", Days, Days), 12);
        int[] units = [.. Enumerable.Range(0, world.Units.Count).Where(u => world.Factions.Bloc[world.Units.Faction[u]] == red)];
        double fighters = units.Sum(u => world.Units.Fighters[u]);
        Assert.Equal(units.Sum(u => world.Units.Fighters[u] * world.Units.Quality[u]) / fighters, Value(OutcomeKind.Quality, "red", Days, Days), 12);
        Assert.Equal(world.Factions.Morale[world.Order.FactionRow["red"]], Value(OutcomeKind.Morale, "red", Days, Days), 12);
    }

    /// <summary>Fighters of a part of the theatre (S4-10, S4-11): the places of two parts make up the whole.</summary>
    [Theory]
    [InlineData(OutcomeKind.Fighters)]
    [InlineData(OutcomeKind.FightersMassed)]
    public void Fighters_can_be_counted_in_a_part_of_the_places(OutcomeKind kind)
    {
        string[] all = [.. TestWorlds.Brawl(8).Scenario().Locations.Select(l => l.Id)];
        double whole = Value(kind, "red", 5, 5), some = Value(kind, "red", 5, 5, [.. all.Take(2)]), rest = Value(kind, "red", 5, 5, [.. all.Skip(2)]);
        Assert.True(some > 0 && rest > 0, $"{some}, {rest}");
        Assert.Equal(whole, some + rest);
    }

    /// <summary>The series and the outcome against the shares of the last day, in every zone that occurs.</summary>
    [Fact]
    public void Control_zones_are_those_of_the_shares()
    {
        var (world, schedule, _) = TestWorlds.Brawl(8).Open();
        for (int day = 0; day < Days; day++)
        {
            schedule.Tick();
        }

        RunResult run = Run(Outcome(OutcomeKind.ControlZone, "red", Days, Days));
        var seen = new HashSet<int>();
        double sum = 0, people = 0;
        for (int l = 0; l < world.Locations.Count; l++)
        {
            int red = ZoneOf(l, world.Order.BlocRow["red"]), weight = (int)Math.Max(1, world.Locations.Population[l]);
            sum += weight * red;
            people += weight;
            seen.Add(red);
            int at = (Days * world.Locations.Count) + world.Order.Locations[l], owner = world.Locations.Owner[l];
            if (owner >= 0)
            {
                Assert.Equal((world.Order.Blocs[owner], ZoneOf(l, owner)), (run.Series.Holder[at], run.Series.Zone[at]));
            }
        }

        Assert.Equal(sum / people, run.Outcomes[0], 1e-12);
        Assert.True(seen.Count >= 3, string.Join(' ', seen));

        int ZoneOf(int l, int bloc)
        {
            double[] shares = [.. Enumerable.Range(0, world.Blocs.Count).Select(b => world.Locations.Control[(l * world.Blocs.Count) + b])];
            double lead = shares[bloc] - shares.Where((_, b) => b != bloc).Max();
            return lead > 0.8 ? 1 : lead > 0.2 ? 2 : lead >= -0.2 ? 3 : lead >= -0.8 ? 4 : 5;
        }
    }

    [Fact]
    public void Events_are_counted_by_kind_bloc_and_location()
    {
        RunResult any = Run();
        int at = any.Events.First(e => e.Kind == RunEventKind.SupplyLow && any.Scenario.Blocs[e.Bloc].Id == "red").Location;
        string place = any.Scenario.Locations[at].Id;
        RunResult run = Run(
            Outcome(OutcomeKind.Events, "") with { Event = "supply-low" },
            Outcome(OutcomeKind.Events, "red") with { Event = "supply-low" },
            Outcome(OutcomeKind.Events, "red", 0, Days, place) with { Event = "supply-low" },
            Outcome(OutcomeKind.Events, "") with { Event = "operation-launched" });
        RunEvent[] shortages = [.. run.Events.Where(e => e.Kind == RunEventKind.SupplyLow)];
        int red = run.Scenario.Blocs.ToList().FindIndex(b => b.Id == "red");
        Assert.Equal(shortages.Length, run.Outcomes[0]);
        Assert.Equal(shortages.Count(e => e.Bloc == red), run.Outcomes[1]);
        Assert.Equal(shortages.Count(e => e.Bloc == red && e.Location == at), run.Outcomes[2]);
        Assert.Equal(run.Events.Count(e => e.Kind == RunEventKind.OperationLaunched), run.Outcomes[3]);
        Assert.True(run.Outcomes[0] >= run.Outcomes[1] && run.Outcomes[1] > run.Outcomes[2] && run.Outcomes[2] > 0);
    }

    [Fact]
    public void Every_kind_of_event_can_be_counted()
    {
        RunResult run = Run([.. Enum.GetNames<RunEventKind>().Select(name => Outcome(OutcomeKind.Events, "") with { Event = Wording.Kebab(name) })]);
        for (int kind = 0; kind < run.Outcomes.Length; kind++)
        {
            Assert.Equal(run.Events.Count(e => (int)e.Kind == kind), run.Outcomes[kind]);
        }
    }

    [Fact]
    public void Every_kind_is_measured_and_goes_on_from_a_saved_run()
    {
        Outcome[] all = [.. Kinds.Select(kind => Outcome(kind, kind == OutcomeKind.Consent ? "sky" : kind.NeedsBloc() ? "red" : "", 10, 110, kind.IsOfCapture() ? ["t3"] : []) with { Event = kind == OutcomeKind.Events ? "attack" : "" })];
        Scenario scenario = TestWorlds.Brawl(8).Scenario() with { Outcomes = [.. all] };
        ulong key = StableId.RunKey(scenario.Seed, 0, 0);
        RunResult whole = Simulation.Run(scenario, key, RecorderOptions.DailyHashes, CancellationToken.None);
        for (int i = 0; i < all.Length; i++)
        {
            Assert.True(!double.IsNaN(whole.Outcomes[i]) || all[i].Kind.IsOfCapture(), all[i].Kind.ToString());
            Assert.NotEmpty(OutcomeSummary.UnitOf(all[i].Kind));
            Assert.True(!all[i].Kind.IsShare() || whole.Outcomes[i] is >= 0 and <= 1, all[i].Kind.ToString());
        }

        foreach (int tick in new[] { 5, 9, 10, 60, 110, 115 })
        {
            Snapshot saved = Simulation.RunTo(scenario, key, tick, RecorderOptions.DailyHashes, CancellationToken.None);
            Assert.Equal(whole.Outcomes, Simulation.Resume(scenario, saved, RecorderOptions.DailyHashes, CancellationToken.None).Outcomes);
        }
    }

    private static Outcome Outcome(OutcomeKind kind, string bloc, int from = 0, int to = Days, params ImmutableArray<string> locations) => new(
        kind.ToString(), "", kind, bloc, locations, SmallWorld.Start.AddDays(from), SmallWorld.Start.AddDays(to))
    { Event = kind == OutcomeKind.Events ? "supply-low" : "" };

    private static double Value(OutcomeKind kind, string bloc, int from = 0, int to = Days, params ImmutableArray<string> locations) =>
        Run(Outcome(kind, bloc, from, to, locations)).Outcomes[0];

    private static RunResult Run(params ImmutableArray<Outcome> outcomes)
    {
        Scenario scenario = TestWorlds.Brawl(8).Scenario();
        Outcome[] named = [.. outcomes.Select((o, i) => o with { Id = $"o{i}" })];
        return Simulation.Run(
            scenario with { Outcomes = [.. named] }, StableId.RunKey(scenario.Seed, 0, 0), RecorderOptions.DailyHashes, CancellationToken.None);
    }
}
