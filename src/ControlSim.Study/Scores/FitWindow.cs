namespace ControlSim.Study.Scores;

/// <summary>
/// Which observations parameters may be fitted on: those of one country up to a day. All others are held out and scored apart.
/// </summary>
/// <param name="Country">Country of the locations.</param>
/// <param name="Until">Last day.</param>
public sealed record FitWindow(string Country, DateOnly Until)
{
    /// <summary>The Iraqi side up to 30 June 2017.</summary>
    public static FitWindow Default { get; } = new("Iraq", new DateOnly(2017, 6, 30));

    /// <summary>Does it hold an observation of a place on a day?</summary>
    public bool Holds(string country, DateOnly date) => country == Country && date <= Until;
}
