using System.Collections.Immutable;
using ControlSim.Scenarios;
using static ControlSim.Study.Measurements.SyntheticTheatre;

namespace ControlSim.Study.Measurements;

/// <summary>Places, roads, gates, depots and units of a synthetic theatre.</summary>
internal static class SyntheticPlaces
{
    private const double KmPerDegree = 111.2;
    private static readonly string[] Groups = ["plain", "hill", "river"];

    public static ImmutableArray<Location> Locations(Ground ground)
    {
        SocietyInputs society = Defaults<SocietyInputs>();
        return [.. Enumerable.Range(0, ground.Count).Select(i => new Location
        {
            Id = Ground.Id(i),
            Name = Ground.Id(i),
            Country = Country(ground, i),
            Longitude = ground.Graph.Places[i].X / KmPerDegree,
            Latitude = ground.Graph.Places[i].Y / KmPerDegree,
            Population = ground.IsRefuge(i) ? 0 : (long)ground.People(i),
            AreaKm2 = ground.IsRefuge(i) ? 0 : 1000,
            HidingGround = ground.IsRefuge(i) ? ground.PeoplePerPlace : 0,
            Group = ground.IsRefuge(i) ? "" : Groups[i % Groups.Length],
            Society = society with
            {
                Service = 0.3 + (0.4 * ground.Uniform(i, 4)),
                PoliticalWeight = ground.Seats.Contains(i) ? 1 : i % 7 == 0 ? 0.3 : 0,
                OilIncome = i % 10 == 5 ? ground.PerPlace : 0,
            },
            IsRefuge = ground.IsRefuge(i),
        })];
    }

    public static string Country(Ground ground, int place) => ground.Graph.Places[place].X < ground.MiddleX ? "west" : "east";

    /// <summary>Classes of roads in turn; off the road to a refuge.</summary>
    public static ImmutableArray<Corridor> Corridors(Ground ground) =>
    [
        .. ground.Graph.Links.Select((link, c) => new Corridor(
            $"road-{c}", Ground.Id(link.A), Ground.Id(link.B), Math.Round(link.Km, 1) is > 0 and double km ? km : 0.1,
            ground.IsRefuge(link.A) || ground.IsRefuge(link.B) ? CorridorClass.OffRoad : (CorridorClass)(c % 4),
            Country(ground, link.A) != Country(ground, link.B) && c % 3 == 0 ? "border" : "")),
    ];

    /// <summary>A gate on every third road between the countries, and one to the outside for every faction's seat.</summary>
    public static ImmutableArray<Crossing> Crossings(Ground ground) =>
    [
        Gate("border", "", ""),
        .. Enumerable.Range(0, ground.Factions).Select(f => Gate($"gate-{f}", "outside", Ground.Id(ground.Seats[f]))),
    ];

    public static ImmutableArray<InitialControl> Control(Ground ground) =>
    [
        .. Enumerable.Range(0, ground.Count).Where(i => !ground.IsRefuge(i)).Select(i => ground.IsContested(i)
            ? new InitialControl(Ground.Id(i), "", [Name(ground.Holder[i]), Name(ground.Rival[i])], 0)
            : new InitialControl(Ground.Id(i), Name(ground.Holder[i]), [], 0.5)),
    ];

    /// <summary>Two in five places feed their holder; a patron feeds every seat.</summary>
    public static ImmutableArray<Depot> Depots(Ground ground)
    {
        double need = 1.2 * ground.PerPlace * 2.5;
        return
        [
            .. Enumerable.Range(0, ground.Count).Where(i => i % 5 < 2 && !ground.IsRefuge(i)).Select(i => new Depot(
                $"depot-{i}", Name(ground.Holder[i]), Ground.Id(i), Math.Round(need), 30, DepotSource.Local, "")),
            .. Enumerable.Range(0, ground.Factions).Select(f => new Depot(
                $"patron-{f}", Name(f), Ground.Id(ground.Seats[f]), Math.Round(need), 30, DepotSource.Patron, $"gate-{f}")),
        ];
    }

    public static ImmutableArray<UnitStart> Units(Ground ground)
    {
        var units = ImmutableArray.CreateBuilder<UnitStart>(ground.Units);
        string[] names = [.. Enumerable.Range(0, ground.Factions).Select(Name), Guest], ids = [.. Enumerable.Range(0, ground.Count).Select(Ground.Id)];
        for (int u = 0; u < ground.Units; u++)
        {
            int place = u % ground.Count;
            var (faction, posture, hold) = Stand(ground, place, ground.Uniform(u, 5));
            double fighters = LeastUnit + Math.Floor(UnitSpread * ground.Uniform(u, 6));
            units.Add(new UnitStart(
                $"u{u}", names[faction], ids[place], fighters, posture, 0.7 + (0.6 * ground.Uniform(u, 7)), 0.9, hold, u % 10 == 0 && faction == 0 ? Math.Floor(fighters / 3) : 0));
        }

        return units.MoveToImmutable();
    }

    /// <summary>Where a place is contested both sides are massed in it; elsewhere its holder, a rival's cells, some who hold, the guest beside the first faction.</summary>
    private static (int Faction, Posture Posture, bool Hold) Stand(Ground ground, int place, double draw)
    {
        int holder = ground.Holder[place], rival = ground.Rival[place];
        int hidden = CanDisperse(rival) ? rival : CanDisperse(holder) ? holder : 1;
        if (ground.IsRefuge(place))
        {
            return (hidden, Posture.Cells, false);
        }

        bool contested = ground.IsContested(place);
        return draw < 0.15 ? (hidden, Posture.Cells, false)
            : holder == 0 && draw < 0.17 ? (ground.Factions, Posture.Massed, true)
            : draw < 0.25 ? (holder, Posture.Massed, true)
            : contested && draw < 0.6 ? (rival, Posture.Massed, false)
            : (holder, Posture.Massed, false);
    }

    private static Crossing Gate(string id, string external, string location) => new()
    {
        Id = id,
        Name = id,
        External = external,
        Location = location,
        OpenToSupply = true,
        OpenToUnits = true,
        Throughput = double.PositiveInfinity,
        UsableBy = [],
    };
}
