using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using ControlSim.Randomness;
using ControlSim.Scenarios;
using ControlSim.Tables;

namespace ControlSim.Processes;

/// <summary>
/// P10. A treasury takes what its share of control brings, and pays: M += sum c (oil (1 - damage) + tax x extraction x P) +
/// external - wage N - operations - depots; psi = min(1, M / wage bill). Wages come first, then operations, then the income
/// of local depots; what cannot be paid is not paid, a treasury is never in debt. Whole USD; a fraction of a day's income is
/// drawn. All factions at once, the shares inside a bloc by massed fighters. Tax goes by extraction, so that what is taken
/// has its price in legitimacy (Heissner et al. 2017: income tied to territory).
/// </summary>
[Writes(
    "Economy.Treasury", "Economy.PayRatio", "Economy.DepotPay", "Ledger.Revenue", "Ledger.Wages", "Ledger.OperationCosts",
    "Ledger.DepotCosts")]
internal sealed class Finance(World world, FinanceParameters parameters, Rulers rulers, RandomStreams random)
{
    private readonly double[] _income = new double[world.Factions.Count];
    private readonly double[] _fighters = new double[world.Factions.Count];
    private readonly int[] _hollow = [.. Enumerable.Range(0, world.Units.Count).Where(u => world.Units.Absent[u] > 0)];
    private readonly bool _isWhole = !world.Deterministic && world.Units.Absent.All(double.IsInteger); // what is summed, so that no order matters
    private readonly double[] _attacking = new double[world.Factions.Count];
    private readonly double[] _fightersIn = new double[world.Chunks.Count * world.Factions.Count]; // by part
    private readonly double[] _attackingIn = new double[world.Chunks.Count * world.Factions.Count];
    private readonly double[] _attacks = new double[world.Operations.Count + 1]; // by operation after none: 1 if it attacks
    private Action<int>? _sumPart;
    private readonly double[] _depots = new double[world.Factions.Count];

    public void Step()
    {
        SumIncome();
        SumFighters();
        SumDepots();
        for (int f = 0; f < world.Factions.Count; f++)
        {
            Settle(f);
        }
    }

    private void SumIncome()
    {
        Array.Clear(_income);
        rulers.Renew();
        double[] extraction = world.Factions.Extraction, people = world.Locations.Population;
        for (int l = 0; l < people.Length; l++)
        {
            double oil = world.Society.OilIncome[l] * (1 - world.Society.OilDamage[l]), taxed = parameters.Tax * people[l];
            int country = world.Locations.Country[l];
            foreach (Rulers.Rule rule in oil > 0 || taxed > 0 ? rulers.RulesAt(l) : [])
            {
                _income[rule.Faction] += rule.Control * (oil + (taxed * extraction[(rule.Faction * world.Countries) + country]));
            }
        }
    }

    private void SumFighters()
    {
        Array.Clear(_fighters);
        Array.Clear(_attacking);
        for (int o = 0; o < world.Operations.Count; o++)
        {
            _attacks[o + 1] = world.Operations.State[o] == OperationState.Attacking ? 1 : 0;
        }

        world.Chunks.Run(_sumPart ??= SumPart);
        for (int at = 0; at < _attackingIn.Length; at++)
        {
            _fighters[at % _fighters.Length] += _fightersIn[at];
            _attacking[at % _attacking.Length] += _attackingIn[at];
        }
    }

    private void SumPart(int part)
    {
        SumThere(part);
        SumAttacking(part);
    }

    /// <summary>Fighters of one part of who is at places and on roads or stands on paper: whole numbers, or all of them with the first part.</summary>
    private void SumThere(int part)
    {
        Span<double> sums = _fightersIn.AsSpan(part * _fighters.Length, _fighters.Length);
        sums.Clear();
        Tallies tallies = world.Tallies;
        ReadOnlySpan<Contingent> contingents = tallies.Contingents;
        foreach (Contingent contingent in contingents[ThereOf(contingents.Length, part)])
        {
            sums[contingent.Faction] += tallies.Massed[contingent.Row] + tallies.Cells[contingent.Row];
        }

        Units units = world.Units;
        ReadOnlySpan<int> roads = tallies.OnRoads.Rows;
        foreach (int u in roads[ThereOf(roads.Length, part)])
        {
            sums[units.Faction[u]] += units.Fighters[u];
        }

        foreach (int u in _hollow.AsSpan(ThereOf(_hollow.Length, part)))
        {
            sums[units.Faction[u]] += units.Fighters[u] > 0 ? units.Absent[u] : 0;
        }
    }

    private Range ThereOf(int length, int part) => _isWhole ? world.Chunks.PartOf(length, part) : part == 0 ? Range.All : ..0;

    /// <summary>Fighters under an order to attack, of one part of those who have orders: rows of a faction follow each other.</summary>
    private void SumAttacking(int part)
    {
        Span<double> sums = _attackingIn.AsSpan(part * _attacking.Length, _attacking.Length);
        sums.Clear();
        ReadOnlySpan<int> rows = world.Chunks.PartOf(world.Tallies.UnderOrders.Rows, part);
        foreach (FactionRows.Stretch stretch in world.FactionRows.All)
        {
            int count = rows.IsEmpty ? 0 : rows.BinarySearch(stretch.Last);
            count = count < 0 ? ~count : count;
            sums[stretch.Faction] = AddAttacking(rows[..count], sums[stretch.Faction]);
            rows = rows[count..];
        }
    }

    /// <summary>Four whole numbers at a time do not wait for each other's sum.</summary>
    private double AddAttacking(ReadOnlySpan<int> rows, double sum)
    {
        ref double fighters = ref MemoryMarshal.GetArrayDataReference(world.Units.Fighters), attacks = ref _attacks[1];
        ref int operation = ref MemoryMarshal.GetArrayDataReference(world.Units.Operation), row = ref MemoryMarshal.GetReference(rows);
        Vector256<double> four = default;
        int done = 0;
        for (; _isWhole && done <= rows.Length - Vector256<double>.Count; done += Vector256<double>.Count)
        {
            ref int first = ref Unsafe.Add(ref row, done);
            four += UnitHits.Four(ref fighters, ref first) * Vector256.Create(
                Unsafe.Add(ref attacks, Unsafe.Add(ref operation, first)),
                Unsafe.Add(ref attacks, Unsafe.Add(ref operation, Unsafe.Add(ref first, 1))),
                Unsafe.Add(ref attacks, Unsafe.Add(ref operation, Unsafe.Add(ref first, 2))),
                Unsafe.Add(ref attacks, Unsafe.Add(ref operation, Unsafe.Add(ref first, 3))));
        }

        sum += Vector256.Sum(four);
        for (; done < rows.Length; done++)
        {
            int u = rows[done];
            sum += world.Units.Fighters[u] * _attacks[world.Units.Operation[u] + 1];
        }

        return sum;
    }

    /// <summary>Price of the day's income of local depots, by the largest faction of the bloc that they feed.</summary>
    private void SumDepots()
    {
        Array.Clear(_depots);
        Depots depots = world.Depots;
        for (int d = 0; d < depots.Count; d++)
        {
            int payer = depots.User[d] < 0 ? -1 : world.Blocs.Leader[depots.User[d]];
            if (payer >= 0 && depots.Source[d] == DepotSource.Local && world.Economy.Wage[payer] > 0)
            {
                _depots[payer] += parameters.DepotPrice * depots.Income[d] / WorldBuilder.SupplyUnit;
            }
        }
    }

    private void Settle(int f)
    {
        Economy economy = world.Economy;
        Ledger ledger = world.Ledger;
        double income = _income[f] + economy.ExternalIncome[f];
        long revenue = world.Deterministic
            ? (long)Math.Round(income)
            : Distributions.StochasticRound(income, random.Uniform(ProcessId.Finance, world.Tick, world.Factions.StableIds[f], 0));
        long left = economy.Treasury[f] + revenue;
        ledger.Revenue[f] += revenue;
        economy.PayRatio[f] = Pay(economy.Wage[f] * _fighters[f], ref left, ref ledger.Wages[f]);
        Pay(parameters.OperationCost * _attacking[f], ref left, ref ledger.OperationCosts[f]);
        economy.DepotPay[f] = Pay(_depots[f], ref left, ref ledger.DepotCosts[f]);
        economy.Treasury[f] = left;
    }

    /// <summary>Pays what the treasury has of a bill; returns the share.</summary>
    private static double Pay(double cost, ref long treasury, ref long account)
    {
        long bill = (long)Math.Round(cost), paid = Math.Min(treasury, bill);
        treasury -= paid;
        account += paid;
        return bill > 0 ? (double)paid / bill : 1;
    }
}
