using ControlSim.Study.Measurements;

namespace ControlSim.Tests.Measurements;

public sealed class ChunkThreadsTests
{
    /// <summary>Thousands of calls of changing size, some after a pause in which the threads fall asleep.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public void Every_chunk_is_done_once_before_the_call_returns(int jobs)
    {
        using var threads = new ChunkThreads(jobs);
        int[] done = new int[64];
        for (int call = 0; call < 5000; call++)
        {
            int chunks = (call * 7919) % 23;
            threads.Run(chunks, chunk => Interlocked.Increment(ref done[chunk]));
            Assert.All(done.Take(chunks), times => Assert.Equal(1, times));
            Assert.All(done.Skip(chunks), times => Assert.Equal(0, times));
            Array.Clear(done);
            if (call % 500 == 0)
            {
                Thread.Sleep(5);
            }
        }
    }

    [Fact]
    public void A_failure_of_a_chunk_is_thrown_where_it_was_asked_for_and_the_next_call_works()
    {
        using var threads = new ChunkThreads(3);
        for (int call = 0; call < 100; call++)
        {
            var thrown = Assert.Throws<InvalidOperationException>(
                () => threads.Run(8, chunk => _ = chunk == 5 ? throw new NotSupportedException("five") : chunk));
            Assert.IsType<NotSupportedException>(thrown.InnerException);
            int sum = 0;
            threads.Run(8, chunk => Interlocked.Add(ref sum, chunk));
            Assert.Equal(28, sum);
        }
    }
}
