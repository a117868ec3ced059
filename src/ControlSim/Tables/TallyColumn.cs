using System.Runtime.CompilerServices;

namespace ControlSim.Tables;

/// <summary>One of the sums over the units of a faction at a location, which lie side by side; index <c>location * factions + faction</c>.</summary>
/// <param name="sums">All of them, <see cref="Count"/> a row.</param>
/// <param name="column">Which.</param>
internal readonly struct TallyColumn(double[] sums, int column)
{
    /// <summary>Sums of a row.</summary>
    public const int Count = 4;

    /// <summary>The sum of a row.</summary>
    public double this[int row]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => sums[(Count * row) + column];
    }
}
