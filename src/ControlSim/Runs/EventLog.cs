using ControlSim.Tables;

namespace ControlSim.Runs;

/// <summary>Collects what happens during a run, in table rows; grows by doubling, so that a quiet tick allocates nothing.</summary>
internal sealed class EventLog(World world)
{
    private RunEvent[] _events = new RunEvent[256];

    public int Count { get; private set; }

    public ReadOnlySpan<RunEvent> Events => _events.AsSpan(0, Count);

    public void Add(RunEventKind kind, int location, int bloc, int other, double fighters, string subject)
    {
        if (Count == _events.Length)
        {
            Array.Resize(ref _events, 2 * Count);
        }

        _events[Count++] = new RunEvent(world.Tick, kind, location, bloc, other, fighters, subject);
    }

    /// <summary>Adds an event that happened because a value passed a bound.</summary>
    public void AddCause(RunEventKind kind, int location, int bloc, int other, string subject, double value, double bound)
    {
        Add(kind, location, bloc, other, 0, subject);
        _events[Count - 1] = _events[Count - 1] with { Value = value, Bound = bound };
    }
}
