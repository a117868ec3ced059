using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace ControlSim.Randomness;

/// <summary>
/// Exponentials and logarithms that give the same bits on every machine: only + - * / and Sqrt, which IEEE 754 fixes, where the
/// C library behind <see cref="Math"/> chooses its code by CPU. Against System.Math over 20 million points: Exp and Log at most
/// 1 ulp, Pow 3e-14.
/// </summary>
internal static partial class DetMath
{
    private const double Shifter = 6755399441055744; // 1.5 * 2^52: adding it rounds to a whole number held in the low bits
    private const double StepsPerUnit = 46.16624130844683; // 32 / ln 2
    private const double StepHigh = 0.021660849391992087; // ln 2 / 32 to 34 bits, so that any multiple below 2^19 is exact
    private const double StepLow = 5.062034433330175E-13;
    private const double Ln2High = 0.6931471805592082; // ln 2 to 40 bits
    private const double Ln2Low = 7.371002565167799E-13;

    // Chebyshev fit of (2 atanh(s) - 2 s) / (s z) on z = s^2 in [0, 0.02944]; it puts 5e-18 relative into the logarithm.
    private const double FirstTerm = 0.666666666666667;
    private const double Odd0 = 0.39999999999899505;
    private const double Odd1 = 0.2222221113479508;
    private const double Odd2 = 0.15331721600556042;
    private const double Even0 = 0.28571428625975487;
    private const double Even1 = 0.18182889125261723;
    private const double Even2 = 0.14616449685043406;

    /// <summary>2^(j/32) for j = 0..31, each rounded and followed by what the rounding left.</summary>
    [SuppressMessage("Style", "IDE0055", Justification = "a table")]
    private static ReadOnlySpan<double> Powers =>
    [
        1.0, 0.0, 1.0218971486541166, 5.109225028973444E-17,
        1.0442737824274138, 8.551889705537965E-17, 1.0671404006768237, -7.899853966841582E-17,
        1.0905077326652577, -3.046782079812471E-17, 1.1143867425958924, 1.0410278456845571E-16,
        1.1387886347566916, 8.912812676025408E-17, 1.1637248587775775, 3.8292048369240935E-17,
        1.189207115002721, 3.982015231465646E-17, 1.215247359980469, -7.712630692681488E-17,
        1.241857812073484, 4.658027591836937E-17, 1.2690509571917332, 2.667932131342186E-18,
        1.2968395546510096, 2.5382502794888315E-17, 1.3252366431597413, -2.8587312100388614E-17,
        1.3542555469368927, 7.70094837980299E-17, 1.383909881963832, -6.770511658794786E-17,
        1.4142135623730951, -9.667293313452913E-17, 1.4451808069770467, -3.0237581349939873E-17,
        1.4768261459394993, -3.483994556892796E-17, 1.5091644275934228, -1.016455327754295E-16,
        1.5422108254079407, 7.949834809697621E-17, 1.5759808451078865, -1.0136916471278304E-17,
        1.6104903319492543, 2.4707192569797888E-17, 1.645755478153965, -1.0125679913674773E-16,
        1.681792830507429, 8.199010020581497E-17, 1.718619298122478, -1.851380418263111E-17,
        1.7562521603732995, 2.960140695448873E-17, 1.7947090750031072, 1.8227458427912087E-17,
        1.8340080864093424, 3.283107224245627E-17, 1.8741676341103, -6.122763413004143E-17,
        1.9152065613971474, -1.0619946056195963E-16, 1.9571441241754002, 8.960767791036668E-17,
    ];

    /// <summary>e^x: 0 below -745.13, infinite above 709.78.</summary>
    public static double Exp(double x) => Exp(x, 0);

    /// <summary>ln x: minus infinity at 0, NaN below.</summary>
    public static double Log(double x) => Log(x, out _);

    /// <summary>
    /// x^y for x >= 0 (NaN below, but for y = 0, 1 and 2), within 1e-13 relative; to the last bit the obvious product or root for
    /// y = 0, 0.5, 1, 2, and one rounding from it for 0.25 and 1.5.
    /// </summary>
    public static double Pow(double x, double y)
    {
        switch (y)
        {
            case 0: return 1;
            case 0.25: return Math.Sqrt(Math.Sqrt(x));
            case 0.5: return Math.Sqrt(x);
            case 1: return x;
            case 1.5: return x * Math.Sqrt(x);
            case 2: return x * x;
        }

        if (x == 1)
            return 1;
        double log = Log(x, out double logTail);
        double product = y * log;
        if (!(product < 710 && product > -746))
            return Exp(product);
        // The product to twice the precision (Dekker 1971): at e^700 one ulp of the exponent alone would cost 1e-13.
        (double yHigh, double yLow) = Split(y);
        (double logHigh, double logLow) = Split(log);
        double tail = ((yHigh * logHigh) - product) + (yHigh * logLow) + (yLow * logHigh) + (yLow * logLow) + (y * logTail);
        return Exp(product, tail);
    }

    /// <summary>e^x - 1 without the loss of digits near 0.</summary>
    public static double Expm1(double x)
    {
        if (Math.Abs(x) > 0.25)
            return Exp(x) - 1;
        double sum = 1.0 / 14;
        for (int k = 13; k >= 2; k--)
            sum = (1 + (x * sum)) / k;
        return x + (x * x * sum);
    }

    /// <summary>ln(1 + x) without the loss of digits near 0.</summary>
    public static double Log1p(double x)
    {
        double u = 1 + x;
        if (u == 1 || double.IsPositiveInfinity(u))
            return x;
        return u > 0 ? Log(u) + ((x - (u - 1)) / u) : Log(u); // the second term makes good the rounding of u
    }

    /// <summary>The logistic function 1 / (1 + e^-x).</summary>
    public static double Sigmoid(double x)
    {
        double e = Exp(-Math.Abs(x));
        return (x >= 0 ? 1 : e) / (1 + e);
    }

    /// <summary>The inverse of <see cref="Sigmoid"/>: ln(p / (1 - p)), infinite at 0 and 1.</summary>
    public static double Logit(double p) => Log(p / (1 - p));

    /// <summary>e^(x + tail) for a tail below one ulp of x or so.</summary>
    private static double Exp(double x, double tail)
    {
        if (!(x > -745.1332191019412))
            return double.IsNaN(x) ? x : 0;
        if (x > 709.782712893384)
            return double.PositiveInfinity;
        double shifted = (x * StepsPerUnit) + Shifter;
        int steps = (int)BitConverter.DoubleToInt64Bits(shifted);
        double whole = shifted - Shifter;
        // x = steps * ln 2 / 32 + r with |r| < 0.0109, where the series to r^6 is good to 4e-18.
        double r = x - (whole * StepHigh) - ((whole * StepLow) - tail);
        double r2 = r * r;
        double series = r + (r2 * (0.5 + (r * (1.0 / 6)))) + (r2 * r2 * ((1.0 / 24) + (r * ((1.0 / 120) + (r * (1.0 / 720))))));
        int row = (steps & 31) * 2;
        double power = Powers[row];
        return Scale(power + (Powers[row + 1] + (power * series)), steps >> 5);
    }

    /// <summary>x * 2^n, in two steps where 2^n itself or the result is no normal number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double Scale(double x, int n)
    {
        if (n is > -1022 and < 1024)
            return x * PowerOfTwo(n);
        return n > 0 ? x * 2 * PowerOfTwo(n - 1) : x * PowerOfTwo(n + 100) * PowerOfTwo(-100);
    }

    private static double PowerOfTwo(int n) => BitConverter.Int64BitsToDouble((long)(n + 1023) << 52);

    /// <summary>ln x, and in <paramref name="tail"/> what its rounding left (to about ten bits more).</summary>
    private static double Log(double x, out double tail)
    {
        tail = 0;
        long bits = BitConverter.DoubleToInt64Bits(x);
        int exponent = 0;
        if (bits is < 0x0010000000000000 or >= 0x7FF0000000000000)
        {
            if (!(x > 0))
                return x == 0 ? double.NegativeInfinity : double.NaN;
            if (bits >= 0x7FF0000000000000)
                return x;
            bits = BitConverter.DoubleToInt64Bits(x * (1L << 54));
            exponent = -54;
        }

        // x = 2^exponent * (1 + f) with 1 + f in [sqrt(1/2), sqrt(2)); ln(1 + f) = 2 atanh(s), s = f / (2 + f).
        long above = bits - 0x3FE6A09E00000000;
        exponent += (int)(above >> 52);
        double f = BitConverter.Int64BitsToDouble(bits - (above & ~0xFFFFFFFFFFFFF)) - 1;
        double s = f / (2 + f);
        double z = s * s;
        double z2 = z * z;
        double odd = Odd0 + (z2 * (Odd1 + (z2 * Odd2)));
        double even = Even0 + (z2 * (Even1 + (z2 * Even2)));
        double rest = z * (FirstTerm + (z * odd) + (z2 * even));
        double half = 0.5 * f * f;
        double correction = ((s * (half + rest)) + (exponent * Ln2Low)) - half;
        double lead = exponent * Ln2High;
        double sum = lead + f;
        correction += f - (sum - lead);
        double result = sum + correction;
        tail = correction - (result - sum);
        return result;
    }

    /// <summary>Cuts a number into two of 26 bits each (Veltkamp), whose products are exact.</summary>
    private static (double High, double Low) Split(double x)
    {
        double c = 134217729 * x;
        double high = c - (c - x);
        return (high, x - high);
    }
}
