using System.Text;
using ControlSim.Study.Statistics;

namespace ControlSim.Tests.Mechanisms;

/// <summary>
/// The mechanisms of the source articles as metamorphic tests: a lever is changed through a scenario file, and over 200 pairs
/// of runs with the same random numbers the 99 % interval of the mean difference lies on the expected side of zero. Without the
/// process that carries the mechanism it does not.
/// </summary>
public sealed class MechanismTests(ITestOutputHelper output)
{
    private const double Rounding = 1e-12;

    /// <summary>Indices of the rows: their order is that of the file.</summary>
    public static TheoryData<int, string> Rows { get; } = new(Mechanism.All.Select((m, i) => (i, m.Name)));

    [Theory]
    [MemberData(nameof(Rows))]
    public void The_lever_moves_the_outcome_to_the_expected_side(int row, string name)
    {
        Mechanism m = Mechanism.All[row];
        PairedDifference d = MechanismRuns.Of(m, without: false);
        output.WriteLine(Text(m, d));
        Assert.Equal(m.Name, name);
        Assert.True(IsShown(m, d), Text(m, d));
        Assert.True(d.Missing <= MechanismRuns.Pairs / 10, $"{d.Missing} pairs without a value: {Text(m, d)}");
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void Without_what_carries_it_the_effect_is_gone(int row, string name)
    {
        Mechanism m = Mechanism.All[row];
        PairedDifference d = MechanismRuns.Of(m, without: true);
        output.WriteLine(Text(m, d));
        Assert.Equal(m.Name, name);
        Assert.NotEmpty(m.Without);
        Assert.False(IsShown(m, d), Text(m, d));
    }

    [Fact]
    public void The_results_make_a_table()
    {
        var table = new StringBuilder("mechanism,outcome,expected,mean,low,high,up,down,tied,pairs,mean_without,low_without,high_without,without\n");
        foreach (Mechanism m in Mechanism.All)
        {
            PairedDifference on = MechanismRuns.Of(m, without: false), off = MechanismRuns.Of(m, without: true);
            table.Append(
                $"{m.Id},{m.Outcome},{(m.Sign > 0 ? '+' : '-')},{on.Mean:G4},{on.Low:G4},{on.High:G4},{on.SharePositive:0.###},{on.ShareNegative:0.###},"
                + $"{on.ShareTies:0.###},{on.Pairs},{off.Mean:G4},{off.Low:G4},{off.High:G4},{string.Join(' ', m.Without)}\n");
        }

        string path = Path.Combine(GoldenFile.Root, ".artifacts", "mechanisms.csv");
        File.WriteAllText(path, table.ToString());
        output.WriteLine(table.ToString());
        Assert.Equal(Mechanism.All.Length + 1, File.ReadAllLines(path).Length);
    }

    /// <summary>
    /// Is the interval on the expected side of zero? Without pairs nothing is shown. The mean of equal values weighted by other
    /// fighters differs in the last bit, which is no effect.
    /// </summary>
    private static bool IsShown(Mechanism m, PairedDifference d) => m.Sign > 0 ? d.Low > Rounding : d.High < -Rounding;

    private static string Text(Mechanism m, PairedDifference d) =>
        $"{m.Name} ({(m.Sign > 0 ? "up" : "down")}): mean {d.Mean:G4}, 99 % interval {d.Low:G4} to {d.High:G4}; "
        + $"{d.SharePositive:P1} of {d.Pairs} pairs up, {d.ShareNegative:P1} down, {d.ShareTies:P1} tied";
}
