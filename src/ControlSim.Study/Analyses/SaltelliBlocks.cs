using System.Collections.Immutable;
using ControlSim.Study.Experiments;
using ControlSim.Study.Statistics;

namespace ControlSim.Study.Analyses;

/// <summary>
/// Finds the samples A, B and AB in the rows of a design: blocks of A, AB for each factor, B (d + 2 rows), or with BA for each factor
/// before B (2 d + 2 rows), as SALib orders them too. Every row is checked.
/// </summary>
internal static class SaltelliBlocks
{
    /// <summary>Indices of one response.</summary>
    /// <exception cref="AnalysisException">The design has not that form; the message names the first wrong row.</exception>
    public static SobolIndices Indices(Design design, double[] responses, Bootstrap bootstrap)
    {
        ImmutableArray<int> varied = design.Varied;
        int d = varied.Length;
        string? wrong = d == 0 ? "no factor varies" : null;
        int[] sizes = d == 0 ? [] : [d + 2, (2 * d) + 2];
        foreach (int size in sizes.Where(s => design.Rows % s == 0))
        {
            string? here = FirstWrong(design, varied, size);
            if (here is null)
            {
                int blocks = design.Rows / size;
                double[] At(int offset) => [.. Enumerable.Range(0, blocks).Select(i => responses[(i * size) + offset])];
                return SobolIndices.Of(At(0), At(size - 1), [.. Enumerable.Range(0, d).Select(k => At(k + 1))], bootstrap);
            }

            wrong ??= here;
        }

        throw new AnalysisException(
            $"the design is none of Saltelli's with {d} varied factors: it wants N ({d} + 2) rows, and there are {design.Rows}"
            + (wrong is null ? "" : $"; {wrong}"));
    }

    private static string? FirstWrong(Design design, ImmutableArray<int> varied, int size)
    {
        for (int first = 0; first < design.Rows; first += size)
        {
            double[] a = design.Values[first];
            double[] b = design.Values[first + size - 1];
            for (int k = 0; k < varied.Length; k++)
            {
                double[] ab = design.Values[first + k + 1];
                if (varied.Any(j => ab[j] != (j == varied[k] ? b[j] : a[j])))
                {
                    return $"row {design.Ids[first + k + 1]} is not row {design.Ids[first]} with {design.Factors[varied[k]].Name} from row {design.Ids[first + size - 1]}";
                }
            }
        }

        return null;
    }
}
