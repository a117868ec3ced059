using ControlSim.Scenarios;
using ControlSim.Study.ScenarioFiles;

namespace ControlSim.Tests.ScenarioFiles;

/// <summary>Events, triggers, rivalries, presences, restraints and the switches of processes in scenario files.</summary>
public sealed class PoliticsFileTests : IDisposable
{
    private const string Sections = """
        processes: {triggers: true}
        rivalries:
          guard-rebels: {a: guard, b: rebels, patron_tension: 0.4}
        presences:
          base: {faction: guard, country: Syria, host: red, erosion_per_strike: 0.01}
          post: {faction: guard, country: Iraq, host: red, depends_on: [base], delay_days: 5}
        restraints:
          line: {factions: [guard, army], locations: [alpha], until: [charlie]}
        triggers:
          charlie-falls:
            when: {fallen: {quantity: capture, location: charlie, bloc: blue}}
            then: {pride: {kind: prestige, target: army, value: 0.9}, quarrel: {kind: relation, target: army, other: guard, relation: hostile, country: Syria}}
          strong-rebels:
            when:
              many: {quantity: fighters, bloc: red, above: 100}
              calm: {quantity: relation, faction: army, other: rebels, country: Iraq, is: hostile}
              before: {quantity: fired, trigger: charlie-falls}
            for_days: 3
            probability: 0.1
            once: false
            after_days: 2
            then: {breach: {kind: breach, target: base, value: 0.2}}

        """;

    private readonly ScenarioFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Triggers_rivalries_presences_and_restraints_are_read()
    {
        ScenarioReading reading = folder.Read(ScenarioFolder.World + Sections);
        Assert.Empty(reading.Problems);
        Scenario scenario = reading.Scenario!;
        Assert.Equal(new Rivalry("guard-rebels", "guard", "rebels", null, 0.4), Assert.Single(scenario.Rivalries));
        Assert.Equal(["base", "post"], scenario.Presences.Select(p => p.Id));
        Assert.Equal((1.0, 0.3, 60, 0.01), (scenario.Presences[0].Consent, scenario.Presences[0].Limit, scenario.Presences[0].DelayDays, scenario.Presences[0].ErosionPerStrike));
        Assert.Equal(["base"], scenario.Presences[1].DependsOn);
        Restraint line = Assert.Single(scenario.Restraints);
        Assert.Equal(("army", "guard", "alpha", "charlie"), (line.Factions[0], line.Factions[1], line.Locations.Single(), line.Until.Single()));
        Assert.Equal((scenario.Start, scenario.End), (line.From, line.To));
        Trigger simple = scenario.Triggers[0], chancy = scenario.Triggers[1];
        Assert.Equal((1, 1.0, true, 0), (simple.ForDays, simple.Probability, simple.Once, simple.AfterDays));
        Assert.Equal((3, 0.1, false, 2), (chancy.ForDays, chancy.Probability, chancy.Once, chancy.AfterDays));
        Assert.Equal(["before", "calm", "many"], chancy.When.Select(c => c.Id));
        Assert.Equal((100, double.PositiveInfinity), (chancy.When[2].Above, chancy.When[2].Below));
        Assert.Equal([EventKind.Prestige, EventKind.Relation], simple.Then.Select(e => e.Kind));
        Assert.Equal(new Effect(EventKind.Relation, "army", "guard", "Syria", 0, RelationKind.Hostile, ""), simple.Then[1]);
    }

    [Fact]
    public void Inclusion_of_a_group_is_read_by_its_name()
    {
        ScenarioReading reading = folder.ReadWith("army: {bloc: blue, headquarters: bravo}", "army: {bloc: blue, headquarters: bravo, inclusion: {river: 0.3}}");
        Assert.Equal([new GroupInclusion("", 0.5), new GroupInclusion("river", 0.3)], reading.Scenario!.Factions[0].Inclusion);
    }

    [Fact]
    public void A_lock_with_politics_reads_back()
    {
        ScenarioReading first = folder.Read(ScenarioFolder.World + Sections);
        ScenarioReading second = folder.Read(first.Info.LockText);
        Assert.Empty(second.Problems);
        Assert.Equal(first.Info.LockText, second.Info.LockText);
        Assert.Equal(first.Scenario!.Triggers[1].When, second.Scenario!.Triggers[1].When);
    }

    [Fact]
    public void An_event_has_probability_one_unless_it_says_otherwise()
    {
        Assert.All(folder.Read(ScenarioFolder.World).Scenario!.Events, e => Assert.Equal(1, e.Probability));
        Assert.Equal(0.25, folder.ReadWith("target: army, country", "target: army, probability: 0.25, country").Scenario!.Events.Single(e => e.Id == "tired").Probability);
    }

    [Fact]
    public void All_processes_run_unless_one_is_switched_off_and_the_lock_says_so()
    {
        ScenarioReading all = folder.Read(ScenarioFolder.World);
        Assert.Equal(Enum.GetValues<ProcessKind>(), all.Scenario!.Processes.Order());
        Assert.Contains("\n  morale: true\n", all.Info.LockText, StringComparison.Ordinal);
        ScenarioReading without = folder.Read(ScenarioFolder.World, null, "processes.morale=false");
        Assert.Equal(Enum.GetValues<ProcessKind>().Except([ProcessKind.Morale]), without.Scenario!.Processes.Order());
        Assert.Contains("\n  morale: false\n", without.Info.LockText, StringComparison.Ordinal);
        Assert.Empty(without.Problems);
    }

    [Theory]
    [InlineData("control: false", "processes.control", "nothing can be computed without the process control; remove the key")]
    [InlineData("aggregation: false", "processes.aggregation", "nothing can be computed without")]
    [InlineData("relations: false", "processes.relations", "nothing can be computed without")]
    [InlineData("supply: false, posture: false, desertion: false", "processes.supply", "morale needs supply: supply would stay as it was on the first day; switch morale off too with `morale: false`, or remove this key")]
    [InlineData("combat: false", "processes.combat", "break needs combat")]
    [InlineData("movement: false, break: false, interdiction: false", "processes.movement", "command needs movement: its forces would never march")]
    [InlineData("morals: false", "processes.morals", "there is no key 'morals' here; did you mean 'morale'?")]
    public void What_needs_a_switched_off_process_is_a_problem_with_its_remedy(string switches, string path, string text)
    {
        Problem problem = ScenarioFolder.OnlyError(folder.Read(ScenarioFolder.World + $"processes: {{{switches}}}\n"));
        Assert.Equal(path, problem.Path);
        Assert.Contains(text, problem.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("supply: false, posture: false, desertion: false, morale: false", "processes.supply", "supply is switched off, so none of the depots has an effect")]
    [InlineData("commander: false", "processes.commander", "no commander decides anything of his own")]
    [InlineData("commander: false", "processes.commander", "no headquarters moves or is lost")]
    [InlineData("air_strikes: false", "processes.air_strikes", "no strike hits anything; surveillance, transport and air threat stay")]
    [InlineData("host_consent: false", "processes.host_consent", "so the change of kind breach has no effect (first triggers.strong-rebels.then.breach.kind)")]
    public void What_a_switched_off_process_leaves_without_effect_is_a_warning(string switches, string path, string text)
    {
        ScenarioReading reading = folder.Read(ScenarioFolder.World + Sections.Replace("triggers: true", switches, StringComparison.Ordinal));
        Assert.NotNull(reading.Scenario);
        Assert.Contains(reading.Problems, p => p.IsWarning && p.Path == path && p.Text.Contains(text, StringComparison.Ordinal));
    }

    [Fact]
    public void Reports_that_nobody_makes_are_a_warning()
    {
        string world = ScenarioFolder.World.Replace("outcomes:\n", "outcomes:\n  lag: {kind: reported-lag, location: charlie}\n", StringComparison.Ordinal);
        Assert.NotEqual(ScenarioFolder.World, world);
        ScenarioReading reading = folder.Read(world + "processes: {reporting: false}\n");
        Assert.NotNull(reading.Scenario);
        Problem problem = Assert.Single(reading.Problems);
        Assert.Equal("reporting is switched off, so nobody announces anything: outcomes of kind reported-lag have no value", problem.Text);
        Assert.True(problem.IsWarning);
    }

    [Fact]
    public void A_table_that_no_process_reads_is_a_warning()
    {
        ScenarioReading reading = folder.Read(ScenarioFolder.World + "processes: {events: false}\n");
        Problem problem = Assert.Single(reading.Problems);
        Assert.True(problem.IsWarning);
        Assert.Equal("events is switched off, so none of the events has an effect", problem.Text);
        Assert.NotNull(reading.Scenario);
    }

    [Theory]
    [InlineData("value: 0.9}", "value: 1.9}", "triggers.charlie-falls.then.pride.value", "write a number from 0 to 1")]
    [InlineData("kind: prestige, target: army, value: 0.9", "kind: prestige, target: army", "triggers.charlie-falls.then.pride", "needs `value`; add it")]
    [InlineData("kind: prestige, target: army", "kind: prestige, target: amry", "triggers.charlie-falls.then.pride.target", "did you mean 'army'?")]
    [InlineData("kind: prestige, target: army", "kind: prestige, target: army, country: Iraq", "triggers.charlie-falls.then.pride.country", "has no country; remove the key")]
    [InlineData("other: guard, relation: hostile", "other: guard", "triggers.charlie-falls.then.quarrel", "needs `relation`; add it")]
    [InlineData("other: guard, relation: hostile", "relation: hostile", "triggers.charlie-falls.then.quarrel", "needs `other`; add it")]
    [InlineData("other: guard, relation: hostile", "other: army, relation: hostile", "triggers.charlie-falls.then.quarrel.other", "no relation to itself")]
    [InlineData("bloc: red, above: 100", "bloc: red", "triggers.strong-rebels.when.many", "needs `above` or `below`; add one of them")]
    [InlineData("bloc: red, above: 100", "bloc: red, above: 100, below: 50", "triggers.strong-rebels.when.many.below", "exchange or correct them")]
    [InlineData("bloc: red, above: 100", "above: 100", "triggers.strong-rebels.when.many", "the quantity fighters needs `bloc`; add it")]
    [InlineData("bloc: red, above: 100", "bloc: red, location: alpha, above: 100", "triggers.strong-rebels.when.many.location", "the quantity fighters has no location; remove the key")]
    [InlineData("is: hostile", "is: hostil", "triggers.strong-rebels.when.calm.is", "write cobelligerent, deconflict, neutral or hostile")]
    [InlineData("trigger: charlie-falls}", "trigger: charly}", "triggers.strong-rebels.when.before.trigger", "there is no trigger 'charly'")]
    [InlineData("location: charlie, bloc: blue}", "location: charlie, bloc: blue, above: 1}", "triggers.charlie-falls.when.fallen.above", "is true or not, it has no bounds")]
    [InlineData("target: base, value", "target: bass, value", "triggers.strong-rebels.then.breach.target", "did you mean 'base'?")]
    [InlineData("host: red, erosion", "host: blue, erosion", "presences.base.host", "is no guest")]
    [InlineData("depends_on: [base]", "depends_on: [post]", "presences.post.depends_on", "does not depend on itself")]
    [InlineData("country: Syria, host", "country: Siria, host", "presences.base.country", "did you mean 'Syria'?")]
    [InlineData("a: guard, b: rebels", "a: guard, b: guard", "rivalries.guard-rebels.b", "no rival of itself")]
    [InlineData("locations: [alpha]", "locations: [alfa]", "restraints.line.locations[0]", "did you mean 'alpha'?")]
    [InlineData("locations: [alpha]", "locations: []", "restraints.line.locations", "the list is empty")]
    [InlineData("[guard, army]", "[]", "restraints.line.factions", "the list is empty")]
    [InlineData("until: [charlie]", "until: [alpha]", "restraints.line.until", "'alpha' is closed until it is taken")]
    [InlineData("until: [charlie]", "from: 2017-03-01, to: 2017-02-01", "restraints.line.to", "is before `from`")]
    [InlineData("locations: [alpha], ", "", "restraints.line", "the key 'locations' is missing")]
    public void Each_mistake_has_its_place_and_remedy(string old, string replacement, string path, string text)
    {
        Assert.Contains(old, Sections, StringComparison.Ordinal);
        Problem problem = ScenarioFolder.OnlyError(folder.Read(ScenarioFolder.World + Sections.Replace(old, replacement, StringComparison.Ordinal)));
        Assert.Equal(path, problem.Path);
        Assert.Contains(text, problem.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_trigger_needs_a_condition_and_an_effect()
    {
        ScenarioReading reading = folder.Read(ScenarioFolder.World + "triggers:\n  empty: {}\n");
        Assert.Equal(
            ["nothing happens when it fires; add `then` with an effect", "nothing says when it fires; add `when` with a condition"],
            reading.Problems.Select(p => p.Text));
    }
}
