using System.Collections.Immutable;

namespace ControlSim.Study.Experiments;

/// <summary>The points at which a study runs its scenario: a table of factor values whose row ids stay to the last figure.</summary>
public sealed class Design
{
    /// <summary>A design.</summary>
    /// <param name="factors">All factors, in the order of the columns.</param>
    /// <param name="ids">Ids of the rows, all different.</param>
    /// <param name="values">Values by row and factor; a word as the place of its level.</param>
    /// <param name="kind">How the rows were chosen.</param>
    public Design(ImmutableArray<Factor> factors, ImmutableArray<string> ids, ImmutableArray<double[]> values, DesignKind kind)
    {
        if (ids.Length != values.Length)
        {
            throw new ArgumentException($"{ids.Length} ids for {values.Length} rows.", nameof(ids));
        }

        (Factors, Ids, Values, Kind) = (factors, ids, values, kind);
    }

    public ImmutableArray<Factor> Factors { get; }

    public ImmutableArray<string> Ids { get; }

    /// <summary>Values by row and factor.</summary>
    public ImmutableArray<double[]> Values { get; }

    public DesignKind Kind { get; }

    /// <summary>Number of rows.</summary>
    public int Rows => Ids.Length;

    /// <summary>Rows that a constraint took away.</summary>
    public int Dropped { get; private init; }

    /// <summary>Factors that differ between rows, as columns.</summary>
    public ImmutableArray<int> Varied =>
        [.. Enumerable.Range(0, Factors.Length).Where(j => Values.Any(v => v[j] != Values[0][j]))];

    /// <summary>The rows for which every condition is true.</summary>
    public Design Where(ImmutableArray<Expression> conditions)
    {
        int[] kept = [.. Enumerable.Range(0, Rows).Where(i => conditions.All(c => c.IsTrue(name => Value(i, name))))];
        return new Design(Factors, [.. kept.Select(i => Ids[i])], [.. kept.Select(i => Values[i])], Kind) { Dropped = Rows - kept.Length };
    }

    /// <summary>Value of a factor in a row, as expressions see it.</summary>
    public double Value(int row, string factor) => Values[row][Factors.IndexOf(Factors.First(f => f.Name == factor))];

    /// <summary>The varied factors in the unit cube.</summary>
    public double[][] InUnitCube()
    {
        ImmutableArray<int> varied = Varied;
        return [.. Values.Select(row => varied.Select(j => Factors[j].ToUnit(row[j])).ToArray())];
    }
}
