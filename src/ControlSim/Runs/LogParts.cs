using System.Text;

namespace ControlSim.Runs;

/// <summary>The lines of an event log as parts of a snapshot.</summary>
internal static class LogParts
{
    private const int Whole = 7;
    private const int Real = EventTerms.Most + 1;

    public static void Save(ReadOnlySpan<RunEvent> events, SnapshotParts parts)
    {
        var numbers = new int[events.Length * Whole];
        var values = new double[events.Length * Real];
        var rows = new Dictionary<string, int>(StringComparer.Ordinal);
        var subjects = new List<string>();
        for (int i = 0; i < events.Length; i++)
        {
            RunEvent e = events[i];
            if (!rows.TryGetValue(e.Subject, out int subject))
            {
                rows.Add(e.Subject, subject = subjects.Count);
                subjects.Add(e.Subject);
            }

            int[] row = [e.Tick, (int)e.Kind, e.Location, e.Bloc, e.Other, e.Place, subject];
            row.CopyTo(numbers, i * Whole);
            values[i * Real] = e.Fighters;
            for (int t = 0; t < EventTerms.Most; t++)
            {
                values[(i * Real) + 1 + t] = e.Terms[t];
            }
        }

        parts.Add<int>("log.numbers", numbers);
        parts.Add<double>("log.values", values);
        parts.Add<byte>("log.subjects", Encoding.UTF8.GetBytes(string.Join('\n', subjects)));
        parts.Add<byte>("log.kinds", Encoding.UTF8.GetBytes(Kinds));
    }

    /// <exception cref="ArgumentException">The parts are not those of this version.</exception>
    public static RunEvent[] Load(Snapshot snapshot)
    {
        if (Encoding.UTF8.GetString(snapshot.Get<byte>("log.kinds")) != Kinds)
        {
            throw new ArgumentException("The saved run knows other kinds of events: another version of the program made it.");
        }

        ReadOnlySpan<int> numbers = snapshot.Get<int>("log.numbers");
        ReadOnlySpan<double> values = snapshot.Get<double>("log.values");
        string[] subjects = Encoding.UTF8.GetString(snapshot.Get<byte>("log.subjects")).Split('\n');
        var events = new RunEvent[numbers.Length / Whole];
        for (int i = 0; i < events.Length; i++)
        {
            ReadOnlySpan<int> row = numbers.Slice(i * Whole, Whole);
            ReadOnlySpan<double> terms = values.Slice(i * Real, Real);
            events[i] = new RunEvent(row[0], (RunEventKind)row[1], row[2], row[3], row[4], terms[0], subjects[row[6]])
            {
                Terms = EventTerms.Of(terms[1..]),
                Place = row[5],
            };
        }

        return events;
    }

    private static string Kinds => string.Join('\n', Enum.GetNames<RunEventKind>());
}
