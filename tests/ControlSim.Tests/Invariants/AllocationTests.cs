namespace ControlSim.Tests.Invariants;

public sealed class AllocationTests
{
    [Fact]
    public void A_tick_allocates_nothing()
    {
        var (_, schedule, log) = TestWorlds.Brawl(9).Open();
        for (int day = 0; day < 60; day++)
        {
            schedule.Tick();
        }

        int events = log.Count;
        for (int day = 0; day < 40; day++)
        {
            int logged = log.Count;
            long before = GC.GetAllocatedBytesForCurrentThread();
            schedule.Tick();
            long allocated = GC.GetAllocatedBytesForCurrentThread() - before;

            // The event log grows by doubling, from 256.
            bool grows = Capacity(log.Count) > Capacity(logged);
            Assert.True(grows || allocated == 0, $"day {day}: {allocated} bytes");
        }

        Assert.True(log.Count > events);

        static uint Capacity(int count) => Math.Max(256, System.Numerics.BitOperations.RoundUpToPowerOf2((uint)count));
    }
}
