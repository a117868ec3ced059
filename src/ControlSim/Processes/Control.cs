using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using ControlSim.Randomness;
using ControlSim.Runs;
using ControlSim.Tables;

namespace ControlSim.Processes;

/// <summary>
/// P8. Control shares per bloc move toward c* = P^theta / (sum P^theta + (rho0 population + 20)^theta), where P is the
/// bloc's strength at the location (cells count less) plus a share of its neighbours'; c += eta (c* - c). The owner takes at
/// 0.6 and loses at 0.4. Hold rule: while the owner's massed fighters exceed max(20, 5 % of their number when the battle
/// began), its c* is at least 0.45 and the others' at most 0.5 together: presence alone never takes a defended place. An assault that
/// outweighs them by the overrun ratio does: thin defenders are nowhere where he is not, and c moves by min(eta, clearing rate/population),
/// headquarters and main cities apart. Into one
/// that its owner's massed fighters have left an enemy who stands there alone with c* of 0.6 walks on the day: c = c*.
/// Blocs that contest a place since the start each count as owner until driven out. Only blocs hostile to the owner
/// compete; strength of the others who may not own, or are guests, counts for the cobelligerent owner or attacker, or not.
/// Consolidation K += eta_K (min(1, density/rho) L - K), from 0 after a capture. Without armed actors shares stay as they are.
/// All at once, from a copy of the strengths (Kalyvas 2006; Boulding 1962).
/// </summary>
[Writes(
    "World.Topology", "Locations.Control", "Locations.Owner", "Locations.LastOwner", "Locations.Holdout",
    "Locations.OwnerSince", "Locations.Consolidation", "Locations.BattleStart")]
internal sealed class Control
{
    private const int Lanes = 4;

    private readonly World _world;
    private readonly ControlParameters _parameters;
    private readonly CaptureLog _captures;
    private readonly HoldRule _holdRule;
    private readonly Rulers _rulers;
    private readonly int _width; // of a row of strengths: blocs, whole vectors of them
    private readonly double[] _local;
    private readonly ulong[] _strong; // by location, bit b: bloc b has strength of its own there
    private readonly double[] _arcWeight;
    private readonly double[] _target;
    private readonly double[] _strength;
    private readonly double[] _before;
    private readonly double[] _people; // by location: those for whom the background was found
    private readonly double[] _background;
    private readonly ulong _owning; // bits of the blocs that may own places

    public Control(World world, ControlParameters parameters, Rulers rulers, EventLog log)
    {
        (_world, _parameters, _rulers) = (world, parameters, rulers);
        _captures = new CaptureLog(world, log);
        _holdRule = new HoldRule(world, parameters);
        _width = (world.Blocs.Count + Lanes - 1) / Lanes * Lanes;
        _local = new double[world.Locations.Count * _width];
        _strong = new ulong[world.Locations.Count];
        _target = new double[world.Blocs.Count];
        _strength = new double[_width];
        _before = new double[world.Blocs.Count];
        (_people, _background) = (new double[world.Locations.Count], new double[world.Locations.Count]);
        Array.Fill(_people, double.NaN);
        for (int b = 0; b < world.Blocs.Count; b++)
        {
            _owning |= world.Blocs.Owns[b] ? 1UL << b : 0;
        }

        _arcWeight = new double[world.Corridors.ArcCorridor.Length];
        for (int arc = 0; arc < _arcWeight.Length; arc++)
        {
            double km = world.Corridors.LengthKm[world.Corridors.ArcCorridor[arc]];
            _arcWeight[arc] = parameters.NeighbourShare * DetMath.Exp(-km / parameters.NeighbourDistanceKm);
        }
    }

    public void Step()
    {
        GatherStrengths();
        RenewBattleStarts();
        _holdRule.BeginDay();
        ulong[] present = _world.Tallies.Present;
        for (int l = 0; l < present.Length; l++)
        {
            if (present[l] != 0)
            {
                Contest(l);
            }

            // Also where nobody stands: a hold whose garrison has left wears off (S1-7, S1-21).
            Consolidate(l);
            if (present[l] != 0)
            {
                ChangeOwner(l);
            }
        }
    }

    /// <summary>Strength by bloc; that of a bloc that cannot own goes to the bloc that it stands by here.</summary>
    private void GatherStrengths()
    {
        Array.Clear(_local);
        Array.Clear(_strong);
        Blocs blocs = _world.Blocs;
        int[] blocOf = _world.Factions.Bloc, owners = _world.Locations.Owner, countries = _world.Locations.Country;
        TallyColumn massed = _world.Tallies.StrengthMassed, cells = _world.Tallies.StrengthCells;
        foreach (Contingent contingent in _world.Tallies.Contingents)
        {
            int l = contingent.Location, own = blocOf[contingent.Faction], owner = owners[l], first = countries[l] * blocs.Count;
            ulong friends = owner < 0 ? 0 : blocs.Cobelligerents[first + owner], enemies = owner < 0 ? _owning : _owning & blocs.Hostiles[first + owner];
            int bloc = (friends >> own & 1) != 0 ? owner : (enemies >> own & 1) != 0 ? own : (_owning >> own & 1) != 0 ? -1 : StandsBy(l, own);
            if (bloc >= 0)
            {
                _strong[l] |= 1UL << bloc;
                _local[(l * _width) + bloc] += massed[contingent.Row] + (_parameters.CellsWeight * cells[contingent.Row]);
            }
        }
    }

    /// <summary>
    /// The cobelligerent with most massed fighters here, for whom the strength of a bloc counts that cannot own. That of one that can
    /// counts for the owner by whom it stands, or against him for itself; a guest's for nobody.
    /// </summary>
    private int StandsBy(int l, int bloc)
    {
        Blocs blocs = _world.Blocs;
        int best = -1;
        double most = 0;
        ulong friends = _world.Tallies.BlocsPresent[l] & _owning & blocs.Cobelligerents[(_world.Locations.Country[l] * blocs.Count) + bloc];
        for (; friends != 0; friends &= friends - 1)
        {
            int b = BitOperations.TrailingZeroCount(friends);
            double massed = _world.Tallies.BlocMassed[(l * blocs.Count) + b];
            (best, most) = massed > most ? (b, massed) : (best, most);
        }

        return best;
    }

    /// <summary>Who is massed where no battle has begun: stretches of places between those with a battle.</summary>
    private void RenewBattleStarts()
    {
        int blocs = _world.Blocs.Count, count = _world.Locations.Count;
        ReadOnlySpan<int> days = _world.Locations.BattleDays;
        for (int first = 0; first < count;)
        {
            int calm = days[first..].IndexOfAnyExcept(0);
            calm = calm < 0 ? count - first : calm;
            Array.Copy(_world.Tallies.BlocMassed, first * blocs, _world.Locations.BattleStart, first * blocs, calm * blocs);
            first += calm + 1;
        }
    }

    private void Contest(int l)
    {
        int blocs = _target.Length, owner = _world.Locations.Owner[l];
        ulong competing = 0, rivals = _owning & Rivals(_world.Locations.Country[l], owner);
        double sum = BackgroundOf(l);
        double[] strength = _strength, target = _target;
        Array.Clear(target);
        for (ulong strong = SumStrength(l, rivals); strong != 0; strong &= strong - 1)
        {
            int b = BitOperations.TrailingZeroCount(strong);
            double there = strength[b];
            if (there > 0)
            {
                double weight = DetMath.Pow(there, _parameters.Exponent);
                target[b] = weight;
                sum += weight;
                competing |= 1UL << b;
            }
        }

        for (ulong rest = competing; rest != 0; rest &= rest - 1)
        {
            target[BitOperations.TrailingZeroCount(rest)] /= sum;
        }

        bool overrun = _holdRule.Apply(l, competing, target);
        double adjustment = IsWalkedInto(l, owner, rivals) ? 1
            : overrun ? Math.Min(_parameters.Adjustment, _parameters.ClearingRate / Math.Max(1, _world.Locations.Population[l]))
            : _parameters.Adjustment;
        Adjust(_world.Locations.Control.AsSpan(l * blocs, blocs), adjustment);
    }

    /// <summary>What an empty place sets against any holder, to the power of the contest: it changes with the inhabitants alone.</summary>
    private double BackgroundOf(int l)
    {
        double people = _world.Locations.Population[l];
        if (_people[l] != people)
        {
            double background = (_parameters.Background * people) + _parameters.BackgroundFloor;
            (_people[l], _background[l]) = (people, DetMath.Pow(background, _parameters.Exponent));
        }

        return _background[l];
    }

    /// <summary>Moves the shares toward the targets, and keeps what they were.</summary>
    private void Adjust(Span<double> shares, double adjustment)
    {
        ref double share = ref MemoryMarshal.GetReference(shares);
        ref double target = ref MemoryMarshal.GetArrayDataReference(_target), before = ref MemoryMarshal.GetArrayDataReference(_before);
        int done = 0;
        for (; done <= shares.Length - Vector256<double>.Count; done += Vector256<double>.Count)
        {
            nuint at = (nuint)done;
            Vector256<double> now = Vector256.LoadUnsafe(ref share, at), wanted = Vector256.LoadUnsafe(ref target, at);
            now.StoreUnsafe(ref before, at);
            (now + (Vector256.Create(adjustment) * (wanted - now))).StoreUnsafe(ref share, at);
        }

        for (; done < shares.Length; done++)
        {
            _before[done] = shares[done];
            shares[done] += adjustment * (_target[done] - shares[done]);
        }
    }

    /// <summary>The owner and those hostile to him, as bits; all where nobody owns the place.</summary>
    private ulong Rivals(int country, int owner) =>
        owner < 0 ? ulong.MaxValue : _world.Blocs.Hostiles[(country * _world.Blocs.Count) + owner] | (1UL << owner);

    /// <summary>
    /// Has an enemy who outweighs everybody walked into a place that its owner's garrison has left? Shares drift where arms are matched;
    /// an open town is in the hands of who marches in on the same day.
    /// </summary>
    private bool IsWalkedInto(int l, int owner, ulong rivals)
    {
        ulong standing = _world.Tallies.BlocsPresent[l] & rivals;
        int taker = BitOperations.TrailingZeroCount(standing);
        return owner >= 0 && BitOperations.IsPow2(standing) && taker != owner && _target[taker] >= _parameters.TakeAt;
    }

    /// <summary>
    /// Strength at a location, that of the neighbours included, four blocs at a time: where a bloc has none nothing is added, and who is no
    /// rival is not asked for.
    /// </summary>
    /// <returns>Bits of the rivals that have any.</returns>
    private ulong SumStrength(int l, ulong rivals)
    {
        Corridors corridors = _world.Corridors;
        int width = _width, first = corridors.ArcStart[l];
        ReadOnlySpan<int> to = corridors.ArcTo[first..corridors.ArcStart[l + 1]];
        ulong[] strong = _strong;
        ulong any = strong[l];
        foreach (int neighbour in to)
        {
            any |= strong[neighbour];
        }

        any &= rivals;
        ref double local = ref MemoryMarshal.GetArrayDataReference(_local), weight = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_arcWeight), first);
        for (int b = 0; b < width && any >> b != 0; b += Lanes)
        {
            Vector256<double> sum = Vector256.LoadUnsafe(ref local, (nuint)((l * width) + b));
            for (int arc = 0; arc < to.Length; arc++)
            {
                sum += Vector256.Create(Unsafe.Add(ref weight, arc)) * Vector256.LoadUnsafe(ref local, (nuint)((to[arc] * width) + b));
            }

            sum.StoreUnsafe(ref MemoryMarshal.GetArrayDataReference(_strength), (nuint)b);
        }

        return any;
    }

    private void Consolidate(int l)
    {
        int owner = _world.Locations.Owner[l];
        if (owner < 0)
        {
            return;
        }

        double people = Math.Max(1, _world.Locations.Population[l]);
        double density = _world.Tallies.BlocMassed[(l * _world.Blocs.Count) + owner] / people;
        double solid = Math.Min(1, density / _parameters.ConsolidationDensity) * LegitimacyOf(l, owner);
        _world.Locations.Consolidation[l] += _parameters.ConsolidationRate * (solid - _world.Locations.Consolidation[l]);
    }

    /// <summary>Legitimacy of the owner here: that of its factions present, weighted by fighters; 0.5 if only guests hold it.</summary>
    private double LegitimacyOf(int l, int owner)
    {
        double sum = 0, fighters = 0;
        double[] legitimacy = _world.Society.Legitimacy;
        TallyColumn massed = _world.Tallies.Massed;
        for (ulong rest = _world.Tallies.MassedPresent[l] & _rulers.FactionsOf(owner); rest != 0; rest &= rest - 1)
        {
            int at = (l * _world.Factions.Count) + BitOperations.TrailingZeroCount(rest);
            sum += massed[at] * legitimacy[at];
            fighters += massed[at];
        }

        return fighters > 0 ? sum / fighters : 0.5;
    }

    private void ChangeOwner(int l)
    {
        int blocs = _world.Blocs.Count, owner = _world.Locations.Owner[l];
        ReadOnlySpan<double> control = _world.Locations.Control.AsSpan(l * blocs, blocs);
        if ((owner >= 0 && control[owner] >= _parameters.LoseAt) || _world.Locations.IsRefuge[l])
        {
            return;
        }

        if (owner >= 0)
        {
            SetOwner(l, -1);
            _captures.LogLoss(l, owner);
        }

        for (ulong rest = _owning & Bits.AtLeast(control, _parameters.TakeAt); rest != 0; rest &= rest - 1)
        {
            // Strength felt from next door holds what is held but takes nothing: somebody has to march in.
            int b = BitOperations.TrailingZeroCount(rest);
            if (_world.Tallies.BlocMassed[(l * blocs) + b] > 0)
            {
                Take(l, b);
                return;
            }
        }
    }

    private void Take(int l, int bloc)
    {
        int previous = _world.Locations.LastOwner[l];
        SetOwner(l, bloc);
        _world.Locations.OwnerSince[l] = _world.Tick;
        _world.Locations.LastOwner[l] = bloc;
        Array.Clear(_world.Locations.Holdout, l * _world.Blocs.Count, _world.Blocs.Count);
        if (previous != bloc)
        {
            _world.Locations.Consolidation[l] = 0;
            _captures.LogCapture(l, bloc, previous, _before);
        }
    }

    private void SetOwner(int l, int bloc)
    {
        _world.Locations.Owner[l] = bloc;
        _world.Topology++;
    }
}
