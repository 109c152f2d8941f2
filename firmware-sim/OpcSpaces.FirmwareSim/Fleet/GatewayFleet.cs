using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using OpcSpaces.Edge;
using OpcSpaces.Edge.Config;
using OpcSpaces.Edge.Health;
using OpcSpaces.Edge.Outbox;
using OpcSpaces.FirmwareSim.Signals;
using OpcSpaces.Wire.Mqtt;

namespace OpcSpaces.FirmwareSim.Fleet;

/// <summary>
/// Any number of real gateway agents in this process, each on a simulated board, sharing one broker connector and one
/// pool of commit threads. Boards outlive the fleet: a new fleet on the same boards and directories is the same gateways
/// after a restart.
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
    private readonly IReadOnlyList<GatewayAgent> _agents;
    private readonly IReadOnlyDictionary<string, SimulatedBoard> _boards;
    private readonly CancellationTokenSource _stop = new();
    private IReadOnlyList<Task> _runs = [];

    /// <param name="boards">The board of each gateway, by the gateway's id.</param>
    /// <param name="witness">Of each gateway's commits, by the gateway's id; null for none.</param>
    /// <remarks>Throws <see cref="ConfigurationException"/> for a faulty configuration and <see cref="NotSupportedException"/> without an MQTT library.</remarks>
    public GatewayFleet(
        FleetOptions options,
        IReadOnlyList<GatewayConfig> configs,
        IReadOnlyDictionary<string, SimulatedBoard> boards,
        TimeProvider sensingTime,
        TimeProvider? transportTime = null,
        ILoggerFactory? loggers = null,
        Func<string, ICommitWitness?>? witness = null)
    {
        _transportTime = transportTime ?? TimeProvider.System;
        _boards = boards;
        FleetBadges.Enrol(configs, sensingTime.GetUtcNow());
        _connector = MqttConnectors.Create(options.Broker, loggers);
        _commitPool = new CommitPool(options.CommitThreads);
        _agents =
        [
            .. configs.Select(config => new GatewayAgent(config, new GatewayAgentParts
            {
                Pins = boards[config.Gateway].CreateController(),
                Buses = boards[config.Gateway].CreateBuses(),
                Brokers = [_connector],
                CommitPool = _commitPool,
                SensingTime = sensingTime,
                TransportTime = _transportTime,
                Loggers = loggers ?? NullLoggerFactory.Instance,
                Witness = witness?.Invoke(config.Gateway),
            })),
        ];
    }

    public IReadOnlyList<GatewayAgent> Agents => _agents;

    /// <summary>Completes when an agent has ended by itself (which it does only by failing), and when the fleet was stopped.</summary>
    public Task Ended => _runs.Count == 0 ? Task.CompletedTask : Task.WhenAny(_runs).Unwrap();

    public FleetProgress Progress
    {
        get
        {
            var health = Healths().ToList();
            return new FleetProgress(
                _agents.Count,
                health.Count(agent => agent.Connected),
                health.Sum(agent => agent.ReadingsAppended),
                health.Sum(agent => (long)agent.ReadingsUnsaved),
                health.Sum(agent => agent.ReadingsLost.Values.Sum()),
                health.Aggregate(0UL, (sum, agent) => sum + agent.Backlog));
        }
    }

    /// <summary>Starts every agent; completes when all listen to their pins, so that no signal is missed. Throws what an agent failed with.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        _runs = [.. _agents.Select(agent => Task.Run(() => agent.RunAsync(_stop.Token), cancellationToken))];
        using var timer = new PeriodicTimer(PollInterval, _transportTime);
        while (!_agents.All(agent => _boards[agent.Config.Gateway].IsWatched))
        {
            if (_runs.FirstOrDefault(run => run.IsCompleted) is { } ended)
                await ended;
            await timer.WaitForNextTickAsync(cancellationToken);
        }
    }

    /// <summary>
    /// Waits until every gateway has room: few readings that are not on its disk yet, so that sensing in fast virtual time
    /// does not outrun what a real gateway's memory is bounded to; and, while it is connected to a host, few batches that are
    /// not committed, so that the cloud sees time pass as it does here. Ends early when an agent failed.
    /// </summary>
    public async ValueTask WaitForRoomAsync(CancellationToken cancellationToken)
    {
        while (!_agents.All(HasRoom) && !_runs.Any(run => run.IsCompleted))
            await Task.Delay(RoomInterval, _transportTime, cancellationToken);
    }

    /// <summary>Waits until the cloud has committed everything that was made. Ends early when an agent failed.</summary>
    public async Task WaitUntilCommittedAsync(CancellationToken cancellationToken)
    {
        while (Progress is { Backlog: > 0 } or { ReadingsUnsaved: > 0 } && !_runs.Any(run => run.IsCompleted))
            await Task.Delay(PollInterval, _transportTime, cancellationToken);
    }

    /// <summary>Lets every agent put what it saw on its disk and say goodbye to the host. Throws what an agent failed with.</summary>
    public async Task StopAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_runs);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_runs).ContinueWith(static _ => { }, TaskScheduler.Default);
        foreach (var agent in _agents)
            await agent.DisposeAsync();
        _commitPool.Dispose();
        if (_connector is IAsyncDisposable connector)
            await connector.DisposeAsync();
        else
            (_connector as IDisposable)?.Dispose();
        _stop.Dispose();
    }

    private static bool HasRoom(GatewayAgent agent) =>
        agent.Outbox is not { } outbox
        || (outbox.ReadingsUnsaved <= MostUnsavedReadings && (!agent.IsHeard || outbox.Position is var at && at.Sequence - at.Committed <= MostUncommittedBatches));

    private IEnumerable<AgentHealth> Healths() => _agents.Select(agent => agent.Health).OfType<AgentHealth>();
}
