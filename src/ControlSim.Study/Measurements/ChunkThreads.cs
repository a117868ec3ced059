using ControlSim.Runs;

namespace ControlSim.Study.Measurements;

/// <summary>
/// Threads that share the chunks of a tick. Between two calls they wait for the number of the next one: first spinning, so that
/// a call costs microseconds, then asleep. A call allocates nothing. The calling thread works too.
/// </summary>
public sealed class ChunkThreads : IDisposable
{
    /// <summary>Spins before a thread sleeps: some half a millisecond, longer than most stretches of a tick that one thread does alone.</summary>
    private const int Spins = 4000;

    private const int PausesOfSpin = 10;

    private readonly Thread[] _threads;
    private readonly long[] _allocated;
    private readonly object _bed = new();
    private Action<int>? _work;
    private Exception? _failure;
    private int _chunks;
    private int _next;
    private int _working;
    private int _asleep;
    private int _call;
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
    public long AllocatedBytes
    {
        get
        {
            long bytes = GC.GetAllocatedBytesForCurrentThread();
            foreach (long others in _allocated)
            {
                bytes += others;
            }

            return bytes;
        }
    }

    /// <summary>Does the chunks of one step.</summary>
    public ChunkRunner Run { get; }

    public void Dispose()
    {
        _ends = true;
        Call();
        foreach (Thread thread in _threads)
        {
            thread.Join();
        }
    }

    private void RunChunks(int chunks, Action<int> work)
    {
        if (_threads.Length == 0 || chunks <= 1)
        {
            for (int chunk = 0; chunk < chunks; chunk++)
            {
                work(chunk);
            }

            return;
        }

        (_work, _chunks, _next, _working) = (work, chunks, 0, _threads.Length);
        Call();
        Share();
        var wait = default(SpinWait);
        while (Volatile.Read(ref _working) > 0)
        {
            wait.SpinOnce(sleep1Threshold: -1);
        }

        if (_failure is Exception failure)
        {
            _failure = null;
            throw new InvalidOperationException("A thread of a tick failed.", failure);
        }
    }

    /// <summary>Begins the next call. A thread counts itself as asleep before it looks at the number for the last time, so none oversleeps.</summary>
    private void Call()
    {
        Interlocked.Increment(ref _call);
        if (Volatile.Read(ref _asleep) > 0)
        {
            lock (_bed)
            {
                Monitor.PulseAll(_bed);
            }
        }
    }

    private void Work(int thread)
    {
        for (int call = 0; ; call++)
        {
            Await(call);
            if (_ends)
            {
                return;
            }

            Share();
            _allocated[thread] = GC.GetAllocatedBytesForCurrentThread();
            Interlocked.Decrement(ref _working);
        }
    }

    /// <summary>Waits until the number of calls has passed.</summary>
    private void Await(int call)
    {
        for (int spin = 0; spin < Spins; spin++)
        {
            if (Volatile.Read(ref _call) != call)
            {
                return;
            }

            Thread.SpinWait(PausesOfSpin);
        }

        lock (_bed)
        {
            Interlocked.Increment(ref _asleep);
            while (Volatile.Read(ref _call) == call)
            {
                Monitor.Wait(_bed);
            }

            Interlocked.Decrement(ref _asleep);
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
