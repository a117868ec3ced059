using System.Collections.Immutable;
using MathNet.Numerics.Distributions;

namespace ControlSim.Study.Statistics;

/// <summary>
/// Patient rule induction (Friedman and Fisher 1999) for scenario discovery (Bryant and Lempert 2010): a box in which cases of
/// interest are dense, found by peeling thin slices off and pasting some back.
/// </summary>
/// <param name="columns">The factors.</param>
/// <param name="interesting">Which cases are of interest.</param>
public sealed class Prim(ImmutableArray<PrimColumn> columns, bool[] interesting)
{
    /// <summary>A restriction stays if luck alone would do as well with less than this probability.</summary>
    private const double MostQuasiP = 0.05;

    private readonly int all = interesting.Count(i => i);

    /// <summary>Share of the box that one peel or paste takes.</summary>
    public double Slice { get; init; } = 0.05;

    /// <summary>Least share of all cases that a box holds.</summary>
    public double LeastMass { get; init; } = 0.05;

    /// <summary>Density that the chosen box must have if any has it; then the one with most coverage is taken. Null: best balance.</summary>
    public double? WantedDensity { get; init; }

    /// <summary>Finds a box.</summary>
    /// <exception cref="InvalidOperationException">No case is of interest, or all are.</exception>
    public PrimResult Find()
    {
        if (all == 0 || all == interesting.Length)
        {
            throw new InvalidOperationException(
                all == 0 ? "no case is of interest: there is nothing to find" : "every case is of interest: there is nothing to tell apart");
        }

        ImmutableArray<PrimStep> trajectory = Peel();
        PrimStep chosen = Paste(Choose(trajectory));
        chosen = DropWithoutSignificance(chosen);
        return new PrimResult(chosen, trajectory, [.. Enumerable.Range(0, columns.Length).Select(j => QuasiP(chosen, j))]);
    }

    private PrimStep Choose(ImmutableArray<PrimStep> trajectory)
    {
        PrimStep[] dense = [.. trajectory.Where(s => s.Density >= WantedDensity)];
        return dense.Length > 0 ? dense.MaxBy(s => s.Coverage)! : trajectory.MaxBy(s => s.Balance)!;
    }

    private ImmutableArray<PrimStep> Peel()
    {
        var steps = ImmutableArray.CreateBuilder<PrimStep>();
        PrimStep current = Measure(PrimBox.Whole(columns.Length));
        while (true)
        {
            steps.Add(current);

            // EMA's "lenient" objective: gain of density per case given up, so that a slice of rare levels may be thick.
            PrimStep? next = Peels(current)
                .Where(s => s.Cases < current.Cases && s.Mass >= LeastMass)
                .MaxBy(s => (s.Density - current.Density) / (current.Cases - s.Cases));
            if (next is null || next.Density < current.Density)
            {
                return steps.ToImmutable();
            }

            current = next;
        }
    }

    private IEnumerable<PrimStep> Peels(PrimStep from)
    {
        int[] cases = Inside(from.Box);
        for (int j = 0; j < columns.Length; j++)
        {
            PrimColumn column = columns[j];
            if (column.IsCategorical)
            {
                ImmutableHashSet<int> present = [.. cases.Select(i => (int)column.Values[i])];
                foreach (int level in present.Order())
                {
                    yield return Measure(from.Box.WithLevels(j, present.Remove(level)));
                }

                continue;
            }

            double[] sorted = [.. cases.Select(i => column.Values[i]).Order()];
            int slice = Math.Max(1, (int)(Slice * sorted.Length));
            double low = sorted[Math.Min(slice, sorted.Length - 1)];
            low = low > sorted[0] ? low : sorted.FirstOrDefault(v => v > sorted[0], double.NaN);
            double high = sorted[Math.Max(0, sorted.Length - 1 - slice)];
            high = high < sorted[^1] ? high : sorted.LastOrDefault(v => v < sorted[^1], double.NaN);
            if (!double.IsNaN(low))
            {
                yield return Measure(from.Box.WithLow(j, low));
                yield return Measure(from.Box.WithHigh(j, high));
            }
        }
    }

    private PrimStep Paste(PrimStep from)
    {
        while (true)
        {
            PrimStep? next = Pastes(from).Where(s => s.Cases > from.Cases).MaxBy(s => s.Density);
            if (next is null || next.Density < from.Density)
            {
                return from;
            }

            from = next;
        }
    }

    private IEnumerable<PrimStep> Pastes(PrimStep from)
    {
        int slice = Math.Max(1, (int)(Slice * from.Cases));
        for (int j = 0; j < columns.Length; j++)
        {
            if (!from.Box.Restricts(j))
            {
                continue;
            }

            PrimColumn column = columns[j];
            double[] beside = [.. Inside(from.Box.Without(j)).Select(i => column.Values[i]).Where(v => !from.Box.Holds(j, v)).Order()];
            if (from.Box.Allowed[j] is { } levels)
            {
                foreach (int level in beside.Select(v => (int)v).Distinct())
                {
                    yield return Measure(from.Box.WithLevels(j, levels.Add(level)));
                }

                continue;
            }

            double[] below = [.. beside.Where(v => v < from.Box.Low[j])];
            double[] above = [.. beside.Where(v => v > from.Box.High[j])];
            if (below.Length > 0)
            {
                double low = below.Length <= slice ? double.NegativeInfinity : below[^slice];
                yield return Measure(from.Box.WithLow(j, low));
            }

            if (above.Length > 0)
            {
                double high = above.Length <= slice ? double.PositiveInfinity : above[slice - 1];
                yield return Measure(from.Box.WithHigh(j, high));
            }
        }
    }

    private PrimStep DropWithoutSignificance(PrimStep box)
    {
        while (true)
        {
            int[] weak = [.. Enumerable.Range(0, columns.Length).Where(j => box.Box.Restricts(j) && QuasiP(box, j) > MostQuasiP)];
            if (weak.Length == 0)
            {
                return box;
            }

            box = Measure(box.Box.Without(weak.MaxBy(j => QuasiP(box, j))));
        }
    }

    private double QuasiP(PrimStep box, int factor)
    {
        if (!box.Box.Restricts(factor))
        {
            return double.NaN;
        }

        PrimStep without = Measure(box.Box.Without(factor));
        return without.Density >= 1 ? 1 : box.Hits == 0 ? 1 : 1 - Binomial.CDF(without.Density, box.Cases, box.Hits - 1);
    }

    private int[] Inside(PrimBox box) =>
        [.. Enumerable.Range(0, interesting.Length).Where(i => Contains(box, i))];

    private bool Contains(PrimBox box, int i)
    {
        for (int j = 0; j < columns.Length; j++)
        {
            if (!box.Holds(j, columns[j].Values[i]))
            {
                return false;
            }
        }

        return true;
    }

    private PrimStep Measure(PrimBox box)
    {
        int cases = 0;
        int hits = 0;
        for (int i = 0; i < interesting.Length; i++)
        {
            if (Contains(box, i))
            {
                cases++;
                hits += interesting[i] ? 1 : 0;
            }
        }

        return new PrimStep(
            box, cases, hits, (double)hits / all, cases == 0 ? 0 : (double)hits / cases, (double)cases / interesting.Length);
    }
}
