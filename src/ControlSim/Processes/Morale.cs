using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using ControlSim.Randomness;
using ControlSim.Tables;

namespace ControlSim.Processes;

/// <summary>
/// P12, morale and prestige. The scenario's inputs m0 (by faction and country) and Q0 are where both rest with neutral
/// supply, full pay and the territory of the start:
/// m += eta_m (m0 + ws (s - s0) + wp (psi - 1) + wv (Q - Q0) - m) - gl (share of the faction lost that day),
/// Q += eta_Q (Q0 + a (T - T0)/(T + T0 + e) + b (T - T~)/(T + T~ + e) - Q),
/// T the bloc's share of all inhabitants and symbolic weight, T~ its moving average, e = 0.01; both stay in [0, 1]. s is
/// the mean supply of the faction's fighters in the country. News of losses and prestige reach a whole faction. Far below
/// Q0 a faction fights itself: each unit loses Binomial(n, r (Q0 - Q - d)). Factions at once. Form: MODEL P12, no paper.
/// </summary>
[Writes(
    "Factions.Morale", "Economy.Prestige", "Politics.LossesBefore", "Politics.TerritoryStart", "Politics.TerritoryRemembered",
    "Units.Fighters", "Ledger.Killed")]
internal sealed class Morale
{
    /// <summary>Share of the theatre below which gains no longer double a reputation; no source.</summary>
    private const double LeastTerritory = 0.01;

    private const int Lanes = 4;

    /// <summary>Rows that are looked at for one country after another.</summary>
    private const int Block = 512;

    private readonly World _world;
    private readonly MoraleParameters _parameters;
    private readonly RandomStreams _random;
    private readonly double[] _fighters;
    private readonly double[] _supplied;
    private readonly double[] _territory;
    private readonly double[] _sums; // by chunk, faction and country, and lane: fighters and what supply they have
    private readonly long[] _isIn; // by country and location: all bits or none
    private readonly Action<int> _sumChunk;

    public Morale(World world, MoraleParameters parameters, RandomStreams random)
    {
        (_world, _parameters, _random) = (world, parameters, random);
        _fighters = new double[world.Factions.Count * world.Countries];
        _supplied = new double[_fighters.Length];
        _sums = new double[world.Chunks.Count * _fighters.Length * 2 * Lanes];
        _isIn = [.. Enumerable.Range(0, world.Countries).SelectMany(c => world.Locations.Country.Select(country => country == c ? -1L : 0))];
        _sumChunk = SumChunk;
        _territory = new double[world.Blocs.Count];
        SumTerritory();
        _territory.CopyTo(world.Politics.TerritoryStart, 0);
        _territory.CopyTo(world.Politics.TerritoryRemembered, 0);
    }

    public void Step()
    {
        SumUnits();
        SumTerritory();
        for (int f = 0; f < _world.Factions.Count; f++)
        {
            RenewPrestige(f);
            RenewMorale(f);
        }

        for (int b = 0; b < _territory.Length; b++)
        {
            ref double remembered = ref _world.Politics.TerritoryRemembered[b];
            remembered += (_territory[b] - remembered) / _parameters.MemoryDays;
        }

        Infight();
    }

    /// <summary>Change of territory as people see it: -1 all lost, 0 the same, 1 out of nothing.</summary>
    public static double Change(double now, double before) => (now - before) / (now + before + LeastTerritory);

    private void SumUnits()
    {
        Array.Clear(_sums);
        _world.Chunks.Run(_sumChunk);
        int chunks = _world.Chunks.Count;
        for (int at = 0; at < _fighters.Length; at++)
        {
            (_fighters[at], _supplied[at]) = (0, 0);
            for (int chunk = 0; chunk < chunks; chunk++)
            {
                ReadOnlySpan<double> lanes = _sums.AsSpan(((chunk * _fighters.Length) + at) * 2 * Lanes, 2 * Lanes);
                _fighters[at] += (lanes[0] + lanes[1]) + (lanes[2] + lanes[3]);
                _supplied[at] += (lanes[4] + lanes[5]) + (lanes[6] + lanes[7]);
            }
        }
    }

    /// <summary>
    /// Fighters and what supply they have, by faction and country, in four lanes: row u adds to lane u mod 4. Rows of one faction lie
    /// together, so its sums stay in registers for a block of rows, a country after another.
    /// </summary>
    private void SumChunk(int chunk)
    {
        int first = _world.Chunks.First(chunk), last = _world.Chunks.First(chunk + 1), countries = _world.Countries;
        Span<double> sums = _sums.AsSpan(chunk * _fighters.Length * 2 * Lanes, _fighters.Length * 2 * Lanes);
        foreach (FactionRows.Stretch rows in _world.FactionRows.All)
        {
            int end = Math.Min(last, rows.Last);
            for (int begin = Math.Max(first, rows.First); begin < end;)
            {
                int until = Math.Min(end, (begin + Block) & -Block);
                for (int c = 0; c < countries; c++)
                {
                    SumBlock(begin, until, c, ref sums[((rows.Faction * countries) + c) * 2 * Lanes]);
                }

                begin = until;
            }
        }
    }

    private void SumBlock(int begin, int end, int country, ref double sums)
    {
        ref double fighters = ref MemoryMarshal.GetArrayDataReference(_world.Units.Fighters), supply = ref MemoryMarshal.GetArrayDataReference(_world.Units.Supply);
        ref int location = ref MemoryMarshal.GetArrayDataReference(_world.Units.Location);
        ref long isIn = ref _isIn[country * _world.Locations.Count];
        int u = begin;
        for (; u < end && u % Lanes != 0; u++)
        {
            Add(u, ref isIn, ref sums);
        }

        Vector256<double> heads = Vector256.LoadUnsafe(ref sums), supplied = Vector256.LoadUnsafe(ref sums, Lanes);
        for (; _world.Countries == 1 && u <= end - Lanes; u += Lanes)
        {
            // Everybody is in it.
            Vector256<double> n = Vector256.LoadUnsafe(ref fighters, (nuint)u);
            heads += n;
            supplied += n * Vector256.LoadUnsafe(ref supply, (nuint)u);
        }

        for (; u <= end - Lanes; u += Lanes)
        {
            ref int at = ref Unsafe.Add(ref location, u);
            Vector256<double> there = Vector256.Create(
                Unsafe.Add(ref isIn, at), Unsafe.Add(ref isIn, Unsafe.Add(ref at, 1)),
                Unsafe.Add(ref isIn, Unsafe.Add(ref at, 2)), Unsafe.Add(ref isIn, Unsafe.Add(ref at, 3))).AsDouble();
            Vector256<double> n = Vector256.LoadUnsafe(ref fighters, (nuint)u) & there;
            heads += n;
            supplied += n * Vector256.LoadUnsafe(ref supply, (nuint)u);
        }

        heads.StoreUnsafe(ref sums);
        supplied.StoreUnsafe(ref sums, Lanes);
        for (; u < end; u++)
        {
            Add(u, ref isIn, ref sums);
        }
    }

    private void Add(int u, ref long isIn, ref double sums)
    {
        if (Unsafe.Add(ref isIn, _world.Units.Location[u]) != 0)
        {
            Unsafe.Add(ref sums, u % Lanes) += _world.Units.Fighters[u];
            Unsafe.Add(ref sums, Lanes + (u % Lanes)) += _world.Units.Fighters[u] * _world.Units.Supply[u];
        }
    }

    private void SumTerritory()
    {
        Array.Clear(_territory);
        double all = 0;
        for (int l = 0; l < _world.Locations.Count; l++)
        {
            double value = _world.Locations.Population[l] + (_parameters.SymbolicPopulation * _world.Society.PoliticalWeight[l]);
            int owner = _world.Locations.Owner[l];
            all += value;
            if (owner >= 0)
            {
                _territory[owner] += value;
            }
        }

        for (int b = 0; b < _territory.Length; b++)
        {
            _territory[b] = all > 0 ? _territory[b] / all : 0;
        }
    }

    private void RenewPrestige(int f)
    {
        Politics politics = _world.Politics;
        int b = _world.Factions.Bloc[f];
        double target = politics.PrestigeBase[f]
            + (_parameters.TerritoryWeight * Change(_territory[b], politics.TerritoryStart[b]))
            + (_parameters.ChangeWeight * Change(_territory[b], politics.TerritoryRemembered[b]));
        ref double prestige = ref _world.Economy.Prestige[f];
        prestige += _parameters.PrestigeAdjustment * (Math.Clamp(target, 0, 1) - prestige);
    }

    private void RenewMorale(int f)
    {
        int countries = _world.Countries;
        double lost = TakeLosses(f), fighters = 0;
        for (int c = 0; c < countries; c++)
        {
            fighters += _fighters[(f * countries) + c];
        }

        double share = lost > 0 ? lost / (fighters + lost) : 0;
        double general = (_parameters.PayWeight * (_world.Economy.PayRatio[f] - 1))
            + (_parameters.PrestigeWeight * (_world.Economy.Prestige[f] - _world.Politics.PrestigeBase[f]));
        for (int c = 0; c < countries; c++)
        {
            int at = (f * countries) + c;
            double supply = _fighters[at] > 0 ? _supplied[at] / _fighters[at] : _parameters.NeutralSupply;
            double target = _world.Politics.MoraleBase[at]
                + (_parameters.SupplyWeight * (supply - _parameters.NeutralSupply)) + general;
            ref double morale = ref _world.Factions.Morale[at];
            morale += (_parameters.Adjustment * (Math.Clamp(target, 0, 1) - morale)) - (_parameters.LossWeight * share);
            morale = Math.Clamp(morale, 0, 1);
        }
    }

    /// <summary>Fighters that the faction has lost since yesterday.</summary>
    private double TakeLosses(int f)
    {
        double now = _world.Ledger.Killed[f] + _world.Ledger.Surrendered[f];
        double lost = now - _world.Politics.LossesBefore[f];
        _world.Politics.LossesBefore[f] = now;
        return lost;
    }

    private double InfightingShare(int f)
    {
        double fall = _world.Politics.PrestigeBase[f] - _world.Economy.Prestige[f];
        return _parameters.InfightingRate * (fall - _parameters.InfightingFall);
    }

    private void Infight()
    {
        foreach (FactionRows.Stretch rows in _world.FactionRows.All)
        {
            double share = InfightingShare(rows.Faction);
            for (int u = rows.First; u < rows.Last && share > 0; u++)
            {
                Infight(u, share);
            }
        }
    }

    private void Infight(int u, double share)
    {
        Units units = _world.Units;
        if (units.Fighters[u] <= 0)
        {
            return;
        }

        double lost = _world.Deterministic
            ? units.Fighters[u] * share
            : Distributions.Binomial(
                (int)units.Fighters[u], share, _random.Uniform(ProcessId.Morale, _world.Tick, units.StableIds[u], 0));
        if (lost > 0)
        {
            _world.Changes.NoteLoss(u);
            units.Fighters[u] -= lost;
            _world.Ledger.Killed[units.Faction[u]] += lost;
        }
    }
}
