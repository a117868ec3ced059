using System.Reflection;
using ControlSim.Processes;
using ControlSim.Randomness;
using ControlSim.Runs;
using ControlSim.Scenarios;
using ControlSim.Tables;

namespace ControlSim.Tests;

/// <summary>
/// Makes small scenarios in code, every parameter at its default unless a test says otherwise; but nobody deserts, so that
/// heads can be counted.
/// </summary>
internal sealed partial class SmallWorld
{
    public static readonly DateOnly Start = new(2017, 1, 1);

    private readonly List<Bloc> _blocs = [];
    private readonly List<Faction> _factions = [];
    private readonly List<Location> _locations = [];
    private readonly List<Corridor> _corridors = [];
    private readonly List<Crossing> _crossings = [];
    private readonly List<Relation> _relations = [];
    private readonly List<InitialControl> _control = [];
    private readonly List<UnitStart> _units = [];
    private readonly List<Depot> _depots = [];
    private readonly List<AirActor> _air = [];
    private readonly List<Airlift> _airlifts = [];
    private readonly List<Order> _orders = [];
    private readonly List<Restraint> _restraints = [];
    private readonly List<DatedEvent> _events = [];
    private readonly List<Trigger> _triggers = [];
    private readonly List<Rivalry> _rivalries = [];
    private readonly List<ForeignPresence> _presences = [];
    private readonly List<ProcessKind> _off = [];
    private readonly List<Outcome> _outcomes = [];

    public int Days { get; init; } = 30;

    public bool Deterministic { get; init; }

    public ulong Seed { get; init; } = 1;

    public Parameters Parameters { get; set; } = Defaults<Parameters>() with
    {
        Desertion = Defaults<DesertionParameters>() with { Base = 0, Supply = 0, Morale = 0, Pay = 0 },
    };

    /// <summary>A record with every parameter at its default.</summary>
    public static T Defaults<T>() => (T)Defaults(typeof(T));

    public SmallWorld Bloc(string id, bool owns = true)
    {
        _blocs.Add(new Bloc(id, id, owns));
        return this;
    }

    /// <summary>A faction, by default in a bloc of its own name that is made with it.</summary>
    public SmallWorld Faction(
        string id, string? bloc = null, bool canDisperse = false, double morale = 1, double legitimacy = 0.5,
        double airThreat = 0, double requiredRatio = 1, double reserve = 0, string mainCity = "", string headquarters = "",
        double lossLimit = 1, Func<DoctrineInputs, DoctrineInputs>? doctrine = null,
        double announceShare = 1, int reportDelay = 0)
    {
        if (bloc is null)
        {
            Bloc(id);
        }

        _factions.Add(new Faction
        {
            Id = id,
            Name = id,
            Bloc = bloc ?? id,
            CanDisperse = canDisperse,
            Headquarters = headquarters,
            RequiredRatio = requiredRatio,
            Reserve = reserve,
            LossLimit = lossLimit,
            PreparationDays = 21,
            Doctrine = (doctrine ?? (d => d))(Defaults<DoctrineInputs>() with { Initiative = 0 }),
            Economy = Defaults<EconomyInputs>(),
            Reporting = new ReportingInputs { AnnounceShare = announceShare, DelayDays = reportDelay },
            Inclusion = [new GroupInclusion("", 0.5)],
            Kindred = [],
            EntryCrossings = [],
            Stances = [new CountryStance("", morale, legitimacy, airThreat, 0.1, 0.1, mainCity)],
        });
        return this;
    }

    public SmallWorld Location(string id, long population = 0, bool refuge = false, double hidingGround = 0, string owner = "", string country = "Land")
    {
        _locations.Add(new Location
        {
            Id = id,
            Name = id,
            Country = country,
            Longitude = 40 + (0.37 * _locations.Count),
            Latitude = 34 + (0.01 * _locations.Count),
            Population = population,
            AreaKm2 = refuge ? 0 : 100,
            HidingGround = hidingGround,
            Group = "",
            Society = Defaults<SocietyInputs>(),
            IsRefuge = refuge,
        });
        if (owner.Length > 0)
        {
            _control.Add(new InitialControl(id, owner, [], 0));
        }

        return this;
    }

    public SmallWorld Contested(string location, params string[] blocs)
    {
        _control.Add(new InitialControl(location, "", [.. blocs], 0));
        return this;
    }

    public SmallWorld Corridor(string a, string b, double km = 40, CorridorClass corridorClass = CorridorClass.Highway, string crossing = "")
    {
        _corridors.Add(new Corridor($"{a}--{b}", a, b, km, corridorClass, crossing));
        return this;
    }

    public SmallWorld Crossing(string id, bool open = true, params string[] usableBy)
    {
        _crossings.Add(new Crossing
        {
            Id = id,
            Name = id,
            External = "",
            Location = "",
            OpenToSupply = open,
            OpenToUnits = open,
            Throughput = double.PositiveInfinity,
            UsableBy = [.. usableBy],
        });
        return this;
    }

    public SmallWorld Hostile(string a, string b) => Relation(a, b, RelationKind.Hostile);

    public SmallWorld Relation(string a, string b, RelationKind kind, int fromDay = 0, int toDay = 100000, string country = "")
    {
        _relations.Add(new Relation(a, b, kind, Start.AddDays(fromDay), Start.AddDays(toDay), country));
        return this;
    }

    public SmallWorld Unit(
        string faction, string location, double fighters, Posture posture = Posture.Massed, bool hold = false,
        double supply = 1, double quality = 1, int copies = 1, double absent = 0)
    {
        for (int i = 0; i < copies; i++)
        {
            _units.Add(new UnitStart($"u{_units.Count}", faction, location, fighters, posture, quality, supply, hold, absent));
        }

        return this;
    }

    public SmallWorld Depot(string faction, string location, double income, DepotSource source = DepotSource.Local, double stockDays = 30)
    {
        _depots.Add(new Depot($"d{_depots.Count}", faction, location, income, stockDays, source, ""));
        return this;
    }

    /// <summary>An air actor with every input at its default, which does nothing, unless a test says otherwise.</summary>
    public SmallWorld Air(string faction, Func<AirInputs, AirInputs> inputs, string? id = null, string country = "Land", params string[] supports)
    {
        _air.Add(new AirActor(id ?? $"a{_air.Count}", faction, country, [.. supports], [], [], inputs(Defaults<AirInputs>())));
        return this;
    }

    /// <summary>The last air actor strikes these factions only, and at these locations only; of an empty list all.</summary>
    public SmallWorld Bound(string[] against, string[] at)
    {
        _air[^1] = _air[^1] with { Against = [.. against], At = [.. at] };
        return this;
    }

    public SmallWorld Airlift(string faction, string from, string to, double manDays, double loss = 0, double flying = 1)
    {
        _airlifts.Add(new Airlift($"l{_airlifts.Count}", faction, from, to, manDays, loss, flying));
        return this;
    }

    public SmallWorld Order(
        string id, string faction, OrderVerb verb, int day, string[] from, string[] objectives, double forces = double.PositiveInfinity,
        string[]? with = null, string[]? waitsFor = null, int regroupDays = 7, int window = 0, bool onCall = false,
        double[]? weights = null)
    {
        _orders.Add(new Order
        {
            Id = id,
            Faction = faction,
            Verb = verb,
            Date = Start.AddDays(day),
            Until = Start.AddDays(day + window),
            From = [.. from],
            Objectives = [.. objectives],
            WaitsFor = [.. waitsFor ?? []],
            With = [.. with ?? []],
            Forces = forces,
            RegroupDays = regroupDays,
            OnCall = onCall,
            Weights = [.. weights ?? []],
        });
        return this;
    }

    public SmallWorld Event(
        int day, EventKind kind, string target, double value, string country = "", string other = "",
        RelationKind relation = RelationKind.Neutral, string group = "", double probability = 1, string? id = null)
    {
        var effect = new Effect(kind, target, other, country, value, relation, group);
        _events.Add(new DatedEvent(id ?? $"e{_events.Count}", Start.AddDays(day), probability, effect));
        return this;
    }

    public SmallWorld Trigger(
        string id, Condition[] when, Effect[] then, int forDays = 1, double probability = 1, bool once = true, int afterDays = 0)
    {
        _triggers.Add(new Trigger
        {
            Id = id,
            When = [.. when],
            ForDays = forDays,
            Probability = probability,
            Once = once,
            AfterDays = afterDays,
            Then = [.. then],
        });
        return this;
    }

    public static Condition When(
        Quantity quantity, string faction = "", string other = "", string bloc = "", string location = "", string country = "",
        string presence = "", string trigger = "", double above = double.NegativeInfinity, double below = double.PositiveInfinity,
        string isWord = "") =>
        new("c", quantity, faction, other, bloc, location, country, presence, trigger, above, below, isWord);

    public static Effect Then(
        EventKind kind, string target, double value, string country = "", string other = "", RelationKind relation = RelationKind.Neutral) =>
        new(kind, target, other, country, value, relation, "");

    /// <summary>Switches processes off.</summary>
    public SmallWorld Without(params ProcessKind[] processes)
    {
        _off.AddRange(processes);
        return this;
    }

    public SmallWorld Outcome(OutcomeKind kind, string bloc, params string[] locations)
    {
        _outcomes.Add(new Outcome($"o{_outcomes.Count}", "", kind, bloc, [.. locations], Start, Start.AddDays(Days)));
        return this;
    }

    /// <summary>Changes a faction that was made: its economy, inclusion, kindred, conduct.</summary>
    public SmallWorld Change(string faction, Func<Faction, Faction> change)
    {
        int row = _factions.FindIndex(f => f.Id == faction);
        _factions[row] = change(_factions[row]);
        return this;
    }

    /// <summary>Conduct of a faction in all countries.</summary>
    public SmallWorld Conduct(string faction, double abuse = 0.1, double extraction = 0.1) => Change(
        faction, f => f with { Stances = [.. f.Stances.Select(s => s with { Abuse = abuse, Extraction = extraction })] });

    /// <summary>Inclusion of a group by a faction.</summary>
    public SmallWorld Includes(string faction, string group, double value) => Change(
        faction, f => f with { Inclusion = [.. f.Inclusion, new GroupInclusion(group, value)] });

    /// <summary>People of a location: their group, what they get and what their ground yields.</summary>
    public SmallWorld People(string location, string group = "", double service = 0.5, double oil = 0, double security = 0)
    {
        int row = _locations.FindIndex(l => l.Id == location);
        _locations[row] = _locations[row] with
        {
            Group = group,
            Society = _locations[row].Society with { Service = service, OilIncome = oil, LocalSecurity = security },
        };
        return this;
    }

    /// <summary>A gate to the outside that opens into a location.</summary>
    public SmallWorld Gate(string id, string location, bool open = true)
    {
        _crossings.Add(new Crossing
        {
            Id = id,
            Name = id,
            External = "outside",
            Location = location,
            OpenToSupply = open,
            OpenToUnits = open,
            Throughput = double.PositiveInfinity,
            UsableBy = [],
        });
        return this;
    }

    public SmallWorld With(Func<Parameters, Parameters> change)
    {
        Parameters = change(Parameters);
        return this;
    }

    public Scenario Scenario() => new()
    {
        Name = "small",
        Title = "Small world",
        Start = Start,
        End = Start.AddDays(Days),
        Seed = Seed,
        Deterministic = Deterministic,
        Blocs = [.. _blocs],
        Factions = [.. _factions],
        Locations = [.. _locations],
        Corridors = [.. _corridors],
        Crossings = [.. _crossings],
        Relations = [.. _relations],
        Control = [.. _control],
        Units = [.. _units],
        Depots = [.. _depots],
        AirActors = [.. _air],
        Airlifts = [.. _airlifts],
        Orders = [.. _orders],
        Restraints = [.. _restraints],
        Events = [.. _events],
        Triggers = [.. _triggers],
        Rivalries = [.. _rivalries],
        Presences = [.. _presences],
        Uncertain = [],
        Processes = [.. Enum.GetValues<ProcessKind>().Except(_off)],
        Outcomes = [.. _outcomes],
        Parameters = Parameters,
    };

    public RunResult Run(int replicate = 0) => Simulation.Run(
        Scenario(), StableId.RunKey(Seed, 0, replicate), RecorderOptions.DailyHashes, CancellationToken.None);

    /// <summary>The world and its schedule, for tests that look inside.</summary>
    public (World World, Schedule Schedule, EventLog Log) Open(int replicate = 0)
    {
        Scenario scenario = Scenario();
        World world = WorldBuilder.From(scenario);
        var log = new EventLog(world);
        return (world, new Schedule(world, scenario, new RandomStreams(StableId.RunKey(Seed, 0, replicate)), log), log);
    }

    private static object Defaults(Type type)
    {
        object record = System.Runtime.CompilerServices.RuntimeHelpers.GetUninitializedObject(type);
        foreach (PropertyInfo property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.CanWrite))
        {
            var parameter = property.GetCustomAttribute<ParameterAttribute>();
            object value = parameter is null
                ? Defaults(property.PropertyType)
                : Convert.ChangeType(parameter.Default, property.PropertyType, null);
            property.SetValue(record, value);
        }

        return record;
    }
}
