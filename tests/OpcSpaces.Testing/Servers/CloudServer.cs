using System.Globalization;
using System.Net;

namespace OpcSpaces.Testing;

/// <summary>The real cloud as a process of its own on a free loopback port; it can be killed and started again on the same data.</summary>
public sealed class CloudServer : IAsyncDisposable
{
    private static readonly TimeSpan StartDeadline = Eventually.Patience;
    private readonly string[] _arguments;
    private ServerProcess? _process;

    private CloudServer(string dataDirectory, string broker, int port, IEnumerable<string> moreArguments)
    {
        DataDirectory = dataDirectory;
        Address = new Uri($"http://127.0.0.1:{port}/");
        Client = new HttpClient { BaseAddress = Address, Timeout = Eventually.Patience };
        _arguments =
        [
            ProductBinary.Find("cloud", "OpcSpaces.Cloud"), "--data", dataDirectory, "--broker", broker,
            "--port", port.ToString(CultureInfo.InvariantCulture), .. moreArguments,
        ];
    }

    public string DataDirectory { get; }

    public Uri Address { get; }

    /// <summary>Talks to the page and the API.</summary>
    public HttpClient Client { get; }

    /// <summary>The running or last process.</summary>
    public ServerProcess Process => _process ?? throw new InvalidOperationException("The cloud was never started.");

    /// <summary>Starts the cloud and waits until it answers.</summary>
    /// <param name="dataDirectory">Its data; kept when the process ends.</param>
    /// <param name="broker">HOST:PORT.</param>
    /// <param name="moreArguments">Further options of its command line.</param>
    public static async Task<CloudServer> StartAsync(string dataDirectory, string broker, params IEnumerable<string> moreArguments)
    {
        var cloud = new CloudServer(dataDirectory, broker, FreePort.Next(), moreArguments);
        try
        {
            await cloud.LaunchAsync();
            return cloud;
        }
        catch
        {
            await cloud.DisposeAsync();
            throw;
        }
    }

    /// <summary>kill -9.</summary>
    public void Kill() => Process.Kill();

    /// <summary>Starts again on the same data and port, killing the process first where it still runs; waits until it answers.</summary>
    public async Task RestartAsync()
    {
        StartAgain();
        await WaitUntilReadyAsync();
    }

    /// <summary>As <see cref="RestartAsync"/>, but waits for nothing: the process may be killed while it starts.</summary>
    public void StartAgain()
    {
        Kill();
        _process = ServerProcess.Start("dotnet", _arguments);
    }

    /// <summary>Waits until the running process answers; fails at once when it ended.</summary>
    public Task WaitUntilReadyAsync() => Process.WaitUntilReadyAsync(
        async () =>
        {
            using var answer = await Client.GetAsync("healthz");
            return answer.StatusCode == HttpStatusCode.OK;
        },
        StartDeadline);

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        if (_process is not null)
            await _process.DisposeAsync();
    }

    private Task LaunchAsync()
    {
        _process = ServerProcess.Start("dotnet", _arguments);
        return WaitUntilReadyAsync();
    }
}
