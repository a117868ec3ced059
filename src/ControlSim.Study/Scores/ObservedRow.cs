using System.Collections.Immutable;

namespace ControlSim.Study.Scores;

/// <summary>One row of a table of observed control: who holds a town from a day on.</summary>
/// <param name="Line">Line in the file, from 1.</param>
/// <param name="Town">Location id.</param>
/// <param name="Date">Day.</param>
/// <param name="Holders">Names of the holders as written: one, or the parties of a contested town; none where nobody says who contests it.</param>
/// <param name="Previous">Name of the holder before, as written; empty where the file does not say, "contested" for several.</param>
/// <param name="IsChange">
/// True: the town came to these holders on that day. False: it is known to be theirs on that day (a start or a snapshot), and when
/// it came to them is not said.
/// </param>
public sealed record ObservedRow(
    int Line, string Town, DateOnly Date, ImmutableArray<string> Holders, string Previous, bool IsChange)
{
    /// <summary>Written as contested.</summary>
    public bool IsContested { get; init; }
}
