using System.Collections.Immutable;
using ControlSim.Runs;

namespace ControlSim.Study.Explanations;

/// <summary>One line of events.csv.</summary>
/// <param name="Tick">Tick.</param>
/// <param name="Kind">What happened.</param>
/// <param name="Location">Id of the location; empty if none.</param>
/// <param name="Bloc">Id of the bloc; empty if none.</param>
/// <param name="Other">Id of the other bloc; empty if none.</param>
/// <param name="Fighters">Fighters concerned.</param>
/// <param name="Subject">Id of the order, dated event or crossing.</param>
/// <param name="Place">Id of the second location; empty if none.</param>
/// <param name="Terms">What decided.</param>
public sealed record LoggedEvent(
    int Tick, RunEventKind Kind, string Location, string Bloc, string Other, double Fighters, string Subject, string Place, EventTerms Terms)
{
    /// <summary>A term by name; NaN if it does not apply.</summary>
    public double Term(string name)
    {
        ImmutableArray<EventTerm> terms = EventLegend.Of(Kind);
        for (int i = 0; i < terms.Length; i++)
        {
            if (terms[i].Name == name)
            {
                return Terms[i];
            }
        }

        return double.NaN;
    }

    /// <summary>A term that is a word; empty if it does not apply.</summary>
    public string Word(string name)
    {
        double value = Term(name);
        return double.IsNaN(value) ? "" : EventLegend.Of(Kind).First(t => t.Name == name).Words[(int)value];
    }
}
