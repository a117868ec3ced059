using ControlSim.Processes;
using ControlSim.Randomness;

namespace ControlSim.Scenarios;

/// <summary>
/// How many there are in one run: of a total, of what of it stands at a place, and of the forces of an order only bands are known. Each is
/// multiplied by a lognormal number of median 1, one of a faction, one of a faction at a place, one of an order.
/// </summary>
internal static class StrengthDraws
{
    /// <summary>The scenario with the strengths that it has in a run, whole fighters.</summary>
    /// <param name="scenario">A checked scenario, not deterministic.</param>
    /// <param name="key">Key of the run's random numbers.</param>
    public static Scenario Drawn(Scenario scenario, ulong key)
    {
        CommandParameters spread = scenario.Parameters.Command;
        var random = new RandomStreams(key);
        bool units = spread.StrengthSpread > 0 || spread.GarrisonSpread > 0;
        return !units && spread.ForcesSpread <= 0 ? scenario : scenario with
        {
            Units = units ? [.. scenario.Units.Select(Scaled)] : scenario.Units,
            Orders = [.. scenario.Orders.Select(o => o with { Forces = o.Forces * Factor(spread.ForcesSpread, StableId.Of(o.Id), 3) })],
        };

        double Factor(double deviation, ulong entity, int index) => deviation <= 0 ? 1
            : Distributions.LogNormal(0, deviation, random.Uniform(ProcessId.Uncertainty, 0, entity, index));

        UnitStart Scaled(UnitStart unit)
        {
            ulong faction = StableId.Of(unit.Faction);
            double factor = Factor(spread.StrengthSpread, faction, 1)
                * Factor(spread.GarrisonSpread, StableId.Combine(faction, StableId.Of(unit.Location)), 2);
            double draw = random.Uniform(ProcessId.Uncertainty, 0, StableId.Of(unit.Id), 4);
            return unit with
            {
                Fighters = Math.Max(1, Math.Floor((factor * unit.Fighters) + draw)),
                Absent = Math.Floor((factor * unit.Absent) + draw),
            };
        }
    }
}
