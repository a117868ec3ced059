using System.Collections.Immutable;
using ControlSim.Scenarios;
using static ControlSim.Study.Measurements.SyntheticTheatre;

namespace ControlSim.Study.Measurements;

/// <summary>The factions of a synthetic theatre, how they stand to each other, their air power and their politics.</summary>
internal static class SyntheticFactions
{
    private const double Wage = 4;

    public static ImmutableArray<Faction> Of(Ground ground)
    {
        double fighters = MeanUnit * ground.Units / ground.Factions;
        return
        [
            .. Enumerable.Range(0, ground.Factions).Select(f => Make(Name(f), Name(f)) with
            {
                CanDisperse = CanDisperse(f),
                Headquarters = Ground.Id(ground.Seats[f]),
                Doctrine = Defaults<DoctrineInputs>() with { CadenceDays = 5, MaxOperations = 4 },
                Economy = Defaults<EconomyInputs>() with
                {
                    Treasury = Math.Round(30 * Wage * fighters),
                    Wage = Wage,
                    ExternalIncome = Math.Round(0.7 * Wage * fighters),
                    ForeignInflow = Math.Round(0.0001 * fighters) + 1,
                },
                Inclusion = [new GroupInclusion("", 0.5), new GroupInclusion(f % 2 == 0 ? "plain" : "hill", 0.2)],
                Kindred = f == ground.Factions - 1 && f >= 2 ? [Name(1)] : [],
                EntryCrossings = [$"gate-{f}"],
                Stances = [new CountryStance("", 0.75, 0.6, 0, 0.2, 0.2, "")],
            }),
            Make(Guest, Guest),
        ];
    }

    /// <summary>Enemies all, but the guest fights beside the first and keeps out of the last one's way.</summary>
    public static ImmutableArray<Relation> Relations(Ground ground, DateOnly from, DateOnly to)
    {
        var relations = ImmutableArray.CreateBuilder<Relation>();
        for (int a = 0; a < ground.Factions; a++)
        {
            for (int b = a + 1; b < ground.Factions; b++)
            {
                relations.Add(new Relation(Name(a), Name(b), RelationKind.Hostile, from, to, ""));
            }

            RelationKind kind = a == 0 ? RelationKind.Cobelligerent
                : a == ground.Factions - 1 && a > 1 ? RelationKind.Deconflict : RelationKind.Hostile;
            relations.Add(new Relation(Guest, Name(a), kind, from, to, ""));
        }

        return relations.ToImmutable();
    }

    /// <summary>The guest flies in one country for the first faction, the second faction in the other.</summary>
    public static ImmutableArray<AirActor> Air(Ground ground)
    {
        AirInputs inputs = Defaults<AirInputs>() with
        {
            Strikes = ground.Strikes,
            Isr = 1,
            Intelligence = 1,
            Transport = 0.3,
        };
        return [new AirActor("wing-guest", Guest, "east", [], [], [], inputs), new AirActor("wing-1", Name(1), "west", [], [], [], inputs)];
    }

    /// <summary>A presence that outlasts any measurement, as consent falls by a ten-thousandth a day.</summary>
    public static ImmutableArray<ForeignPresence> Presences() =>
    [
        new ForeignPresence
        {
            Id = "bases",
            Faction = Guest,
            Country = "east",
            Host = Name(0),
            Consent = 1,
            Limit = 0.1,
            DelayDays = 30,
            DependsOn = [],
            ErosionPerDay = 0.0001,
            ErosionPerStrike = 0,
            ErosionPerAttack = 0.0001,
        },
    ];

    /// <summary>A leader is lost when a headquarters falls; a faction that goes underground sends for volunteers.</summary>
    public static ImmutableArray<Trigger> Triggers(Ground ground) =>
    [
        .. Enumerable.Range(0, Math.Min(3, ground.Factions)).Select(f => Make(
            $"leader-{f}", Condition(Quantity.Capture, "", Ground.Id(ground.Seats[f]), double.PositiveInfinity),
            new Effect(EventKind.Coordination, Name(f), "", "", 0.5, RelationKind.Neutral, ""))),
        Make(
            "underground", Condition(Quantity.CellsShare, Name(1), "", 0.5),
            new Effect(EventKind.Training, Name(1), "", "", 0.7, RelationKind.Neutral, "")),
    ];

    private static Condition Condition(Quantity quantity, string bloc, string location, double above) => new(
        "when", quantity, "", "", bloc, location, "", "", "", double.IsFinite(above) ? above : double.NegativeInfinity,
        double.PositiveInfinity, "");

    private static Trigger Make(string id, Condition when, Effect then) => new()
    {
        Id = id,
        When = [when],
        ForDays = 1,
        Probability = 0.5,
        Once = false,
        AfterDays = 5,
        Then = [then],
    };

    private static Faction Make(string id, string bloc) => new()
    {
        Id = id,
        Name = id,
        Bloc = bloc,
        CanDisperse = false,
        Headquarters = "",
        RequiredRatio = 1.2,
        Reserve = 0.2,
        LossLimit = 0.3,
        PreparationDays = 7,
        Doctrine = Defaults<DoctrineInputs>() with { Initiative = 0 },
        Economy = Defaults<EconomyInputs>(),
        Reporting = Defaults<ReportingInputs>() with { DelayDays = 2 },
        Inclusion = [new GroupInclusion("", 0.5)],
        Kindred = [],
        EntryCrossings = [],
        Stances = [new CountryStance("", 0.75, 0.6, 0, 0.1, 0.1, "")],
    };
}
