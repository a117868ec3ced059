using System.Text;
using ControlSim.Study.ScenarioFiles;

namespace ControlSim.Tests.ScenarioFiles;

/// <summary>Every kind of bad input gives a message with its place and the remedy, and no scenario.</summary>
public sealed class BadInputTests : IDisposable
{
    private readonly ScenarioFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("unit_size: 50", "unit_sise: 50", "factions.rebels.unit_sise", "there is no key 'unit_sise' here; did you mean 'unit_size'?")]
    [InlineData("attrition: 0.03", "atrition: 0.03", "parameters.combat.atrition", "did you mean 'attrition'?")]
    [InlineData("attrition: 0.03", "attrition: 1.5", "parameters.combat.attrition", "1.5 is out of range; write a number from 0 to 1")]
    [InlineData("attrition: 0.03", "attrition: much", "parameters.combat.attrition", "a number from 0 to 1 is wanted here, not 'much'")]
    [InlineData("attrition: 0.03", "attrition: \"0.03\"", "parameters.combat.attrition", "write it without quotes")]
    [InlineData("objectives: [charlie]", "objectives: [charly]", "orders.march.objectives[0]", "there is no location 'charly'; did you mean 'charlie'?")]
    [InlineData("objectives: [charlie]", "objectives: [gate]", "orders.march.objectives[0]", "only a crossing of that name; name a location")]
    [InlineData("objectives: [gate]", "objectives: [alpha]", "orders.shut.objectives[0]", "only a location of that name; name a crossing")]
    [InlineData("verb: advance, date: 2017-09-16, from: [alpha], objectives: [charlie]", "verb: train, date: 2017-09-16, from: [alpha]", "orders.march", "an order of the verb train needs `until`; write the last day of the training")]
    [InlineData("verb: close, date: 2017-10-01, until: 2017-10-03, objectives: [gate]", "verb: strike-weight, date: 2017-10-01, objectives: [helpers-iraq]", "orders.shut", "an order of the verb strike-weight needs `weights`; give at least one class of targets a weight above 0")]
    [InlineData("verb: close, date: 2017-10-01, until: 2017-10-03, objectives: [gate]", "verb: strike-weight, date: 2017-10-01, objectives: [helper], weights: {oil: 1}", "orders.shut.objectives[0]", "there is no air actor 'helper'")]
    [InlineData("shut: {faction: army, verb: close, date: 2017-10-01, until: 2017-10-03, objectives: [gate]", "shut: {faction: guard, verb: strike-weight, date: 2017-10-01, objectives: [helpers-iraq], weights: {oil: 1}", "orders.shut.objectives", "flies for another faction; name one of 'guard'")]
    [InlineData("with: [guard], forces: 500", "with: [guard], forces: 500, weights: {oil: 1}", "orders.march.weights", "an order of the verb advance has no weights; remove the key")]
    [InlineData("kind: morale, target: army, country: Iraq, value: 0.4", "kind: launch, target: march", "events.tired.target", "the order 'march' is launched by its date; write `on_call: true` in it, or remove this row")]
    [InlineData("kind: morale, target: army, country: Iraq, value: 0.4", "kind: launch, target: march, value: 1", "events.tired.value", "an event of kind launch has no value; remove the key")]
    [InlineData("verb: advance", "verb: attack", "orders.march.verb", "write advance, hold, withdraw,")]
    [InlineData("date: 2017-09-16", "date: 2018-09-16", "orders.march.date", "2018-09-16 lies outside the run, which is from 2017-09-01 to 2017-12-31")]
    [InlineData("date: 2017-10-05", "date: 2018-08-05", "events.tired.date", "lies outside the run")]
    [InlineData("from: 2017-09-10, to", "from: 2017-08-10, to", "outcomes.red-supply.from", "lies outside the run")]
    [InlineData("end: 2017-12-31", "end: 2017-12-31\nmap_date: 2018-01-01", "map_date", "lies outside the run")]
    [InlineData("end: 2017-12-31", "end: 2017-02-30", "end", "'2017-02-30' is not a date; write year-month-day")]
    [InlineData("fighters: 120", "fighters: -120", "forces.rebels-charlie.fighters", "-120 is out of range; write a number from 0 to")]
    [InlineData("fighters: 120", "fighters: 120.5", "forces.rebels-charlie.fighters", "120.5 is not a whole number")]
    [InlineData("consolidation: 0.8", "consolidation: 80", "control.bravo.consolidation", "80 is out of range; write a number from 0 to 1")]
    [InlineData("class: primary", "class: dirt", "corridors.alpha--bravo.class", "write highway, primary, secondary, desert-track or off-road")]
    [InlineData("length_km: 60", "length_km: 55", "corridors.alpha--wadi.length_km", "55 km is shorter than the great circle between its ends, 55.6 km")]
    [InlineData(", crossing: gate}", "}", "crossings.gate", "the crossing lies on no corridor; name it as `crossing` of a corridor, or add `external`")]
    [InlineData("external: Turkey, location: charlie,", "external: Turkey,", "crossings.port", "opens into no location; add `location`")]
    [InlineData("class: primary", "class: primary, crossing: port", "corridors.alpha--bravo.crossing", "leads out to Turkey")]
    [InlineData("gate: port", "gate: gate", "depots.rebels-port.gate", "no external crossing")]
    [InlineData("alpha: {owner: blue}", "alpha: {contested_by: [blue]}", "control.alpha.contested_by", "two blocs or more")]
    [InlineData("alpha: {owner: blue}", "alpha: {owner: helpers}", "control.alpha.owner", "never owns a place")]
    [InlineData("alpha: {owner: blue}", "alpha: {owner: blue}\n  wadi: {owner: blue}", "control.wadi", "a refuge has no owner")]
    [InlineData("country: Iraq, strikes: 4", "strikes: 4", "air.helpers-iraq", "the key 'country' is missing")]
    [InlineData("isr: 0.5", "isr: 50", "air.helpers-iraq.isr", "50 is out of range; write a number from 0 to 10")]
    [InlineData("isr: 0.5", "irs: 0.5", "air.helpers-iraq.irs", "did you mean 'isr'?")]
    [InlineData("supports: [guard]", "supports: [guards]", "air.helpers-iraq.supports[0]", "did you mean 'guard'?")]
    [InlineData("target: helpers-iraq, value: 0.6", "target: helpers-irak, value: 0.6", "events.inward.target", "did you mean 'helpers-iraq'?")]
    [InlineData("target: helpers-iraq, value: 0.6", "target: helpers-iraq, value: 1.6", "events.inward.value", "1.6 is out of range; write a number from 0 to 1")]
    [InlineData("from: charlie, to: wadi", "from: charlie, to: charlie", "airlifts.bread.to", "from 'charlie' to itself")]
    [InlineData("faction: rebels, fighters: 120", "faction: rebel, fighters: 120", "forces.rebels-charlie.faction", "did you mean 'rebels'?")]
    [InlineData("target: port", "target: prot", "events.shut.target", "did you mean 'port'?")]
    [InlineData("kind: crossing, target: port, value: 0", "kind: crossing, target: port, value: 0.5", "events.shut.value", "write 1 to open the crossing, 0 to shut it")]
    [InlineData("main_city: charlie", "main_city: delta", "factions.rebels.stances.Syria.main_city", "there is no location 'delta'")]
    [InlineData("kind: neutral, from", "kind: neutral, country: \"\", from", "relations.x", "the dates overlap those of 'quarrel'")]
    [InlineData("changes: {orders: {march: null}}", "changes: {orders: {march: {verv: hold}}}", "orders.march.verv", "with what-if 'no-order': there is no key 'verv' here; did you mean 'verb'?")]
    [InlineData("changes: {orders: {march: null}}", "changes: {format: 1}", "what_ifs.no-order.changes.format", "a what-if cannot change `format`")]
    [InlineData("bloc: red, can", "blok: red, can", "factions.rebels.blok", "did you mean 'bloc'?")]
    [InlineData("owns: false", "owns: no", "blocs.helpers.owns", "true or false is wanted here, not 'no'")]
    [InlineData("kind: supply, bloc: red, ", "kind: supply, ", "outcomes.red-supply", "needs a bloc")]
    [InlineData("location: charlie, bloc: blue", "bloc: blue", "outcomes.charlie-falls", "needs one location")]
    [InlineData("seed: 18446744073709551615", "seed: 18446744073709551616", "seed", "a whole number from 0 to 18446744073709551615")]
    [InlineData("kind: supply, bloc: red, ", "kind: events, bloc: red, ", "outcomes.red-supply", "an outcome of kind events needs a kind of event; add `event`, as `event: capture`")]
    [InlineData("kind: supply, bloc: red, ", "kind: events, event: atack, bloc: red, ", "outcomes.red-supply.event", "'atack' is not known here; write capture, owner-lost,")]
    [InlineData("kind: supply, bloc: red, ", "kind: morale, event: attack, bloc: red, ", "outcomes.red-supply.event", "an outcome of kind morale counts no events; remove the key, or write `kind: events`")]
    [InlineData("kind: supply, bloc: red, ", "kind: prestige, bloc: red, ", "outcomes.red-supply.locations", "an outcome of kind prestige is taken over all locations")]
    [InlineData("kind: supply, bloc: red, locations: [charlie]", "kind: grievance, location: charlie", "outcomes.red-supply.location", "has no single location; remove the key or write `locations`")]
    [InlineData("locations: [charlie]", "locations: charlie", "outcomes.red-supply.locations", "a list is wanted here, not 'charlie'; write [charlie]")]
    public void A_wrong_value_is_named_with_its_path_and_the_remedy(string old, string replacement, string path, string text)
    {
        // The overlap of relations takes a second row.
        ScenarioReading reading = path == "relations.x"
            ? folder.ReadWith("relations:\n", "relations:\n  x: {a: army, b: guard, kind: hostile, from: 2017-10-10, to: 2017-10-20}\n")
            : folder.ReadWith(old, replacement);
        Assert.Null(reading.Scenario);
        Assert.Contains(reading.Problems, problem => problem.Path == path && problem.Text.Contains(text, StringComparison.Ordinal) && problem.Line > 1);
    }

    [Fact]
    public void End_before_start_is_one_error_and_not_one_for_every_date()
    {
        Problem problem = ScenarioFolder.OnlyError(folder.ReadWith("end: 2017-12-31", "end: 2017-01-31"));
        Assert.Equal(("end", 4, 6), (problem.Path, problem.Line, problem.Column));
        Assert.Contains("must come after the start, 2017-09-01", problem.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_of_more_than_40_years_is_refused()
    {
        Assert.Contains("longer than 40 years", ScenarioFolder.OnlyError(folder.ReadWith("end: 2017-12-31", "end: 2058-12-31")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_duplicate_id_names_both_places()
    {
        Problem problem = ScenarioFolder.OnlyError(folder.ReadWith("  bravo: {country: Iraq,", "  alpha: {country: Iraq, lon: 41, lat: 34}\n  bravo: {country: Iraq,"));
        Assert.Equal(("locations.alpha", 18, 3), (problem.Path, problem.Line, problem.Column));
        Assert.Contains("the key stands twice, first at", problem.Text, StringComparison.Ordinal);
        Assert.Contains("world.yaml(17,3)", problem.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Massed_units_need_a_foothold_and_cells_do_not()
    {
        string text = ScenarioFolder.World
            .Replace("charlie: {owner: red}", "charlie: {owner: blue}", StringComparison.Ordinal)
            .Replace("kind: hostile}", "kind: hostile}\n  war-2: {a: rebels, b: guard, kind: hostile}", StringComparison.Ordinal);
        Problem problem = ScenarioFolder.OnlyError(folder.Read(text));
        Assert.Equal("forces.rebels-charlie", problem.Path);
        Assert.Contains("no massed unit of 'rebels' stands in, or one corridor from, a place of its own", problem.Text, StringComparison.Ordinal);
        Assert.Empty(folder.Read(text.Replace("fighters: 120,", "fighters: 120, posture: cells,", StringComparison.Ordinal)).Problems);
        Assert.Empty(folder.Read(text.Replace("charlie: {owner: blue}", "charlie: {owner: blue}\n  bravo: {owner: red}", StringComparison.Ordinal)
            .Replace("bravo: {owner: blue, consolidation: 0.8}", "", StringComparison.Ordinal)
            .Replace("at: charlie", "at: alpha", StringComparison.Ordinal)).Problems);
    }

    [Fact]
    public void A_besieged_pocket_is_a_warning()
    {
        ScenarioReading reading = folder.Read(ScenarioFolder.World
            .Replace("alpha: {owner: blue}", "alpha: {owner: red}", StringComparison.Ordinal)
            .Replace("charlie: {owner: red}", "charlie: {owner: blue}", StringComparison.Ordinal)
            .Replace("fighters: 1000", "except: [bravo], fighters: 1000", StringComparison.Ordinal));
        Problem problem = Assert.Single(reading.Problems);
        Assert.True(problem.IsWarning);
        Assert.Contains("stand at charlie, besieged", problem.Text, StringComparison.Ordinal);
        Assert.NotNull(reading.Scenario);
    }

    [Fact]
    public void An_airlift_without_a_depot_to_load_is_a_warning_and_one_from_outside_is_not()
    {
        ScenarioReading reading = folder.ReadWith("from: charlie, to: wadi", "from: alpha, to: wadi");
        Problem problem = Assert.Single(reading.Problems);
        Assert.True(problem.IsWarning);
        Assert.Contains("there is no depot at 'alpha' to load", problem.Text, StringComparison.Ordinal);
        Assert.Empty(folder.ReadWith("from: charlie, to: wadi", "to: wadi").Problems);
    }

    [Fact]
    public void A_road_of_more_than_five_times_the_direct_way_is_a_warning()
    {
        ScenarioReading reading = folder.ReadWith("length_km: 60", "length_km: 600");
        Assert.Contains("more than 5 times the great circle", Assert.Single(reading.Problems).Text, StringComparison.Ordinal);
        Assert.True(reading.Problems[0].IsWarning);
        Assert.Contains("): warning: corridors.alpha--wadi.length_km: ", reading.Problems[0].ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Several_problems_are_reported_at_once_each_at_its_line_and_column()
    {
        ScenarioReading reading = folder.Read("""
            format: 1
            name: Big Name
            start: 2017-09-01
            end: 2017-12-31
            sed: 5
            blocs: {red: {}}
            locations:
              alpha: {country: Iraq, lon: 241, lat: 34}
              bravo: {lon: 41, lat: 34}
            control:
              alfa: {owner: red}
            orders:
              go: {faction: red, verb: hold, date: 2017-13-01, from: [alpha, bravo, charlie]}
            """);
        string file = folder.Path("world.yaml");
        Assert.Equal(
            [
                $"{file}(2,7): name: 'Big Name' does not fit; use small letters, digits and hyphens",
                $"{file}(5,1): sed: there is no key 'sed' here; did you mean 'seed'?",
                $"{file}(8,31): locations.alpha.lon: 241 is out of range; write a number from -180 to 180",
                $"{file}(9,3): locations.bravo: the key 'country' is missing (country); add it",
                $"{file}(11,3): control.alfa: there is no location 'alfa'; did you mean 'alpha'?",
                $"{file}(13,17): orders.go.faction: there is no faction 'red', only a bloc of that name; name a faction",
                $"{file}(13,40): orders.go.date: '2017-13-01' is not a date; write year-month-day, as 2017-11-03",
                $"{file}(13,73): orders.go.from[2]: there is no location 'charlie'; known: alpha, bravo",
            ],
            reading.Problems.Select(problem => problem.ToString()));
    }

    [Theory]
    [InlineData("format: 2\nname: x\nfuture: {}\n", 1, 9, "this file wants format 2, this program reads 1: update the program")]
    [InlineData("name: x\n", 1, 1, "write `format: 1` as the first line")]
    [InlineData("format: one\n", 1, 9, "'one' is no format; write `format: 1`")]
    [InlineData("", 1, 1, "the file is empty")]
    [InlineData("# nothing but a remark\n", 1, 1, "the file is empty")]
    [InlineData("format: 1\nname: [a, b\nstart: x\n", 2, 9, "not readable as YAML")]
    [InlineData("format: 1\n  name: x\n", 2, 7, "not readable as YAML")]
    [InlineData("format: 1\n---\nformat: 1\n", 2, 1, "a second document begins here")]
    [InlineData("format: 1\nname: &a x\ntitle: *a\n", 2, 7, "an anchor (&)")]
    [InlineData("format: 1\nname: *a\n", 2, 7, "an alias (*)")]
    [InlineData("format: !!int 1\n", 1, 9, "a tag (!)")]
    [InlineData("format: 1\n? [a, b]\n: x\n", 2, 3, "a key must be a plain word")]
    [InlineData("- 1\n- 2\n", 1, 1, "keys with values are wanted here, not a list")]
    [InlineData("format: 1\nname: \"a\\0b\"\n", 2, 7, "a control character")]
    [InlineData("format: 1\nname: \"a\\ud800b\"\n", 2, 7, "not readable as YAML")]
    public void A_file_that_is_no_scenario_is_refused_at_the_place(string text, int line, int column, string expected)
    {
        Problem problem = ScenarioFolder.OnlyError(folder.Read(text));
        Assert.Equal((line, column), (problem.Line, problem.Column));
        Assert.Contains(expected, problem.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Nested_anchors_that_would_blow_up_are_refused()
    {
        StringBuilder text = new("format: 1\na0: &a0 [x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 30; i++)
        {
            text.Append($"a{i}: &a{i} [{string.Join(", ", Enumerable.Repeat($"*a{i - 1}", 9))}]\n");
        }

        Assert.Contains("an anchor (&)", ScenarioFolder.OnlyError(folder.Read(text.ToString())).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Deep_nesting_is_refused()
    {
        Problem problem = ScenarioFolder.OnlyError(folder.Read("format: 1\nname: " + new string('[', 100_000)));
        Assert.Contains("nested deeper than 32 levels", problem.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_of_100_MB_is_refused_before_it_is_read()
    {
        string path = folder.Path("huge.yaml");
        using (FileStream stream = new(path, FileMode.CreateNew))
        {
            stream.SetLength(100_000_000);
        }

        Problem problem = ScenarioFolder.OnlyError(ScenarioReader.Read(path, [], []));
        Assert.Equal($"{path}: the file is larger than 10 MB, the most that is read; is it a scenario at all?", problem.ToString());
    }

    [Fact]
    public void Random_bytes_are_refused_at_the_first_byte_that_is_no_text()
    {
        byte[] bytes = new byte[4096];
        new Random(7).NextBytes(bytes);
        Assert.Contains("save the file as UTF-8 text", ScenarioFolder.OnlyError(ScenarioReader.Read(folder.Write("noise.yaml", bytes), [], [])).Text, StringComparison.Ordinal);
        bytes = [.. Encoding.UTF8.GetBytes("format: 1\nname: é"), 0xE9, .. "\n"u8];
        Problem problem = ScenarioFolder.OnlyError(ScenarioReader.Read(folder.Write("latin.yaml", bytes), [], []));
        Assert.Equal((2, 8), (problem.Line, problem.Column));
        Assert.Contains("0xE9", problem.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_mark_of_byte_order_does_no_harm()
    {
        byte[] bytes = [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(ScenarioFolder.World)];
        Assert.NotNull(ScenarioReader.Read(folder.Write("bom.yaml", bytes), [], []).Scenario);
    }

    [Fact]
    public void A_stance_in_a_country_without_a_location_is_a_warning()
    {
        Problem problem = Assert.Single(folder.ReadWith("Syria: {air", "Siria: {air").Problems);
        Assert.True(problem.IsWarning);
        Assert.Equal(("factions.rebels.stances.Siria", "no location lies in 'Siria'; did you mean 'Syria'?"), (problem.Path, problem.Text));
    }

    [Fact]
    public void A_bounded_number_of_problems_is_kept()
    {
        string text = "format: 1\nname: x\n" + string.Concat(Enumerable.Range(0, 5000).Select(i => $"key{i}: 1\n"));
        ScenarioReading reading = folder.Read(text);
        Assert.Equal(1001, reading.Problems.Length);
        Assert.Contains("more than 1000 problems", reading.Problems[^1].Text, StringComparison.Ordinal);
    }

    [Fact]
    public void More_what_ifs_than_can_be_checked_are_refused()
    {
        string text = ScenarioFolder.World + string.Concat(Enumerable.Range(0, 100).Select(i => $"  w{i}: {{changes: {{}}}}\n"));
        Assert.Contains("more than 100 what-ifs", ScenarioFolder.OnlyError(folder.Read(text)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Spread_forces_that_would_take_hours_are_refused()
    {
        string locations = string.Concat(Enumerable.Range(0, 3000).Select(i => $"  l{i}: {{country: Iraq, lon: 41, lat: 34}}\n"));
        string forces = string.Concat(Enumerable.Range(0, 3000).Select(i => $"  f{i}: {{faction: army, fighters: 1, spread: garrison}}\n"));
        string text = ScenarioFolder.World.Replace("locations:\n", "locations:\n" + locations, StringComparison.Ordinal).Replace("forces:\n", "forces:\n" + forces, StringComparison.Ordinal);
        text = text[..text.IndexOf("what_ifs:", StringComparison.Ordinal)];
        Assert.Contains("too many spread forces", ScenarioFolder.OnlyError(folder.Read(text)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Forces_that_would_fill_the_memory_are_refused()
    {
        ScenarioReading reading = folder.Read(ScenarioFolder.World.Replace("fighters: 120", "fighters: 9999999", StringComparison.Ordinal).Replace("unit_size: 50", "unit_size: 1", StringComparison.Ordinal));
        Assert.Contains("more than 200000 units; raise factions.rebels.unit_size", ScenarioFolder.OnlyError(reading).Text, StringComparison.Ordinal);
    }
}
