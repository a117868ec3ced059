using System.Globalization;
using System.Text;
using ControlSim.Study.Experiments;
using ControlSim.Tests.Statistics;

namespace ControlSim.Tests.Cli;

/// <summary>Known answers come out through the command itself.</summary>
public sealed class AnalyzeCommandTests : IDisposable
{
    private readonly CommandLine cli = new();

    public void Dispose() => cli.Dispose();

    [Fact]
    public void Sobol_indices_of_Ishigami()
    {
        Saltelli(3, 2048, -Math.PI, Math.PI, KnownFunctions.Ishigami);
        Assert.Equal(0, Analyze("sobol", "--out", cli.In("out")));
        Indices(KnownFunctions.IshigamiFirst, KnownFunctions.IshigamiTotal, 0.01);
        Assert.True(File.Exists(cli.In("out/sobol-y.svg")));
    }

    [Fact]
    public void Sobol_indices_of_the_G_function()
    {
        Saltelli(8, 4096, 0, 1, KnownFunctions.SobolG);
        Assert.Equal(0, Analyze("sobol"));
        Indices(KnownFunctions.SobolGFirst, KnownFunctions.SobolGTotal, 0.01);
    }

    [Fact]
    public void Morris_effects_of_Ishigami()
    {
        double[][] points = [.. KnownFunctions.AllTrajectories().Select(u => u.Select(v => -Math.PI + (2 * Math.PI * v)).ToArray())];
        Files(points, KnownFunctions.Ishigami);
        Assert.Equal(0, Analyze("morris"));
        string[][] rows = Rows();
        for (int j = 0; j < 3; j++)
        {
            Assert.Equal(KnownFunctions.IshigamiMuStar[j], Number(rows[j][2]), 1e-4);
            Assert.Equal(KnownFunctions.IshigamiSigma[j], Number(rows[j][6]), 0.0015 * KnownFunctions.IshigamiSigma[j]);
        }
    }

    [Fact]
    public void A_planted_box_and_its_rule()
    {
        (var columns, bool[] hits) = PrimTests.Planted(1000);
        Files(
            [.. Enumerable.Range(0, 1000).Select(i => columns.Select(c => c.Values[i]).ToArray())],
            row => 0,
            ["x0", "x1", "x2", "gate"],
            i => hits[i] ? 1 : 0);
        Assert.Equal(0, Analyze("prim", "--interest", "y > 0.5"));
        Assert.Matches("y > 0.5 in 9[0-9] % of the cases .* when x0 is at least 0\\.[56][0-9]* and x1 is at most 0\\.[34][0-9]* and gate is at least 1", cli.Out);
    }

    [Fact]
    public void A_table_may_come_from_standard_input()
    {
        Saltelli(3, 256, -Math.PI, Math.PI, KnownFunctions.Ishigami);
        Assert.Equal(0, Analyze("sobol"));
        string fromFiles = cli.Out;
        byte[] responses = File.ReadAllBytes(cli.In("responses.csv"));
        Assert.Equal(0, cli.CallWith(responses, "analyze", "--method", "sobol", "--design", cli.In("design.csv"), "--responses", "-"));
        Assert.Equal(fromFiles, cli.Out);
        Assert.Equal(65, cli.CallWith("y\nx\n"u8.ToArray(), "analyze", "--method", "sobol", "--design", cli.In("design.csv"), "--responses", "-"));
        Assert.StartsWith("error: stdin", cli.Error, StringComparison.Ordinal);
        Assert.Equal(2, cli.Call("analyze", "--design", "-", "--responses", "-"));
    }

    [Fact]
    public void Scores_of_an_ensemble()
    {
        cli.Write("members.csv", "row,replicate,value\na,0,0\na,1,1\na,2,2\na,3,3\nb,0,2\n");
        cli.Write("observed.csv", "row,value\na,5\nb,5\n");
        Assert.Equal(0, cli.Call("analyze", "--method", "crps", "--responses", cli.In("members.csv"), "--observed", cli.In("observed.csv")));
        Assert.Matches("\na +4 +5 +2.875 +2.66667\n", cli.Out);
        Assert.Contains("mean CRPS 2.9375 over 2 cases", cli.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void A_broken_design_and_missing_rows_are_named()
    {
        Saltelli(3, 8, 0, 1, x => x[0]);
        string[] lines = File.ReadAllLines(cli.In("design.csv"));
        lines[3] = lines[4];
        File.WriteAllLines(cli.In("design.csv"), lines);
        Assert.Equal(65, Analyze("sobol"));
        Assert.Contains("row 3 is not row 1 with x1 from row 5", cli.Error, StringComparison.Ordinal);
        Saltelli(3, 8, 0, 1, x => x[0]);
        string[] responses = File.ReadAllLines(cli.In("responses.csv"));
        responses[7] = "\"\"";
        File.WriteAllLines(cli.In("responses.csv"), responses);
        Assert.Equal(65, Analyze("sobol"));
        Assert.Contains("in 1 of 40 rows: 7", cli.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2, "analyze")]
    [InlineData(2, "analyze", "--design", "d.csv")]
    [InlineData(66, "analyze", "--design", "none.csv", "--responses", "none.csv")]
    [InlineData(73, "analyze", "nowhere")]
    [InlineData(2, "analyze", "x", "--method", "guess")]
    public void Errors_have_their_codes(int code, params string[] args) => Assert.Equal(code, cli.Call(args));

    private int Analyze(string method, params string[] more) =>
        cli.Call(["analyze", "--method", method, "--design", cli.In("design.csv"), "--responses", cli.In("responses.csv"), .. more]);

    private void Saltelli(int factors, int rows, double low, double high, Func<double[], double> f)
    {
        Factor[] all = [.. Enumerable.Range(0, factors).Select(j => new Factor { Name = $"x{j}", Low = low, High = high, Base = "0" })];
        Design design = Designs.Of(new DesignRequest { Name = "s", Kind = DesignKind.Saltelli, Rows = rows }, [.. all]);
        Files([.. design.Values], f);
    }

    private void Files(double[][] points, Func<double[], double> f, string[]? names = null, Func<int, double>? response = null)
    {
        names ??= [.. Enumerable.Range(0, points[0].Length).Select(j => $"x{j}")];
        var design = new StringBuilder(string.Join(',', names) + "\n");
        var responses = new StringBuilder("y\n");
        for (int i = 0; i < points.Length; i++)
        {
            design.Append(string.Join(',', points[i].Select(v => v.ToString("R", CultureInfo.InvariantCulture)))).Append('\n');
            responses.Append((response?.Invoke(i) ?? f(points[i])).ToString("R", CultureInfo.InvariantCulture)).Append('\n');
        }

        cli.Write("design.csv", design.ToString());
        cli.Write("responses.csv", responses.ToString());
    }

    private void Indices(double[] first, double[] total, double tolerance)
    {
        string[][] rows = Rows();
        for (int j = 0; j < first.Length; j++)
        {
            Assert.Equal($"x{j}", rows[j][1]);
            Assert.Equal(first[j], Number(rows[j][2]), tolerance);
            Assert.Equal(total[j], Number(rows[j][5]), tolerance);
            Assert.InRange(first[j], Number(rows[j][3]) - tolerance, Number(rows[j][4]) + tolerance);
        }
    }

    private string[][] Rows() =>
        [.. cli.Out.Split('\n').Skip(1).Where(l => l.Length > 0).Select(l => l.Split(' ', StringSplitOptions.RemoveEmptyEntries))];

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
