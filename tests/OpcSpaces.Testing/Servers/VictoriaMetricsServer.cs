namespace OpcSpaces.Testing;

/// <summary>
/// A real single-node VictoriaMetrics on a loopback port: another product that takes InfluxDB line
/// protocol.
/// </summary>
public sealed class VictoriaMetricsServer : RestartableServer
{
    private readonly TemporaryDirectory _directory = new("victoria");
    private readonly HttpClient _http = new();
    private readonly int _port = FreePort.Next();

    private VictoriaMetricsServer() => Url = new Uri($"http://127.0.0.1:{_port}");

    /// <summary>The base address, such as http://127.0.0.1:12345.</summary>
    public Uri Url { get; }

    public static Task<VictoriaMetricsServer> StartAsync() => StartedAsync(new VictoriaMetricsServer());

    /// <summary>
    /// Raw samples as JSON lines for a selector such as <c>occupancy_occupied</c>; flushes first, because otherwise
    /// written samples become visible only after seconds.
    /// </summary>
    public async Task<string> ExportAsync(string selector)
    {
        (await _http.GetAsync(new Uri(Url, "/internal/force_flush"))).Dispose();
        return await _http.GetStringAsync(new Uri(Url, $"/api/v1/export?match[]={Uri.EscapeDataString(selector)}"));
    }

    protected override void Discard()
    {
        _http.Dispose();
        _directory.Dispose();
    }

    protected override ServerProcess Launch() => ServerProcess.Start(
        ServerBinary.Find("victoria-metrics", "victoria-metrics"),
        [
            $"-httpListenAddr=127.0.0.1:{_port}",
            $"-storageDataPath={_directory.File("data")}",
            "-retentionPeriod=100y",
            "-search.latencyOffset=0s",
            "-memory.allowedBytes=256MB",
            "-loggerLevel=WARN",
        ]);

    protected override async Task<bool> AnswersAsync()
    {
        using var answer = await _http.GetAsync(new Uri(Url, "/health"));
        return answer.IsSuccessStatusCode;
    }
}
