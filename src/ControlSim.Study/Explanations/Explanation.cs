using System.Collections.Immutable;

namespace ControlSim.Study.Explanations;

/// <summary>Why one place changed hands, or did not, in one replicate.</summary>
/// <param name="Location">Id of the location.</param>
/// <param name="Name">Its name.</param>
/// <param name="Replicate">Number of the replicate.</param>
/// <param name="Start">First day.</param>
/// <param name="End">Last day.</param>
/// <param name="Beginning">Who held it on the first day, as a sentence.</param>
/// <param name="Episodes">What happened to it, in order: changes of owner, and at the end how it was held.</param>
public sealed record Explanation(
    string Location, string Name, int Replicate, DateOnly Start, DateOnly End, string Beginning, ImmutableArray<Episode> Episodes);

/// <summary>A change of owner with its causes, or the time after the last one.</summary>
/// <param name="IsCapture">A change of owner; else the time to the end.</param>
/// <param name="Date">Day of the change, or the last day.</param>
/// <param name="Bloc">Id of the new owner, or of the owner at the end; empty if nobody.</param>
/// <param name="Previous">Id of the last owner before it; empty if nobody.</param>
/// <param name="Headline">What happened, as a sentence.</param>
/// <param name="Causes">Why, in order of time.</param>
public sealed record Episode(
    bool IsCapture, DateOnly Date, string Bloc, string Previous, string Headline, ImmutableArray<Cause> Causes);

/// <summary>One link of a chain of causes.</summary>
/// <param name="Date">First day.</param>
/// <param name="Until">Last day.</param>
/// <param name="Event">Name of the event in events.csv.</param>
/// <param name="Text">Sentence with the numbers.</param>
/// <param name="Numbers">The numbers by their names in the log's terms.</param>
public sealed record Cause(DateOnly Date, DateOnly Until, string Event, string Text, ImmutableSortedDictionary<string, double> Numbers);
