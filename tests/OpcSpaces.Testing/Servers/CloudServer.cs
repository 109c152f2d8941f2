using System.Globalization;
using System.Net;

namespace OpcSpaces.Testing;

/// <summary>The real cloud on a free loopback port.</summary>
public sealed class CloudServer : RestartableServer
{
    private readonly string[] _arguments;

    private CloudServer(string dataDirectory, string? broker, int port, IEnumerable<string> moreArguments)
    {
        DataDirectory = dataDirectory;
        BrokerPort = broker is null ? FreePort.Next() : 0;
        Address = new Uri($"http://127.0.0.1:{port}/");
        Client = new HttpClient { BaseAddress = Address, Timeout = Eventually.Patience };
        _arguments =
        [
            ProductBinary.Find("cloud", "OpcSpaces.Cloud"), "--data", dataDirectory,
            .. broker is null ? ["--broker-port", BrokerPort.ToString(CultureInfo.InvariantCulture)] : (string[])["--broker", broker],
            "--port", port.ToString(CultureInfo.InvariantCulture), .. moreArguments,
        ];
    }

    public string DataDirectory { get; }

    /// <summary>The loopback port of the embedded broker; 0 when another is used.</summary>
    public int BrokerPort { get; }

    public Uri Address { get; }

    /// <summary>Talks to the page and the API, as administrator.</summary>
    public HttpClient Client { get; }

    /// <summary>What a browser sends to be administrator, too.</summary>
    public IReadOnlyDictionary<string, string> Headers => new Dictionary<string, string> { ["Authorization"] = $"{Client.DefaultRequestHeaders.Authorization}" };

    /// <summary>Starts the cloud, waits until it answers, and signs in.</summary>
    /// <param name="dataDirectory">Its data; kept when the process ends.</param>
    /// <param name="broker">HOST:PORT; null for the embedded one.</param>
    /// <param name="moreArguments">Further options of its command line.</param>
    public static Task<CloudServer> StartAsync(string dataDirectory, string? broker, params IEnumerable<string> moreArguments) => StartAsync(FreePort.Next(), dataDirectory, broker, moreArguments);

    /// <summary>The same on a port that others know already.</summary>
    public static async Task<CloudServer> StartAsync(int port, string dataDirectory, string? broker, params IEnumerable<string> moreArguments)
    {
        var cloud = await StartedAsync(new CloudServer(dataDirectory, broker, port, moreArguments));
        try
        {
            await CloudSignIn.AsAdministratorAsync(cloud.Client, dataDirectory, () => cloud.Log);
            return cloud;
        }
        catch
        {
            await cloud.DisposeAsync();
            throw;
        }
    }

    protected override void Discard()
    {
        Client.Dispose();
    }

    protected override ServerProcess Launch() => ServerProcess.Start("dotnet", _arguments);

    protected override async Task<bool> AnswersAsync()
    {
        using var answer = await Client.GetAsync("healthz");
        return answer.StatusCode == HttpStatusCode.OK;
    }
}
