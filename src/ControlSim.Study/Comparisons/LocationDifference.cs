using System.Collections.Immutable;
using ControlSim.Runs;
using ControlSim.Scenarios;
using ControlSim.Study.Experiments;
using ControlSim.Study.Statistics;

namespace ControlSim.Study.Comparisons;

/// <summary>How many days longer or shorter a bloc owns a location in the what-if.</summary>
/// <param name="Location">Row in <c>Scenario.Locations</c> of the base.</param>
/// <param name="Bloc">Row in <c>Scenario.Blocs</c> of the base.</param>
/// <param name="Base">Mean days in the base.</param>
/// <param name="WhatIf">Mean days in the what-if.</param>
/// <param name="Interval">Bootstrap interval of the mean paired difference.</param>
public sealed record LocationDifference(int Location, int Bloc, double Base, double WhatIf, Interval Interval)
{
    /// <summary>Mean difference, days.</summary>
    public double Difference => WhatIf - Base;

    /// <summary>Every location and bloc with a difference in any pair, in the order of the scenario.</summary>
    /// <exception cref="ArgumentException">The what-if has other locations or blocs.</exception>
    public static ImmutableArray<LocationDifference> Of(Ensemble baseline, Ensemble whatIf, Bootstrap bootstrap)
    {
        Scenario scenario = baseline.Scenario;
        if (!scenario.Locations.Select(l => l.Id).SequenceEqual(whatIf.Scenario.Locations.Select(l => l.Id))
            || !scenario.Blocs.Select(b => b.Id).SequenceEqual(whatIf.Scenario.Blocs.Select(b => b.Id)))
        {
            throw new ArgumentException("the what-if adds or removes locations or blocs, so the two cannot be compared place by place", nameof(whatIf));
        }

        int[] numbers = [.. baseline.Numbers.Intersect(whatIf.Numbers)];
        int[][] first = [.. numbers.Select(n => Days(baseline, n))];
        int[][] second = [.. numbers.Select(n => Days(whatIf, n))];
        var result = ImmutableArray.CreateBuilder<LocationDifference>();
        for (int cell = 0; cell < scenario.Locations.Length * scenario.Blocs.Length; cell++)
        {
            double[] differences = [.. Enumerable.Range(0, numbers.Length).Select(i => (double)(second[i][cell] - first[i][cell]))];
            if (differences.Any(d => d != 0))
            {
                result.Add(new LocationDifference(
                    cell / scenario.Blocs.Length,
                    cell % scenario.Blocs.Length,
                    first.Average(f => f[cell]),
                    second.Average(s => s[cell]),
                    bootstrap.OfMean(differences)));
            }
        }

        return result.ToImmutable();
    }

    /// <summary>Days after the first on which each bloc owns each location.</summary>
    private static int[] Days(Ensemble ensemble, int number)
    {
        Scenario scenario = ensemble.Scenario;
        RunSeries series = ensemble.Results[ensemble.Numbers.BinarySearch(number)].Series;
        int locations = scenario.Locations.Length;
        int[] days = new int[locations * scenario.Blocs.Length];
        for (int tick = 1; tick <= scenario.Ticks; tick++)
        {
            for (int l = 0; l < locations; l++)
            {
                int owner = series.Owner[(tick * locations) + l];
                if (owner >= 0)
                {
                    days[(l * scenario.Blocs.Length) + owner]++;
                }
            }
        }

        return days;
    }
}
