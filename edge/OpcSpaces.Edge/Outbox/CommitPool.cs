using System.Diagnostics.CodeAnalysis;

namespace OpcSpaces.Edge.Outbox;

/// <summary>
/// A few threads that wait for disks, so that the thread pool does not have to. Any number of outboxes share them.
/// Disposing the pool finishes the queued jobs first.
/// </summary>
public sealed class CommitPool : IDisposable
{
    // Threads also wait on it for jobs. A plain monitor sleeps at once, whereas SemaphoreSlim and what is built on it spin
    // before each sleep: at ten commits a second that was a large part of an agent's CPU.
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

    /// <summary>Runs <paramref name="job"/> soon. A job that throws ends the process, because nobody else would notice.</summary>
    internal void Queue(Action job) => ObjectDisposedException.ThrowIf(!TryQueue(job), this);

    /// <summary>The same; false when the pool is closed, for callers that may come too late.</summary>
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

    /// <summary>Runs <paramref name="work"/> on one of the threads; the task fails with what it throws.</summary>
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
