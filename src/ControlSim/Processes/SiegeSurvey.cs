using ControlSim.Tables;

namespace ControlSim.Processes;

/// <summary>
/// What a siege promises: how strong the garrison of a place will be when it has eaten what it has. It can be starved as far as its
/// supply comes over roads; what depots in the place and the country round it give stays.
/// </summary>
internal sealed class SiegeSurvey(World world, SupplyParameters parameters)
{
    private readonly AskedValues _starved = new(world.Locations.Count * world.Blocs.Count);

    /// <summary>A day on which garrisons have other supply.</summary>
    public void Begin() => _starved.Forget();

    /// <summary>Strength of the starved garrison over its strength today, at most 1: of a place commanders ask several times a day.</summary>
    /// <param name="l">The place.</param>
    /// <param name="bloc">The besieger.</param>
    public double StarvedShare(int l, int bloc)
    {
        ref double share = ref _starved[(l * world.Blocs.Count) + bloc];
        share = double.IsNaN(share) ? StarvedShareOf(l, bloc) : share;
        return share;
    }

    private double StarvedShareOf(int l, int bloc)
    {
        double supply = Presence.SupplyOfEnemies(world, l, bloc);
        return double.IsNaN(supply)
            ? 1
            : Aggregation.Strength(1, Math.Min(supply, SupplyUnderSiege(l, bloc)), 1, 1) / Aggregation.Strength(1, supply, 1, 1);
    }

    private double SupplyUnderSiege(int l, int bloc)
    {
        int country = world.Locations.Country[l], blocs = world.Blocs.Count;
        double mouths = 0, income = 0;
        for (int b = 0; b < blocs; b++)
        {
            mouths += world.Blocs.AreHostile(country, bloc, b) ? world.Tallies.BlocMassed[(l * blocs) + b] : 0;
        }

        for (int d = 0; d < world.Depots.Count; d++)
        {
            bool within = world.Depots.Location[d] == l && world.Depots.User[d] >= 0
                && world.Blocs.AreHostile(country, bloc, world.Depots.User[d]);
            income += within ? world.Depots.Income[d] * (1 - world.Depots.Damage[d]) / WorldBuilder.SupplyUnit : 0;
        }

        double need = parameters.NeedMassed * mouths;
        return need > 0 ? Math.Min(1, parameters.ForageMassed + (income / need)) : 1;
    }
}
