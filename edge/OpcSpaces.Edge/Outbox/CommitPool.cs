using System.Diagnostics.CodeAnalysis;

namespace OpcSpaces.Edge.Outbox;

/// <summary>
/// A few threads that wait for disks, so that the thread pool does not have to: any number of outboxes share them.
/// Disposing it finishes what is queued.
/// </summary>
public sealed class CommitPool : IDisposable
{
    // Also the condition that threads wait for. A plain monitor sleeps at once, where SemaphoreSlim and what is built on it
    // spin before each sleep: at ten commits a second that was a good part of all the CPU that an agent took.
    private readonly object _gate = new();
    private readonly Queue<Action> _jobs = [];
    private readonly Thread[] _threads;
    private bool _closed;

    public CommitPool(int threads = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        _threads = [.. Enumerable.Range(0, threads).Select(Start)];
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _closed = true;
            Monitor.PulseAll(_gate);
        }

        foreach (var thread in _threads) thread.Join();
    }

    /// <summary>Runs <paramref name="job"/> soon; a job that throws ends the process, because nobody else would hear of it.</summary>
    internal void Queue(Action job) => ObjectDisposedException.ThrowIf(!TryQueue(job), this);

    /// <summary>False when the pool is closed: for those who may come too late and have nobody to throw at.</summary>
    internal bool TryQueue(Action job)
    {
        lock (_gate)
        {
            if (_closed) return false;
            _jobs.Enqueue(job);
            Monitor.Pulse(_gate);
            return true;
        }
    }

    /// <summary>Runs <paramref name="work"/> on one of the threads; what it throws comes out of the task.</summary>
    internal Task<T> RunAsync<T>(Func<T> work)
    {
        var done = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        Queue(() =>
        {
            try
            {
                done.TrySetResult(work());
            }
            catch (Exception e)
            {
                done.TrySetException(e);
            }
        });
        return done.Task;
    }

    private Thread Start(int number)
    {
        var thread = new Thread(Run, maxStackSize: 256 * 1024) { IsBackground = true, Name = $"commit {number}" };
        thread.Start();
        return thread;
    }

    private void Run()
    {
        while (TryTake(out var job)) job();
    }

    private bool TryTake([NotNullWhen(true)] out Action? job)
    {
        lock (_gate)
        {
            while (!_jobs.TryDequeue(out job))
            {
                if (_closed) return false;
                Monitor.Wait(_gate);
            }

            return true;
        }
    }
}
