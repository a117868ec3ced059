using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using ControlSim.Randomness;
using ControlSim.Tables;

namespace ControlSim.Processes;

/// <summary>
/// Finds the few units that may break today among those in battle: who has no draw yet, whose situation has changed, or whose losses
/// are above a bound of his threshold. What a unit's group decides (enemy, situation, morale) is found once for the group.
/// </summary>
internal sealed class BreakLookout
{
    /// <summary>Sum a + b of the Beta distribution of thresholds: standard deviation 0.1 at the means used.</summary>
    private const int Concentration = 20;

    /// <summary>Parts of [0, 1) for whose bounds the thresholds are known, in a small world, where a bound serves few units.</summary>
    private const int FewParts = 32;

    /// <summary>
    /// In a large one: of units that stand between two bounds the probability itself is asked day after day, and with 128 parts that
    /// took a third of the process.
    /// </summary>
    private const int ManyParts = 1024;

    /// <summary>Below any share of losses, and not so small that multiplying it takes the processor a hundred cycles.</summary>
    private const double LeastBound = 1e-200;

    /// <summary>What rounding might rule out is listed.</summary>
    private const double Less = 1 - 1e-9;

    /// <summary>Bounds are taken this much lower than they are, so that a group need not be looked at anew as soon as its morale falls. No source.</summary>
    private const double Margin = 0.97;

    /// <summary>Where they have become so many times as high again, the group is looked at anew.</summary>
    private const double MostMargin = 1.1;

    /// <summary>Variates at the bounds of the few parts by first shape, which are those of all runs: one run asked for 170 µs of them.</summary>
    private static readonly Lazy<double[]>[] FewBounds = [.. Enumerable.Range(0, Concentration).Select(a => new Lazy<double[]>(() => BoundsOf(a)))];

    private readonly World _world;
    private readonly BreakParameters _parameters;
    private readonly Retreat _retreat;
    private readonly int _parts;
    private readonly double[] _bound; // by situation and part
    private readonly Group[] _groups; // by group, after nowhere: of those that face an enemy
    private readonly Stand[] _stands; // by group, after nowhere
    private readonly int[] _passed; // groups that are looked at as a whole today
    private int[] _fighting; // groups that face an enemy
    private int[] _fought; // those that did yesterday
    private int _fightingCount;
    private int _passedCount;

    public BreakLookout(World world, BreakParameters parameters, Retreat retreat)
    {
        (_world, _parameters, _retreat) = (world, parameters, retreat);
        _parts = world.Units.Count < Chunks.LeastRows ? FewParts : ManyParts;
        _bound = new double[Enum.GetValues<BreakSituation>().Length * (_parts + 1)];
        foreach (BreakSituation situation in Enum.GetValues<BreakSituation>())
        {
            // Who fights to the end has no threshold that could be found.
            double mean = parameters.MeanThreshold(situation);
            Span<double> bounds = _bound.AsSpan((int)situation * (_parts + 1), _parts + 1);
            bounds.Fill(mean >= 1 ? 1 : 0);
            if (mean < 1 && _parts == FewParts)
            {
                FewBounds[Shape(mean)].Value.CopyTo(bounds);
            }
        }

        _groups = new Group[(2 * world.Locations.Count * world.Factions.Count) + 1];
        _stands = new Stand[_groups.Length];
        (_passed, _fighting, _fought) = (new int[_groups.Length], new int[_groups.Length], new int[_groups.Length]);
    }

    /// <summary>What sets the threshold of a unit that faces an enemy.</summary>
    public BreakSituation SituationOf(int u) => (BreakSituation)_groups[_world.Tallies.Group[u] + 1].Situation;

    /// <summary>Groups in an assault, and those without morale before an enemy. Who gives way leaves the tallies as they are.</summary>
    public void FindBattles()
    {
        foreach (int group in _passed.AsSpan(0, _passedCount))
        {
            _stands[group + 1] = _stands[group + 1] == Stand.Ended ? Stand.AtRest : _stands[group + 1];
        }

        (_fighting, _fought) = (_fought, _fighting);
        ReadOnlySpan<int> fought = _fought.AsSpan(0, _fightingCount);
        (_fightingCount, _passedCount) = (0, 0);
        foreach (int group in fought)
        {
            _stands[group + 1] = Stand.Ended;
        }

        for (int l = 0; l < _world.Locations.Count; l++)
        {
            for (ulong rest = _world.Tallies.MassedPresent[l] & _world.Tallies.Embattled[l]; rest != 0; rest &= rest - 1)
            {
                int f = BitOperations.TrailingZeroCount(rest);
                double morale = _world.Factions.Morale[(f * _world.Countries) + _world.Locations.Country[l]];
                if ((_world.Tallies.InAssault[l] >> f & 1) == 0 && morale >= _parameters.LeastMorale)
                {
                    continue; // what a siege or a lull costs breaks nobody
                }

                BreakSituation situation = SituationOf(l, f);
                Fight(2 * ((l * _world.Factions.Count) + f), situation, ScaleOf(situation, morale));
            }
        }

        foreach (int group in fought)
        {
            _passed[_passedCount] = group;
            _passedCount += _stands[group + 1] == Stand.Ended ? 1 : 0;
        }

        if (_passedCount > 0)
        {
            _world.Tallies.Rows.SortIfNeeded();
        }
    }

    /// <summary>A group faces an enemy. Whoever was calm in it stays so until he is noted, while the situation is the same and bounds are no lower than they were.</summary>
    private void Fight(int group, BreakSituation situation, double scale)
    {
        _fighting[_fightingCount++] = group;
        ref Group known = ref _groups[group + 1];
        ref Stand stand = ref _stands[group + 1];
        if (stand == Stand.Ended && known.Situation == (int)situation && scale >= known.Scale && scale <= known.Scale * MostMargin)
        {
            stand = Stand.AsKnown;
            return;
        }

        stand = Stand.Whole;
        known = new Group(scale * Margin, (int)situation, (int)situation * (_parts + 1));
        _passed[_passedCount++] = group;
    }

    /// <summary>Lists those who may break, and settles the others: groups that are new to it as a whole, of the others who was noted.</summary>
    /// <returns>How many are listed.</returns>
    public int Find(int chunk, Span<int> rows)
    {
        int found = 0;
        foreach (int group in _passed.AsSpan(0, _passedCount))
        {
            ReadOnlySpan<int> members = _world.Tallies.Rows.Of(group, chunk);
            if (_stands[group + 1] == Stand.Ended)
            {
                Rest(members);
            }
            else
            {
                found += Suspects(members, rows[found..]);
            }
        }

        rows = rows[found..];
        (int fighting, int resting) = ListPending(chunk, rows);
        Rest(rows[^resting..]);
        return found + Suspects(rows[..fighting], rows);
    }

    /// <summary>
    /// Units that are in no battle begin and end the day with all their fighters and without a draw, which is written for those who were
    /// in one or were noted since it was written last.
    /// </summary>
    private void Rest(ReadOnlySpan<int> rows)
    {
        Units units = _world.Units;
        foreach (int u in rows)
        {
            units.BattleStart[u] = units.Fighters[u];
            if (_world.Changes.Rest(u))
            {
                units.BreakDraw[u] = -1;
            }
        }
    }

    /// <summary>Lists who is not settled and in no group that is looked at as a whole: in front who faces an enemy, at the end, backwards, who does not.</summary>
    private (int Fighting, int Resting) ListPending(int chunk, Span<int> room)
    {
        int fighting = 0, resting = 0, u = _world.Chunks.First(chunk), last = _world.Chunks.First(chunk + 1);
        ref int group = ref MemoryMarshal.GetArrayDataReference(_world.Tallies.Group), row = ref MemoryMarshal.GetReference(room);
        ref Stand stands = ref MemoryMarshal.GetArrayDataReference(_stands);
        ReadOnlySpan<byte> marks = _world.Changes.Marks;
        ref byte mark = ref MemoryMarshal.GetReference(marks);
        for (; u < last; u += Vector256<byte>.Count)
        {
            // The last vector may end after the rows.
            uint bits = u <= last - Vector256<byte>.Count
                ? (Vector256.LoadUnsafe(ref mark, (nuint)u) << 5).ExtractMostSignificantBits() : PendingOf(marks[u..last]);
            for (; bits != 0; bits &= bits - 1)
            {
                int at = u + BitOperations.TrailingZeroCount(bits);
                Stand stand = Unsafe.Add(ref stands, Unsafe.Add(ref group, at) + 1);
                if (stand == Stand.Whole)
                {
                    continue;
                }

                Unsafe.Add(ref row, fighting) = at;
                Unsafe.Add(ref row, room.Length - 1 - resting) = at;
                fighting += stand == Stand.AsKnown ? 1 : 0;
                resting += stand == Stand.AsKnown ? 0 : 1;
            }
        }

        return (fighting, resting);
    }

    private static uint PendingOf(ReadOnlySpan<byte> marks)
    {
        uint bits = 0;
        for (int i = 0; i < marks.Length; i++)
        {
            bits |= (marks[i] & RowChanges.Pending) != 0 ? 1U << i : 0;
        }

        return bits;
    }

    /// <summary>Of units in battle, who has no draw for it, or lost more than the bound below his threshold; the others are settled. The list may lie where the units are listed.</summary>
    private int Suspects(ReadOnlySpan<int> members, Span<int> rows)
    {
        Units units = _world.Units;
        int found = 0;
        ref int row = ref MemoryMarshal.GetReference(rows), groups = ref MemoryMarshal.GetArrayDataReference(_world.Tallies.Group);
        ref Group known = ref MemoryMarshal.GetArrayDataReference(_groups);
        ref double fighters = ref MemoryMarshal.GetArrayDataReference(units.Fighters), bounds = ref MemoryMarshal.GetArrayDataReference(_bound);
        ref double starts = ref MemoryMarshal.GetArrayDataReference(units.BattleStart), draws = ref MemoryMarshal.GetArrayDataReference(units.BreakDraw);
        ref byte situations = ref Unsafe.As<BreakSituation, byte>(ref MemoryMarshal.GetArrayDataReference(units.Situation));
        double parts = _parts;
        foreach (int u in members)
        {
            ref readonly Group own = ref Unsafe.Add(ref known, Unsafe.Add(ref groups, u) + 1);
            double now = Unsafe.Add(ref fighters, u), start = Unsafe.Add(ref starts, u), draw = Unsafe.Add(ref draws, u);
            int part = own.First + (int)(parts * Math.Max(0, draw));
            bool isCalm = start - now <= Unsafe.Add(ref bounds, part) * own.Scale * start & draw >= 0 & now > 0
                & Unsafe.Add(ref situations, u) == own.Situation;
            Unsafe.Add(ref row, found) = u;
            found += isCalm ? 0 : 1;
            _world.Changes.Settle(u, isCalm);
        }

        return found;
    }

    /// <summary>
    /// Losses above threshold x morale. The threshold is the one at which P(Beta &lt;= x) passes the unit's draw: whether losses
    /// are above it is told by that probability, and mostly by a bound that is known already; the threshold itself, which
    /// takes some fifty such sums, is needed for the log alone.
    /// </summary>
    public bool IsAbove(BreakSituation situation, double draw, double lost, double morale)
    {
        double mean = _parameters.MeanThreshold(situation);
        int a = Shape(mean), part = (int)(_parts * draw);
        double scale = Scale(mean, a) * morale;
        return lost > Bound(situation, a, part) * scale
            && (lost > Bound(situation, a, part + 1) * scale || Distributions.BetaProbability(a, Concentration - a, lost / scale) > draw);
    }

    /// <summary>
    /// Share of losses at which a unit breaks, before morale; for the log alone, so in a large world, where it took a twentieth of a tick,
    /// to 13 digits from the bounds that are known.
    /// </summary>
    public double Threshold(BreakSituation situation, double draw)
    {
        double mean = _parameters.MeanThreshold(situation);
        int a = Shape(mean), part = (int)(_parts * draw);
        double low = Bound(situation, a, part), high = Bound(situation, a, part + 1);
        double share = _parts < ManyParts || part == 0 || part + 1 == _parts
            ? Distributions.Beta(a, Concentration - a, draw, low + ((high - low) * ((_parts * draw) - part)))
            : Distributions.BetaBetween(a, Concentration - a, draw, low, high);
        return share * Scale(mean, a);
    }

    private static int Shape(double mean) => Math.Clamp((int)Math.Round(Concentration * mean), 1, Concentration - 1);

    private static double Scale(double mean, int a) => mean * Concentration / a;

    /// <summary>By what a bound is multiplied: everybody is listed where it is not a number, which no loss is at most.</summary>
    private double ScaleOf(BreakSituation situation, double morale)
    {
        double mean = _parameters.MeanThreshold(situation);
        return _world.Deterministic || morale < _parameters.LeastMorale ? double.NaN
            : mean >= 1 ? double.PositiveInfinity
            : Scale(mean, Shape(mean)) * morale * Less;
    }

    /// <summary>Variate of Beta(a, .) at the lower bound of a part of the draws; the last bound is 1. Found when it is first asked for: until then it is 0, above which everybody's losses are.</summary>
    private double Bound(BreakSituation situation, int a, int part)
    {
        ref double bound = ref _bound[((int)situation * (_parts + 1)) + part];
        if (bound == 0)
        {
            bound = BoundOf(a, part, _parts);
        }

        return bound;
    }

    private static double[] BoundsOf(int a) => [.. Enumerable.Range(0, FewParts + 1).Select(part => BoundOf(a, part, FewParts))];

    private static double BoundOf(int a, int part, int parts) =>
        part == 0 ? LeastBound : part == parts ? 1 : Distributions.Beta(a, Concentration - a, (double)part / parts);

    private BreakSituation SituationOf(int l, int f)
    {
        int mainCity = _world.Factions.MainCity[(f * _world.Countries) + _world.Locations.Country[l]];
        int bloc = _world.Factions.Bloc[f];
        bool defends = Presence.Holds(_world, l, bloc);
        if (Presence.IsLastStand(_world, l, f))
        {
            return BreakSituation.LastStand;
        }

        // The will to hold is what goes with the city (S4-14); who still attacks has not lost the will to.
        return !defends ? BreakSituation.Attacker
            : mainCity >= 0 && !Presence.Holds(_world, mainCity, bloc) ? BreakSituation.MainCityLost
            : !_world.Factions.CanDisperse[f] && _world.Locations.LowSupply[(l * _world.Blocs.Count) + bloc] == 0 && _retreat.Corridor(l, f) < 0
                ? BreakSituation.LastStand // who can neither leave nor go to cells, and eats
            : BreakSituation.Defender;
    }

    /// <summary>What all units of a group share.</summary>
    /// <param name="Scale">What the bound of a threshold is multiplied by, or less.</param>
    /// <param name="Situation">Number of its situation.</param>
    /// <param name="First">Where its bounds begin.</param>
    private readonly record struct Group(double Scale, int Situation, int First);

    /// <summary>How a group is looked at.</summary>
    private enum Stand : byte
    {
        /// <summary>It faces nobody.</summary>
        AtRest,

        /// <summary>It faces an enemy as it did: who is settled is calm.</summary>
        AsKnown,

        /// <summary>All are looked at.</summary>
        Whole,

        /// <summary>It faces nobody any more.</summary>
        Ended,
    }
}
