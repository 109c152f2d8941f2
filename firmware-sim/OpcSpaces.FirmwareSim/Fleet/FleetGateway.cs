using OpcSpaces.Edge;

namespace OpcSpaces.FirmwareSim.Fleet;

/// <summary>
/// A gateway of a fleet: the agent that runs on its board, or the last one while the gateway is off. A new agent on the same board
/// and directory is the same gateway after a restart. Only one caller at a time may turn it on or off.
/// </summary>
internal sealed class FleetGateway(Func<GatewayAgent> create) : IAsyncDisposable
{
    private readonly TaskCompletionSource _failed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private CancellationTokenSource _stop = new();
    private Task? _run;
    private long _readingsBefore;

    // Created at once, so that a faulty configuration is found before anything runs.
    private volatile GatewayAgent _agent = create();

    public GatewayAgent Agent => _agent;

    /// <summary>Whether the gateway is off: stopped, or not started with the fleet.</summary>
    public bool IsOff { get; private set; }

    /// <summary>Whether the gateway is off, or its agent senses: virtual time may pass. A pin has a listener before the sensor behind it is built.</summary>
    public bool IsReady => IsOff || _agent.Started.IsCompletedSuccessfully;

    /// <summary>Faulted when an agent has ended unexpectedly; otherwise never completes.</summary>
    public Task Failed => _failed.Task;

    /// <summary>Durable readings of all agents of this gateway in this process.</summary>
    public long ReadingsMade => _readingsBefore + (_agent.Health?.ReadingsAppended ?? 0);

    public void Start()
    {
        if (!IsOff)
            _run = RunAsync(_agent, _stop.Token);
    }

    /// <summary>Turns the gateway off. Completes when everything that it sensed is on its disk.</summary>
    public async Task TurnOffAsync()
    {
        IsOff = true;
        // An agent that was not started need not be stopped.
        if (_run is not null)
            await StopAsync();
    }

    /// <summary>Starts a new agent in place of the last one; see <see cref="IsReady"/> for when it senses.</summary>
    public async Task TurnOnAsync()
    {
        if (_run is not null)
        {
            _readingsBefore = ReadingsMade;
            await _agent.DisposeAsync();
            _stop.Dispose();
            (_stop, _agent) = (new CancellationTokenSource(), create());
        }
        IsOff = false;
        Start();
    }

    /// <summary>Throws the exception that the agent failed with.</summary>
    public async Task StopAsync()
    {
        await _stop.CancelAsync();
        if (_run is not null)
            await _run;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        if (_run is not null)
            await _run.ContinueWith(static _ => { }, TaskScheduler.Default);
        await _agent.DisposeAsync();
        _stop.Dispose();
    }

    private async Task RunAsync(GatewayAgent agent, CancellationToken stop)
    {
        try
        {
            await Task.Run(() => agent.RunAsync(stop), CancellationToken.None);
        }
        catch (Exception failure)
        {
            _failed.TrySetException(failure);
            throw;
        }
    }
}
