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
/// Any number of real gateway agents in this process, each on a simulated board, sharing one broker connector and one
/// pool of commit threads. Boards outlive the fleet: a new fleet on the same boards and directories is the same gateways
/// after a restart. Single gateways may be turned off and on again, and cut off from the broker.
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

    // In the order of the configurations, and by the gateway's id.
    private readonly OrderedDictionary<string, FleetGateway> _gateways = [];
    private readonly Dictionary<string, BrokerLink> _links = [];
    private readonly Dictionary<string, SkewedTime> _clocks = [];

    /// <param name="boards">The board of each gateway, by the gateway's id.</param>
    /// <param name="witness">Of each gateway's commits, by the gateway's id; null for none.</param>
    /// <param name="wrongClocks">The gateways whose clocks may be set wrong (<see cref="ClockOf"/>).</param>
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
                    TransportTime = _transportTime,
                    Loggers = loggers ?? NullLoggerFactory.Instance,
                    CommitObserver = witness?.Invoke(gateway),
                }),
                board));
        }
    }

    /// <summary>Those that run now; of a gateway that is off, the last one.</summary>
    public IReadOnlyList<GatewayAgent> Agents => [.. _gateways.Values.Select(gateway => gateway.Agent)];

    /// <summary>Fails when an agent has ended by itself (which it does only by failing), and completes when the fleet was stopped.</summary>
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

    /// <summary>Starts every agent; completes when all listen to their pins, so that no signal is missed. Throws what an agent failed with.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var gateway in _gateways.Values)
            gateway.Start();
        await WaitUntilReadyAsync(cancellationToken);
    }

    /// <summary>The gateway is without power from now on, or does not start with the fleet; returns when everything that it saw is on its disk.</summary>
    public Task TurnOffAsync(string gateway) => _gateways[gateway].TurnOffAsync();

    /// <summary>Starts a new agent in place of one that was turned off; returns when it listens to its pins.</summary>
    public async Task TurnOnAsync(string gateway, CancellationToken cancellationToken)
    {
        await _gateways[gateway].TurnOnAsync();
        await WaitUntilReadyAsync(cancellationToken);
    }

    /// <summary>The clock of a gateway that was said to have a wrong one.</summary>
    public SkewedTime ClockOf(string gateway) => _clocks[gateway];

    internal BrokerLink LinkOf(string gateway) => _links[gateway];

    /// <summary>
    /// Waits until every gateway has room: few readings that are not on its disk yet, so that sensing in fast virtual time
    /// does not outrun what a real gateway's memory is bounded to; and, while it is connected to a host, few batches that are
    /// not committed, so that the cloud sees time pass as it does here. Ends early when an agent failed.
    /// </summary>
    public async ValueTask WaitForRoomAsync(CancellationToken cancellationToken)
    {
        while (!_gateways.Values.All(HasRoom) && !HasFailed)
            await Task.Delay(RoomInterval, _transportTime, cancellationToken);
    }

    /// <summary>Waits until the cloud has committed everything that was made. Ends early when an agent failed.</summary>
    public async Task WaitUntilCommittedAsync(CancellationToken cancellationToken)
    {
        while (Progress is { Backlog: > 0 } or { ReadingsUnsaved: > 0 } && !HasFailed)
            await Task.Delay(PollInterval, _transportTime, cancellationToken);
    }

    /// <summary>Lets every agent put what it saw on its disk and say goodbye to the host. Throws what an agent failed with.</summary>
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

    private static bool HasRoom(FleetGateway gateway) =>
        gateway.IsOff || gateway.Agent is not { Outbox: { } outbox } agent
        || (outbox.ReadingsUnsaved <= MostUnsavedReadings && (!agent.HasHost || outbox.Position is var at && at.LastSequence - at.Committed <= MostUncommittedBatches));
}
