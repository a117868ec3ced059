using ControlSim.Randomness;

namespace ControlSim.Processes;

/// <summary>
/// A battle of two whole numbers of fighters, one death at a time: the next to fall is of side y with probability A = r x/(r x
/// + y) under the square law, or a constant under the linear law (Brown 1963, "Theory of Combat: The Probability of Winning").
/// A yardstick for <c>Combat</c>, whose daily Binomial losses give the same chances; no run steps it.
/// </summary>
internal static class JumpChain
{
    /// <summary>Chance that x wins: P(x, y) = A P(x, y - 1) + (1 - A) P(x - 1, y), P(x, 0) = 1, P(0, y) = 0.</summary>
    /// <param name="x">Fighters of the one side.</param>
    /// <param name="y">Fighters of the other side.</param>
    /// <param name="r">Effectiveness of one x over that of one y.</param>
    /// <param name="isSquare">Square law; else the linear law with A = r/(r + 1).</param>
    public static double WinProbability(int x, int y, double r, bool isSquare)
    {
        var row = new double[y + 1];
        for (int i = 0; i <= x; i++)
        {
            row[0] = 1;
            for (int j = 1; j <= y; j++)
            {
                double a = i == 0 ? 0 : FallsOfY(i, j, r, isSquare);
                row[j] = i == 0 ? 0 : (a * row[j - 1]) + ((1 - a) * row[j]);
            }
        }

        return row[y];
    }

    /// <summary>Fights it out.</summary>
    /// <param name="x">Fighters of the one side.</param>
    /// <param name="y">Fighters of the other side.</param>
    /// <param name="r">Effectiveness of one x over that of one y.</param>
    /// <param name="isSquare">Square law, else linear.</param>
    /// <param name="random">Draws.</param>
    /// <param name="battle">Stable id of the battle.</param>
    /// <returns>Survivors of both sides; one of them is 0.</returns>
    public static (int X, int Y) Fight(int x, int y, double r, bool isSquare, RandomStreams random, ulong battle)
    {
        for (int draw = 0; x > 0 && y > 0; draw++)
        {
            if (random.Uniform(ProcessId.Combat, 0, battle, draw) < FallsOfY(x, y, r, isSquare))
            {
                y--;
            }
            else
            {
                x--;
            }
        }

        return (x, y);
    }

    private static double FallsOfY(int x, int y, double r, bool isSquare) => isSquare ? r * x / ((r * x) + y) : r / (r + 1);
}
