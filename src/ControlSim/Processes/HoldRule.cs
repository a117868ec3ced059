using System.Numerics;
using ControlSim.Tables;

namespace ControlSim.Processes;

/// <summary>What shares of control the massed defenders of a place leave to others, while they hold it and are not overrun.</summary>
internal sealed class HoldRule(World world, ControlParameters parameters)
{
    /// <summary>Most that the others have of a place together while its holder stands.</summary>
    internal const double OthersMost = 0.5;

    private const double OwnerLeast = 0.45;

    private int _holdoutAt; // the next place where somebody holds out

    /// <summary>Before the first place of the day; places are asked for in the order of rows.</summary>
    public void BeginDay() => _holdoutAt = -1;

    /// <summary>Caps the targets at a location.</summary>
    /// <returns>Is a holder being overrun?</returns>
    public bool Apply(int l, ulong competing, double[] target)
    {
        if (HasHoldouts(l))
        {
            return ApplyToHoldouts(l, competing, target);
        }

        int owner = world.Locations.Owner[l];
        if (owner < 0 || !Stands(l, owner))
        {
            return false;
        }

        bool overrun = IsOverrun(l, owner);
        if (!overrun)
        {
            ProtectHolder(target, owner, competing);
        }

        return overrun;
    }

    /// <summary>Seldom the case: looked for from one place where it is to the next.</summary>
    private bool HasHoldouts(int l)
    {
        if (_holdoutAt < l)
        {
            int next = world.Locations.Holdout.AsSpan(l * world.Blocs.Count).IndexOfAnyExcept((byte)0);
            _holdoutAt = next < 0 ? int.MaxValue : l + (next / world.Blocs.Count);
        }

        return _holdoutAt == l;
    }

    private bool Stands(int l, int bloc)
    {
        int at = (l * world.Blocs.Count) + bloc;
        double massed = world.Tallies.BlocMassed[at];
        return massed > 0 && massed > parameters.HoldFighters && massed > parameters.HoldShare * world.Locations.BattleStart[at];
    }

    private bool ApplyToHoldouts(int l, ulong competing, double[] target)
    {
        int blocs = world.Blocs.Count, owner = world.Locations.Owner[l];
        Span<byte> holdout = world.Locations.Holdout.AsSpan(l * blocs, blocs);
        bool anyOverrun = false;
        ulong holders = 0;
        for (int b = 0; b < blocs; b++)
        {
            bool stands = Stands(l, b);
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
        ulong assault = world.Tallies.InAssault[l] & world.Tallies.MassedPresent[l];
        if (assault == 0)
        {
            return false;
        }

        double enemy = 0, own = 0;
        int n = world.Factions.Count, country = world.Locations.Country[l];
        for (ulong rest = world.Tallies.MassedPresent[l]; rest != 0; rest &= rest - 1)
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
