using ControlSim.Tables;

namespace ControlSim.Processes;

/// <summary>
/// What supply at the end of the road will leave of a force: the roads into a place from where its bloc holds the neighbours carry so many
/// man-days, and no force is fed better than who stands at its start today.
/// </summary>
internal sealed class RoadSurvey
{
    private readonly World _world;
    private readonly SupplyParameters _parameters;
    private readonly double[] _capacity;

    public RoadSurvey(World world, SupplyParameters parameters)
    {
        (_world, _parameters) = (world, parameters);
        double[] ofClass = parameters.CapacitiesByClass();
        _capacity = [.. world.Corridors.Class.Select(c => ofClass[(int)c])];
    }

    /// <summary>What the road to a place leaves of a force that goes there.</summary>
    /// <param name="l">The place.</param>
    /// <param name="start">Where the force gathers; the place itself where the bloc holds out in it.</param>
    /// <param name="bloc">The bloc of the force.</param>
    /// <param name="fighters">Fighters of the whole force, of which a share will go.</param>
    public RoadPrice To(int l, int start, int bloc, double fighters)
    {
        bool stands = _world.Tallies.BlocMassed[(start * _world.Blocs.Count) + bloc] > 0;
        double fill = stands ? Math.Min(1, _world.Tallies.SupplyFill[(start * _world.Blocs.Count) + bloc]) : 1;
        double need = _parameters.NeedMassed * fighters;
        return new RoadPrice(_parameters.ForageMassed, fill, need > 0 && l != start ? CapacityInto(l, bloc) / need : double.PositiveInfinity);
    }

    private double CapacityInto(int l, int bloc)
    {
        double sum = 0;
        Corridors corridors = _world.Corridors;
        for (int arc = corridors.ArcStart[l]; arc < corridors.ArcStart[l + 1]; arc++)
        {
            sum += Presence.IsHeldFor(_world, corridors.ArcTo[arc], bloc) ? _capacity[corridors.ArcCorridor[arc]] : 0;
        }

        return sum;
    }
}

/// <summary>Supply that a force can expect at a place.</summary>
/// <param name="Forage">Share of the need that is found on the spot.</param>
/// <param name="Fill">Share of the need that arrives where it starts.</param>
/// <param name="Carried">Share of the need of the whole force that the roads into the place carry.</param>
internal readonly record struct RoadPrice(double Forage, double Fill, double Carried)
{
    /// <summary>Strength that a share of the force keeps at the place, over its strength in full supply.</summary>
    public double Kept(double share) =>
        Aggregation.Strength(1, Math.Min(1, Forage + Math.Min(Fill, Carried / share)), 1, 1) / Aggregation.Strength(1, 1, 1, 1);

    /// <summary>Largest share of the force of which each still gets a supply from the road; at most 1.</summary>
    public double MostShare(double supply) => supply <= Forage ? 1 : Math.Min(1, Carried / (supply - Forage));

    /// <summary>Share of the force that must go so that a strength is there, as a share of that of the whole force in full supply; may exceed 1.</summary>
    public double ShareFor(double strength)
    {
        double hungry = Aggregation.Strength(1, 0, 1, 1) / Aggregation.Strength(1, 1, 1, 1), share = strength / Kept(double.Epsilon);
        return Carried >= Fill * share
            ? share
            : Math.Max(share, (strength - ((1 - hungry) * Carried)) / (hungry + ((1 - hungry) * Forage)));
    }
}
