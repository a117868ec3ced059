using System.Collections.Immutable;
using ControlSim.Processes;
using ControlSim.Runs;
using ControlSim.Scenarios;

namespace ControlSim.Study.Explanations;

/// <summary>Why a place did not change hands from some day to the end.</summary>
internal static class HoldCauses
{
    public static Episode Kept(Window window)
    {
        LoggedEvent? loss = window.Here(RunEventKind.OwnerLost).LastOrDefault();
        string owner = loss is null ? window.Owner : "";
        ImmutableArray<Cause> causes = [.. Causes(window, loss).OrderBy(c => c.Date)];
        string name = window.Phrases.Place(window.Location), end = Phrases.Date(window.Scenario.End);
        string headline = owner.Length > 0
            ? $"{Phrases.Sentence(window.Phrases.Bloc(owner))} held {name} to the end, {end}."
            : $"Nobody owned {name} at the end, {end}.";
        return new Episode(false, window.Scenario.End, owner, window.Owner, headline, causes);
    }

    private static IEnumerable<Cause> Causes(Window window, LoggedEvent? loss)
    {
        Cause[] attacks = [.. AttackCauses.Of(window)], battles = [.. BattleCauses.Battles(window)], named = [.. NeverCameToIt(window)];
        string[] enemies = [.. window.Here(RunEventKind.UnitsBroke).Select(e => e.Bloc).Where(b => b != window.Owner).Distinct()];
        foreach (Cause cause in attacks.Concat(battles).Concat(named).Concat(SupplyCauses.Of(window)).Concat(BattleCauses.Reports(window))
            .Concat(HeadquartersCauses.Of(window)).Concat(AirCauses.Of(window))
            .Concat(enemies.SelectMany(b => GarrisonCauses.Of(window, b)))
            .Concat(window.Owner.Length > 0 ? GarrisonCauses.Of(window, window.Owner) : []))
        {
            yield return cause;
        }

        if (attacks.Length == 0 && battles.Length == 0)
        {
            string then = window.After >= 0 ? " after that" : "", reached = named.Length == 0 ? "had it as its objective" : "came to it";
            yield return Rule(window, $"nobody attacked it{then}: no operation {reached}, and no hostile massed units met there.");
        }
        else if (battles.Length > 0 && loss is null && window.Owner.Length > 0)
        {
            yield return Rule(window, HoldRule(window.Scenario.Parameters.Control));
        }

        if (loss is not null)
        {
            yield return window.Cause(
                [loss],
                $"on {window.Phrases.Day(loss.Tick)} {window.Phrases.Bloc(loss.Bloc)} lost it, with a control share of {Phrases.Control(loss.Term("share"))}, and nobody "
                + $"reached the {Phrases.Control(window.Scenario.Parameters.Control.TakeAt)} that make an owner; it lay in "
                + $"{window.Phrases.Zone(loss.Term("share") - loss.Term("other_share"), loss.Bloc, loss.Other)}.",
                ("share", loss.Term("share")), ("other_share", loss.Term("other_share")));
        }
    }

    private static string HoldRule(ControlParameters control) =>
        $"while more than {Phrases.Count(control.HoldFighters)} massed defenders and {Phrases.Share(control.HoldShare)} of their number at the start of a battle "
            + "stand in a place, nobody takes it by being there: they have to be broken first, and that did not happen.";

    private static Cause Rule(Window window, string text) => new(
        window.Scenario.End, window.Scenario.End, "", Phrases.Sentence(text), ImmutableSortedDictionary<string, double>.Empty);

    /// <summary>Orders of enemies that name the place and had not come to it when the run ended.</summary>
    private static IEnumerable<Cause> NeverCameToIt(Window window)
    {
        var territory = new Territory(window.Scenario);
        foreach (Order order in window.Scenario.Orders.Where(o =>
            o.Verb is OrderVerb.Advance or OrderVerb.Siege or OrderVerb.Raid && o.Objectives.Contains(window.Location)))
        {
            string bloc = window.Scenario.Factions.First(f => f.Id == order.Faction).Bloc;
            LoggedEvent[] told = [.. window.Run.Events.Where(e => e.Subject == order.Id && e.Tick <= window.To)];
            if (bloc == window.Owner || told.Any(e => e.Location == window.Location)
                || (window.Owner.Length > 0 && !territory.AreHostile(bloc, window.Owner, window.Country, window.Scenario.End)))
            {
                continue;
            }

            Phrases p = window.Phrases;
            LoggedEvent? last = told.LastOrDefault();
            string where = last switch
            {
                null => "it had not begun",
                { Kind: RunEventKind.OrderLapsed } => $"it lapsed on {p.Day(last.Tick)}"
                    + (last.Place.Length > 0 ? $", for {p.Place(last.Place)} was not in its hands" : ""),
                { Kind: RunEventKind.OperationWon } => $"it had taken {p.Place(last.Location)} on {p.Day(last.Tick)} and went no farther",
                { Kind: RunEventKind.OperationDelayed } => $"it waited before {p.Place(last.Location)}",
                { Kind: RunEventKind.SiegeLaid } => $"it besieged {p.Place(last.Location)} from {p.Day(last.Tick)}",
                _ => $"it was held up at {p.Place(last.Location)}, {(last.Kind == RunEventKind.OperationAborted ? "broken off" : "attacked")} on {p.Day(last.Tick)}",
            };
            DateOnly date = last is null ? order.Date : window.Scenario.DateOf(last.Tick);
            yield return new Cause(
                date, date, last is null ? "" : ResultFiles.TermsText.NameOf(last.Kind),
                Phrases.Sentence($"order {order.Id} of {p.Bloc(bloc)} names it, but {where}."), ImmutableSortedDictionary<string, double>.Empty);
        }
    }
}
