using OpcSpaces.FirmwareSim.Fleet;
using OpcSpaces.FirmwareSim.Scripts;
using OpcSpaces.FirmwareSim.Time;

namespace OpcSpaces.FirmwareSim.Faults.Gateways;

/// <summary>
/// Plays what a script does to gateways, their clocks and their way to the broker, at its moments of virtual time, which stands still
/// meanwhile: an agent has stopped, or listens again, before time goes on. Transport lives in real time: that the broker is away means
/// that sessions are cut at the one moment and refused until the other, however little real time lies between them.
/// </summary>
internal sealed class FleetScript : IHalts, IDisposable
{
    private readonly GatewayFleet _fleet;
    private readonly List<FleetAct> _acts;
    private readonly Dictionary<string, int> _dead = [];

    /// <param name="script">What happens to sensors and wires is left out.</param>
    public FleetScript(IReadOnlyList<ScriptEntry> script, GatewayFleet fleet, BuildingClock clock, DateTimeOffset from)
    {
        _fleet = fleet;
        _acts = [.. script.Where(entry => ScriptKinds.IsOfGateway(entry.Kind)).Select(entry => Act(entry, ScriptWindow.After(entry, clock, from)))];
    }

    public DateTimeOffset NextHalt => _acts.Count == 0 ? DateTimeOffset.MaxValue : _acts.Min(act => act.Next);

    public async ValueTask ReachAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        foreach (var act in _acts)
            await act.FollowAsync(now, cancellationToken);
    }

    public void Dispose() => _acts.ForEach(act => act.Dispose());

    private FleetAct Act(ScriptEntry entry, IEnumerable<ScriptWindow> windows) => entry.Kind switch
    {
        ScriptKind.GatewayDead => new FleetAct(windows, _ => DieAsync(entry.Gateway), stop => ReviveAsync(entry.Gateway, stop)),
        ScriptKind.ClockWrong => new FleetAct(windows, _ => Skew(entry.Gateway, entry.OffsetSeconds), _ => Skew(entry.Gateway, -entry.OffsetSeconds)),
        _ => new FleetAct(windows, _ => Task.WhenAll(WaysOf(entry).Select(way => way.CutAsync(entry))), _ => Join(entry)),
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

    private Task Join(ScriptEntry entry)
    {
        foreach (var way in WaysOf(entry))
            way.Join(entry);
        return Task.CompletedTask;
    }

    private IEnumerable<CutConnector> WaysOf(ScriptEntry entry) => entry.Gateway.Length > 0 ? [_fleet.WayOf(entry.Gateway)] : _fleet.Ways;
}
