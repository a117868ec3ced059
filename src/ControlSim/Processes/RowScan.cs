using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using ControlSim.Scenarios;
using ControlSim.Tables;

namespace ControlSim.Processes;

/// <summary>
/// Looks through a column for the rows that have something: eight at a time, and without a guess who of them has, since half of the
/// rows may have an order, or one in a hundred. Columns begin at a row of units; the rows listed are put into the room, which has a
/// place for each row of the column, and counted.
/// </summary>
internal static class RowScan
{
    /// <summary>Numbers of the bits that are set, for every four bits.</summary>
    private static ReadOnlySpan<int> SetBits =>
    [
        0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 2, 0, 0, 0, 0, 2, 0, 0, 1, 2, 0, 0, 0, 1, 2, 0,
        3, 0, 0, 0, 0, 3, 0, 0, 1, 3, 0, 0, 0, 1, 3, 0, 2, 3, 0, 0, 0, 2, 3, 0, 1, 2, 3, 0, 0, 1, 2, 3,
    ];

    /// <summary>Lists the rows of four whose bits are set. Writes four places whatever is set, so that many must be free.</summary>
    /// <param name="rows">Where the list begins.</param>
    /// <param name="found">How many are listed.</param>
    /// <param name="first">First of the four rows.</param>
    /// <param name="bits">Their bits, below 16.</param>
    /// <returns>How many are listed then.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Append(ref int rows, int found, int first, uint bits)
    {
        Vector128<int> set = Vector128.LoadUnsafe(ref MemoryMarshal.GetReference(SetBits), 4 * (nuint)bits);
        (Vector128.Create(first) + set).StoreUnsafe(ref rows, (nuint)found);
        return found + BitOperations.PopCount(bits);
    }

    /// <summary>Lists the rows of sixteen whose bits are set. Writes sixteen places whatever is set, so that many must be free.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int AppendSixteen(ref int rows, int found, int first, uint bits)
    {
        if (Avx512F.IsSupported)
        {
            Vector512<int> places = Vector512<int>.Indices;
            Vector512<int> own = Avx512F.ShiftLeftLogicalVariable(Vector512<int>.One, places.AsUInt32());
            Vector512<int> set = ~Vector512.Equals(own & Vector512.Create((int)bits), Vector512<int>.Zero);
            Avx512F.Compress(Vector512<int>.Zero, set, Vector512.Create(first) + places).StoreUnsafe(ref rows, (nuint)found);
            return found + BitOperations.PopCount(bits);
        }

        for (int four = 0; four < 16; four += 4)
        {
            found = Append(ref rows, found, first + four, bits >> four & 0xF);
        }

        return found;
    }

    /// <summary>Lists the rows whose value is not negative.</summary>
    public static int ListWhereNotNegative(ReadOnlySpan<int> column, int firstRow, Span<int> room)
    {
        int done = 0, found = 0;
        ref int value = ref MemoryMarshal.GetReference(column), row = ref MemoryMarshal.GetReference(room);
        Vector256<int> rows = Vector256.CreateSequence(firstRow, 1);
        for (; Avx512F.VL.IsSupported && done <= column.Length - Vector256<int>.Count; done += Vector256<int>.Count)
        {
            found = Append(ref row, found, rows, Vector256.LoadUnsafe(ref value, (nuint)done));
            rows += Vector256.Create(Vector256<int>.Count);
        }

        for (; done <= column.Length - Vector256<int>.Count; done += Vector256<int>.Count)
        {
            uint bits = ~Vector256.LoadUnsafe(ref value, (nuint)done).ExtractMostSignificantBits() & 0xFF;
            found = AppendEight(ref row, found, firstRow + done, bits);
        }

        for (; done < column.Length; done++)
        {
            found = AppendOne(ref row, found, firstRow + done, column[done] >= 0);
        }

        return found;
    }

    /// <summary>Lists the rows with fighters whose value is not negative.</summary>
    public static int ListLivingWhereNotNegative(ReadOnlySpan<int> column, ReadOnlySpan<double> fighters, int firstRow, Span<int> room)
    {
        int done = 0, found = 0;
        ref int value = ref MemoryMarshal.GetReference(column), row = ref MemoryMarshal.GetReference(room);
        ref double heads = ref MemoryMarshal.GetReference(fighters[..column.Length]);
        for (; done <= column.Length - Vector256<int>.Count; done += Vector256<int>.Count)
        {
            uint bits = ~Vector256.LoadUnsafe(ref value, (nuint)done).ExtractMostSignificantBits() & 0xFF;
            if (bits != 0)
            {
                nuint at = (nuint)done;
                uint low = Vector256.GreaterThan(Vector256.LoadUnsafe(ref heads, at), default).ExtractMostSignificantBits();
                uint high = Vector256.GreaterThan(Vector256.LoadUnsafe(ref heads, at + 4), default).ExtractMostSignificantBits();
                found = AppendEight(ref row, found, firstRow + done, bits & (low | (high << 4)));
            }
        }

        for (; done < column.Length; done++)
        {
            found = AppendOne(ref row, found, firstRow + done, column[done] >= 0 && fighters[done] > 0);
        }

        return found;
    }

    /// <summary>Lists the living units in one posture of some rows that are at a location and in no operation.</summary>
    public static int ListIdle(Units units, Posture posture, FactionRows.Stretch rows, Span<int> room)
    {
        int u = rows.First, found = 0;
        ref int operation = ref MemoryMarshal.GetArrayDataReference(units.Operation), corridor = ref MemoryMarshal.GetArrayDataReference(units.Corridor);
        ref int postures = ref Unsafe.As<Posture, int>(ref MemoryMarshal.GetArrayDataReference(units.Posture)), row = ref MemoryMarshal.GetReference(room);
        ref double fighters = ref MemoryMarshal.GetArrayDataReference(units.Fighters);
        for (; u <= rows.Last - Vector256<int>.Count; u += Vector256<int>.Count)
        {
            nuint at = (nuint)u;
            Vector256<int> free = Vector256.LoadUnsafe(ref operation, at) & Vector256.LoadUnsafe(ref corridor, at); // negative: neither
            Vector256<int> wanted = Vector256.Equals(Vector256.LoadUnsafe(ref postures, at), Vector256.Create((int)posture));
            uint bits = (free & wanted).ExtractMostSignificantBits();
            uint low = Vector256.GreaterThan(Vector256.LoadUnsafe(ref fighters, at), default).ExtractMostSignificantBits();
            uint high = Vector256.GreaterThan(Vector256.LoadUnsafe(ref fighters, at + 4), default).ExtractMostSignificantBits();
            found = AppendEight(ref row, found, u, bits & (low | (high << 4)));
        }

        for (; u < rows.Last; u++)
        {
            bool idle = units.Operation[u] < 0 && units.Corridor[u] < 0 && units.Posture[u] == posture && units.Fighters[u] > 0;
            if (idle)
            {
                room[found++] = u;
            }
        }

        return found;
    }

    /// <summary>Lists the rows whose value is above a limit.</summary>
    public static int ListWhereAbove(ReadOnlySpan<double> column, double limit, int firstRow, Span<int> room)
    {
        int done = 0, found = 0;
        ref double value = ref MemoryMarshal.GetReference(column);
        ref int row = ref MemoryMarshal.GetReference(room);
        for (; done <= column.Length - Vector256<double>.Count; done += Vector256<double>.Count)
        {
            uint bits = Vector256.GreaterThan(Vector256.LoadUnsafe(ref value, (nuint)done), Vector256.Create(limit)).ExtractMostSignificantBits();
            found = bits == 0 ? found : Append(ref row, found, firstRow + done, bits);
        }

        for (; done < column.Length; done++)
        {
            found = AppendOne(ref row, found, firstRow + done, column[done] > limit);
        }

        return found;
    }

    /// <summary>Lists the rows in which one value or both are not negative.</summary>
    public static int ListWhereNotNegative(ReadOnlySpan<int> column, ReadOnlySpan<int> other, int firstRow, Span<int> room)
    {
        int done = 0, found = 0;
        ref int value = ref MemoryMarshal.GetReference(column), second = ref MemoryMarshal.GetReference(other[..column.Length]);
        ref int row = ref MemoryMarshal.GetReference(room);
        Vector256<int> rows = Vector256.CreateSequence(firstRow, 1);
        for (; Avx512F.VL.IsSupported && done <= column.Length - Vector256<int>.Count; done += Vector256<int>.Count)
        {
            nuint at = (nuint)done;
            found = Append(ref row, found, rows, Vector256.LoadUnsafe(ref value, at) & Vector256.LoadUnsafe(ref second, at));
            rows += Vector256.Create(Vector256<int>.Count);
        }

        for (; done <= column.Length - Vector256<int>.Count; done += Vector256<int>.Count)
        {
            nuint at = (nuint)done;
            uint bits = ~(Vector256.LoadUnsafe(ref value, at) & Vector256.LoadUnsafe(ref second, at)).ExtractMostSignificantBits() & 0xFF;
            found = AppendEight(ref row, found, firstRow + done, bits);
        }

        for (; done < column.Length; done++)
        {
            found = AppendOne(ref row, found, firstRow + done, column[done] >= 0 || other[done] >= 0);
        }

        return found;
    }

    /// <summary>Lists those of eight rows whose value is not negative. Writes eight places, as many as are free.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Append(ref int list, int found, Vector256<int> rows, Vector256<int> values)
    {
        Vector256<int> some = Vector256.GreaterThanOrEqual(values, Vector256<int>.Zero);
        Avx512F.VL.Compress(Vector256<int>.Zero, some, rows).StoreUnsafe(ref list, (nuint)found);
        return found + BitOperations.PopCount(some.ExtractMostSignificantBits());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int AppendEight(ref int rows, int found, int first, uint bits) =>
        bits == 0 ? found : Append(ref rows, Append(ref rows, found, first, bits & 0xF), first + 4, bits >> 4);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int AppendOne(ref int rows, int found, int row, bool isListed)
    {
        Unsafe.Add(ref rows, found) = row;
        return found + (isListed ? 1 : 0);
    }
}
