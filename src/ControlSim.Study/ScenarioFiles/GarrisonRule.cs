using System.Collections.Immutable;
using ControlSim.Scenarios;

namespace ControlSim.Study.ScenarioFiles;

/// <summary>
/// The published rule of garrisons: a faction's fighters are spread over all places that its bloc owns or contests,
/// refuges apart, in proportion to sqrt(population + 1000), doubled where a corridor leads to a place owned or
/// contested by a bloc that has a faction hostile to this one on the first day (in the country of the garrison).
/// Whole numbers by largest remainder, ties by location id; then the factors of single places.
/// </summary>
internal sealed class GarrisonRule(CheckedTree tree, RelationTable relations, Holders holders)
{
    /// <summary>Fighters by location, sorted by id, places without any left out.</summary>
    public ImmutableArray<KeyValuePair<string, double>> Spread(Row force)
    {
        string faction = force.Text("faction")!;
        ImmutableArray<Row> places = [.. tree.Table("locations").Where(place => IsGarrisoned(force, faction, place))];
        double[] weights = [.. places.Select(place => Weight(faction, place))];
        double[] fighters = Apportion(force.Number("fighters")!.Value, weights);
        Row? factors = force.Child("factor");
        return
        [
            .. places.Select((place, i) => KeyValuePair.Create(place.Id, fighters[i] * Factor(factors, place.Id)))
                .Select(row => KeyValuePair.Create(row.Key, Math.Round(row.Value, MidpointRounding.AwayFromZero)))
                .Where(row => row.Value > 0),
        ];
    }

    /// <summary>Whole numbers in proportion to weights by largest remainder; ties go to the earlier one.</summary>
    public static double[] Apportion(double total, ReadOnlySpan<double> weights)
    {
        double[] result = new double[weights.Length];
        double[] remainders = new double[weights.Length];
        double sum = 0;
        foreach (double weight in weights)
        {
            sum += weight;
        }

        double left = total;
        for (int i = 0; i < weights.Length; i++)
        {
            double quota = total * weights[i] / sum;
            result[i] = Math.Floor(quota);
            remainders[i] = quota - result[i];
            left -= result[i];
        }

        if (weights.IsEmpty)
        {
            return result;
        }

        int[] order = [.. Enumerable.Range(0, weights.Length).OrderByDescending(i => remainders[i])];
        for (int i = 0; i < left; i++)
        {
            result[order[i]]++;
        }

        return result;
    }

    private bool IsGarrisoned(Row force, string faction, Row place) =>
        place.Text("kind") != FormatDescription.Refuge
        && holders.Of(place.Id).Contains(relations.BlocOf(faction))
        && (!force.Has("countries") || force.List("countries").Contains(place.Text("country")!))
        && (!force.Has("only") || force.List("only").Contains(place.Id))
        && !force.List("except").Contains(place.Id);

    private double Weight(string faction, Row place)
    {
        string country = place.Text("country")!;
        bool isFront = holders.Neighbours(place.Id).Any(neighbour => holders.Of(neighbour)
            .Any(bloc => relations.HasBloc(bloc, RelationKind.Hostile, faction, country, tree.Start!.Value)));
        return Math.Sqrt(place.Number("population")!.Value + 1000) * (isFront ? 2 : 1);
    }

    private static double Factor(Row? factors, string location) =>
        factors?.Node[location] is ScalarNode scalar && Numbers.TryRead(scalar.Text, out double factor) ? factor : 1;
}
