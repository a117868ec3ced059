using ControlSim.Runs;

namespace ControlSim.Study.Scores;

/// <summary>
/// Ranked probability score of the five control zones (Epstein 1969; Murphy 1971), divided by the four steps: 0 is perfect, 1 is
/// certain and at the other end. It knows that zone 2 is nearer to 3 than zone 1 is.
/// </summary>
public static class RankedScore
{
    /// <summary>Number of control zones (Kalyvas 2006).</summary>
    public const int Zones = ControlZones.Count;

    /// <summary>Row, 0 to 4, of the control zone of a difference of two control shares (<see cref="ControlZones"/>).</summary>
    public static int Zone(double difference) => ControlZones.Of(difference) - 1;

    /// <summary>Score of a forecast.</summary>
    /// <param name="forecast">Probability of each category, in order.</param>
    /// <param name="observed">The category that was observed, from 0.</param>
    public static double Of(ReadOnlySpan<double> forecast, int observed)
    {
        double sum = 0, cumulated = 0;
        for (int k = 0; k + 1 < forecast.Length; k++)
        {
            cumulated += forecast[k];
            double step = cumulated - (observed <= k ? 1 : 0);
            sum += step * step;
        }

        return sum / (forecast.Length - 1);
    }
}
