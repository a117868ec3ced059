using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using ControlSim.Tables;

namespace ControlSim.Processes;

/// <summary>Looks through a column for the few rows that have something: eight at a time.</summary>
internal static class RowScan
{
    /// <summary>Lists the rows whose value is not negative.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddWhereNotNegative(ReadOnlySpan<int> column, RowList rows)
    {
        int done = 0;
        ref int value = ref MemoryMarshal.GetReference(column);
        for (; done <= column.Length - Vector256<int>.Count; done += Vector256<int>.Count)
        {
            uint negative = Vector256.LoadUnsafe(ref value, (nuint)done).ExtractMostSignificantBits();
            for (uint bits = ~negative & 0xFF; bits != 0; bits &= bits - 1)
            {
                rows.Add(done + BitOperations.TrailingZeroCount(bits));
            }
        }

        for (; done < column.Length; done++)
        {
            if (column[done] >= 0)
            {
                rows.Add(done);
            }
        }
    }

    /// <summary>Lists the rows with fighters whose value is not negative.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddLivingWhereNotNegative(ReadOnlySpan<int> column, ReadOnlySpan<double> fighters, RowList rows)
    {
        int done = 0;
        ref int value = ref MemoryMarshal.GetReference(column);
        for (; done <= column.Length - Vector256<int>.Count; done += Vector256<int>.Count)
        {
            uint negative = Vector256.LoadUnsafe(ref value, (nuint)done).ExtractMostSignificantBits();
            for (uint bits = ~negative & 0xFF; bits != 0; bits &= bits - 1)
            {
                AddLiving(done + BitOperations.TrailingZeroCount(bits), fighters, rows);
            }
        }

        for (; done < column.Length; done++)
        {
            if (column[done] >= 0)
            {
                AddLiving(done, fighters, rows);
            }
        }
    }

    /// <summary>Lists the rows whose value is above a limit.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddWhereAbove(ReadOnlySpan<double> column, double limit, RowList rows)
    {
        int done = 0;
        ref double value = ref MemoryMarshal.GetReference(column);
        for (; done <= column.Length - Vector256<double>.Count; done += Vector256<double>.Count)
        {
            uint above = Vector256.GreaterThan(Vector256.LoadUnsafe(ref value, (nuint)done), Vector256.Create(limit)).ExtractMostSignificantBits();
            for (; above != 0; above &= above - 1)
            {
                rows.Add(done + BitOperations.TrailingZeroCount(above));
            }
        }

        for (; done < column.Length; done++)
        {
            if (column[done] > limit)
            {
                rows.Add(done);
            }
        }
    }

    private static void AddLiving(int row, ReadOnlySpan<double> fighters, RowList rows)
    {
        if (fighters[row] > 0)
        {
            rows.Add(row);
        }
    }

    /// <summary>Lists the rows in which one value or both are not negative.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddWhereNotNegative(ReadOnlySpan<int> column, ReadOnlySpan<int> other, RowList rows)
    {
        int done = 0;
        ref int value = ref MemoryMarshal.GetReference(column), second = ref MemoryMarshal.GetReference(other[..column.Length]);
        for (; done <= column.Length - Vector256<int>.Count; done += Vector256<int>.Count)
        {
            nuint at = (nuint)done;
            uint negative = (Vector256.LoadUnsafe(ref value, at) & Vector256.LoadUnsafe(ref second, at)).ExtractMostSignificantBits();
            for (uint bits = ~negative & 0xFF; bits != 0; bits &= bits - 1)
            {
                rows.Add(done + BitOperations.TrailingZeroCount(bits));
            }
        }

        for (; done < column.Length; done++)
        {
            if (column[done] >= 0 || other[done] >= 0)
            {
                rows.Add(done);
            }
        }
    }
}
