using OpcSpaces.FirmwareSim.Fleet;
using OpcSpaces.FirmwareSim.Scripts;
using OpcSpaces.FirmwareSim.Time;

namespace OpcSpaces.FirmwareSim.Faults.Gateways;

/// <summary>
/// Plays what a script does to gateways, their clocks and their link to the broker, at its moments of virtual time, which stands still
/// meanwhile: an agent has stopped, or listens again, before time goes on. Transport lives in real time: that the broker is away means
/// that sessions are cut at the one moment and refused until the other, however little real time lies between them.
/// </summary>
internal sealed class FleetScript : IPausePoints, IDisposable
{
    private readonly GatewayFleet _fleet;
    private readonly List<ScheduledFault> _faults;
    private readonly Dictionary<string, int> _dead = [];

    /// <param name="script">What happens to sensors and wires is left out.</param>
    public FleetScript(IReadOnlyList<ScriptEntry> script, GatewayFleet fleet, BuildingClock clock, DateTimeOffset from)
    {
        _fleet = fleet;
        _faults = [.. script.Where(entry => ScriptKinds.IsOfGateway(entry.Kind)).Select(entry => Schedule(entry, ScriptWindow.After(entry, clock, from)))];
    }

    public DateTimeOffset NextPause => _faults.Count == 0 ? DateTimeOffset.MaxValue : _faults.Min(fault => fault.Next);

    public async ValueTask ReachAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        foreach (var fault in _faults)
            await fault.FollowAsync(now, cancellationToken);
    }

    public void Dispose() => _faults.ForEach(fault => fault.Dispose());

    private ScheduledFault Schedule(ScriptEntry entry, IEnumerable<ScriptWindow> windows) => entry.Kind switch
    {
        ScriptKind.GatewayDead => new ScheduledFault(windows, _ => DieAsync(entry.Gateway), stop => ReviveAsync(entry.Gateway, stop)),
        ScriptKind.ClockWrong => new ScheduledFault(windows, _ => Skew(entry.Gateway, entry.OffsetSeconds), _ => Skew(entry.Gateway, -entry.OffsetSeconds)),
        _ => new ScheduledFault(windows, _ => Task.WhenAll(LinksOf(entry).Select(link => link.CutAsync(entry))), _ => Restore(entry)),
    };

    private async Task DieAsync(string gateway)
    {
        _dead[gateway] = _dead.GetValueOrDefault(gateway) + 1;
        if (_dead[gateway] == 1)
            await _fleet.TurnOffAsync(gateway);
    }

    private async Task ReviveAsync(string gateway, CancellationToken stop)
    {
        if (--_dead[gateway] == 0)
            await _fleet.TurnOnAsync(gateway, stop);
    }

    private Task Skew(string gateway, double seconds)
    {
        _fleet.ClockOf(gateway).Ahead += TimeSpan.FromSeconds(seconds);
        return Task.CompletedTask;
    }

    private Task Restore(ScriptEntry entry)
    {
        foreach (var link in LinksOf(entry))
            link.Restore(entry);
        return Task.CompletedTask;
    }

    private IEnumerable<BrokerLink> LinksOf(ScriptEntry entry) => entry.Gateway.Length > 0 ? [_fleet.LinkOf(entry.Gateway)] : _fleet.Links;
}

/// <summary>One entry of a script that happens to a fleet: when it turns on or off next, and what it does then.</summary>
internal sealed class ScheduledFault(IEnumerable<ScriptWindow> windows, Func<CancellationToken, Task> begin, Func<CancellationToken, Task> end) : IDisposable
{
    private readonly ScriptSchedule _schedule = new(windows);

    /// <summary>The greatest time when nothing comes any more.</summary>
    public DateTimeOffset Next => _schedule.Next;

    public async Task FollowAsync(DateTimeOffset now, CancellationToken stop)
    {
        while (_schedule.TrySwitch(now))
            await (_schedule.IsOn ? begin : end)(stop);
    }

    public void Dispose() => _schedule.Dispose();
}
