using System.Globalization;
using ControlSim.Scenarios;
using ControlSim.Study.ScenarioFiles;

namespace ControlSim.Study.Calibrations;

/// <summary>What is known of the fitted parameters before they are fitted: global ones alone, and few.</summary>
public static class CalibrationPriors
{
    /// <summary>Most parameters: some thirty changes of control on record tell no more of them apart (Srikrishnan and Keller 2021).</summary>
    public const int Most = 6;

    /// <summary>What <see cref="Parse"/> wants, in words.</summary>
    public const string Wanted = "parameters.PROCESS.NAME=LOW..HIGH, with :log at the end for equal ratios, as parameters.combat.attrition=0.006..0.03:log";

    private const string Log = ":log";

    /// <summary>
    /// What is fitted where neither the user nor the scenario says otherwise: the two that decide dates most, and what they trade with.
    /// Ranges without source, twice to four times the value that the theatre uses.
    /// </summary>
    public static IReadOnlyList<string> Default { get; } =
    [
        "parameters.combat.attrition=0.005..0.04:log",
        "parameters.commander.preparation_factor=0.7..4:log",
        "parameters.break.threshold_defender=0.2..0.6",
        "parameters.commander.margin=1..3",
    ];

    /// <summary>Reads a parameter and its range.</summary>
    /// <returns>The parameter, or what is wrong with the text.</returns>
    public static (UncertainParameter? Prior, string Problem) Parse(string text)
    {
        string bare = text.EndsWith(Log, StringComparison.Ordinal) ? text[..^Log.Length] : text;
        int equals = bare.IndexOf('=', StringComparison.Ordinal), dots = bare.IndexOf("..", Math.Max(0, equals), StringComparison.Ordinal);
        if (equals <= 0 || dots <= equals || !Number(bare[(equals + 1)..dots], out double low) || !Number(bare[(dots + 2)..], out double high))
        {
            return (null, $"write {Wanted}");
        }

        string path = bare[..equals];
        if (!ParameterPath.Exists(path))
        {
            return (null, $"there is no parameter '{path}'; only parameters of processes are fitted, never values of single towns or factions");
        }

        (string process, string parameter) = ParameterPath.NamesOf(path);
        ParameterAttribute about = ParameterValues.About(process, parameter);
        if (low >= high || low < about.Min || high > about.Max)
        {
            return (null, $"the range must rise, and lie from {Write(about.Min)} to {Write(about.Max)}");
        }

        return bare.Length != text.Length && low <= 0
            ? (null, "equal ratios want numbers above 0; raise the least, or leave :log out")
            : (new UncertainParameter
            {
                Process = process,
                Parameter = parameter,
                Distribution = bare.Length == text.Length ? UncertainDistribution.Uniform : UncertainDistribution.LogUniform,
                Low = low,
                High = high,
            }, "");
    }

    /// <summary>Value at a share of the prior, as it is run and written: six significant digits, so that the file gives the same run.</summary>
    /// <param name="prior">The prior.</param>
    /// <param name="share">Share of the prior below the value, 0 to 1.</param>
    public static double At(UncertainParameter prior, double share) =>
        double.Parse(UncertainDraws.At(prior, share).ToString("G6", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    private static bool Number(string text, out double value) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && double.IsFinite(value);

    private static string Write(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
