using System.Collections.Immutable;
using System.Globalization;
using ControlSim.Study.Statistics;

namespace ControlSim.Study.Experiments;

/// <summary>Makes designs. The same request gives the same rows on every machine; a longer sample begins like a shorter one
/// (Sobol', Halton, Saltelli, Morris).</summary>
public static class Designs
{
    /// <summary>Most rows: the table of values is held in memory.</summary>
    public const int MostRows = 10_000_000;

    /// <summary>Makes a design of any kind but <see cref="DesignKind.Csv"/>.</summary>
    /// <param name="request">What is asked for.</param>
    /// <param name="factors">All factors of the study.</param>
    /// <exception cref="ArgumentException">It cannot be made of these factors; the message is for the user.</exception>
    public static Design Of(DesignRequest request, ImmutableArray<Factor> factors)
    {
        ImmutableArray<int> varied = request.Factors.IsEmpty
            ? [.. Enumerable.Range(0, factors.Length)]
            : [.. request.Factors.Select(name => factors.IndexOf(factors.First(f => f.Name == name))).Order()];
        return request.Kind switch
        {
            DesignKind.List => List(request, factors),
            DesignKind.FullFactorial => FullFactorial(request, factors, varied),
            DesignKind.Zip => Zip(request, factors, varied),
            DesignKind.OneAtATime => OneAtATime(factors, varied),
            DesignKind.Morris => Morris(request, factors, varied),
            DesignKind.Saltelli => Saltelli(request, factors, varied),
            _ => Numbered(factors, request.Kind, [.. Sample(request, varied.Length).Select(u => FromUnit(factors, varied, u))]),
        };
    }

    private static double[][] Sample(DesignRequest request, int dimensions) => request.Kind switch
    {
        DesignKind.LatinHypercube => LowDiscrepancy.LatinHypercube(request.Rows, dimensions, request.Seed),
        DesignKind.Sobol => SobolPoints(request.Rows, dimensions, request),
        DesignKind.Halton => LowDiscrepancy.Halton(request.Rows, dimensions, request.Scramble ? request.Seed : null),
        _ => throw new ArgumentOutOfRangeException(nameof(request), request.Kind, "No sample."),
    };

    private static double[][] SobolPoints(int rows, int dimensions, DesignRequest request)
    {
        if (dimensions > LowDiscrepancy.MostSobolDimensions)
        {
            throw new ArgumentException(
                $"the Sobol' sequence here has {LowDiscrepancy.MostSobolDimensions} dimensions, and {dimensions} are wanted "
                + "(Saltelli wants two a factor); vary fewer factors, after a Morris screening, or use latin-hypercube or halton");
        }

        return LowDiscrepancy.Sobol(rows, dimensions, request.Scramble ? request.Seed : null);
    }

    private static Design List(DesignRequest request, ImmutableArray<Factor> factors)
    {
        var rows = ImmutableArray.CreateBuilder<double[]>();
        foreach ((string id, ImmutableDictionary<string, string> point) in request.Points)
        {
            double[] row = Base(factors);
            foreach ((string name, string text) in point)
            {
                int j = factors.IndexOf(factors.First(f => f.Name == name));
                row[j] = factors[j].Parse(text) ?? throw new ArgumentException($"point {id}: '{text}' is no value of {name}");
            }

            rows.Add(row);
        }

        return new Design(factors, [.. request.Points.Select(p => p.Key)], rows.ToImmutable(), DesignKind.List);
    }

    private static Design FullFactorial(DesignRequest request, ImmutableArray<Factor> factors, ImmutableArray<int> varied)
    {
        double[][] levels = [.. varied.Select(j => LevelsOf(factors[j], request.Levels))];
        double total = levels.Aggregate(1.0, (product, l) => product * l.Length);
        if (total > MostRows)
        {
            throw new ArgumentException($"a full factorial of these levels has {total:0} rows, more than {MostRows}; take fewer levels, or a sample");
        }

        var rows = ImmutableArray.CreateBuilder<double[]>((int)total);
        for (int i = 0; i < (int)total; i++)
        {
            double[] row = Base(factors);
            int rest = i;
            for (int k = varied.Length - 1; k >= 0; k--)
            {
                row[varied[k]] = levels[k][rest % levels[k].Length];
                rest /= levels[k].Length;
            }

            rows.Add(row);
        }

        return Numbered(factors, request.Kind, rows.MoveToImmutable());
    }

    private static Design Zip(DesignRequest request, ImmutableArray<Factor> factors, ImmutableArray<int> varied)
    {
        double[][] levels = [.. varied.Select(j => LevelsOf(factors[j], request.Levels))];
        if (levels.Select(l => l.Length).Distinct().Count() > 1)
        {
            string counts = string.Join(", ", varied.Zip(levels, (j, l) => $"{factors[j].Name} {l.Length}"));
            throw new ArgumentException($"zip takes as many levels of every factor, but here are {counts}");
        }

        return Numbered(factors, request.Kind,
        [
            .. Enumerable.Range(0, levels[0].Length).Select(i =>
            {
                double[] row = Base(factors);
                for (int k = 0; k < varied.Length; k++)
                {
                    row[varied[k]] = levels[k][i];
                }

                return row;
            }),
        ]);
    }

    private static Design OneAtATime(ImmutableArray<Factor> factors, ImmutableArray<int> varied)
    {
        var ids = ImmutableArray.CreateBuilder<string>();
        var rows = ImmutableArray.CreateBuilder<double[]>();
        ids.Add("base");
        rows.Add(Base(factors));
        foreach (int j in varied)
        {
            double[] levels = factors[j].IsWord ? LevelsOf(factors[j], 0) : [factors[j].Low, factors[j].High];
            foreach (double level in levels.Where(l => l != rows[0][j]))
            {
                double[] row = Base(factors);
                row[j] = level;
                rows.Add(row);
                string end = factors[j].IsWord ? factors[j].Text(level) : level < rows[0][j] ? "low" : "high";
                ids.Add($"{factors[j].Name}-{end}");
            }
        }

        return new Design(factors, ids.ToImmutable(), rows.ToImmutable(), DesignKind.OneAtATime);
    }

    /// <summary>Steps of p / (2 (p - 1)), from a random start in a random order of the factors (Morris 1991).</summary>
    private static Design Morris(DesignRequest request, ImmutableArray<Factor> factors, ImmutableArray<int> varied)
    {
        if (request.Levels < 2 || request.Levels % 2 != 0)
        {
            throw new ArgumentException($"morris wants an even number of levels, not {request.Levels}");
        }

        var uniform = new KeyedUniform(request.Seed, "morris");
        var ids = ImmutableArray.CreateBuilder<string>();
        var rows = ImmutableArray.CreateBuilder<double[]>();
        int half = request.Levels / 2;
        double last = request.Levels - 1;
        for (int t = 0; t < request.Trajectories; t++)
        {
            int[] level = [.. Enumerable.Range(0, varied.Length).Select(k => uniform.Below(request.Levels, 2 * t, k))];
            ids.Add($"{t + 1}-0");
            rows.Add(FromUnit(factors, varied, [.. level.Select(l => l / last)]));
            int step = 0;
            foreach (int k in uniform.Permutation(varied.Length, (2 * t) + 1))
            {
                level[k] += level[k] < half ? half : -half;
                ids.Add($"{t + 1}-{++step}");
                rows.Add(FromUnit(factors, varied, [.. level.Select(l => l / last)]));
            }
        }

        return new Design(factors, ids.ToImmutable(), rows.ToImmutable(), DesignKind.Morris);
    }

    /// <summary>For each base row: A, then A with one column from B for each factor, then B.</summary>
    private static Design Saltelli(DesignRequest request, ImmutableArray<Factor> factors, ImmutableArray<int> varied)
    {
        int d = varied.Length;
        double[][] sample = SobolPoints(request.Rows, 2 * d, request);
        var ids = ImmutableArray.CreateBuilder<string>();
        var rows = ImmutableArray.CreateBuilder<double[]>();
        for (int i = 0; i < request.Rows; i++)
        {
            double[] a = sample[i][..d];
            double[] b = sample[i][d..];
            string number = (i + 1).ToString(CultureInfo.InvariantCulture);
            ids.Add($"{number}-a");
            rows.Add(FromUnit(factors, varied, a));
            for (int k = 0; k < d; k++)
            {
                double[] mixed = [.. a];
                mixed[k] = b[k];
                ids.Add($"{number}-ab-{factors[varied[k]].Name}");
                rows.Add(FromUnit(factors, varied, mixed));
            }

            ids.Add($"{number}-b");
            rows.Add(FromUnit(factors, varied, b));
        }

        return new Design(factors, ids.ToImmutable(), rows.ToImmutable(), DesignKind.Saltelli);
    }

    private static double[] LevelsOf(Factor factor, int count)
    {
        if (!factor.Levels.IsEmpty)
        {
            return [.. factor.Levels.Select(text => factor.Parse(text)!.Value)];
        }

        if (count < 2)
        {
            throw new ArgumentException($"{factor.Name} has a range; ask for at least 2 levels");
        }

        if (factor.Kind == FactorKind.Number)
        {
            return [.. Enumerable.Range(0, count).Select(i => factor.FromUnit((double)i / (count - 1)))];
        }

        return [.. Enumerable.Range(0, count).Select(i => Math.Round(factor.Low + (i * (factor.High - factor.Low) / (count - 1)))).Distinct()];
    }

    private static double[] Base(ImmutableArray<Factor> factors) =>
        [.. factors.Select(f => f.Parse(f.Base) ?? throw new ArgumentException($"{f.Name} has no base value; write `base:`"))];

    private static double[] FromUnit(ImmutableArray<Factor> factors, ImmutableArray<int> varied, double[] u)
    {
        double[] row = varied.Length == factors.Length ? new double[factors.Length] : Base(factors);
        for (int k = 0; k < varied.Length; k++)
        {
            row[varied[k]] = factors[varied[k]].FromUnit(u[k]);
        }

        return row;
    }

    private static Design Numbered(ImmutableArray<Factor> factors, DesignKind kind, ImmutableArray<double[]> rows) =>
        new(factors, [.. Enumerable.Range(1, rows.Length).Select(i => i.ToString(CultureInfo.InvariantCulture))], rows, kind);
}
