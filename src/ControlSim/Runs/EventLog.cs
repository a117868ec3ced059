using ControlSim.Tables;

namespace ControlSim.Runs;

/// <summary>Collects what happens during a run, in table rows; grows by doubling, so that a quiet tick allocates nothing.</summary>
internal sealed class EventLog(World world)
{
    private RunEvent[] _events = new RunEvent[256];
    private int _today;
    private int _tick = -1;

    public int Count { get; private set; }

    public ReadOnlySpan<RunEvent> Events => _events.AsSpan(0, Count);

    /// <summary>Adds a line without terms.</summary>
    public void Add(RunEventKind kind, int location, int bloc, int other, double fighters, string subject) =>
        Add(kind, location, bloc, other, fighters, subject, EventTerms.None);

    /// <summary>Adds a line.</summary>
    /// <param name="kind">What happened.</param>
    /// <param name="location">Location row, or -1.</param>
    /// <param name="bloc">Bloc row, or -1.</param>
    /// <param name="other">Row of the other bloc, or -1.</param>
    /// <param name="fighters">Fighters concerned.</param>
    /// <param name="subject">Id of what caused it; never made for the log, which would allocate.</param>
    /// <param name="terms">What decided, in the order of the kind's legend.</param>
    /// <param name="place">Row of a second location, or -1.</param>
    public void Add(
        RunEventKind kind, int location, int bloc, int other, double fighters, string subject, in EventTerms terms, int place = -1)
    {
        if (Count == _events.Length)
        {
            Array.Resize(ref _events, 2 * Count);
        }

        FindToday();
        _events[Count++] = new RunEvent(world.Tick, kind, location, bloc, other, fighters, subject) { Terms = terms, Place = place };
    }

    /// <summary>
    /// Adds to the line of this tick that has the same kind, places, blocs, subject and words, or begins one: so the lines of
    /// a day are bounded by locations and blocs and not by units.
    /// </summary>
    public void Join(
        RunEventKind kind, int location, int bloc, int other, double fighters, string subject, in EventTerms terms, int place = -1)
    {
        FindToday();
        for (int i = Count - 1; i >= _today; i--)
        {
            ref RunEvent line = ref _events[i];
            if (line.Kind == kind && line.Location == location && line.Bloc == bloc && line.Other == other && line.Place == place
                && string.Equals(line.Subject, subject, StringComparison.Ordinal) && !EventLegend.DifferInWords(kind, line.Terms, terms))
            {
                line = line with
                {
                    Fighters = line.Fighters + fighters,
                    Terms = EventLegend.Join(kind, line.Terms, line.Fighters, terms, fighters),
                };
                return;
            }
        }

        Add(kind, location, bloc, other, fighters, subject, terms, place);
    }

    /// <summary>Puts the lines of an earlier run up to this tick in place of all that is here.</summary>
    public void Restore(ReadOnlySpan<RunEvent> events)
    {
        _events = new RunEvent[Math.Max(256, 2 * events.Length)];
        events.CopyTo(_events);
        Count = events.Length;
        _tick = -1;
    }

    private void FindToday()
    {
        if (_tick != world.Tick)
        {
            _tick = world.Tick;
            _today = Count;
        }
    }
}
