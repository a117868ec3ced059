using System.Collections.Immutable;
using System.Reflection;
using ControlSim.Scenarios;

namespace ControlSim.Study.ScenarioFiles;

/// <summary>Makes the scenario from a tree that is checked, complete and without errors.</summary>
internal sealed class ScenarioBuilder(CheckedTree tree, RelationTable relations, Dispositions dispositions)
{
    private readonly DateOnly start = tree.Start!.Value;
    private readonly DateOnly end = tree.End!.Value;

    public Scenario Build() => new()
    {
        Name = tree.Top.Text("name")!,
        Title = tree.Top.Text("title")!,
        Start = start,
        End = end,
        Seed = ulong.Parse(tree.Top.Text("seed")!, System.Globalization.CultureInfo.InvariantCulture),
        Deterministic = tree.Top.Flag("deterministic")!.Value,
        Blocs = Rows("blocs", row => new Bloc(row.Id, row.Text("name")!, row.Flag("owns")!.Value)),
        Factions = Rows("factions", ToFaction),
        Locations = Rows("locations", ToLocation),
        Corridors = Rows("corridors", ToCorridor),
        Crossings = Rows("crossings", ToCrossing),
        Relations = relations.Complete(start, end),
        Control = Rows("locations", ToControl),
        Units = dispositions.Units(),
        Depots = Rows("depots", ToDepot),
        AirActors = Rows("air", row => new AirActor(
            row.Id, row.Text("faction")!, row.Text("country")!, [.. row.List("supports").Order(StringComparer.Ordinal)],
            [.. row.List("against").Order(StringComparer.Ordinal)], [.. row.List("at").Order(StringComparer.Ordinal)], (AirInputs)Record(typeof(AirInputs), row))),
        Airlifts = Rows("airlifts", ToAirlift),
        Orders = Rows("orders", ToOrder),
        Restraints = Rows("restraints", row => PoliticsRows.ToRestraint(row, start, end)),
        Events = Rows("events", row => new DatedEvent(row.Id, row.Date("date")!.Value, row.Number("probability")!.Value, PoliticsRows.ToEffect(row))),
        Triggers = Rows("triggers", PoliticsRows.ToTrigger),
        Rivalries = Rows("rivalries", PoliticsRows.ToRivalry),
        Presences = Rows("presences", PoliticsRows.ToPresence),
        Processes = PoliticsRows.ToProcesses(tree.Top.Child("processes")!),
        Outcomes = Rows("outcomes", ToOutcome),
        Uncertain = Rows("uncertain", UncertainRows.ToUncertain),
        Parameters = (Parameters)Record(typeof(Parameters), tree.Top.Child("parameters")!),
    };

    private ImmutableArray<T> Rows<T>(string table, Func<Row, T> make) => [.. tree.Table(table).Select(make)];

    private static Faction ToFaction(Row row)
    {
        Row stances = row.Child("stances")!;
        return new Faction
        {
            Id = row.Id,
            Name = row.Text("name")!,
            Bloc = row.Text("bloc")!,
            CanDisperse = row.Flag("can_disperse")!.Value,
            Headquarters = row.Text("headquarters")!,
            RequiredRatio = row.Number("required_ratio")!.Value,
            Reserve = row.Number("reserve")!.Value,
            LossLimit = row.Number("loss_limit")!.Value,
            PreparationDays = (int)row.Number("preparation_days")!.Value,
            Doctrine = (DoctrineInputs)Record(typeof(DoctrineInputs), row),
            Economy = (EconomyInputs)Record(typeof(EconomyInputs), row),
            Reporting = (ReportingInputs)Record(typeof(ReportingInputs), row.Child("reporting")!),
            Inclusion = ToInclusion(row.Child("inclusion")!),
            Kindred = row.List("kindred"),
            EntryCrossings = row.List("entry_crossings"),
            Stances = [ToStance("", stances.Child("default")!), .. stances.Rows().Select(country => ToStance(country.Id, country))],
        };
    }

    private static CountryStance ToStance(string country, Row row) => new(
        country, row.Number("morale")!.Value, row.Number("legitimacy")!.Value, row.Number("air_threat")!.Value,
        row.Number("abuse")!.Value, row.Number("extraction")!.Value, row.Text("main_city")!);

    private static ImmutableArray<GroupInclusion> ToInclusion(Row row) =>
    [
        new GroupInclusion("", row.Number("default")!.Value),
        .. row.Node.Entries.Where(e => e.Key != "default").OrderBy(e => e.Key, StringComparer.Ordinal)
            .Select(e => new GroupInclusion(e.Key, row.Number(e.Key)!.Value)),
    ];

    private static Location ToLocation(Row row) => new()
    {
        Id = row.Id,
        Name = row.Text("name")!,
        Country = row.Text("country")!,
        Longitude = row.Number("lon")!.Value,
        Latitude = row.Number("lat")!.Value,
        Population = (long)row.Number("population")!.Value,
        AreaKm2 = row.Number("area_km2")!.Value,
        HidingGround = row.Number("hiding_ground")!.Value,
        Group = row.Text("group")!,
        Society = (SocietyInputs)Record(typeof(SocietyInputs), row),
        IsRefuge = row.Text("kind") == FormatDescription.Refuge,
    };

    private static Corridor ToCorridor(Row row) => new(
        row.Id, row.Text("from")!, row.Text("to")!, row.Number("length_km")!.Value, row.Choice<CorridorClass>("class")!.Value, row.Text("crossing")!);

    private static Crossing ToCrossing(Row row) => new()
    {
        Id = row.Id,
        Name = row.Text("name")!,
        External = row.Text("external")!,
        Location = row.Text("location")!,
        OpenToSupply = row.Flag("open_to_supply")!.Value,
        OpenToUnits = row.Flag("open_to_units")!.Value,
        Throughput = row.Number("throughput")!.Value,
        UsableBy = [.. row.List("usable_by").Order(StringComparer.Ordinal)],
    };

    /// <summary>Every location has a row; what the file leaves out nobody holds.</summary>
    private InitialControl ToControl(Row location) => tree.Find("control", location.Id) is { } row
        ? new InitialControl(row.Id, row.Text("owner")!, [.. row.List("contested_by").Order(StringComparer.Ordinal)], row.Number("consolidation")!.Value)
        : new InitialControl(location.Id, "", [], 0);

    private static Depot ToDepot(Row row) => new(
        row.Id, row.Text("faction")!, row.Text("location")!, row.Number("income")!.Value, row.Number("stock_days")!.Value,
        row.Choice<DepotSource>("source")!.Value, row.Text("gate")!);

    private static Airlift ToAirlift(Row row) => new(
        row.Id, row.Text("faction")!, row.Text("from")!, row.Text("to")!, row.Number("man_days")!.Value, row.Number("loss")!.Value,
        row.Number("flying")!.Value);

    private static Order ToOrder(Row row) => new()
    {
        Id = row.Id,
        Faction = row.Text("faction")!,
        Verb = row.Choice<OrderVerb>("verb")!.Value,
        Date = row.Date("date")!.Value,
        Until = row.Date("until") ?? row.Date("date")!.Value,
        From = row.List("from"),
        Objectives = row.List("objectives"),
        WaitsFor = row.List("waits_for"),
        With = row.List("with"),
        Forces = row.Number("forces")!.Value,
        RegroupDays = (int)row.Number("regroup_days")!.Value,
        OnCall = row.Flag("on_call")!.Value,
        Weights = row.Choice<OrderVerb>("verb") == OrderVerb.StrikeWeight
            ? [.. FormatDescription.TargetClasses.Select(name => row.Child("weights")!.Number(name)!.Value)]
            : [],
    };

    private Outcome ToOutcome(Row row) => new(
        row.Id, row.Text("title")!, row.Choice<OutcomeKind>("kind")!.Value, row.Text("bloc")!,
        row.Text("location") is { } location ? [location] : row.List("locations"),
        row.Date("from") ?? start, row.Date("to") ?? end)
    {
        Event = row.Text("event") ?? "",
    };

    /// <summary>A record of parameters, or of records of parameters, by reflection: the format is made from the same properties.</summary>
    private static object Record(Type type, Row row)
    {
        object record = Activator.CreateInstance(type)!;
        foreach (PropertyInfo property in type.GetProperties().Where(property => property.CanWrite))
        {
            string key = Wording.Snake(property.Name);
            object value = property.PropertyType == typeof(double) ? row.Number(key)!.Value
                : property.PropertyType == typeof(int) ? (int)row.Number(key)!.Value
                : Record(property.PropertyType, row.Child(key)!);
            property.SetValue(record, value);
        }

        return record;
    }
}
