using OpcSpaces.Edge;
using OpcSpaces.Edge.Config;
using OpcSpaces.Edge.Outbox;
using OpcSpaces.Edge.Sensing.Batching;
using OpcSpaces.Edge.Uplink;
using OpcSpaces.FirmwareSim.Building;
using OpcSpaces.FirmwareSim.Fleet;
using OpcSpaces.FirmwareSim.Signals;
using OpcSpaces.FirmwareSim.Time;
using OpcSpaces.Testing;
using OpcSpaces.Wire.Mqtt;

namespace OpcSpaces.Benchmarks.Facts.Living;

/// <summary>The agents of a building, and what happens to them. Virtual time stands still while something does.</summary>
internal sealed class FaultyFleet : IAsyncDisposable
{
    // Of real time, for what takes milliseconds.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(1);

    private readonly FleetOptions _options;
    private readonly VirtualTime _time;
    private readonly GatewayFleet _fleet;
    private readonly HashSet<string> _off = [];
    private readonly HashSet<string> _cut = [];

    /// <param name="plan">The building.</param>
    /// <param name="boards">Of all gateways.</param>
    /// <param name="faults">Of gateways.</param>
    /// <param name="directory">Where the gateways keep their files.</param>
    /// <param name="brokerPort">On loopback.</param>
    /// <param name="time">The sensing clock.</param>
    /// <param name="install">Changes the configuration of each gateway; null for the one that the plan gives.</param>
    public FaultyFleet(
        BuildingPlan plan, IReadOnlyDictionary<string, SimulatedBoard> boards, IReadOnlyList<GatewayFault> faults, string directory, int brokerPort, VirtualTime time,
        Func<GatewayConfig, GatewayConfig>? install = null)
    {
        _time = time;
        _options = new FleetOptions
        {
            DataDirectory = directory,
            Broker = new MqttEndpointOptions { Port = brokerPort },
            Batching = new BatchingConfig { WindowMs = 5, AwayTelemetrySeconds = 1 },
            Outbox = new OutboxConfig { SurvivesPowerLoss = false, RetainCommittedHours = 0 },
            Uplink = new UplinkConfig { FirstReconnectDelayMs = 1, LongestReconnectDelayMs = 50 },
        };
        var unset = faults.Where(fault => fault.Kind is GatewayFaultKind.UnsetClock or GatewayFaultKind.WrongClock).Select(fault => fault.Gateway).ToHashSet();
        _fleet = new GatewayFleet(_options, [.. FleetConfigs.Of(plan, _options).Select(install ?? (config => config))], boards, time, wrongClocks: unset);
        Steps = [.. faults.SelectMany(StepsOf).OrderBy(step => step.At)];
    }

    /// <summary>No gateway can deliver anything: the cloud does not listen.</summary>
    public bool IsCloudAway { get; set; }

    /// <summary>What happens when, in order. To be done when virtual time stands there.</summary>
    public IReadOnlyList<(DateTimeOffset At, Func<CancellationToken, Task> Do)> Steps { get; }

    public Task StartAsync(CancellationToken stop) => _fleet.StartAsync(stop);

    public Task StopAsync() => _fleet.StopAsync();

    /// <summary>
    /// Completes when the cloud has everything that was sensed so far by the gateways that can reach it, and the others have few readings
    /// that are not on their disks.
    /// </summary>
    public async Task LevelAsync(CancellationToken stop)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (_fleet.Agents.Any(agent => !IsLevel(agent)))
        {
            if (_fleet.Ended.IsFaulted) await _fleet.Ended;
            if (TimeProvider.System.GetElapsedTime(started) > Patience) throw new TimeoutException($"At {_time.GetUtcNow():u} the cloud does not get everything: {_fleet.Progress}.");
            await Task.Delay(Interval, stop);
        }

        await _fleet.WaitForRoomAsync(stop);
    }

    public ValueTask DisposeAsync() => _fleet.DisposeAsync();

    private bool IsLevel(GatewayAgent agent)
    {
        var gateway = agent.Config.Gateway;
        if (_off.Contains(gateway)) return true;
        if (agent.Health is not { IsSealing: false } health) return false;
        return IsCloudAway || _cut.Contains(gateway) || health is { Connected: true, Backlog: 0, ReadingsUnsaved: 0 };
    }

    private IEnumerable<(DateTimeOffset At, Func<CancellationToken, Task> Do)> StepsOf(GatewayFault fault)
    {
        var gateway = fault.Gateway;
        switch (fault.Kind)
        {
            case GatewayFaultKind.Off:
                yield return (fault.From, _ => TurnOffAsync(gateway));
                yield return (fault.To, stop => TurnOnAsync(gateway, stop));
                break;
            case GatewayFaultKind.Unreachable:
                yield return (fault.From, _ => CutAsync(gateway));
                yield return (fault.To, _ => Restore(gateway));
                break;
            case GatewayFaultKind.Choked:
                yield return (fault.From, _ => CutAsync(gateway));
                yield return (fault.Between!.Value, _ => Choke(gateway));
                yield return (fault.To, _ => Restore(gateway));
                break;
            case GatewayFaultKind.Flickering:
                foreach (var (from, to) in fault.Outages)
                {
                    yield return (from, _ => TurnOffAsync(gateway));
                    yield return (to, stop => TurnOnAsync(gateway, stop));
                }

                break;
            case GatewayFaultKind.Crash:
                yield return (fault.From, _ => CrashAsync(gateway));
                yield return (fault.To, stop => TurnOnAsync(gateway, stop));
                break;
            case GatewayFaultKind.LostDisk:
                yield return (fault.From, _ => CutAsync(gateway));
                yield return (fault.Between!.Value, _ => LoseDiskAsync(gateway));
                yield return (fault.To, stop => TurnOnAsync(gateway, stop));
                break;
            case GatewayFaultKind.UnsetClock:
                yield return (fault.From, _ => TurnOffAsync(gateway));
                yield return (fault.Between!.Value, stop => TurnOnAsync(gateway, DateTimeOffset.UnixEpoch.AddMinutes(1) - _time.GetUtcNow(), stop));
                yield return (fault.To, _ => SetClock(gateway));
                break;
            case GatewayFaultKind.WrongClock:
                yield return (fault.From, _ => TurnOffAsync(gateway));
                yield return (fault.Between!.Value, stop => BootAsync(gateway, fault.Ahead, stop));
                yield return (fault.To, _ => SetClock(gateway, isSynchronized: true));
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(fault), fault, "No such fault.");
        }
    }

    private Task CutAsync(string gateway)
    {
        _cut.Add(gateway);
        return _fleet.LinkOf(gateway).CutAsync(this);
    }

    private Task Restore(string gateway)
    {
        _cut.Remove(gateway);
        _fleet.LinkOf(gateway).LosesData = false;
        _fleet.LinkOf(gateway).Restore(this);
        return Task.CompletedTask;
    }

    private Task Choke(string gateway)
    {
        _fleet.LinkOf(gateway).LosesData = true;
        _fleet.LinkOf(gateway).Restore(this);
        return Task.CompletedTask;
    }

    private async Task TurnOffAsync(string gateway)
    {
        await _fleet.TurnOffAsync(gateway);
        _off.Add(gateway);
    }

    private async Task TurnOnAsync(string gateway, CancellationToken stop)
    {
        await Restore(gateway);
        await _fleet.TurnOnAsync(gateway, stop);
        _off.Remove(gateway);
    }

    // What a stop still writes is not sent, and the disk is set back to the moment before it.
    private async Task CrashAsync(string gateway)
    {
        await CutAsync(gateway);
        var directory = _options.DirectoryOf(gateway);
        using var kept = new TemporaryDirectory("crash");
        // The database before its log: what is committed in between is then in the log only.
        foreach (var file in Directory.GetFiles(directory).OrderBy(file => file.Length)) File.Copy(file, kept.File(Path.GetFileName(file)));
        await TurnOffAsync(gateway);
        foreach (var file in Directory.GetFiles(directory)) File.Delete(file);
        foreach (var file in Directory.GetFiles(kept.FullPath)) File.Copy(file, Path.Combine(directory, Path.GetFileName(file)));
    }

    private async Task LoseDiskAsync(string gateway)
    {
        await TurnOffAsync(gateway);
        var badges = Path.GetFileName(_options.BadgeKeyOf(gateway));
        // Enrolment gives a new disk the key again.
        foreach (var file in Directory.GetFiles(_options.DirectoryOf(gateway)).Where(file => Path.GetFileName(file) != badges)) File.Delete(file);
    }

    private Task TurnOnAsync(string gateway, TimeSpan ahead, CancellationToken stop)
    {
        _fleet.ClockOf(gateway).Ahead = ahead;
        return TurnOnAsync(gateway, stop);
    }

    // As a machine with fake-hwclock or a battery clock that drifts: no time server was reached yet.
    private Task BootAsync(string gateway, TimeSpan ahead, CancellationToken stop)
    {
        _fleet.ClockOf(gateway).NewBoot();
        _fleet.ClockOf(gateway).IsSynchronized = false;
        return TurnOnAsync(gateway, ahead, stop);
    }

    private Task SetClock(string gateway, bool? isSynchronized = null)
    {
        (_fleet.ClockOf(gateway).Ahead, _fleet.ClockOf(gateway).IsSynchronized) = (TimeSpan.Zero, isSynchronized);
        return Task.CompletedTask;
    }
}
