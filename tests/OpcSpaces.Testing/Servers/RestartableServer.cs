namespace OpcSpaces.Testing;

/// <summary>
/// A server of a test, in a process of its own, that can be killed, paused, and started again on the same data and port.
/// Disposing it ends the process and removes its data.
/// </summary>
public abstract class RestartableServer : IAsyncDisposable
{
    private ServerProcess? _process;

    /// <summary>The running or last process.</summary>
    public ServerProcess Process => _process ?? throw new InvalidOperationException($"This {GetType().Name} was never started.");

    /// <summary>What the running or last process wrote.</summary>
    public string Log => Process.Log;

    /// <summary>Starts it, after killing the previous process if that still runs. It does not wait: the process may be killed while it starts.</summary>
    public void Start()
    {
        _process?.Kill();
        _process = Launch();
    }

    /// <summary>Starts it, after killing the previous process if that still runs, and waits until it answers.</summary>
    public async Task RestartAsync()
    {
        Start();
        await WaitUntilReadyAsync();
    }

    /// <summary>Waits until the running process answers; fails at once when it ended.</summary>
    public Task WaitUntilReadyAsync() => Process.WaitUntilReadyAsync(AnswersAsync, Eventually.Patience);

    /// <summary>kill -9: everything that is only in its memory is lost.</summary>
    public void Kill() => Process.Kill();

    /// <summary>Ends it in good order and waits; returns the exit code.</summary>
    public virtual Task<int> StopAsync() => Process.StopAsync();

    /// <summary>SIGSTOP: connections stay open and nothing is answered.</summary>
    public void Pause() => Process.Pause();

    /// <summary>SIGCONT.</summary>
    public void Resume() => Process.Resume();

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
            await _process.DisposeAsync();
        Discard();
        GC.SuppressFinalize(this);
    }

    /// <summary>Starts <paramref name="server"/> for the first time and waits until it answers; disposes it when it does not.</summary>
    protected static async Task<TServer> StartedAsync<TServer>(TServer server)
        where TServer : RestartableServer
    {
        try
        {
            await server.RestartAsync();
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    protected abstract ServerProcess Launch();

    /// <summary>Removes the server's data; its process has ended.</summary>
    protected virtual void Discard()
    {
    }

    /// <summary>False, or any exception, while it does not answer yet.</summary>
    protected abstract Task<bool> AnswersAsync();
}
