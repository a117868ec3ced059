using ControlSim.Runs;

namespace ControlSim.Study.Measurements;

/// <summary>
/// Threads that share the chunks of a tick. Between two calls they wait for the number of the next one: first spinning, so that
/// a call costs microseconds, then asleep. A call allocates nothing. The calling thread works too, and waits for chunks that others
/// have begun, not for threads: one that wakes late finds nothing left to do and holds nobody up. It takes chunks from the front and the
/// others from the back, so that in the next call most rows are looked at by the core that has them near.
/// </summary>
public sealed class ChunkThreads : IDisposable
{
    /// <summary>Spins before a thread sleeps: some half a millisecond, longer than most stretches of a tick that one thread does alone.</summary>
    private const int Spins = 4000;

    private const int PausesOfSpin = 10;
    private const int ChunkBits = 16;
    private const int MostChunks = (1 << ChunkBits) - 1;

    private readonly Thread[] _threads;
    private readonly long[] _allocated;
    private readonly object _bed = new();
    private Action<int>? _work;
    private Exception? _failure;
    private long _ticket; // number of the call, the chunk after the last that is left, and the first
    private int _done;
    private int _asleep;
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
        Call(0);
        foreach (Thread thread in _threads)
        {
            thread.Join();
        }
    }

    private void RunChunks(int chunks, Action<int> work)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(chunks, MostChunks);
        if (_threads.Length == 0 || chunks <= 1)
        {
            for (int chunk = 0; chunk < chunks; chunk++)
            {
                work(chunk);
            }

            return;
        }

        // Nobody holds a chunk of the call before.
        (_work, _done) = (work, 0);
        Share(Call(chunks), fromFront: true);
        var wait = default(SpinWait);
        while (Volatile.Read(ref _done) < chunks)
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
    /// <returns>Its number.</returns>
    private int Call(int chunks)
    {
        int call = CallOf(_ticket) + 1;
        Interlocked.Exchange(ref _ticket, ((long)call << 32) | ((long)chunks << ChunkBits));
        if (Volatile.Read(ref _asleep) > 0)
        {
            lock (_bed)
            {
                Monitor.PulseAll(_bed);
            }
        }

        return call;
    }

    private static int CallOf(long ticket) => (int)(ticket >> 32);

    private void Work(int thread)
    {
        for (int call = 0; ;)
        {
            call = Await(call);
            if (_ends)
            {
                return;
            }

            Share(call, fromFront: false);
            _allocated[thread] = GC.GetAllocatedBytesForCurrentThread();
        }
    }

    /// <summary>Waits until another call than the last one seen has begun.</summary>
    private int Await(int seen)
    {
        for (int spin = 0; spin < Spins; spin++)
        {
            int call = CallOf(Volatile.Read(ref _ticket));
            if (call != seen)
            {
                return call;
            }

            Thread.SpinWait(PausesOfSpin);
        }

        lock (_bed)
        {
            Interlocked.Increment(ref _asleep);
            while (CallOf(Volatile.Read(ref _ticket)) == seen)
            {
                Monitor.Wait(_bed);
            }

            Interlocked.Decrement(ref _asleep);
        }

        return CallOf(Volatile.Read(ref _ticket));
    }

    /// <summary>
    /// Does chunks of a call while there are some. Whoever holds a chunk keeps the call from ending; whoever comes when it has ended finds
    /// another number on the ticket and gets none.
    /// </summary>
    private void Share(int call, bool fromFront)
    {
        while (true)
        {
            long ticket = Volatile.Read(ref _ticket);
            int first = (int)ticket & MostChunks, end = (int)(ticket >> ChunkBits) & MostChunks;
            if (CallOf(ticket) != call || first >= end)
            {
                return;
            }

            long without = fromFront ? ticket + 1 : ticket - (1 << ChunkBits);
            if (Interlocked.CompareExchange(ref _ticket, without, ticket) == ticket)
            {
                Do(fromFront ? first : end - 1);
                Interlocked.Increment(ref _done);
            }
        }
    }

    private void Do(int chunk)
    {
        try
        {
            _work!(chunk);
        }
#pragma warning disable CA1031 // It is thrown again on the thread that asked.
        catch (Exception e)
        {
            Interlocked.CompareExchange(ref _failure, e, null);
        }
#pragma warning restore CA1031
    }
}
