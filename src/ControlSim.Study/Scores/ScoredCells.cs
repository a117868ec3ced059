using System.Collections.Immutable;
using ControlSim.Scenarios;

namespace ControlSim.Study.Scores;

/// <summary>One forecast: a town on the last day of a month.</summary>
/// <param name="Town">Row in <c>ObservedControl.Towns</c>.</param>
/// <param name="Tick">Tick.</param>
public readonly record struct ScoredCell(int Town, int Tick);

/// <summary>The towns and month ends that are scored, and what was observed there.</summary>
public sealed class ScoredCells
{
    private ScoredCells(ObservedControl observed, ImmutableArray<ScoredCell> cells)
    {
        Observed = observed;
        Cells = cells;
        Shares = new double[cells.Length * observed.Holders.Count];
        for (int i = 0; i < cells.Length; i++)
        {
            Holders.AddShares(Of(Shares, i), observed.Towns[cells[i].Town].At(cells[i].Tick), 1);
        }
    }

    public ObservedControl Observed { get; }

    public ImmutableArray<ScoredCell> Cells { get; }

    /// <summary>Observed shares by cell and holder.</summary>
    public double[] Shares { get; }

    /// <summary>Every town of the table on the last day of every month after the start, and of the scenario, where the table tells who held it.</summary>
    public static ScoredCells Of(ObservedControl observed)
    {
        ImmutableArray<int> ticks = Ticks(observed.Scenario);
        return new ScoredCells(
            observed,
            [
                .. Enumerable.Range(0, observed.Towns.Length)
                    .SelectMany(t => ticks.Select(tick => new ScoredCell(t, tick)))
                    .Where(c => !observed.Towns[c.Town].At(c.Tick).IsEmpty),
            ]);
    }

    /// <summary>The last day of every month after the start, and the last day of the scenario.</summary>
    public static ImmutableArray<int> Ticks(Scenario scenario) =>
        [.. Enumerable.Range(1, scenario.Ticks).Where(t => t == scenario.Ticks || scenario.DateOf(t + 1).Day == 1)];

    /// <summary>The part of an array of shares that belongs to a cell.</summary>
    public Span<double> Of(double[] shares, int cell) => shares.AsSpan(cell * Observed.Holders.Count, Observed.Holders.Count);
}
