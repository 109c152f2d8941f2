using System.Collections.Concurrent;

namespace OpcSpaces.Edge.Outbox;

/// <summary>
/// A few threads that wait for disks, so that the thread pool does not have to: any number of outboxes share them.
/// Disposing it finishes what is queued.
/// </summary>
public sealed class CommitPool : IDisposable
{
    private readonly BlockingCollection<Action> _jobs = [];
    private readonly Thread[] _threads;

    public CommitPool(int threads = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        _threads = [.. Enumerable.Range(0, threads).Select(Start)];
    }

    public void Dispose()
    {
        if (_jobs.IsAddingCompleted) return;
        _jobs.CompleteAdding();
        foreach (var thread in _threads) thread.Join();
        _jobs.Dispose();
    }

    /// <summary>Runs <paramref name="job"/> soon; a job that throws ends the process, because nobody else would hear of it.</summary>
    internal void Queue(Action job) => _jobs.Add(job);

    private Thread Start(int number)
    {
        var thread = new Thread(Run, maxStackSize: 256 * 1024) { IsBackground = true, Name = $"commit {number}" };
        thread.Start();
        return thread;
    }

    private void Run()
    {
        foreach (var job in _jobs.GetConsumingEnumerable()) job();
    }
}
