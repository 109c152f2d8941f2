using System.Text;

namespace OpcSpaces.Testing;

/// <summary>A real InfluxDB 1.6 on a loopback port with its own empty directories; reporting and logging of writes are off.</summary>
public sealed class InfluxServer : RestartableServer
{
    private readonly TemporaryDirectory _directory = new("influx");
    private readonly HttpClient _http = new();
    private readonly int _port = FreePort.Next();
    private readonly int _rpcPort = FreePort.Next();

    private InfluxServer() => Url = new Uri($"http://127.0.0.1:{_port}");

    /// <summary>The base address, such as http://127.0.0.1:12345.</summary>
    public Uri Url { get; }

    /// <summary>Starts the server and creates the databases named.</summary>
    public static async Task<InfluxServer> StartAsync(params string[] databases)
    {
        var server = await StartedAsync(new InfluxServer());
        foreach (var database in databases)
            await server.QueryAsync($"CREATE DATABASE \"{database}\"");
        return server;
    }

    /// <summary>Runs an InfluxQL statement and returns the answer's JSON; an HTTP error throws with the answer's text.</summary>
    public async Task<string> QueryAsync(string statement, string database = "")
    {
        var query = new Dictionary<string, string> { ["q"] = statement, ["db"] = database, ["epoch"] = "ns" };
        using var content = new FormUrlEncodedContent(query);
        using var answer = await _http.PostAsync(new Uri(Url, "/query"), content);
        var text = await answer.Content.ReadAsStringAsync();
        return answer.IsSuccessStatusCode ? text : throw new HttpRequestException($"{(int)answer.StatusCode}: {text}");
    }

    /// <summary>Writes line protocol with nanosecond timestamps; an HTTP error throws with the answer's text.</summary>
    public async Task WriteAsync(string database, string lines)
    {
        using var content = new StringContent(lines, Encoding.UTF8);
        using var answer = await _http.PostAsync(new Uri(Url, $"/write?db={Uri.EscapeDataString(database)}"), content);
        if (!answer.IsSuccessStatusCode)
            throw new HttpRequestException($"{(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
    }

    protected override void Discard()
    {
        _http.Dispose();
        _directory.Dispose();
    }

    protected override ServerProcess Launch()
    {
        File.WriteAllText(_directory.File("influxdb.conf"), Configuration());
        return ServerProcess.Start(ServerBinary.Find("influxd", "influxdb"), ["run", "-config", _directory.File("influxdb.conf")]);
    }

    protected override async Task<bool> AnswersAsync()
    {
        using var answer = await _http.GetAsync(new Uri(Url, "/ping"));
        return answer.IsSuccessStatusCode;
    }

    private string Configuration() => $"""
        reporting-disabled = true
        bind-address = "127.0.0.1:{_rpcPort}"
        [meta]
          dir = "{_directory.File("meta")}"
        [data]
          dir = "{_directory.File("data")}"
          wal-dir = "{_directory.File("wal")}"
          index-version = "inmem"
          query-log-enabled = false
          max-series-per-database = 0
          max-values-per-tag = 0
        [monitor]
          store-enabled = false
        [subscriber]
          enabled = false
        [continuous_queries]
          enabled = false
        [retention]
          enabled = false
        [http]
          bind-address = "127.0.0.1:{_port}"
          log-enabled = false
          pprof-enabled = false
        [logging]
          level = "warn"

        """;
}
