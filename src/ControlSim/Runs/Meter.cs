using ControlSim.Scenarios;

namespace ControlSim.Runs;

/// <summary>What is measured of one outcome, in rows of the tables, and what it came to so far.</summary>
internal sealed class Meter(OutcomeKind kind, int bloc, int[] locations, int from, int to, RunEventKind @event)
{
    private readonly bool[] _covered = Marks(locations);

    public OutcomeKind Kind => kind;

    public int Bloc => bloc;

    public int[] Locations => locations;

    public int From => from;

    public int To => to;

    public RunEventKind Event => @event;

    public double Sum { get; set; }

    public int Days { get; set; }

    public int Entered { get; set; } = -1;

    public int Captured { get; set; } = -1;

    /// <summary>Is the location one of those that are named, or is none named?</summary>
    public bool Covers(int location) => _covered.Length == 0 || ((uint)location < (uint)_covered.Length && _covered[location]);

    private static bool[] Marks(int[] rows)
    {
        var marks = new bool[rows.Length == 0 ? 0 : rows.Max() + 1];
        foreach (int row in rows)
        {
            marks[row] = true;
        }

        return marks;
    }
}
