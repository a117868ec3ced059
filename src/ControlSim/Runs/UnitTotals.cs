using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using ControlSim.Scenarios;

namespace ControlSim.Runs;

/// <summary>Fighters of some units by posture, and their supply.</summary>
/// <param name="Massed">Fighters in formation.</param>
/// <param name="Cells">Fighters in cells.</param>
/// <param name="Supply">Supply state of units times their fighters.</param>
internal readonly record struct UnitTotals(double Massed, double Cells, double Supply)
{
    /// <summary>
    /// Adds units to totals. Whole fighters are summed four rows at a time, which is exact in any order; supply, and the parts of fighters
    /// of a deterministic run, in the order of rows.
    /// </summary>
    public static UnitTotals Of(
        ReadOnlySpan<double> fighters, ReadOnlySpan<double> supply, ReadOnlySpan<Posture> posture, UnitTotals before, bool isDeterministic)
    {
        (double massed, double cells, double supplied) = before;
        int lanes = isDeterministic ? 0 : fighters.Length & ~(Vector256<double>.Count - 1);
        ref double f = ref MemoryMarshal.GetReference(fighters), s = ref MemoryMarshal.GetReference(supply);
        ref int p = ref MemoryMarshal.GetReference(MemoryMarshal.Cast<Posture, int>(posture));
        Vector256<double> all = default, inFormation = default;
        for (int i = 0; i < lanes; i += Vector256<double>.Count)
        {
            Vector256<double> n = Vector256.Max(Vector256<double>.Zero, Vector256.LoadUnsafe(ref f, (nuint)i));
            Vector128<int> stands = Vector128.Equals(Vector128.LoadUnsafe(ref p, (nuint)i), Vector128.Create((int)Posture.Massed));
            all += n;
            inFormation += n & Vector256.Create(Vector128.WidenLower(stands), Vector128.WidenUpper(stands)).AsDouble();
            Vector256<double> products = n * Vector256.LoadUnsafe(ref s, (nuint)i);
            supplied = supplied + products[0] + products[1] + products[2] + products[3];
        }

        massed += Vector256.Sum(inFormation);
        cells += Vector256.Sum(all - inFormation);
        for (int i = lanes; i < fighters.Length; i++)
        {
            double n = Math.Max(0, fighters[i]);
            massed += posture[i] == Posture.Massed ? n : 0;
            cells += posture[i] == Posture.Massed ? 0 : n;
            supplied += n * supply[i];
        }

        return new UnitTotals(massed, cells, supplied);
    }
}
