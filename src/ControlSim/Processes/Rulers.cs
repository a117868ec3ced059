using System.Numerics;
using ControlSim.Tables;

namespace ControlSim.Processes;

/// <summary>
/// Who rules a location for a bloc: its factions there, by massed fighters; where none stands, the bloc's largest faction.
/// What people meet is the conduct of those who rule (a garrison of locals, of another group's militia), never who they are.
/// </summary>
internal sealed class Rulers(World world)
{
    private readonly ulong[] _ofBloc = FactionsOfBlocs(world);
    private readonly Rule[] _rules = new Rule[(world.Locations.Count * world.Factions.Count) + 1];
    private readonly int[] _firstRule = new int[world.Locations.Count + 1]; // by location
    private readonly double[] _inclusion = new double[world.Locations.Count];
    private int _tick = -1;
    private int _sums = -1;

    /// <summary>Part of a location's control that a faction has, and that is not 0.</summary>
    /// <param name="Faction">Row of the faction.</param>
    /// <param name="Control">Its bloc's share of control, its own part of it; 0 where the bloc is there for another of its factions.</param>
    public readonly record struct Rule(int Faction, double Control);

    /// <summary>
    /// Before the first question of a process that asks for <see cref="RulesAt"/> or <see cref="Inclusion"/>: what follows from control and
    /// sums is found once a day for all of them.
    /// </summary>
    public void Renew()
    {
        if (_tick == world.Tick && _sums == world.Tallies.Sums)
        {
            return;
        }

        (_tick, _sums) = (world.Tick, world.Tallies.Sums);
        int blocs = world.Blocs.Count, count = 0;
        double[] shares = world.Locations.Control;
        ulong[] massed = world.Tallies.MassedPresent, ofBloc = _ofBloc;
        int[] leader = world.Blocs.Leader;
        for (int l = 0; l < _inclusion.Length; l++)
        {
            ReadOnlySpan<double> control = shares.AsSpan(l * blocs, blocs);
            _firstRule[l] = count;
            for (ulong shared = Bits.Above(control, 0); shared != 0; shared &= shared - 1)
            {
                int b = BitOperations.TrailingZeroCount(shared);
                ulong ruling = massed[l] & ofBloc[b];
                if ((ruling & (ruling - 1)) != 0)
                {
                    count = Divide(l, ruling, control[b], count);
                    continue;
                }

                int alone = ruling != 0 ? BitOperations.TrailingZeroCount(ruling) : leader[b];
                _rules[count] = new Rule(alone, control[b]);
                count += alone >= 0 ? 1 : 0;
            }

            _inclusion[l] = FindInclusion(l);
        }

        _firstRule[^1] = count;
    }

    /// <summary>Lists several factions that rule a location for one bloc.</summary>
    private int Divide(int l, ulong ruling, double control, int count)
    {
        for (; ruling != 0; ruling &= ruling - 1)
        {
            int f = BitOperations.TrailingZeroCount(ruling);
            _rules[count++] = new Rule(f, control * Share(l, f));
        }

        return count;
    }

    /// <summary>Who has a part in the control of a location, bloc by bloc.</summary>
    public ReadOnlySpan<Rule> RulesAt(int location) => _rules.AsSpan(_firstRule[location], _firstRule[location + 1] - _firstRule[location]);

    /// <summary>Inclusion of the people by the holder, by location: 1 where their group does not matter, 0 where nobody ever held it.</summary>
    public ReadOnlySpan<double> Inclusion => _inclusion;

    /// <summary>Factions of a bloc, as bits.</summary>
    public ulong FactionsOf(int bloc) => _ofBloc[bloc];

    /// <summary>The bloc that holds a location, or held it last; -1 if none ever did.</summary>
    public int Holder(int location)
    {
        int owner = world.Locations.Owner[location];
        return owner < 0 ? world.Locations.LastOwner[location] : owner;
    }

    /// <summary>Factions that rule a location for a bloc, as bits.</summary>
    public ulong Of(int location, int bloc)
    {
        ulong there = world.Tallies.MassedPresent[location] & _ofBloc[bloc];
        int leader = there == 0 ? world.Blocs.Leader[bloc] : -1;
        return leader < 0 ? there : 1UL << leader;
    }

    /// <summary>Part of a faction in its bloc's rule of a location; the parts of a bloc's rulers sum to 1.</summary>
    public double Share(int location, int faction)
    {
        int bloc = world.Factions.Bloc[faction];
        double all = world.Tallies.BlocMassed[(location * world.Blocs.Count) + bloc];
        return all > 0
            ? world.Tallies.Massed[(location * world.Factions.Count) + faction] / all
            : world.Blocs.Leader[bloc] == faction ? 1 : 0;
    }

    private double FindInclusion(int location)
    {
        int group = world.Society.Group[location], holder = Holder(location);
        if (group < 0 || holder < 0)
        {
            return group < 0 ? 1 : 0;
        }

        ulong rulers = Of(location, holder);
        if (BitOperations.IsPow2(rulers))
        {
            return world.Economy.InclusionOf(BitOperations.TrailingZeroCount(rulers), group);
        }

        double inclusion = 0;
        for (ulong rest = rulers; rest != 0; rest &= rest - 1)
        {
            int f = BitOperations.TrailingZeroCount(rest);
            inclusion += Share(location, f) * world.Economy.InclusionOf(f, group);
        }

        return inclusion;
    }

    private static ulong[] FactionsOfBlocs(World world)
    {
        ulong[] factions = new ulong[world.Blocs.Count];
        for (int f = 0; f < world.Factions.Count; f++)
        {
            factions[world.Factions.Bloc[f]] |= 1UL << f;
        }

        return factions;
    }
}
