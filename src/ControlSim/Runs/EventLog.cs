using ControlSim.Tables;

namespace ControlSim.Runs;

/// <summary>
/// Collects what happens during a run, in table rows; grows by doubling, so that a quiet tick allocates nothing. Lines of a day
/// that may be joined are found by a chained index over their keys, so that a day's cost is linear in its events.
/// </summary>
internal sealed class EventLog
{
    private const int Heads = 1024;

    private readonly World _world;
    private readonly bool _forgets;
    private readonly int[] _head = new int[Heads];
    private RunEvent[] _events;
    private int[] _before;
    private int _tick = -1;

    public EventLog(World world)
        : this(world, false, 256)
    {
    }

    private EventLog(World world, bool forgets, int room)
    {
        _world = world;
        _forgets = forgets;
        _events = new RunEvent[room];
        _before = new int[room];
    }

    /// <summary>A log with room for as many lines as a run of so many days mostly has (at Al-Qa'im 20 a day): growing to that copied it five times.</summary>
    public static EventLog OfDays(World world, int days) => new(world, false, Math.Clamp(32 * days, 256, 4096));

    /// <summary>A log that forgets every line at the end of its day: for runs whose speed is measured.</summary>
    public static EventLog OfToday(World world) => new(world, true, Math.Clamp(world.Units.Count / 8, 1024, 131072));

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
        FindToday();
        if (Count == _events.Length)
        {
            Array.Resize(ref _events, 2 * Count);
            Array.Resize(ref _before, 2 * Count);
        }

        _before[Count] = -1;
        _events[Count++] = new RunEvent(_world.Tick, kind, location, bloc, other, fighters, subject) { Terms = terms, Place = place };
    }

    /// <summary>
    /// Adds to the line of this tick that has the same kind, places, blocs, subject and words, or begins one: so the lines of
    /// a day are bounded by locations and blocs and not by units.
    /// </summary>
    public void Join(
        RunEventKind kind, int location, int bloc, int other, double fighters, string subject, in EventTerms terms, int place = -1)
    {
        FindToday();
        int key = Key(kind, location, bloc, place);
        for (int i = _head[key]; i >= 0; i = _before[i])
        {
            ref RunEvent line = ref _events[i];
            if (line.Kind == kind && line.Location == location && line.Bloc == bloc && line.Other == other && line.Place == place
                && string.Equals(line.Subject, subject, StringComparison.Ordinal) && !EventLegend.DifferInWords(kind, line.Terms, terms))
            {
                EventTerms joined = EventLegend.Join(kind, line.Terms, line.Fighters, terms, fighters);
                line = line with { Fighters = line.Fighters + fighters, Terms = joined };
                return;
            }
        }

        Add(kind, location, bloc, other, fighters, subject, terms, place);
        _before[Count - 1] = _head[key];
        _head[key] = Count - 1;
    }

    /// <summary>Puts the lines of an earlier run up to this tick in place of all that is here.</summary>
    public void Restore(ReadOnlySpan<RunEvent> events)
    {
        _events = new RunEvent[Math.Max(256, 2 * events.Length)];
        _before = new int[_events.Length];
        events.CopyTo(_events);
        Count = events.Length;
        _tick = -1;
    }

    private void FindToday()
    {
        if (_tick != _world.Tick)
        {
            _tick = _world.Tick;
            Array.Fill(_head, -1);
            Count = _forgets ? 0 : Count;
        }
    }

    private static int Key(RunEventKind kind, int location, int bloc, int place) =>
        (int)((((((uint)location * 0x9E3779B1) + (uint)bloc) * 0x85EBCA6B) + ((uint)place * 0xC2B2AE35) + (uint)kind) * 0x9E3779B1 >> 22);
}
