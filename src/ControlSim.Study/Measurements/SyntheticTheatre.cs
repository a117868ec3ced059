using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.CompilerServices;
using ControlSim.Processes;
using ControlSim.Scenarios;

namespace ControlSim.Study.Measurements;

/// <summary>
/// A theatre for measurements, of any size, in which every process has work and goes on having it: equal factions that are
/// all enemies, in patches so that fronts are everywhere, a quarter of the places contested from the start, cells behind the
/// lines, commanders, depots, gates, air power of a guest and of a faction, money, recruits who make good the losses, triggers
/// and events. What stands against a place's fighters (people, roads, air power) grows with their number, so that the shares
/// of units that fight, move and switch depend little on the size.
/// </summary>
public static class SyntheticTheatre
{
    /// <summary>Most belligerent factions.</summary>
    public const int MostFactions = 60;

    internal const int LeastUnit = 20;
    internal const int UnitSpread = 100;
    private const int PlacesOfPatch = 12;
    private const int EventDays = 50;
    internal const double MeanUnit = LeastUnit + (UnitSpread / 2.0);
    internal const string Guest = "guest";

    /// <summary>Makes the scenario.</summary>
    /// <param name="graph">Places and links.</param>
    /// <param name="factions">Belligerent factions, 2 to <see cref="MostFactions"/>; the guest comes on top.</param>
    /// <param name="units">Units, at least 1.</param>
    /// <param name="ticks">Days of the run.</param>
    /// <param name="seed">Seed of the theatre and of the run.</param>
    public static Scenario Make(SyntheticGraph graph, int factions, int units, int ticks, ulong seed)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(factions, 2);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(factions, MostFactions);
        ArgumentOutOfRangeException.ThrowIfLessThan(units, 1);
        var ground = new Ground(graph, factions, units, seed);
        var start = new DateOnly(2010, 1, 1);
        return new Scenario
        {
            Name = "synthetic",
            Title = "Synthetic theatre",
            Start = start,
            End = start.AddDays(ticks),
            Seed = seed,
            Deterministic = false,
            Blocs = [.. Names(factions).Select(f => new Bloc(f, f, true)), new Bloc(Guest, Guest, false)],
            Factions = SyntheticFactions.Of(ground),
            Locations = SyntheticPlaces.Locations(ground),
            Corridors = SyntheticPlaces.Corridors(ground),
            Crossings = SyntheticPlaces.Crossings(ground),
            Relations = SyntheticFactions.Relations(ground, start, start.AddDays(ticks)),
            Control = SyntheticPlaces.Control(ground),
            Units = SyntheticPlaces.Units(ground),
            Depots = SyntheticPlaces.Depots(ground),
            AirActors = SyntheticFactions.Air(ground),
            Airlifts = [new Airlift("bridge", Name(0), "", Ground.Id(ground.Seats[0]), ground.PerPlace / 10, 0.1, 0.8)],
            Orders = [],
            Events = [.. Events(ground, start, ticks)],
            Triggers = SyntheticFactions.Triggers(ground),
            Restraints = [],
            Rivalries = [new Rivalry("rivals", Guest, Name(factions - 1), null, 0.3)],
            Presences = SyntheticFactions.Presences(),
            Uncertain = [],
            Processes = [.. Enum.GetValues<ProcessKind>()],
            Outcomes = [],
            Parameters = Scaled(Defaults<Parameters>(), ground),
        };
    }

    /// <summary>A record with every parameter at its default.</summary>
    internal static T Defaults<T>() => (T)Defaults(typeof(T));

    internal static string Name(int faction) => $"faction-{faction}";

    /// <summary>The first faction is an army; the others can go underground.</summary>
    internal static bool CanDisperse(int faction) => faction > 0;

    private static IEnumerable<string> Names(int factions) => Enumerable.Range(0, factions).Select(Name);

    private static object Defaults(Type type)
    {
        object record = RuntimeHelpers.GetUninitializedObject(type);
        foreach (PropertyInfo property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.CanWrite))
        {
            var parameter = property.GetCustomAttribute<ParameterAttribute>();
            property.SetValue(record, parameter is null
                ? Defaults(property.PropertyType)
                : Convert.ChangeType(parameter.Default, property.PropertyType, System.Globalization.CultureInfo.InvariantCulture));
        }

        return record;
    }

    /// <summary>The gate of the first faction shuts for a while again and again.</summary>
    private static IEnumerable<DatedEvent> Events(Ground ground, DateOnly start, int ticks)
    {
        for (int day = EventDays; day < ticks; day += EventDays)
        {
            bool open = day / EventDays % 2 == 0;
            yield return new DatedEvent(
                $"gate-{day}", start.AddDays(day), 0.9, new Effect(EventKind.Crossing, "gate-0", "", "", open ? 1 : 0, RelationKind.Neutral, ""));
        }
    }

    private static Parameters Scaled(Parameters parameters, Ground ground)
    {
        double roads = Math.Max(1, ground.PerPlace / 1000);
        SupplyParameters supply = parameters.Supply;
        return parameters with
        {
            Supply = supply with
            {
                CapacityHighway = roads * supply.CapacityHighway,
                CapacityPrimary = roads * supply.CapacityPrimary,
                CapacitySecondary = roads * supply.CapacitySecondary,
                CapacityDesertTrack = roads * supply.CapacityDesertTrack,
                CapacityOffRoad = roads * supply.CapacityOffRoad,
            },
            Posture = parameters.Posture with { Rate = 0.05 },
            Air = parameters.Air with { ReferenceStrikes = 2 * ground.Strikes },
            Recruitment = parameters.Recruitment with { Rate = 0.0002, Most = 0.1 },
            Finance = parameters.Finance with { OperationCost = 1, DepotPrice = 0.02 },
            Displacement = parameters.Displacement with { Base = 0.0001 },
            Commander = parameters.Commander with { SweepLeast = Math.Max(50, 0.02 * ground.PerPlace) },
            Command = parameters.Command with { RetryDays = 10 },
            Morale = parameters.Morale with { SymbolicPopulation = ground.PeoplePerPlace },
            Coalitions = parameters.Coalitions with { IncidentRate = 0.1 },
        };
    }

    /// <summary>The graph with its patches and the sizes that everything else follows from.</summary>
    internal sealed class Ground
    {
        public Ground(SyntheticGraph graph, int factions, int units, ulong seed)
        {
            (Graph, Factions, Units, Seed) = (graph, factions, units, seed);
            PerPlace = MeanUnit * units / graph.Places.Count;
            PeoplePerPlace = Math.Max(1000, 20 * PerPlace);
            Strikes = Math.Max(5, 0.0001 * MeanUnit * units);
            int patches = Math.Max(factions, graph.Places.Count / PlacesOfPatch);
            Seats = [.. Enumerable.Range(0, factions).Select(f => (int)((long)f * graph.Places.Count / patches))];
            MiddleX = graph.Places.Select(p => p.X).Order().ElementAt(graph.Places.Count / 2);
            Holder = HoldersOf(graph, factions, patches);
            Rival = RivalsOf(graph, Holder);
        }

        public SyntheticGraph Graph { get; }

        public int Factions { get; }

        public int Units { get; }

        public ulong Seed { get; }

        /// <summary>Mean fighters of a place.</summary>
        public double PerPlace { get; }

        public double PeoplePerPlace { get; }

        /// <summary>Strikes that an air actor flies in a day.</summary>
        public double Strikes { get; }

        /// <summary>Headquarters of the factions.</summary>
        public int[] Seats { get; }

        public double MiddleX { get; }

        /// <summary>Faction in whose patch a place lies.</summary>
        public int[] Holder { get; }

        /// <summary>A faction beside the place, else the next one.</summary>
        public int[] Rival { get; }

        public int Count => Graph.Places.Count;

        public static string Id(int place) => $"place-{place}";

        public double Uniform(long row, int purpose) => SyntheticGraph.Uniform(Seed, row, purpose);

        /// <summary>Every twentieth place is a refuge, but no headquarters.</summary>
        public bool IsRefuge(int place) => place % 20 == 13 && !Seats.Contains(place);

        public bool IsContested(int place) => place % 4 == 2 && !IsRefuge(place) && !Seats.Contains(place);

        public double People(int place) => Math.Round(PeoplePerPlace * (0.5 + Uniform(place, 3)));

        /// <summary>A patch is what lies nearest to its middle; the patches go to the factions in turn.</summary>
        private static int[] HoldersOf(SyntheticGraph graph, int factions, int patches)
        {
            int[] middles = [.. Enumerable.Range(0, patches).Select(k => (int)((long)k * graph.Places.Count / patches))];
            return [.. graph.Places.Select(p => Array.IndexOf(middles, middles.MinBy(m => Square(p, graph.Places[m]))) % factions)];

            static double Square((double X, double Y) a, (double X, double Y) b) =>
                ((a.X - b.X) * (a.X - b.X)) + ((a.Y - b.Y) * (a.Y - b.Y));
        }

        private int[] RivalsOf(SyntheticGraph graph, int[] holder)
        {
            int[] rival = [.. holder.Select((h, i) => (h + 1 + (i % (Factions - 1))) % Factions)];
            foreach ((int a, int b, _) in graph.Links)
            {
                if (holder[a] != holder[b])
                {
                    (rival[a], rival[b]) = (holder[b], holder[a]);
                }
            }

            return rival;
        }
    }
}
