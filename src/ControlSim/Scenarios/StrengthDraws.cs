using System.Collections.Immutable;
using System.Runtime.InteropServices;
using ControlSim.Processes;
using ControlSim.Randomness;

namespace ControlSim.Scenarios;

/// <summary>
/// How many there are in one run: of a total, of what of it stands at a place, and of the forces of an order only bands are known. Each is
/// multiplied by a lognormal number of median 1, one of a faction, one of a faction at a place, one of an order.
/// </summary>
internal sealed class StrengthDraws
{
    private readonly ulong[] _units; // stable ids
    private readonly ulong[] _orders;
    private readonly int[] _garrisonOf; // by unit
    private readonly (ulong Faction, ulong AtPlace)[] _garrisons;

    /// <param name="scenario">A checked scenario.</param>
    public StrengthDraws(Scenario scenario)
    {
        _units = [.. scenario.Units.Select(u => StableId.Of(u.Id))];
        _orders = [.. scenario.Orders.Select(o => StableId.Of(o.Id))];
        var numbers = new Dictionary<(string, string), int>();
        var garrisons = new List<(ulong, ulong)>();
        _garrisonOf = new int[_units.Length];
        for (int u = 0; u < _units.Length; u++)
        {
            (string faction, string place) = (scenario.Units[u].Faction, scenario.Units[u].Location);
            if (!numbers.TryGetValue((faction, place), out _garrisonOf[u]))
            {
                numbers.Add((faction, place), _garrisonOf[u] = garrisons.Count);
                garrisons.Add((StableId.Of(faction), StableId.Combine(StableId.Of(faction), StableId.Of(place))));
            }
        }

        _garrisons = [.. garrisons];
    }

    /// <summary>The scenario with the strengths that it has in a run, whole fighters.</summary>
    /// <param name="scenario">The scenario, not deterministic, with the parameters of the run.</param>
    /// <param name="key">Key of the run's random numbers.</param>
    public Scenario Drawn(Scenario scenario, ulong key)
    {
        CommandParameters spread = scenario.Parameters.Command;
        var random = new RandomStreams(key);
        bool units = spread.StrengthSpread > 0 || spread.GarrisonSpread > 0;
        return !units && spread.ForcesSpread <= 0 ? scenario : scenario with
        {
            Units = units ? Scaled(scenario.Units, spread, random) : scenario.Units,
            Orders = [.. scenario.Orders.Select((o, i) => o with { Forces = o.Forces * Factor(random, spread.ForcesSpread, _orders[i], 3) })],
        };
    }

    private static double Factor(RandomStreams random, double deviation, ulong entity, int index) => deviation <= 0 ? 1
        : Distributions.LogNormal(0, deviation, random.Uniform(ProcessId.Uncertainty, 0, entity, index));

    private ImmutableArray<UnitStart> Scaled(ImmutableArray<UnitStart> units, CommandParameters spread, RandomStreams random)
    {
        var factors = new double[_garrisons.Length];
        for (int g = 0; g < factors.Length; g++)
        {
            factors[g] = Factor(random, spread.StrengthSpread, _garrisons[g].Faction, 1) * Factor(random, spread.GarrisonSpread, _garrisons[g].AtPlace, 2);
        }

        var scaled = new UnitStart[units.Length];
        for (int u = 0; u < scaled.Length; u++)
        {
            double factor = factors[_garrisonOf[u]], draw = random.Uniform(ProcessId.Uncertainty, 0, _units[u], 4);
            scaled[u] = units[u] with
            {
                Fighters = Math.Max(1, Math.Floor((factor * units[u].Fighters) + draw)),
                Absent = Math.Floor((factor * units[u].Absent) + draw),
            };
        }

        return ImmutableCollectionsMarshal.AsImmutableArray(scaled);
    }
}
