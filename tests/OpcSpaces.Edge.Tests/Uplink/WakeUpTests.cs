using Microsoft.Extensions.Time.Testing;
using OpcSpaces.Edge.Uplink;
using OpcSpaces.Testing;

namespace OpcSpaces.Edge.Tests.Uplink;

public sealed class WakeUpTests : IDisposable
{
    private readonly FakeTimeProvider _time = new(FakeTime.Start);
    private readonly WakeUp _wakeUp;
    private readonly List<int> _threads = [];

    public WakeUpTests() => _wakeUp = new WakeUp(_time);

    public void Dispose() => _wakeUp.Dispose();

    // Each round notes on which thread it goes on.
    private async Task LoopAsync()
    {
        while (_threads.Count < 3)
        {
            await _wakeUp.SleepAsync();
            _threads.Add(Environment.CurrentManagedThreadId);
        }
    }

    [Fact]
    public Task A_call_here_returns_when_the_loop_has_run_to_its_next_wait() => Task.Run(() =>
    {
        // On the pool, because xunit's own threads let nothing continue on them.
        var loop = LoopAsync();
        Assert.False(loop.IsCompleted);
        _wakeUp.CallHere();
        _wakeUp.CallHere();
        Assert.Equal([Environment.CurrentManagedThreadId, Environment.CurrentManagedThreadId], _threads);
    });

    [Fact]
    public async Task Calls_while_the_loop_works_are_remembered_as_one()
    {
        for (var i = 0; i < 5; i++) _wakeUp.Call();
        await _wakeUp.SleepAsync();
        var sleep = _wakeUp.SleepAsync();
        Assert.False(sleep.IsCompleted);
        _wakeUp.Call();
        await sleep.WaitAsync(Eventually.Patience);
    }

    [Fact]
    public async Task A_time_wakes_the_loop_and_can_be_cancelled()
    {
        var sleep = _wakeUp.SleepAsync();
        _wakeUp.CallIn(TimeSpan.FromSeconds(5));
        _wakeUp.CallIn(null);
        _time.Advance(TimeSpan.FromSeconds(10));
        Assert.False(sleep.IsCompleted);
        _wakeUp.CallIn(TimeSpan.FromSeconds(5));
        _time.Advance(TimeSpan.FromSeconds(5));
        await sleep.WaitAsync(Eventually.Patience);
    }
}
