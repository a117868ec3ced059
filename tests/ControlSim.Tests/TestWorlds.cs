using ControlSim.Processes;
using ControlSim.Scenarios;

namespace ControlSim.Tests;

/// <summary>Scenarios that several tests share.</summary>
internal static class TestWorlds
{
    /// <summary>
    /// Twelve towns and a refuge on a ring with spokes, three hostile blocs of four factions, a guest that cannot own,
    /// depots, a gate, air power, an airlift, orders for everybody: every process has work.
    /// </summary>
    public static SmallWorld Brawl(ulong seed, bool deterministic = false, Func<string, string>? name = null, bool reversed = false)
    {
        name ??= id => id;
        var small = new SmallWorld { Days = 120, Seed = seed, Deterministic = deterministic }
            .Faction(name("red"), canDisperse: true, morale: 0.7, airThreat: 0.4, mainCity: name("t3"), headquarters: name("t4"))
            .Bloc(name("blue")).Faction(name("blue-army"), name("blue"), morale: 0.8).Faction(name("blue-tribes"), name("blue"), morale: 0.6)
            .Faction(name("green"), canDisperse: true, morale: 0.65, doctrine: d => d with { Initiative = 1, CadenceDays = 5 })
            .Bloc(name("sky"), owns: false).Faction(name("sky"), name("sky"))
            .Relation(name("sky"), name("blue-army"), RelationKind.Cobelligerent)
            .Relation(name("green"), name("blue-army"), RelationKind.Hostile, toDay: 80)
            .Relation(name("green"), name("blue-tribes"), RelationKind.Deconflict);
        foreach (string enemy in new[] { "blue-army", "blue-tribes", "green", "sky" })
        {
            small.Hostile(name("red"), name(enemy));
        }

        string[] owners = ["red", "red", "red", "red", "blue", "blue", "blue", "blue", "green", "green", "green", ""];
        foreach (int i in Ordered(12))
        {
            string owner = owners[i].Length > 0 ? name(owners[i]) : "";
            small.Location(name($"t{i}"), population: 500 + (700 * i), owner: owner);
            string[] garrison = i < 4 ? ["red"] : i < 8 ? ["blue-army", "blue-tribes"] : i < 11 ? ["green"] : [];
            foreach (string faction in garrison)
            {
                small.Unit(name(faction), name($"t{i}"), 180 + (13 * i), hold: i % 2 == 0, copies: faction == "red" ? 5 : 4);
            }
        }

        small.Location(name("wadi"), refuge: true, hidingGround: 20_000).Crossing(name("gate"))
            .Unit(name("blue-army"), name("t6"), 150, absent: 90)
            .Unit(name("red"), name("wadi"), 60, Posture.Cells, copies: 5).Unit(name("sky"), name("t5"), 90, hold: true);
        foreach (int i in Ordered(12))
        {
            small.Corridor(name($"t{i}"), name($"t{(i + 1) % 12}"), 35 + (3 * i), (CorridorClass)(i % 4), i == 3 ? name("gate") : "");
        }

        foreach (int i in Ordered(12))
        {
            small.People(name($"t{i}"), name(i % 3 == 0 ? "plain" : "hill"), service: 0.1 * (i % 5), oil: i == 2 ? 4000 : 0);
        }

        small.Includes(name("blue-army"), name("hill"), 0.1).Includes(name("red"), name("hill"), 0.8)
            .Gate(name("port"), name("t2")).Conduct(name("blue-army"), abuse: 0.4).Conduct(name("red"), extraction: 0.4)
            .Change(name("red"), f => f with
            {
                Kindred = [name("green"), name("blue-tribes")],
                EntryCrossings = [name("port"), name("gate")],
                Economy = f.Economy with { Wage = 4, Treasury = 90_000, ForeignInflow = 3, Conscription = 0.0002, Establishment = 20_000 },
            })
            .With(p => p with
            {
                Desertion = SmallWorld.Defaults<DesertionParameters>() with { Defection = 0.01 },
                Recruitment = p.Recruitment with { Rate = 0.0005, Most = 0.2 },
                Finance = p.Finance with { DepotPrice = 0.5, OperationCost = 1 },
            });
        return small.Corridor(name("t1"), name("t7"), 90, CorridorClass.DesertTrack).Corridor(name("wadi"), name("t2"), 70, CorridorClass.OffRoad)
            .Corridor(name("wadi"), name("t9"), 80, CorridorClass.OffRoad)
            .Depot(name("red"), name("t0"), 3000).Depot(name("blue-army"), name("t5"), 5000, DepotSource.Patron)
            .Depot(name("green"), name("t9"), 900)
            .Order(name("a1"), name("blue-army"), OrderVerb.Advance, 5, [name("t4")], [name("t3"), name("t2")], 2500, with: [name("blue-tribes")])
            .Order(name("a2"), name("green"), OrderVerb.Advance, 20, [name("t8")], [name("t7")], 1500)
            .Order(name("a3"), name("red"), OrderVerb.Raid, 30, [name("wadi")], [name("t9")], 250)
            .Order(name("a4"), name("red"), OrderVerb.Disperse, 70, [name("t1")], [name("wadi")])
            .Order(name("a5"), name("blue-tribes"), OrderVerb.Train, 2, [name("t7")], [], window: 60)
            .Order(name("a6"), name("sky"), OrderVerb.StrikeWeight, 50, [], [name("sky-land")], weights: [0.4, 0.3, 0.2, 0.1])
            .Order(name("a7"), name("blue-army"), OrderVerb.Advance, 0, [name("t5")], [name("t4")], 1000, onCall: true)
            .Air(name("sky"), a => a with { Strikes = 3, Isr = 0.5, Intelligence = 1, Transport = 0.3 }, name("sky-land"))
            .Airlift(name("red"), name("t0"), name("wadi"), 40, loss: 0.2, flying: 0.5)
            .With(p => p with { Coalitions = p.Coalitions with { IncidentRate = 0.1 } })
            .Event(40, EventKind.Crossing, name("gate"), 0)
            .Event(100, EventKind.Consent, name("bases"), 1).Event(100, EventKind.Presence, name("sky"), 1)
            .Event(60, EventKind.AirDiversion, name("sky-land"), 0.4)
            .Event(60, EventKind.Abuse, name("red"), 0.4, probability: 0.8, id: name("abuse"))
            .Rivalry(name("green"), name("blue-tribes"), tension: 0.7, patrons: 0.6)
            .Presence(name("bases"), name("sky"), name("blue"), consent: 0.5, perDay: 0.005, perAttack: 0.1, delayDays: 30)
            .Trigger(
                name("revenge"), [SmallWorld.When(Quantity.Capture, location: name("t3"))],
                [SmallWorld.Then(EventKind.Prestige, name("green"), 0.6)], probability: 0.5, once: false, afterDays: 3)
            .Trigger(
                name("weary"), [SmallWorld.When(Quantity.Fighters, bloc: name("red"), below: 6000)],
                [SmallWorld.Then(EventKind.Coordination, name("red"), 0.5), SmallWorld.Then(EventKind.Launch, name("a7"), 0)], forDays: 5);

        IEnumerable<int> Ordered(int n) => reversed ? Enumerable.Range(0, n).Reverse() : Enumerable.Range(0, n);
    }
}
