using ControlSim.Runs;
using ControlSim.Scenarios;

namespace ControlSim.Tests.Processes;

public sealed class ReportingTests
{
    [Fact]
    public void By_default_what_is_owned_is_reported_on_the_day()
    {
        RunResult run = TestWorlds.Brawl(4).Run();
        int owned = 0;
        for (int at = 0; at < run.Series.Owner.Length; at++)
        {
            if (run.Series.Owner[at] >= 0)
            {
                Assert.Equal(run.Series.Owner[at], run.Series.Reported[at]);
                owned++;
            }
        }

        Assert.True(owned > 1000);
        Assert.Contains(run.Events, e => e.Kind == RunEventKind.Reported && e.Term("early") == 0);
    }

    [Fact]
    public void A_slow_reporter_is_late_by_its_days()
    {
        RunResult run = Attack(delay: 9).Run();
        Assert.Equal(9, run.Outcomes[0]);
        RunEvent capture = run.Events.First(e => e.Kind == RunEventKind.Capture);
        RunEvent report = Assert.Single(run.Events, e => e.Kind == RunEventKind.Reported);
        Assert.Equal((9, 0, 9), (report.Tick - capture.Tick, report.Term("early"), report.Term("delay_days")));
        Assert.Equal(capture.Bloc, report.Bloc);
    }

    [Fact]
    public void An_optimist_announces_before_he_owns_and_is_believed()
    {
        RunResult run = Attack(announce: 0.1).Run();
        Assert.True(run.Outcomes[0] < 0);
        RunEvent report = run.Events.First(e => e.Kind == RunEventKind.Reported);
        Assert.Equal(1, report.Term("early"));
        Assert.True(report.Term("share") is >= 0.1 and < 0.6);
        int between = report.Tick + 1, east = run.Scenario.Locations.Length == 3 ? 1 : 0;
        Assert.NotEqual(run.Series.Owner[(between * 3) + east], run.Series.Reported[(between * 3) + east]);
    }

    [Fact]
    public void A_claim_that_falls_is_denied_by_the_owner()
    {
        // Too weak to take the place: the share rises over 0.02 while the attackers stand there, and falls when they are gone.
        var small = new SmallWorld { Days = 120 }
            .Faction("blue", requiredRatio: 0, announceShare: 0.02, lossLimit: 0.9).Faction("red").Hostile("blue", "red")
            .Location("west", owner: "blue").Location("east", owner: "red").Corridor("west", "east")
            .Depot("blue", "west", 5000).Depot("red", "east", 5000)
            .Unit("blue", "west", 100, copies: 5).Unit("red", "east", 100, hold: true, copies: 12)
            .Order("march", "blue", OrderVerb.Advance, 2, ["west"], ["east"]);
        RunResult run = small.Run();
        Assert.DoesNotContain(run.Events, e => e.Kind == RunEventKind.Capture);
        RunEvent[] reports = [.. run.Events.Where(e => e.Kind == RunEventKind.Reported)];
        Assert.Equal(["blue", "red"], reports.Take(2).Select(e => run.Scenario.Blocs[e.Bloc].Id));
        Assert.Equal((1, 0), (reports[0].Term("early"), reports[1].Term("early")));
    }

    [Fact]
    public void What_is_told_moves_nobody()
    {
        RunResult honest = Attack().Run(), liar = Attack(announce: 0.2, delay: 3).Run();
        Assert.Equal(honest.Captures, liar.Captures);
        Assert.Equal(honest.Series.Massed, liar.Series.Massed);
        Assert.NotEqual(honest.TickHashes, liar.TickHashes);
    }

    private static SmallWorld Attack(double announce = 1, int delay = 0) => new SmallWorld { Days = 60 }
        .Faction("blue", requiredRatio: 1, announceShare: announce, reportDelay: delay).Faction("red").Hostile("blue", "red")
        .Location("west", owner: "blue").Location("east", owner: "red").Location("rear", owner: "red")
        .Corridor("west", "east").Corridor("east", "rear").Depot("blue", "west", 5000).Depot("red", "rear", 5000)
        .Unit("blue", "west", 300, copies: 10).Unit("red", "east", 100, hold: true, copies: 6)
        .Order("march", "blue", OrderVerb.Advance, 5, ["west"], ["east"])
        .Outcome(OutcomeKind.ReportedLag, "blue", "east");
}
