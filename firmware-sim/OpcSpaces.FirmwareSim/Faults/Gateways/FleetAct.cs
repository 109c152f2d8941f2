using OpcSpaces.FirmwareSim.Scripts;

namespace OpcSpaces.FirmwareSim.Faults.Gateways;

/// <summary>One entry of a script that happens to a fleet: when it turns on or off next, and what it does then.</summary>
internal sealed class FleetAct(IEnumerable<ScriptWindow> windows, Func<CancellationToken, Task> begin, Func<CancellationToken, Task> end) : IDisposable
{
    private readonly WindowWalk _walk = new(windows);

    /// <summary>The greatest time when nothing comes any more.</summary>
    public DateTimeOffset Next => _walk.Next;

    public async Task FollowAsync(DateTimeOffset now, CancellationToken stop)
    {
        while (_walk.TryTurn(now))
            await (_walk.IsOn ? begin : end)(stop);
    }

    public void Dispose() => _walk.Dispose();
}
