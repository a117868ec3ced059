namespace ControlSim.Study.Experiments;

/// <summary>
/// Direction numbers of the Sobol' sequence: primitive polynomials and initial numbers of Joe and Kuo 2008 (their set
/// new-joe-kuo-6), of which the first 40 dimensions are kept. Dimension 1 is van der Corput's sequence.
/// </summary>
internal static class SobolDirections
{
    /// <summary>Bits of a point.</summary>
    public const int Bits = 32;

    /// <summary>Degree and middle coefficients of the polynomial, then the initial direction numbers, from dimension 2 on.</summary>
    private static readonly int[][] Table =
    [
        [1, 0, 1], [2, 1, 1, 3], [3, 1, 1, 3, 1], [3, 2, 1, 1, 1], [4, 1, 1, 1, 3, 3], [4, 4, 1, 3, 5, 13],
        [5, 2, 1, 1, 5, 5, 17], [5, 4, 1, 1, 5, 5, 5], [5, 7, 1, 1, 7, 11, 19], [5, 11, 1, 1, 5, 1, 1],
        [5, 13, 1, 1, 1, 3, 11], [5, 14, 1, 3, 5, 5, 31], [6, 1, 1, 3, 3, 9, 7, 49], [6, 13, 1, 1, 1, 15, 21, 21],
        [6, 16, 1, 3, 1, 13, 27, 49], [6, 19, 1, 1, 1, 15, 7, 5], [6, 22, 1, 3, 1, 15, 13, 25], [6, 25, 1, 1, 5, 5, 19, 61],
        [7, 1, 1, 3, 7, 11, 23, 15, 103], [7, 4, 1, 3, 7, 13, 13, 15, 69], [7, 7, 1, 1, 3, 13, 7, 35, 63],
        [7, 8, 1, 3, 5, 9, 1, 25, 53], [7, 14, 1, 3, 1, 13, 9, 35, 107], [7, 19, 1, 3, 1, 5, 27, 61, 31],
        [7, 21, 1, 1, 5, 11, 19, 41, 61], [7, 28, 1, 3, 5, 3, 3, 13, 69], [7, 31, 1, 1, 7, 13, 1, 19, 1],
        [7, 32, 1, 3, 7, 5, 13, 19, 59], [7, 37, 1, 1, 3, 9, 25, 29, 41], [7, 41, 1, 3, 5, 13, 23, 1, 55],
        [7, 42, 1, 3, 7, 3, 13, 59, 17], [7, 50, 1, 3, 1, 3, 5, 53, 69], [7, 55, 1, 1, 5, 5, 23, 33, 13],
        [7, 56, 1, 1, 7, 7, 1, 61, 123], [7, 59, 1, 1, 7, 9, 13, 61, 49], [7, 62, 1, 3, 3, 5, 3, 55, 33],
        [8, 14, 1, 3, 1, 15, 31, 13, 49, 245], [8, 21, 1, 3, 5, 15, 31, 59, 63, 97], [8, 22, 1, 3, 1, 11, 11, 11, 77, 249],
    ];

    /// <summary>Most dimensions.</summary>
    public static int Most => Table.Length + 1;

    /// <summary>Direction numbers of a dimension, from 0, as binary fractions of 32 bits.</summary>
    public static uint[] Of(int dimension)
    {
        uint[] v = new uint[Bits];
        if (dimension == 0)
        {
            for (int i = 0; i < Bits; i++)
            {
                v[i] = 1u << (Bits - 1 - i);
            }

            return v;
        }

        int[] row = Table[dimension - 1];
        int degree = row[0];
        for (int i = 0; i < degree; i++)
        {
            v[i] = (uint)row[2 + i] << (Bits - 1 - i);
        }

        for (int i = degree; i < Bits; i++)
        {
            v[i] = v[i - degree] ^ (v[i - degree] >> degree);
            for (int k = 1; k < degree; k++)
            {
                v[i] ^= ((row[1] >> (degree - 1 - k)) & 1) == 1 ? v[i - k] : 0;
            }
        }

        return v;
    }
}
