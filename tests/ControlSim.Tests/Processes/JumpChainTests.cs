using ControlSim.Processes;
using ControlSim.Randomness;

namespace ControlSim.Tests.Processes;

/// <summary>Brown's recursion, the chain that it describes, and the daily exchange of the model, which must agree with both.</summary>
public sealed class JumpChainTests
{
    [Theory]
    [InlineData(3, 2, true, 31.0 / 40)]
    [InlineData(5, 4, true, 51907.0 / 72576)]
    [InlineData(10, 8, true, 0.791358)]
    [InlineData(20, 16, true, 0.875340)]
    [InlineData(3, 2, false, 0.6875)]
    [InlineData(5, 4, false, 0.636719)]
    [InlineData(10, 8, false, 0.685471)]
    [InlineData(20, 16, false, 0.750220)]
    public void Brown_s_probabilities_come_out_and_the_chain_meets_them(int x, int y, bool isSquare, double expected)
    {
        const int runs = 100_000;
        Assert.Equal(expected, JumpChain.WinProbability(x, y, 1, isSquare), 1e-6);
        var random = new RandomStreams(7);
        int wins = 0;
        for (int i = 0; i < runs; i++)
        {
            wins += JumpChain.Fight(x, y, 1, isSquare, random, StableId.Combine((ulong)(x * 100) + (ulong)y, (ulong)i)).X > 0 ? 1 : 0;
        }

        Assert.Equal(expected, wins / (double)runs, 4 * Math.Sqrt(expected * (1 - expected) / runs));
    }

    [Fact]
    public void The_ends_are_certain_and_the_sides_can_be_exchanged()
    {
        Assert.Equal(1, JumpChain.WinProbability(4, 0, 1, true));
        Assert.Equal(0, JumpChain.WinProbability(0, 4, 1, true));
        Assert.Equal(1, JumpChain.WinProbability(6, 9, 1.7, true) + JumpChain.WinProbability(9, 6, 1 / 1.7, true), 1e-12);
        Assert.Equal(0.5, JumpChain.WinProbability(12, 12, 1, true), 1e-12);
    }

    [Fact]
    public void Survivors_of_equal_sides_grow_with_the_power_three_quarters()
    {
        // The OK Corral: simulated with other draws 23.5 at 64 and 191.3 at 1024, slope 0.756.
        double small = Survivors(64, 8000), large = Survivors(1024, 2000);
        double slope = Math.Log(large / small) / Math.Log(1024.0 / 64);
        Assert.InRange(slope, 0.73, 0.78);
        Assert.InRange(small, 22.5, 24.5);

        static double Survivors(int n, int battles)
        {
            var random = new RandomStreams(11);
            long left = 0;
            for (int i = 0; i < battles; i++)
            {
                var (x, y) = JumpChain.Fight(n, n, 1, true, random, StableId.Combine((ulong)n, (ulong)i));
                left += x + y;
            }

            return (double)left / battles;
        }
    }

    /// <summary>Why no run steps the chain: daily Binomial losses at the model's rates already give its chances.</summary>
    [Theory]
    [InlineData(5, 4)]
    [InlineData(20, 16)]
    public void The_daily_exchange_of_small_battles_meets_the_chain(int x, int y)
    {
        const int runs = 4000;
        int wins = 0;
        for (int i = 0; i < runs; i++)
        {
            wins += XWins(x, y, i) ? 1 : 0;
        }

        double expected = JumpChain.WinProbability(x, y, 1, true);
        Assert.Equal(expected, wins / (double)runs, 4 * Math.Sqrt(expected * (1 - expected) / runs));
    }

    private static bool XWins(int x, int y, int replicate)
    {
        var small = new SmallWorld()
            .With(p => p with { Combat = p.Combat with { PaceSpread = 0, VisibilityMassed = 1, LullIntensity = 1 } })
            .Faction("x").Faction("y").Hostile("x", "y").Location("field").Unit("x", "field", x).Unit("y", "field", y);
        var (world, _, _) = small.Open();
        var aggregation = new Aggregation(world);
        var combat = new Combat(world, small.Parameters.Combat, new RandomStreams((ulong)replicate));
        while (world.Units.Fighters[0] > 0 && world.Units.Fighters[1] > 0)
        {
            world.Tick++;
            aggregation.Step();
            combat.Step();
        }

        return world.Units.Fighters[world.Units.Faction[0] == world.Order.FactionRow["x"] ? 0 : 1] > 0;
    }
}
