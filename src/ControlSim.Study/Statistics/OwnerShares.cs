using ControlSim.Runs;
using ControlSim.Scenarios;
using ControlSim.Study.Experiments;

namespace ControlSim.Study.Statistics;

/// <summary>In how many replicates each bloc owns each location, by tick: where the runs agree and where they do not.</summary>
public sealed class OwnerShares
{
    private readonly int[] counts;
    private readonly int[] reported;
    private readonly int[] contested;
    private readonly int locations;
    private readonly int owners;

    private OwnerShares(Ensemble ensemble)
    {
        Scenario scenario = ensemble.Scenario;
        Runs = ensemble.Results.Length;
        locations = scenario.Locations.Length;
        owners = scenario.Blocs.Length + 1;
        int cells = (scenario.Ticks + 1) * locations;
        counts = new int[cells * owners];
        reported = new int[cells * owners];
        contested = new int[cells];
        foreach (RunResult run in ensemble.Results)
        {
            for (int cell = 0; cell < cells; cell++)
            {
                counts[(cell * owners) + run.Series.Owner[cell] + 1]++;
                reported[(cell * owners) + run.Series.Reported[cell] + 1]++;
                contested[cell] += run.Series.Contested[cell];
            }
        }
    }

    /// <summary>Number of replicates.</summary>
    public int Runs { get; }

    /// <summary>Counts the owners.</summary>
    public static OwnerShares Of(Ensemble ensemble) => new(ensemble);

    /// <summary>Replicates in which the bloc owns the location.</summary>
    /// <param name="tick">Tick.</param>
    /// <param name="location">Row in <c>Scenario.Locations</c>.</param>
    /// <param name="bloc">Row in <c>Scenario.Blocs</c>; -1 for "without owner".</param>
    public int Count(int tick, int location, int bloc) => counts[Index(tick, location) + bloc + 1];

    /// <summary>Share of replicates in which the bloc (-1: nobody) owns the location, 0 to 1; NaN without replicates.</summary>
    public double Share(int tick, int location, int bloc) => (double)Count(tick, location, bloc) / Runs;

    /// <summary>Replicates in which the public is told that the bloc (-1: nobody) owns the location.</summary>
    public int ReportedCount(int tick, int location, int bloc) => reported[Index(tick, location) + bloc + 1];

    /// <summary>The same as a share, 0 to 1; NaN without replicates.</summary>
    public double ReportedShare(int tick, int location, int bloc) => (double)ReportedCount(tick, location, bloc) / Runs;

    /// <summary>Share of replicates in which hostile massed units face each other there, 0 to 1; NaN without replicates.</summary>
    public double ContestedShare(int tick, int location) => (double)contested[(tick * locations) + location] / Runs;

    /// <summary>The most likely owner, or -1: the bloc (or nobody) with most replicates; of equals the first row, nobody last.</summary>
    public int MostLikely(int tick, int location)
    {
        int best = -1;
        int most = 0;
        for (int bloc = 0; bloc < owners - 1; bloc++)
        {
            if (Count(tick, location, bloc) > most)
            {
                most = Count(tick, location, bloc);
                best = bloc;
            }
        }

        return Count(tick, location, -1) > most ? -1 : best;
    }

    /// <summary>Is any count of the location, true or reported, another than on the day before? True at tick 0.</summary>
    public bool ChangesAt(int tick, int location) =>
        tick == 0 || Changes(counts, tick, location) || Changes(reported, tick, location);

    private bool Changes(int[] column, int tick, int location) =>
        !column.AsSpan(Index(tick, location), owners).SequenceEqual(column.AsSpan(Index(tick - 1, location), owners));

    private int Index(int tick, int location) => ((tick * locations) + location) * owners;
}
