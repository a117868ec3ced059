using ControlSim.Networks;
using ControlSim.Scenarios;

namespace ControlSim.Study.Scores;

/// <summary>Least road kilometres between locations, whoever holds what between them; infinite where no road leads.</summary>
public sealed class RoadDistances
{
    private readonly double[] kilometres;
    private readonly int count;

    /// <summary>Solves from every location.</summary>
    public RoadDistances(Scenario scenario)
    {
        count = scenario.Locations.Length;
        var rows = Enumerable.Range(0, count).ToDictionary(l => scenario.Locations[l].Id, StringComparer.Ordinal);
        int[] from = [.. scenario.Corridors.Select(c => rows[c.From])], to = [.. scenario.Corridors.Select(c => rows[c.To])];
        double[] lengths = [.. scenario.Corridors.Select(c => c.LengthKm)];
        var paths = new ShortestPaths(new Adjacency(count, from, to));
        kilometres = new double[count * count];
        for (int l = 0; l < count; l++)
        {
            paths.Solve(l, lengths, []);
            paths.Distances.CopyTo(kilometres.AsSpan(l * count, count));
        }
    }

    /// <summary>Distance of two locations, rows in <c>Scenario.Locations</c>, km.</summary>
    public double Between(int a, int b) => kilometres[(a * count) + b];
}
