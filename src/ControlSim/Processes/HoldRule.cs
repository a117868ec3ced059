using System.Numerics;
using ControlSim.Tables;

namespace ControlSim.Processes;

/// <summary>What shares of control the massed defenders of a place leave to others, while they hold it and are not overrun.</summary>
internal sealed class HoldRule(World world, ControlParameters parameters)
{
    /// <summary>Most that the others have of a place together while its holder stands.</summary>
    internal const double OthersMost = 0.5;

    private const double OwnerLeast = 0.45;

    /// <summary>Caps the targets at a location.</summary>
    /// <returns>Is a holder being overrun?</returns>
    public bool Apply(int l, ulong competing, double[] target)
    {
        int blocs = world.Blocs.Count, owner = world.Locations.Owner[l];
        ReadOnlySpan<double> massed = world.Tallies.BlocMassed.AsSpan(l * blocs, blocs);
        ReadOnlySpan<double> start = world.Locations.BattleStart.AsSpan(l * blocs, blocs);
        Span<byte> holdout = world.Locations.Holdout.AsSpan(l * blocs, blocs);
        bool anyHoldsOut = holdout.ContainsAnyExcept((byte)0), anyOverrun = false;
        ulong holders = 0;
        for (int b = anyHoldsOut || owner < 0 ? 0 : owner, last = anyHoldsOut ? blocs - 1 : owner; b <= last; b++)
        {
            bool stands = massed[b] > 0 && massed[b] > Math.Max(parameters.HoldFighters, parameters.HoldShare * start[b]);
            if (owner != b && !stands && holdout[b] != 0)
            {
                holdout[b] = 0;
                world.Topology++;
            }

            bool holds = stands && (owner == b || holdout[b] != 0), overrun = holds && IsOverrun(l, b);
            anyOverrun |= overrun;
            holders |= holds && !overrun ? 1UL << b : 0;
        }

        if (BitOperations.IsPow2(holders))
        {
            ProtectHolder(target, BitOperations.TrailingZeroCount(holders), competing);
        }
        else if (holders != 0)
        {
            ShareAmongHoldouts(target, holders);
        }

        return anyOverrun;
    }

    /// <summary>
    /// Do those who assault the place outweigh its holder by the overrun ratio? He can be nowhere where they are not. A headquarters or main
    /// city is defended street by street.
    /// </summary>
    private bool IsOverrun(int l, int bloc)
    {
        double enemy = 0, own = 0;
        int n = world.Factions.Count, country = world.Locations.Country[l];
        ulong assault = world.Tallies.InAssault[l] & world.Tallies.MassedPresent[l];
        for (ulong rest = assault == 0 ? 0 : world.Tallies.MassedPresent[l]; rest != 0; rest &= rest - 1)
        {
            int f = BitOperations.TrailingZeroCount(rest), b = world.Factions.Bloc[f];
            double strength = world.Tallies.StrengthMassed[(l * n) + f];
            own += b == bloc ? strength : 0;
            enemy += (assault >> f & 1) != 0 && world.Blocs.AreHostile(country, b, bloc) ? strength : 0;
            if (b == bloc && Presence.IsLastStand(world, l, f))
            {
                return false;
            }
        }

        return enemy > parameters.OverrunRatio * own;
    }

    /// <summary>Several blocs hold out: each keeps at least its even part of 0.9, and none can take the place.</summary>
    private static void ShareAmongHoldouts(double[] target, ulong holders)
    {
        int blocs = target.Length;
        double least = 2 * OwnerLeast / BitOperations.PopCount(holders), sum = 0;
        for (int b = 0; b < blocs; b++)
        {
            bool holds = (holders >> b & 1) != 0;
            target[b] = holds ? Math.Clamp(target[b], least, OthersMost) : Math.Min(target[b], 0.1 / blocs);
            sum += target[b];
        }

        for (int b = 0; b < blocs; b++)
        {
            target[b] /= Math.Max(1, sum);
        }
    }

    private static void ProtectHolder(double[] target, int holder, ulong competing)
    {
        double others = 0;
        competing &= ~(1UL << holder);
        for (ulong rest = competing; rest != 0; rest &= rest - 1)
        {
            others += target[BitOperations.TrailingZeroCount(rest)];
        }

        target[holder] = Math.Max(target[holder], OwnerLeast);
        double room = Math.Min(OthersMost, 1 - target[holder]);
        for (ulong rest = others > room ? competing : 0; rest != 0; rest &= rest - 1)
        {
            target[BitOperations.TrailingZeroCount(rest)] *= room / others;
        }
    }
}
