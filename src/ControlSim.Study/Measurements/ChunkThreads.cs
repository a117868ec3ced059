using ControlSim.Runs;

namespace ControlSim.Study.Measurements;

/// <summary>
/// Threads that share the chunks of a tick. They wait between two calls, first spinning, so that a call costs microseconds;
/// a call allocates nothing. The calling thread works too.
/// </summary>
public sealed class ChunkThreads : IDisposable
{
    private readonly Thread[] _threads;
    private readonly long[] _allocated;
    private readonly SemaphoreSlim _begin = new(0);
    private readonly ManualResetEventSlim _end = new();
    private Action<int>? _work;
    private Exception? _failure;
    private int _chunks;
    private int _next;
    private int _working;
    private bool _ends;

    /// <summary>Starts threads.</summary>
    /// <param name="jobs">Threads that work at a time, the caller's among them; at least 1.</param>
    public ChunkThreads(int jobs)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(jobs, 1);
        Run = RunChunks;
        _allocated = new long[jobs - 1];
        _threads = [.. Enumerable.Range(1, jobs - 1).Select(i => new Thread(() => Work(i - 1)) { IsBackground = true, Name = $"chunks {i}" })];
        foreach (Thread thread in _threads)
        {
            thread.Start();
        }
    }

    /// <summary>Managed memory that the calling thread and those of this object have allocated in all, bytes.</summary>
    public long AllocatedBytes => GC.GetAllocatedBytesForCurrentThread() + _allocated.Sum();

    /// <summary>Does the chunks of one step.</summary>
    public ChunkRunner Run { get; }

    public void Dispose()
    {
        _ends = true;
        _begin.Release(Math.Max(1, _threads.Length));
        foreach (Thread thread in _threads)
        {
            thread.Join();
        }

        _begin.Dispose();
        _end.Dispose();
    }

    private void RunChunks(int chunks, Action<int> work)
    {
        int others = Math.Min(_threads.Length, chunks - 1);
        if (others <= 0)
        {
            for (int chunk = 0; chunk < chunks; chunk++)
            {
                work(chunk);
            }

            return;
        }

        (_work, _chunks, _next, _working) = (work, chunks, 0, others);
        _end.Reset();
        _begin.Release(others);
        Share();
        _end.Wait();
        if (_failure is Exception failure)
        {
            _failure = null;
            throw new InvalidOperationException("A thread of a tick failed.", failure);
        }
    }

    private void Work(int thread)
    {
        while (true)
        {
            _begin.Wait();
            if (_ends)
            {
                return;
            }

            Share();
            _allocated[thread] = GC.GetAllocatedBytesForCurrentThread();
            if (Interlocked.Decrement(ref _working) == 0)
            {
                _end.Set();
            }
        }
    }

    private void Share()
    {
        try
        {
            int chunk;
            while ((chunk = Interlocked.Increment(ref _next) - 1) < _chunks)
            {
                _work!(chunk);
            }
        }
#pragma warning disable CA1031 // It is thrown again on the thread that asked.
        catch (Exception e)
        {
            Interlocked.CompareExchange(ref _failure, e, null);
        }
#pragma warning restore CA1031
    }
}
