using System.Net.Http.Headers;
using OpcSpaces.Benchmarks.Latency;
using OpcSpaces.Benchmarks.Load;
using OpcSpaces.Model.Spaces;
using OpcSpaces.Testing;

namespace OpcSpaces.Benchmarks.LiveClients;

/// <summary>
/// 200 clients of the live stream over HTTP while 1,500 real gateways make at least 1,400 readings a second: each client reads one of fifty floors, as a page does, and one more reads everything
/// and measures the time from a pin change to its event (<see cref="LatencyTrial"/>). The cloud's CPU is that of its process, with its embedded broker. The same without the 200 clients comes first.
/// </summary>
internal sealed class LiveScenario(RunLength length, BrokerChoice broker) : IScenario
{
    private const int Gateways = 1_500;
    private const int Floors = 50;
    private const int Clients = 200;
    private const int DefaultSeconds = 20;
    private const int DefaultRounds = 3;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    public string Name => "live";

    public string Measures => "CPU of the cloud and latency with 200 clients of the live stream at city load.";

    public async Task<IReadOnlyDictionary<string, double>> RunAsync(TextWriter log, CancellationToken stop)
    {
        using var directory = new TemporaryDirectory("live");
        var plan = directory.File("city.json");
        await File.WriteAllBytesAsync(plan, CommunityFile.Write(CityFloors.Of(Gateways, Floors)), stop);
        await using var trial = await LatencyTrial.StartAsync(directory, broker.Kind, Gateways, log, "--community", plan);
        var rounds = new Rounds();
        await trial.MeasureAsync(rounds, "alone_", length.Seconds ?? DefaultSeconds, log);
        using var leave = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var clients = Enumerable.Range(0, Clients).Select(client => new FloorReader(trial.Cloud, CityFloors.FloorId(client % Floors))).ToList();
        var reading = clients.Select(client => client.RunAsync(leave.Token)).ToList();
        await Eventually.ThatAsync(() => clients.TrueForAll(client => client.Bytes > 0), Patience, "the first bytes of every client");
        for (var round = 1; round <= (length.Rounds ?? DefaultRounds); round++)
        {
            var before = clients.Sum(client => client.Bytes);
            await trial.MeasureAsync(rounds, "", length.Seconds ?? DefaultSeconds, log);
            rounds.Add("client_kb_per_s", (clients.Sum(client => client.Bytes) - before) / 1e3 / Clients / (length.Seconds ?? DefaultSeconds));
        }

        if (reading.Find(task => task.IsCompleted) is { } ended) await ended;
        await leave.CancelAsync();
        await Task.WhenAll(reading).ContinueWith(_ => { }, TaskScheduler.Default);
        foreach (var client in clients) client.Dispose();
        var figures = rounds.Medians();
        foreach (var prefix in (string[])["", "alone_"]) figures[$"{prefix}cpu_cores"] = Math.Round(figures[$"{prefix}cloud_cpu_percent"] / 100, 3);
        return figures;
    }

    /// <summary>Reads one floor's stream and counts its bytes.</summary>
    private sealed class FloorReader(CloudServer cloud, string floor) : IDisposable
    {
        private readonly HttpClient _client = new() { BaseAddress = cloud.Address, DefaultRequestHeaders = { Authorization = AuthenticationHeaderValue.Parse(cloud.Headers["Authorization"]) } };
        private long _bytes;

        public long Bytes => Interlocked.Read(ref _bytes);

        public async Task RunAsync(CancellationToken stop)
        {
            await using var stream = await _client.GetStreamAsync($"api/v1/live?community={GatewayShape.Community}&floor={floor}", stop);
            var buffer = new byte[16_384];
            while (await stream.ReadAsync(buffer, stop) is > 0 and var read) Interlocked.Add(ref _bytes, read);
            throw new InvalidOperationException("The stream has ended.");
        }

        public void Dispose() => _client.Dispose();
    }
}
