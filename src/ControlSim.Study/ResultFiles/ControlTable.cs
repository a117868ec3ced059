using ControlSim.Scenarios;
using ControlSim.Study.Experiments;
using ControlSim.Study.Statistics;

namespace ControlSim.Study.ResultFiles;

/// <summary>
/// control.csv: in which share of the replicates each bloc owns each location. Only changes are written: the rows of a
/// location at a tick hold until its next rows. Nothing is lost, and a theatre of some 150 places over 122 days takes a few
/// thousand rows instead of some twenty thousand.
/// </summary>
internal static class ControlTable
{
    public static ResultTable Of(Ensemble ensemble) => new(
        "control.csv",
        "Owners of each location as shares of the replicates; only the days on which a location's shares change",
        [
            TableColumn.Location,
            TableColumn.Date,
            TableColumn.Tick,
            new TableColumn("bloc", "string", "", "Id of the owning bloc; empty for the share without an owner."),
            new TableColumn("share", "number", "1", "Share of the replicates in which it owns it; of one location and day they sum to 1."),
            new TableColumn("most_likely", "integer", "", "1 in the row of the most likely owner, else 0."),
            new TableColumn("reported", "number", "1", "Share of the replicates in which the public is told that it owns it; of one location and day they sum to 1."),
        ],
        csv => Write(csv, ensemble.Scenario, OwnerShares.Of(ensemble)));

    private static void Write(CsvWriter csv, Scenario scenario, OwnerShares shares)
    {
        for (int location = 0; location < scenario.Locations.Length; location++)
        {
            for (int tick = 0; tick <= scenario.Ticks; tick++)
            {
                if (shares.Runs > 0 && shares.ChangesAt(tick, location))
                {
                    Write(csv, scenario, shares, tick, location);
                }
            }
        }
    }

    private static void Write(CsvWriter csv, Scenario scenario, OwnerShares shares, int tick, int location)
    {
        int mostLikely = shares.MostLikely(tick, location);
        for (int bloc = -1; bloc < scenario.Blocs.Length; bloc++)
        {
            if (shares.Count(tick, location, bloc) > 0 || shares.ReportedCount(tick, location, bloc) > 0)
            {
                csv.Field(scenario.Locations[location].Id)
                    .Field(scenario.DateOf(tick))
                    .Field(tick)
                    .Field(bloc < 0 ? "" : scenario.Blocs[bloc].Id)
                    .Field(shares.Share(tick, location, bloc))
                    .Field(bloc == mostLikely ? 1 : 0)
                    .Field(shares.ReportedShare(tick, location, bloc))
                    .EndRow();
            }
        }
    }
}
