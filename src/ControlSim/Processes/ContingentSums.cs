using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using ControlSim.Tables;

namespace ControlSim.Processes;

/// <summary>Brings the sums of the chunks to the tallies: of the contingents that have changed since they were brought last, or of all.</summary>
internal sealed class ContingentSums
{
    private readonly World _world;
    private readonly bool _hollow;
    private readonly ulong[] _changed; // bits of location * factions + faction
    private readonly ulong[] _places; // bits of the locations where massed fighters have changed
    private readonly ulong[] _massed; // who was massed at a location when that was looked at last
    private readonly double[] _morale;
    private readonly double[] _spirit; // by morale
    private bool _isKnown;

    /// <summary>Makes room.</summary>
    /// <param name="world">The world.</param>
    /// <param name="hollow">Do units have fighters who stand on paper alone?</param>
    public ContingentSums(World world, bool hollow)
    {
        (_world, _hollow) = (world, hollow);
        _changed = new ulong[((world.Locations.Count * world.Factions.Count) + 63) / 64];
        (_places, _massed) = (new ulong[(world.Locations.Count + 63) / 64], new ulong[world.Locations.Count]);
        (_morale, _spirit) = (new double[world.Factions.Morale.Length], new double[world.Factions.Morale.Length]);
    }

    /// <summary>The tables were filled from outside.</summary>
    public void Forget()
    {
        _isKnown = false;
        _world.Tallies.ListContingents(_world);
    }

    /// <summary>Brings them.</summary>
    /// <param name="sums">Sums by chunk.</param>
    /// <param name="all">All may have changed, not only those noted.</param>
    public void Bring(GroupSums[] sums, bool all)
    {
        bool inspired = RenewSpirit() || all;
        if (!_isKnown)
        {
            Array.Fill(_places, ulong.MaxValue);
            Array.Clear(_world.Tallies.ContingentSums);
            Array.Clear(_world.Tallies.StrengthAbsent);
            Array.Clear(_world.Tallies.Present);
            Array.Clear(_world.Tallies.MassedPresent);
        }

        if (BringChanged(sums, inspired) || !_isKnown)
        {
            _world.Tallies.ListContingents(_world);
        }

        foreach (Contingent contingent in inspired ? _world.Tallies.Contingents : [])
        {
            Bring(sums, contingent.Row, contingent.Location, contingent.Faction, contingent.Morale);
        }

        for (int word = 0; word < _places.Length; word++)
        {
            for (ulong rest = _places[word]; rest != 0; rest &= rest - 1)
            {
                int l = (word << 6) + BitOperations.TrailingZeroCount(rest);
                if (l < _world.Locations.Count)
                {
                    SumBlocs(l);
                }
            }

            _places[word] = 0;
        }

        _isKnown = true;
    }

    /// <summary>True if morale has changed.</summary>
    private bool RenewSpirit()
    {
        if (_world.Factions.Morale.AsSpan().SequenceEqual(_morale) && _isKnown)
        {
            return false;
        }

        for (int at = 0; at < _morale.Length; at++)
        {
            (_morale[at], _spirit[at]) = (_world.Factions.Morale[at], Aggregation.Spirit(_world.Factions.Morale[at]));
        }

        return true;
    }

    /// <summary>True if a contingent has come to be or is no more.</summary>
    /// <param name="sums">Sums by chunk.</param>
    /// <param name="inspired">All that are there will be brought.</param>
    private bool BringChanged(GroupSums[] sums, bool inspired)
    {
        foreach (GroupSums chunk in sums)
        {
            chunk.TakeChanged(_changed);
        }

        bool moved = false;
        int n = _world.Factions.Count;
        for (int word = 0; word < _changed.Length; word++)
        {
            for (ulong rest = _changed[word]; rest != 0; rest &= rest - 1)
            {
                int row = (word << 6) + BitOperations.TrailingZeroCount(rest), l = row / n, f = row - (l * n);
                bool taken = false;
                foreach (GroupSums chunk in sums)
                {
                    taken |= (chunk.Taken[word] >> row & 1) != 0;
                }

                ref ulong present = ref _world.Tallies.Present[l];
                moved |= taken != ((present >> f & 1) != 0);
                present = taken ? present | (1UL << f) : present & ~(1UL << f);
                if (!taken || !inspired)
                {
                    Bring(sums, row, l, f, (f * _world.Countries) + _world.Locations.Country[l]);
                }
            }

            _changed[word] = 0;
        }

        return moved;
    }

    /// <summary>Sums of a faction at a location over the chunks.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Bring(GroupSums[] sums, int row, int l, int f, int morale)
    {
        Tallies tallies = _world.Tallies;
        Vector256<double> sum = default; // fighters and strength of the massed, and of cells
        foreach (GroupSums chunk in sums)
        {
            sum += chunk.Total(row);
        }

        ref double told = ref tallies.ContingentSums[TallyColumn.Count * row];
        if (sum[0] != told)
        {
            ulong bit = 1UL << f;
            tallies.MassedPresent[l] = sum[0] > 0 ? tallies.MassedPresent[l] | bit : tallies.MassedPresent[l] & ~bit;
            _places[l >> 6] |= 1UL << l;
        }

        double spirit = _spirit[morale];
        (sum * Vector256.Create(1, spirit, 1, spirit)).StoreUnsafe(ref told);
        if (_hollow)
        {
            tallies.StrengthAbsent[row] = spirit * Absent(sums, row);
        }
    }

    private static double Absent(GroupSums[] sums, int row)
    {
        double absent = 0;
        foreach (GroupSums chunk in sums)
        {
            absent += chunk.Absent[2 * row];
        }

        return absent;
    }

    private void SumBlocs(int l)
    {
        Tallies tallies = _world.Tallies;
        int n = _world.Factions.Count;
        Span<double> massed = tallies.BlocMassed.AsSpan(l * _world.Blocs.Count, _world.Blocs.Count);
        massed.Clear();
        ulong present = 0;
        for (ulong rest = tallies.MassedPresent[l]; rest != 0; rest &= rest - 1)
        {
            int f = BitOperations.TrailingZeroCount(rest);
            massed[_world.Factions.Bloc[f]] += tallies.Massed[(l * n) + f];
            present |= 1UL << _world.Factions.Bloc[f];
        }

        tallies.BlocsPresent[l] = present;
        if (tallies.MassedPresent[l] != _massed[l] || !_isKnown)
        {
            _massed[l] = tallies.MassedPresent[l];
            Presence.RenewEmbattled(_world, l);
        }
    }
}
