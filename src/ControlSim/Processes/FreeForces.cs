using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using ControlSim.Scenarios;
using ControlSim.Tables;

namespace ControlSim.Processes;

/// <summary>
/// What a commander has at his free disposal, his own and guests that follow him, by location: massed units without order or enemy, less the reserve, a share of all that
/// can march whether under way or not, and where the enemy stands beside the place less what keeps his odds below the guard ratio.
/// </summary>
internal sealed class FreeForces(World world, Routes routes, CommandParameters parameters)
{
    /// <summary>Rows whose unbound ones are listed before they are counted.</summary>
    private const int Block = 512;

    private readonly double[] _massed = new double[world.Locations.Count];
    private readonly double[] _strength = new double[world.Locations.Count];
    private readonly double[] _tied = new double[world.Locations.Count];
    private readonly double[] _tiedStrength = new double[world.Locations.Count];
    private readonly Counted[] _counted = [.. Enumerable.Range(0, world.Factions.Count).Select(_ => new Counted(world.Locations.Count))]; // by commander
    private readonly int[] _deciding = new int[world.Factions.Count];
    private Action<int>? _countPart;
    private int _toDecide;
    private ulong _decided; // factions whose units may have orders that they had not when they were counted
    private readonly (double Strength, double Fighters, double Days)[] _gathered = new (double, double, double)[world.Locations.Count];
    private readonly int[] _gatheredIn = new int[world.Locations.Count]; // what the count of surveys and commitments was then
    private int _commits;
    private int _faction;

    /// <summary>All fighters of the faction, free or not.</summary>
    public double All { get; private set; }

    /// <summary>Free massed fighters at a location.</summary>
    public double At(int location) => _massed[location];

    /// <summary>Counts for the commanders who will decide today, as far as is known: one apart from the other, so that threads may share them.</summary>
    /// <param name="deciding">Bits of their factions.</param>
    public void Begin(ulong deciding)
    {
        (_toDecide, _decided) = (0, 0);
        foreach (Counted counted in _counted)
        {
            counted.Follow = 0;
        }

        for (; deciding != 0; deciding &= deciding - 1)
        {
            _deciding[_toDecide++] = BitOperations.TrailingZeroCount(deciding);
        }

        world.Chunks.Run(_countPart ??= CountPart);
    }

    /// <summary>Sums up for a faction, whose commander will change orders of its units alone.</summary>
    public void Survey(int f)
    {
        _faction = f;
        _commits++;
        Counted counted = _counted[f];
        ulong follow = Presence.Following(world, f);
        if (counted.Follow != follow || (follow & _decided) != 0)
        {
            Count(f);
        }

        _decided |= 1UL << f;
        All = counted.All;
        Split(counted.Places);

        // What is under way and what is promised counts: whoever is left behind is the reserve, and not to be shared out anew at each decision.
        double share = 1 - world.Factions.Reserve[f];
        share = Math.Min(share, counted.Unbound > 0 ? 1 - (((world.Factions.Reserve[f] * counted.Mobile) + Promised(f)) / counted.Unbound) : 0);
        for (int l = 0; l < _massed.Length; l++)
        {
            if (_massed[l] > 0)
            {
                double free = Math.Min(share, 1 - (Presence.HostileStrengthBeside(world, l, f) / (parameters.GuardRatio * _strength[l])));
                _massed[l] *= Math.Max(0, free);
                _strength[l] *= Math.Max(0, free);
            }
        }
    }

    private void CountPart(int part)
    {
        for (int i = part; i < _toDecide; i += world.Chunks.Count)
        {
            Count(_deciding[i]);
        }
    }

    private void Count(int f)
    {
        Counted counted = _counted[f];
        Array.Clear(counted.Places);
        double every = 0, mobile = 0, unbound = 0;
        counted.Follow = Presence.Following(world, f);
        foreach (FactionRows.Stretch rows in world.FactionRows.All)
        {
            if ((counted.Follow >> rows.Faction & 1) != 0)
            {
                var (all, marching, free) = Count(rows, counted.Places);
                (every, mobile, unbound) = (every + all, mobile + marching, unbound + free);
            }
        }

        (counted.All, counted.Mobile, counted.Unbound) = (every, mobile, unbound);
    }

    /// <summary>Fighters whom operations in preparation will call.</summary>
    private double Promised(int f)
    {
        double sum = 0;
        int own = world.Operations.OwnRow(f);
        for (int o = own; o < own + Operations.PerFaction; o++)
        {
            sum += world.Operations.State[o] == OperationState.Waiting ? world.Operations.OwnForces[o] : 0;
        }

        return sum;
    }

    private void Split(Vector128<double>[] counted)
    {
        for (int l = 0, tied = _massed.Length; l < _massed.Length; l++, tied++)
        {
            (_massed[l], _strength[l]) = (counted[l][0], counted[l][1]);
            (_tied[l], _tiedStrength[l]) = (counted[tied][0], counted[tied][1]);
        }
    }

    /// <summary>
    /// All fighters in some rows, those who can march and those who are free to. In a stochastic run fighters are whole, so that their
    /// order does not matter, and in a deterministic one blocks and lanes are a fixed order.
    /// </summary>
    private (double All, double Mobile, double Unbound) Count(FactionRows.Stretch rows, Vector128<double>[] counted)
    {
        Span<int> listed = stackalloc int[Block];
        Vector256<double> all = default, mobile = default;
        double unbound = 0, allLeft = 0, mobileLeft = 0;
        int last = rows.Last - ((rows.Last - rows.First) % Vector256<double>.Count);
        for (int first = rows.First; first < last; first += Block)
        {
            int found = ListUnbound(first, Math.Min(first + Block, last), listed, ref all, ref mobile);
            unbound = CountUnbound(listed[..found], rows.Faction, counted, unbound);
        }

        Units units = world.Units;
        for (int u = last; u < rows.Last; u++)
        {
            allLeft += units.Fighters[u];
            mobileLeft += units.Posture[u] == Posture.Massed && !units.Hold[u] ? units.Fighters[u] : 0;
            unbound = IsUnbound(u) ? CountUnbound([u], rows.Faction, counted, unbound) : unbound;
        }

        return (Vector256.Sum(all) + allLeft, Vector256.Sum(mobile) + mobileLeft, unbound);
    }

    /// <summary>Lists who is massed, at a place and without order, four rows at a time and without a guess.</summary>
    /// <returns>How many are listed.</returns>
    private int ListUnbound(int first, int last, Span<int> listed, ref Vector256<double> all, ref Vector256<double> mobile)
    {
        Units units = world.Units;
        ref double fighters = ref MemoryMarshal.GetArrayDataReference(units.Fighters);
        ref int corridor = ref MemoryMarshal.GetArrayDataReference(units.Corridor), target = ref MemoryMarshal.GetArrayDataReference(units.Target);
        ref int operation = ref MemoryMarshal.GetArrayDataReference(units.Operation), row = ref MemoryMarshal.GetReference(listed);
        ref int posture = ref Unsafe.As<Posture, int>(ref MemoryMarshal.GetArrayDataReference(units.Posture));
        ref byte hold = ref Unsafe.As<bool, byte>(ref MemoryMarshal.GetArrayDataReference(units.Hold));
        Vector256<double> every = all, marching = mobile;
        int found = 0;
        for (int u = first; u < last; u += Vector256<double>.Count)
        {
            nuint at = (nuint)u;
            Vector256<double> n = Vector256.LoadUnsafe(ref fighters, at);
            Vector128<byte> held = Vector128.CreateScalarUnsafe(Unsafe.ReadUnaligned<uint>(ref Unsafe.Add(ref hold, u))).AsByte();
            Vector128<int> bound = Vector128.WidenLower(Vector128.WidenLower(held)).AsInt32();
            Vector128<int> marches = Vector128.Equals(bound | Vector128.LoadUnsafe(ref posture, at), Vector128<int>.Zero);
            Vector128<int> idle = marches & Vector128.LoadUnsafe(ref corridor, at) & Vector128.LoadUnsafe(ref operation, at) & Vector128.LoadUnsafe(ref target, at);
            every += n;
            marching += n & Vector256.WidenLower(marches.ToVector256Unsafe()).AsDouble();
            found = RowScan.Append(ref row, found, u, idle.ExtractMostSignificantBits());
        }

        (all, mobile) = (every, marching);
        return found;
    }

    /// <summary>Counts who is free to march, or would be if no enemy tied him down.</summary>
    /// <returns>Their fighters, added to those of others.</returns>
    private double CountUnbound(ReadOnlySpan<int> rows, int f, Vector128<double>[] counted, double unbound)
    {
        Units units = world.Units;
        int[] location = units.Location, country = world.Locations.Country;
        double[] fighters = units.Fighters, absent = units.Absent, supply = units.Supply, quality = units.Quality;
        ReadOnlySpan<ulong> embattled = world.Tallies.Embattled;
        ReadOnlySpan<double> morale = world.Factions.Morale.AsSpan(f * world.Countries, world.Countries);
        int tied = _massed.Length;
        foreach (int u in rows)
        {
            // The commander reckons with who stands on paper; who comes is another matter.
            double paper = fighters[u] + absent[u];
            if (fighters[u] > 0)
            {
                int l = location[u];
                double strength = Aggregation.Strength(paper, supply[u], morale[country[l]], quality[u]);
                counted[l + ((int)(embattled[l] >> f & 1) * tied)] += Vector128.Create(paper, strength);
                unbound += fighters[u];
            }
        }

        return unbound;
    }

    /// <summary>Free to march: massed, at a place, without order, and not face to face with an enemy.</summary>
    public bool IsFree(int u)
    {
        Units units = world.Units;
        int l = units.Location[u];
        return IsUnbound(u)
            && !Presence.IsEmbattled(world, l, units.Faction[u]);
    }

    /// <summary>Massed, at a place, without order: it can fight where it stands, if an enemy ties it down there.</summary>
    private bool IsUnbound(int u)
    {
        Units units = world.Units;
        return units.Posture[u] == Posture.Massed && units.Corridor[u] < 0 && units.Operation[u] < 0 && !units.Hold[u] && units.Target[u] < 0;
    }

    /// <summary>Strength and fighters that can be gathered at a location within the reach of an assembly, and the mean way.</summary>
    public (double Strength, double Fighters, double Days) Gather(int assembly)
    {
        if (_gatheredIn[assembly] != _commits)
        {
            (_gatheredIn[assembly], _gathered[assembly]) = (_commits, GatherAnew(assembly));
        }

        return _gathered[assembly];
    }

    private (double Strength, double Fighters, double Days) GatherAnew(int assembly)
    {
        ReadOnlySpan<double> days = routes.DaysWithin(world.Factions.Bloc[_faction], Posture.Massed, assembly, parameters.AssemblyReachDays);
        double strength = _tiedStrength[assembly], fighters = _tied[assembly], way = 0;
        for (int l = 0; l < days.Length; l++)
        {
            if (_massed[l] > 0 && days[l] <= parameters.AssemblyReachDays)
            {
                strength += _strength[l];
                fighters += _massed[l];
                way += days[l] * _massed[l];
            }
        }

        return (strength, fighters, fighters > 0 ? way / fighters : 0);
    }

    /// <summary>Takes what an operation will call out of the count, nearest first being left to the call itself.</summary>
    public void Commit(OperationChoice choice)
    {
        var (_, fighters, _) = Gather(choice.Start);
        double share = fighters > 0 ? Math.Min(1, choice.Fighters / fighters) : 0;
        ReadOnlySpan<double> days = routes.DaysWithin(world.Factions.Bloc[_faction], Posture.Massed, choice.Start, parameters.AssemblyReachDays);
        for (int l = 0; l < days.Length; l++)
        {
            if (_massed[l] > 0 && days[l] <= parameters.AssemblyReachDays)
            {
                _massed[l] *= 1 - share;
                _strength[l] *= 1 - share;
            }
        }

        _commits++;
    }

    /// <summary>What the units that follow a commander add up to.</summary>
    private sealed class Counted(int locations)
    {
        /// <summary>Fighters and strength of the free by location, then of the tied.</summary>
        public Vector128<double>[] Places { get; } = new Vector128<double>[2 * locations];

        /// <summary>Factions that are counted, as bits; 0: none yet.</summary>
        public ulong Follow { get; set; }

        public double All { get; set; }

        public double Mobile { get; set; }

        public double Unbound { get; set; }
    }
}
