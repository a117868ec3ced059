using System.Numerics;
using ControlSim.Runs;
using ControlSim.Study.Experiments;

namespace ControlSim.Study.Scores;

/// <summary>What the runs of an ensemble say about the cells and falls of an observed table.</summary>
public sealed class ForecastControl
{
    private readonly Ensemble ensemble;
    private readonly int locations;

    /// <summary>Reads the runs.</summary>
    public ForecastControl(Ensemble ensemble)
    {
        this.ensemble = ensemble;
        locations = ensemble.Scenario.Locations.Length;
    }

    /// <summary>Number of runs.</summary>
    public int Runs => ensemble.Results.Length;

    /// <summary>Mean shares by cell and holder: of a run the owner, or equal shares of the blocs massed at a place that is contested or has no owner.</summary>
    public double[] Shares(ScoredCells cells)
    {
        double[] shares = new double[cells.Shares.Length];
        for (int i = 0; i < cells.Cells.Length; i++)
        {
            Span<double> cell = cells.Of(shares, i);
            int at = (cells.Cells[i].Tick * locations) + cells.Observed.Towns[cells.Cells[i].Town].Location;
            foreach (RunResult run in ensemble.Results) Add(cell, run.Series, at, 1.0 / Runs);
        }

        return shares;
    }

    /// <summary>Tick of a fall in each run: the first day on which the bloc owns the place; infinite where it never does.</summary>
    public double[] Falls(int location, int bloc)
    {
        double[] ticks = new double[Runs];
        for (int r = 0; r < Runs; r++)
        {
            sbyte[] owner = ensemble.Results[r].Series.Owner;
            ticks[r] = double.PositiveInfinity;
            for (int t = 0; t <= ensemble.Scenario.Ticks && double.IsInfinity(ticks[r]); t++)
            {
                if (owner[(t * locations) + location] == bloc) ticks[r] = t;
            }
        }

        return ticks;
    }

    /// <summary>Share of the runs in which a place that a bloc owns at the start comes to be owned by another, 0 to 1.</summary>
    public double ChangeShare(int location) => (double)ensemble.Results.Count(run => run.Captures.Any(c => c.Location == location)) / Math.Max(1, Runs);

    /// <summary>Probability of each of the five control zones between two holders at a kept tick.</summary>
    /// <param name="tick">A tick for which the runs kept control shares.</param>
    /// <param name="location">Row in <c>Scenario.Locations</c>.</param>
    /// <param name="first">Bloc of zone 1.</param>
    /// <param name="others">The other parties; the strongest counts.</param>
    public double[] Zones(int tick, int location, int first, IEnumerable<int> others)
    {
        double[] zones = new double[RankedScore.Zones];
        int blocs = ensemble.Scenario.Blocs.Length;
        foreach (RunResult run in ensemble.Results)
        {
            int kept = Array.IndexOf(run.Series.FlowTicks, tick), row = ((kept * locations) + location) * blocs;
            double strongest = others.Select(b => b < blocs ? run.Series.Control[row + b] : 0).DefaultIfEmpty(0).Max();
            double own = first < blocs ? run.Series.Control[row + first] : 0;
            zones[RankedScore.Zone(own - strongest)] += 1.0 / Runs;
        }

        return zones;
    }

    private void Add(Span<double> shares, RunSeries series, int at, double weight)
    {
        int owner = series.Owner[at];
        ulong massed = series.ContestedBy[at];
        int parties = BitOperations.PopCount(massed);
        if (parties == 0 || (series.Contested[at] == 0 && owner >= 0))
        {
            shares[owner < 0 ? ensemble.Scenario.Blocs.Length : owner] += weight;
            return;
        }

        for (; massed != 0; massed &= massed - 1) shares[BitOperations.TrailingZeroCount(massed)] += weight / parties;
    }
}
