using OpcSpaces.Edge;
using OpcSpaces.FirmwareSim.Signals;

namespace OpcSpaces.FirmwareSim.Fleet;

/// <summary>
/// A gateway of a fleet: the agent that runs on its board now, or the last one while it is off. An agent that follows another on the
/// same board and directory is the same gateway after a restart. Turned on and off by one at a time.
/// </summary>
internal sealed class FleetGateway(Func<GatewayAgent> create, SimulatedBoard board) : IAsyncDisposable
{
    private readonly TaskCompletionSource _failed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private CancellationTokenSource _stop = new();
    private Task? _run;
    private long _readingsBefore;

    // Made at once, so that a faulty configuration is found before anything runs.
    private volatile GatewayAgent _agent = create();

    public GatewayAgent Agent => _agent;

    /// <summary>Kept off: not started with the fleet, or stopped.</summary>
    public bool IsOff { get; private set; }

    /// <summary>Whether it is off or listens to its pins.</summary>
    public bool IsReady => IsOff || board.IsWatched;

    /// <summary>Fails when an agent has ended by itself, and never completes else.</summary>
    public Task Failed => _failed.Task;

    /// <summary>Readings that are durable, over all agents in this process.</summary>
    public long ReadingsMade => _readingsBefore + (_agent.Health?.ReadingsAppended ?? 0);

    public void Start()
    {
        if (!IsOff)
            _run = RunAsync(_agent, _stop.Token);
    }

    /// <summary>Off from now on, with everything that was seen on disk.</summary>
    public async Task TurnOffAsync()
    {
        IsOff = true;
        // One that has not started yet has nothing to stop.
        if (_run is not null)
            await StopAsync();
    }

    /// <summary>A new agent starts in place of the one before; it listens when <see cref="IsReady"/> says so.</summary>
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

    /// <summary>Throws what the agent failed with.</summary>
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
