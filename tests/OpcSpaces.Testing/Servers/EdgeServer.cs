namespace OpcSpaces.Testing;

/// <summary>The real agent as a process of its own; it can be killed and started again on the same outbox.</summary>
public sealed class EdgeServer : IAsyncDisposable
{
    private readonly string[] _arguments;
    private ServerProcess? _process;

    /// <param name="configFile">The gateway's configuration.</param>
    public EdgeServer(string configFile) =>
        _arguments = [ProductBinary.Find("edge", "OpcSpaces.Edge"), "--config", configFile];

    /// <summary>The running or last process.</summary>
    public ServerProcess Process => _process ?? throw new InvalidOperationException("The agent was never started.");

    /// <summary>Starts the process, killing the one before where it still runs; waits for nothing.</summary>
    public void Start()
    {
        _process?.Kill();
        _process = ServerProcess.Start("dotnet", _arguments);
    }

    /// <summary>kill -9.</summary>
    public void Kill() => Process.Kill();

    /// <summary>SIGTERM and wait: what was sensed is on disk then. Returns the exit code.</summary>
    public Task<int> StopAsync() => Process.StopAsync();

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
            await _process.DisposeAsync();
    }
}
