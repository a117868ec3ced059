using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace ControlSim.Randomness;

/// <content>Four numbers at a time: the operations of one at a time in the same order, lane by lane, hence the same bits (a test compares them).</content>
internal static partial class DetMath
{
    private const long Bias = 1023;
    private const long MantissaBits = 52;
    private const long WholeBits = 0x4330000000000000; // 2^52, whose low bits hold a whole number

    /// <summary><see cref="Exp(double)"/> of each.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Exp(Vector256<double> x)
    {
        // Beyond this 2^n or the result may be no normal number.
        uint usual = Vector256.LessThan(Vector256.Abs(x), Vector256.Create(700.0)).ExtractMostSignificantBits();
        Vector256<double> result = UsualExp(x);
        for (uint rest = ~usual & 0xF; rest != 0; rest &= rest - 1)
        {
            int lane = BitOperations.TrailingZeroCount(rest);
            result = result.WithElement(lane, Exp(x[lane]));
        }

        return result;
    }

    /// <summary><see cref="Log(double)"/> of each.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Log(Vector256<double> x)
    {
        uint usual = (Vector256.GreaterThanOrEqual(x, Vector256.Create(2.2250738585072014e-308)) // the least normal number
            & Vector256.LessThan(x, Vector256.Create(double.PositiveInfinity))).ExtractMostSignificantBits();
        Vector256<double> result = UsualLog(x);
        for (uint rest = ~usual & 0xF; rest != 0; rest &= rest - 1)
        {
            int lane = BitOperations.TrailingZeroCount(rest);
            result = result.WithElement(lane, Log(x[lane]));
        }

        return result;
    }

    /// <summary><see cref="Log1p(double)"/> of each.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Log1p(Vector256<double> x)
    {
        Vector256<double> one = Vector256<double>.One, u = one + x, log = Log(u);
        Vector256<double> isSame = Vector256.Equals(u, one) | Vector256.Equals(u, Vector256.Create(double.PositiveInfinity));
        Vector256<double> mended = Vector256.ConditionalSelect(Vector256.GreaterThan(u, default), log + ((x - (u - one)) / u), log);
        return Vector256.ConditionalSelect(isSame, x, mended);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> UsualExp(Vector256<double> x)
    {
        Vector256<double> shifter = Vector256.Create(Shifter), shifted = (x * Vector256.Create(StepsPerUnit)) + shifter, whole = shifted - shifter;
        Vector256<long> steps = shifted.AsInt64() - shifter.AsInt64();
        Vector256<double> r = x - (whole * Vector256.Create(StepHigh)) - (whole * Vector256.Create(StepLow));
        Vector256<double> r2 = r * r;
        Vector256<double> series = r + (r2 * (Vector256.Create(0.5) + (r * Vector256.Create(1.0 / 6))))
            + (r2 * r2 * (Vector256.Create(1.0 / 24) + (r * (Vector256.Create(1.0 / 120) + (r * Vector256.Create(1.0 / 720))))));
        Vector256<long> row = (steps & Vector256.Create(31L)) << 1;
        ref double powers = ref MemoryMarshal.GetReference(Powers);
        Vector256<double> power = Four(ref powers, row);
        Vector256<double> scale = (((steps + Vector256.Create(32 * Bias)) >>> 5) << (int)MantissaBits).AsDouble();
        return (power + (Four(ref Unsafe.Add(ref powers, 1), row) + (power * series))) * scale;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> Four(ref double table, Vector256<long> at) => Vector256.Create(
        Unsafe.Add(ref table, (nint)at[0]), Unsafe.Add(ref table, (nint)at[1]), Unsafe.Add(ref table, (nint)at[2]), Unsafe.Add(ref table, (nint)at[3]));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> UsualLog(Vector256<double> x)
    {
        Vector256<long> bits = x.AsInt64(), above = bits - Vector256.Create(0x3FE6A09E00000000);
        Vector256<double> one = Vector256<double>.One;
        Vector256<long> biased = (above + Vector256.Create(Bias << (int)MantissaBits)) >>> (int)MantissaBits;
        Vector256<double> exponent = (biased | Vector256.Create(WholeBits)).AsDouble() - Vector256.Create((double)((1L << (int)MantissaBits) + Bias));
        Vector256<double> f = (bits - (above & Vector256.Create(~0xFFFFFFFFFFFFF))).AsDouble() - one;
        Vector256<double> s = f / (Vector256.Create(2.0) + f), z = s * s, z2 = z * z;
        Vector256<double> odd = Vector256.Create(Odd0) + (z2 * (Vector256.Create(Odd1) + (z2 * Vector256.Create(Odd2))));
        Vector256<double> even = Vector256.Create(Even0) + (z2 * (Vector256.Create(Even1) + (z2 * Vector256.Create(Even2))));
        Vector256<double> rest = z * (Vector256.Create(FirstTerm) + (z * odd) + (z2 * even));
        Vector256<double> half = Vector256.Create(0.5) * f * f;
        Vector256<double> correction = ((s * (half + rest)) + (exponent * Vector256.Create(Ln2Low))) - half;
        Vector256<double> lead = exponent * Vector256.Create(Ln2High), sum = lead + f;
        correction += f - (sum - lead);
        return sum + correction;
    }
}
