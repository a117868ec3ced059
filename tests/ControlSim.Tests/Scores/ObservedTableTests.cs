using ControlSim.Study.Scores;

namespace ControlSim.Tests.Scores;

public sealed class ObservedTableTests
{
    private const string Header = "town_id,date,new_controller,previous,contested_by,row_type\n";

    [Fact]
    public void All_problems_come_at_once_with_their_lines()
    {
        var table = ObservedTable.Read("seen.csv", Header + "a,2017-13-01,Red,,,\n,2017-01-01,,,,\nb,2017-01-01\nd,2017-01-01,Red,,,guess\n");
        Assert.Empty(table.Rows);
        Assert.Equal(
            [
                "seen.csv(2,1): date: '2017-13-01' is no date; write YYYY-MM-DD",
                "seen.csv(3,1): town_id: is empty; give the id of a location",
                "seen.csv(3,1): new_controller: is empty; give the holder, or 'contested' with contested_by",
                "seen.csv(4,1): 2 cells, and the header has 6",
                "seen.csv(5,1): row_type: 'guess' is not known; write change, start or snapshot",
            ],
            table.Problems.Select(p => p.ToString()));
    }

    [Theory]
    [InlineData("town_id,date\na,2017-01-01\n", "new_controller: the column is missing")]
    [InlineData("", "the file is empty")]
    [InlineData("town_id,date,new_controller\n", "there is no row below the header")]
    [InlineData("town_id,date,new_controller\na,2017-01-01,\"Red\nb,2017-01-01,Red\n", "quote")]
    public void A_file_that_cannot_be_used_says_why(string text, string message) =>
        Assert.Contains(message, Assert.Single(ObservedTable.Read("seen.csv", text).Problems).ToString(), StringComparison.Ordinal);

    [Fact]
    public void Days_on_which_nobody_says_who_contests_a_town_are_not_scored()
    {
        var observed = ScoreWorld.Observed("town_id,date,new_controller,previous,contested_by\nc,2016-12-01,Red,,\nc,2017-01-10,contested,Red,\nc,2017-02-05,Red,contested,\nd,2017-01-10,contested,,Red\nd,2017-02-05,Green,contested,\n");
        Assert.Empty(observed.Towns[0].At(30));
        Assert.Equal([ScoreWorld.Red], observed.Towns[0].At(5));
        Assert.Equal([ScoreWorld.Red], observed.Towns[0].At(40));
        Assert.Equal([ScoreWorld.Red, ScoreWorld.Green], observed.Towns[1].At(30));
        Assert.Equal("by whom a town is contested is not said, nor told by the rows around it, and its days until the next row are not scored: c (line 3)", observed.Notes[0]);

        // January's end of c is left out: of six town-months five are scored.
        Assert.Equal(5, ScoredCells.Of(observed).Cells.Length);
    }

    [Fact]
    public void Three_columns_are_enough()
    {
        var table = ObservedTable.Read("seen.csv", "town_id,date,new_controller\nc,2017-02-01,contested\nc,2017-02-20,Green\nc,2017-01-01,Red\n");
        Assert.Empty(table.Problems);
        Assert.Equal(["Red", "Red;Green", "Green"], table.Rows.Select(r => string.Join(';', r.Holders)));
        Assert.All(table.Rows, r => Assert.True(r.IsChange));
    }

    [Fact]
    public void Rows_up_to_the_start_set_the_start_and_without_one_the_previous_holder_does()
    {
        var observed = ScoreWorld.Observed("town_id,date,new_controller,previous\na,2016-12-31,Red,\na,2017-01-01,Green,Red\nb,2017-02-01,Red,Green\nd,2017-02-02,Green,\n");
        Assert.Equal([ScoreWorld.Green], observed.Towns[0].Start);
        Assert.Equal([ScoreWorld.Green], observed.Towns[1].Start);
        Assert.Equal([ScoreWorld.Red], observed.Towns[2].Start);
        Assert.Single(observed.Notes, n => n.StartsWith("1 town has no row up to the start", StringComparison.Ordinal));
        Assert.Null(observed.Towns[0].Fall(59, observed.Holders));
        Assert.Equal((31, ScoreWorld.Red), (observed.Towns[1].Fall(59, observed.Holders)!.Tick, observed.Towns[1].Fall(59, observed.Holders)!.Bloc));
    }

    [Fact]
    public void Towns_and_holders_that_the_scenario_does_not_know_are_named()
    {
        var observed = ScoreWorld.Observed("town_id,date,new_controller\na,2016-12-31,Gren\natlantis,2016-12-31,Red\n");
        Assert.Single(observed.Towns);
        Assert.Equal(
            ["1 town is no location of the scenario and left out: atlantis", "1 holder is no bloc of the scenario, which can never forecast them: Gren (line 2)"],
            observed.Notes);
        var score = ControlScore.Of(ScoreWorld.Runs([double.PositiveInfinity]), observed);
        Assert.Equal(1, score.Brier.Value);
    }

    [Theory]
    [InlineData("GREEN", ScoreWorld.Green)]
    [InlineData("Red", ScoreWorld.Red)]
    [InlineData("none", 2)]
    [InlineData("SDF/YPG", 3)]
    public void Holders_are_known_by_letters_alone(string name, int row) => Assert.Equal(row, new Holders(ScoreWorld.Small().Scenario()).Row(name));
}
