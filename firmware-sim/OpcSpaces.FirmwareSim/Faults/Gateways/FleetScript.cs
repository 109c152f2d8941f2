using OpcSpaces.FirmwareSim.Fleet;
using OpcSpaces.FirmwareSim.Scripts;
using OpcSpaces.FirmwareSim.Time;

namespace OpcSpaces.FirmwareSim.Faults.Gateways;

/// <summary>
/// Applies the script entries that concern gateways, their clocks and their link to the broker. Virtual time is paused meanwhile,
/// so an agent has stopped, or listens again, before time continues. Transport runs in real time: if the broker is away, sessions
/// are cut at the beginning of the window and refused until its end, even if this is a moment of real time.
/// </summary>
internal sealed class FleetScript : IPausePoints, IDisposable
{
    private readonly GatewayFleet _fleet;
    private readonly List<ScheduledFault> _faults;
    private readonly Dictionary<string, int> _dead = [];

    /// <param name="script">Entries about sensors and wires are ignored.</param>
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

/// <summary>One script entry that concerns a gateway: when it begins or ends next, and what happens then.</summary>
internal sealed class ScheduledFault(IEnumerable<ScriptWindow> windows, Func<CancellationToken, Task> begin, Func<CancellationToken, Task> end) : IDisposable
{
    private readonly ScriptSchedule _schedule = new(windows);

    /// <summary><see cref="DateTimeOffset.MaxValue"/> when nothing follows.</summary>
    public DateTimeOffset Next => _schedule.Next;

    public async Task FollowAsync(DateTimeOffset now, CancellationToken stop)
    {
        while (_schedule.TrySwitch(now))
            await (_schedule.IsOn ? begin : end)(stop);
    }

    public void Dispose() => _schedule.Dispose();
}
