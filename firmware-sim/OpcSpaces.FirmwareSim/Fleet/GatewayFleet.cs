using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using OpcSpaces.Edge;
using OpcSpaces.Edge.Config;
using OpcSpaces.Edge.Health;
using OpcSpaces.Edge.Outbox;
using OpcSpaces.FirmwareSim.Signals;
using OpcSpaces.Settings;
using OpcSpaces.Wire.Mqtt;
using OpcSpaces.Wire.Mqtt.Client;

namespace OpcSpaces.FirmwareSim.Fleet;

/// <summary>
/// Any number of real gateway agents in this process, each on a simulated board. They share one broker connector and one pool of
/// commit threads. Boards outlive the fleet: a new fleet on the same boards and directories is the same gateways after a restart.
/// Single gateways can be turned off and on, and their links to the broker can be cut.
/// </summary>
public sealed class GatewayFleet : IAsyncDisposable
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan RoomInterval = TimeSpan.FromMilliseconds(2);
    private const int MostUnsavedReadings = 2_000;
    private const ulong MostUncommittedBatches = 128;

    private readonly CommitPool _commitPool;
    private readonly IMqttConnector _connector;
    private readonly TimeProvider _transportTime;
    private readonly TaskCompletionSource _stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);

    // The same gateways, in the order of the configurations and by id.
    private readonly OrderedDictionary<string, FleetGateway> _gateways = [];
    private readonly Dictionary<string, BrokerLink> _links = [];
    private readonly Dictionary<string, SkewedTime> _clocks = [];

    /// <param name="boards">The board of each gateway, by the gateway's id.</param>
    /// <param name="witness">Creates the witness of a gateway's commits, by the gateway's id; null for none.</param>
    /// <param name="wrongClocks">The gateways whose clocks can be set wrong (<see cref="ClockOf"/>).</param>
    /// <remarks>Throws <see cref="SettingsException"/> for a faulty configuration and <see cref="NotSupportedException"/> without an MQTT library.</remarks>
    public GatewayFleet(
        FleetOptions options,
        IReadOnlyList<GatewayConfig> configs,
        IReadOnlyDictionary<string, SimulatedBoard> boards,
        TimeProvider sensingTime,
        TimeProvider? transportTime = null,
        ILoggerFactory? loggers = null,
        Func<string, ICommitObserver?>? witness = null,
        IReadOnlySet<string>? wrongClocks = null)
    {
        _transportTime = transportTime ?? TimeProvider.System;
        FleetBadges.Enrol(configs, sensingTime.GetUtcNow());
        _connector = MqttConnector.Create(options.Broker, loggers);
        _commitPool = new CommitPool(options.CommitThreads);
        foreach (var config in configs)
        {
            var (gateway, board) = (config.Gateway, boards[config.Gateway]);
            var link = _links[gateway] = new BrokerLink(_connector);
            var clock = wrongClocks?.Contains(gateway) == true ? _clocks[gateway] = new SkewedTime(sensingTime) : null;
            _gateways.Add(gateway, new FleetGateway(
                () => new GatewayAgent(config, new GatewayAgentDependencies
                {
                    Pins = board.CreateController(clock is null ? null : () => clock.Ahead),
                    Buses = board.CreateBuses(),
                    Brokers = [link],
                    CommitPool = _commitPool,
                    SensingTime = clock ?? sensingTime,
                    BootId = clock?.Boot,
                    IsSynchronized = clock is null ? null : () => clock.IsSynchronized,
                    TransportTime = _transportTime,
                    Loggers = loggers ?? NullLoggerFactory.Instance,
                    CommitObserver = witness?.Invoke(gateway),
                })));
        }
    }

    /// <summary>The agents that run now, and the last agent of each gateway that is off.</summary>
    public IReadOnlyList<GatewayAgent> Agents => [.. _gateways.Values.Select(gateway => gateway.Agent)];

    /// <summary>Faulted when an agent has failed; completes when the fleet was stopped.</summary>
    public Task Ended => Task.WhenAny(_gateways.Values.Select(gateway => gateway.Failed).Append(_stopped.Task)).Unwrap();

    /// <summary>Every gateway's link to the broker.</summary>
    internal IEnumerable<BrokerLink> Links => _links.Values;

    public FleetProgress Progress
    {
        get
        {
            var health = _gateways.Values.Where(gateway => !gateway.IsOff).Select(gateway => gateway.Agent.Health).OfType<AgentHealth>().ToList();
            return new FleetProgress(
                _gateways.Count,
                health.Count(agent => agent.Connected),
                _gateways.Values.Sum(gateway => gateway.ReadingsMade),
                health.Sum(agent => (long)agent.ReadingsUnsaved),
                health.Sum(agent => agent.ReadingsLost.Values.Sum()),
                health.Aggregate(0UL, (sum, agent) => sum + agent.Backlog));
        }
    }

    /// <summary>
    /// Starts every agent. Completes when all sense, so that no signal is missed. Throws the exception of an agent
    /// that failed.
    /// </summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var gateway in _gateways.Values)
            gateway.Start();
        await WaitUntilReadyAsync(cancellationToken);
    }

    /// <summary>Turns a gateway off, or keeps it off when the fleet starts. Completes when everything that it sensed is on its disk.</summary>
    public Task TurnOffAsync(string gateway) => _gateways[gateway].TurnOffAsync();

    /// <summary>Turns a gateway on again, with a new agent. Completes when the agent senses.</summary>
    public async Task TurnOnAsync(string gateway, CancellationToken cancellationToken)
    {
        await _gateways[gateway].TurnOnAsync();
        await WaitUntilReadyAsync(cancellationToken);
    }

    /// <summary>The clock of a gateway that was named in <c>wrongClocks</c>.</summary>
    public SkewedTime ClockOf(string gateway) => _clocks[gateway];

    internal BrokerLink LinkOf(string gateway) => _links[gateway];

    /// <summary>
    /// Waits until every gateway can take more: it does not look at hours, because the next look would be left out; it has few readings that are
    /// not on its disk, because a real gateway has limited memory and fast virtual time must not exceed it; and while it is connected to a host, it has few batches that are not
    /// committed, so that the cloud sees about the same time as the simulation. Returns early when an agent has failed.
    /// </summary>
    public async ValueTask WaitForRoomAsync(CancellationToken cancellationToken)
    {
        while (!_gateways.Values.All(HasRoom) && !HasFailed)
            await Task.Delay(RoomInterval, _transportTime, cancellationToken);
    }

    /// <summary>Waits until the cloud has committed everything. Returns early when an agent has failed.</summary>
    public async Task WaitUntilCommittedAsync(CancellationToken cancellationToken)
    {
        // Asked first: what it appends is then seen in the backlog.
        while ((_gateways.Values.Any(gateway => gateway.Agent.IsSealing) || Progress is { Backlog: > 0 } or { ReadingsUnsaved: > 0 }) && !HasFailed)
            await Task.Delay(PollInterval, _transportTime, cancellationToken);
    }

    /// <summary>Stops every agent: each stores what it sensed and ends its session. Throws the exception of an agent that failed.</summary>
    public async Task StopAsync()
    {
        _stopped.TrySetResult();
        await Task.WhenAll(_gateways.Values.Select(gateway => gateway.StopAsync()));
    }

    public async ValueTask DisposeAsync()
    {
        _stopped.TrySetResult();
        await Task.WhenAll(_gateways.Values.Select(gateway => gateway.DisposeAsync().AsTask()));
        _commitPool.Dispose();
        if (_connector is IAsyncDisposable connector)
            await connector.DisposeAsync();
        else
            (_connector as IDisposable)?.Dispose();
    }

    private bool HasFailed => _gateways.Values.Any(gateway => gateway.Failed.IsCompleted);

    private async Task WaitUntilReadyAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(PollInterval, _transportTime);
        while (!_gateways.Values.All(gateway => gateway.IsReady))
        {
            if (_gateways.Values.FirstOrDefault(gateway => gateway.Failed.IsCompleted) is { } failed)
                await failed.Failed;
            await timer.WaitForNextTickAsync(cancellationToken);
        }
    }

    private bool HasRoom(FleetGateway gateway) =>
        gateway.IsOff || gateway.Agent is not { Outbox: { } outbox } agent
        || (!agent.IsSealing && outbox.ReadingsUnsaved <= MostUnsavedReadings
            && (!agent.HasHost || LinkOf(agent.Config.Gateway).LosesData || outbox.Position is var at && at.LastSequence - at.Committed <= MostUncommittedBatches));
}
