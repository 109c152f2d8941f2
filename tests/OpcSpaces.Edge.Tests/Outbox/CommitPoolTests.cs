using OpcSpaces.Edge.Outbox;
using OpcSpaces.Testing;

namespace OpcSpaces.Edge.Tests.Outbox;

public sealed class CommitPoolTests
{
    [Fact]
    public async Task One_thread_runs_the_jobs_in_order()
    {
        using var pool = new CommitPool();
        var done = new List<int>();
        for (var i = 0; i < 1_000; i++)
        {
            var job = i;
            pool.Queue(() => done.Add(job));
        }

        Assert.Equal(Enumerable.Range(0, 1_000), await pool.RunAsync(() => done.ToArray()).WaitAsync(Eventually.Patience));
    }

    [Fact]
    public void Disposal_finishes_the_queued_jobs_and_accepts_no_more()
    {
        var pool = new CommitPool(threads: 2);
        var done = 0;
        for (var i = 0; i < 100; i++) pool.Queue(() => Interlocked.Increment(ref done));
        pool.Dispose();
        Assert.Equal(100, done);
        Assert.Throws<ObjectDisposedException>(() => pool.Queue(() => done++));
    }

    [Fact]
    public async Task An_exception_fails_its_task_and_the_thread_goes_on()
    {
        using var pool = new CommitPool();
        await Assert.ThrowsAsync<FormatException>(() => pool.RunAsync<int>(() => throw new FormatException()));
        Assert.Equal(7, await pool.RunAsync(() => 7));
    }

    [Fact]
    public async Task As_many_jobs_run_at_once_as_there_are_threads()
    {
        using var pool = new CommitPool(threads: 3);
        using var all = new Barrier(3);
        var jobs = Enumerable.Range(0, 3).Select(_ => pool.RunAsync(() => all.SignalAndWait(Eventually.Patience)));
        Assert.All(await Task.WhenAll(jobs), Assert.True);
        Assert.Throws<ArgumentOutOfRangeException>(() => new CommitPool(threads: 0));
    }
}
