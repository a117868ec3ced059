using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using ControlSim.Study.ResultFiles;

namespace ControlSim.Study.Calibrations;

/// <summary>
/// The folder of a calibration: asked.json says what was asked, points.csv gets a line for each point that is done, and so a
/// calibration that was stopped or killed goes on where it was.
/// </summary>
public sealed class CalibrationFolder
{
    private const string Asked = "asked.json";
    private const string Points = "points.csv";
    private const int Fixed = 4;
    private readonly string path;
    private readonly Dictionary<int, FitResult> done = [];

    /// <summary>Opens or begins a folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="asked">Everything on which a point depends, as JSON.</param>
    /// <param name="parameters">Paths of the parameters.</param>
    /// <exception cref="OutputFolderException">The folder is of another calibration, of something else, or cannot be written.</exception>
    public CalibrationFolder(string folder, string asked, ImmutableArray<string> parameters)
    {
        string file = Path.Combine(folder, Asked);
        path = Path.Combine(folder, Points);
        if (!File.Exists(file))
        {
            if (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any())
            {
                throw new OutputFolderException($"{folder} is not empty and holds no calibration; name another folder with --out");
            }

            OutputFile.CreateFolder(folder);
            OutputFile.Write(path, string.Join(',', parameters.Prepend("implausibility").Prepend("noise").Prepend("distance").Prepend("point")) + "\n");
            OutputFile.Write(file, asked);
            return;
        }

        if (File.ReadAllText(file) != asked)
        {
            throw new OutputFolderException($"{folder} holds another calibration (scenario, observations, parameters, numbers of points or version differ from its {Asked}); name another folder with --out");
        }

        // A line without its end was being written when the program was killed: it is done again.
        string text = File.ReadAllText(path);
        string whole = text[..(text.LastIndexOf('\n') + 1)];
        foreach (string line in whole.Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1)) Read(line);
        if (whole.Length != text.Length) OutputFile.Write(path, whole);
    }

    /// <summary>Points that were there.</summary>
    public int Count => done.Count;

    /// <summary>The result of a point, made unless it is there.</summary>
    /// <param name="number">Its number.</param>
    /// <param name="values">Values of the parameters.</param>
    /// <param name="tryPoint">Makes it.</param>
    public FitResult Get(int number, IEnumerable<double> values, Func<FitResult> tryPoint)
    {
        if (done.TryGetValue(number, out FitResult? known)) return known;
        FitResult fit = tryPoint();
        done.Add(number, fit);
        string line = string.Join(',', new[] { number, fit.Distance, fit.Noise, fit.Implausibility }.Concat(values).Select(Text)) + "\n";
        using var file = new FileStream(path, FileMode.Append, FileAccess.Write);
        file.Write(Encoding.UTF8.GetBytes(line));
        file.Flush(flushToDisk: true);
        return fit;
    }

    private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    private void Read(string line)
    {
        double[] cells = [.. line.Split(',').Take(Fixed).Select(c => double.TryParse(c, NumberStyles.Float, CultureInfo.InvariantCulture, out double x) ? x : double.NaN)];
        if (cells.Length < Fixed || cells.Any(double.IsNaN)) throw new CsvFormatException($"{path}: '{line}' is no point; remove the line, and it is done again");
        done[(int)cells[0]] = new FitResult(cells[1], cells[2], cells[3]);
    }
}
