using OpcSpaces.Access.Credentials;

namespace OpcSpaces.Access.Tests.Credentials;

public sealed class HashingTurnsTests : IDisposable
{
    private readonly HashingTurns _turns = new();
    private readonly TaskCompletionSource<bool> _work = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Dispose() => _turns.Dispose();

    [Fact]
    public async Task Of_one_network_only_some_may_wait_and_others_still_get_in()
    {
        var waiting = Enumerable.Range(0, HashingTurns.MostOfOne).Select(_ => TakeAsync("192.0.2.7")).ToList();

        Assert.False(await TakeAsync("192.0.2.7"));
        waiting.Add(TakeAsync("192.0.2.8"));
        _work.SetResult(true);
        Assert.All(await Task.WhenAll(waiting), Assert.True);
        Assert.True(await TakeAsync("192.0.2.7"));
    }

    [Fact]
    public async Task The_queue_of_all_networks_has_an_end()
    {
        var waiting = Enumerable.Range(0, HashingTurns.MostOfAll).Select(i => TakeAsync($"192.0.2.{i}")).ToList();

        Assert.False(await TakeAsync("198.51.100.1"));
        _work.SetResult(true);
        Assert.All(await Task.WhenAll(waiting), Assert.True);
    }

    [Fact]
    public async Task Whoever_leaves_makes_room()
    {
        using var gone = new CancellationTokenSource();
        var first = TakeAsync("192.0.2.1");
        var second = TakeAsync("192.0.2.2");
        var waiting = Enumerable.Range(0, HashingTurns.MostOfOne).Select(_ => TakeAsync("192.0.2.7", gone.Token)).ToList();
        await gone.CancelAsync();
        foreach (var one in waiting) await Assert.ThrowsAnyAsync<OperationCanceledException>(() => one);

        var next = TakeAsync("192.0.2.7");
        _work.SetResult(true);
        Assert.All(await Task.WhenAll(first, second, next), Assert.True);
    }

    private Task<bool> TakeAsync(string source, CancellationToken stop = default) => _turns.TakeAsync(source, () => _work.Task, refused: false, stop);
}
