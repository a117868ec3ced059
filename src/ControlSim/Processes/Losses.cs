using ControlSim.Randomness;
using ControlSim.Tables;

namespace ControlSim.Processes;

/// <summary>Fighters that units lose of whom each leaves or falls with a chance of his own: Binomial, in a deterministic run the expectation.</summary>
internal static class Losses
{
    /// <summary>Losses of some units, at most <see cref="Distributions.MostBinomials"/>.</summary>
    /// <param name="world">The world.</param>
    /// <param name="fighters">Fighters of each unit.</param>
    /// <param name="chance">Chance of each of its fighters.</param>
    /// <param name="logNone"><see cref="Distributions.LogNone"/> of the chances, or nothing.</param>
    /// <param name="draws">Draws, in place of which the losses are put, or not a number where the width matters.</param>
    /// <param name="width">By how much draws may be larger; 0: they are known.</param>
    public static void Draw(
        World world, ReadOnlySpan<double> fighters, ReadOnlySpan<double> chance, ReadOnlySpan<double> logNone, Span<double> draws, double width)
    {
        if (width > 0)
        {
            Distributions.TellBinomials(fighters, chance, draws, width);
            return;
        }

        if (!world.Deterministic)
        {
            Distributions.Binomials(fighters, chance, logNone, draws);
            return;
        }

        for (int i = 0; i < draws.Length; i++)
        {
            draws[i] = fighters[i] * chance[i];
        }
    }
}
