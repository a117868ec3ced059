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

        long before = GC.GetAllocatedBytesForCurrentThread();
        int events = log.Count;
        for (int day = 0; day < 40; day++)
        {
            schedule.Tick();
        }

        // The event log grows by doubling; these days stay within what it has.
        Assert.True(log.Count > events);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }
}
