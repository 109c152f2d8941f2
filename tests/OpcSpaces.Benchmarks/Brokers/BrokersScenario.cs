using OpcSpaces.Benchmarks.Latency;
using OpcSpaces.Benchmarks.Load;
using OpcSpaces.Testing;

namespace OpcSpaces.Benchmarks.Brokers;

/// <summary>
/// Both brokers at 30, 300 and 1,500 gateways of which each sends one message a second. They run at the same time beside each other and are
/// measured in turns, so that a busy machine burdens both alike. The embedded broker's CPU is what the cloud takes more with it than
/// with Mosquitto.
/// </summary>
internal sealed class BrokersScenario(RunLength length) : IScenario
{
    private const int DefaultSeconds = 15;
    private const int DefaultRounds = 3;
    private static readonly int[] Sizes = [30, 300, 1_500];

    public string Name => "brokers";

    public string Measures => "CPU, memory and latency with the embedded broker and with Mosquitto, at 30, 300 and 1,500 gateways.";

    public async Task<IReadOnlyDictionary<string, double>> RunAsync(TextWriter log, CancellationToken stop)
    {
        var all = new Dictionary<string, double>();
        foreach (var size in Sizes)
        {
            foreach (var (name, value) in await RunAsync(size, log, stop))
                all[name] = value;
        }

        return all;
    }

    private async Task<Dictionary<string, double>> RunAsync(int gateways, TextWriter log, CancellationToken stop)
    {
        using var directory = new TemporaryDirectory("brokers");
        await using var embedded = await LatencyTrial.StartAsync(directory, BrokerKind.Embedded, gateways, log);
        await using var mosquitto = await LatencyTrial.StartAsync(directory, BrokerKind.Mosquitto, gateways, log);
        var rounds = new Rounds();
        for (var round = 1; round <= (length.Rounds ?? DefaultRounds); round++)
        {
            stop.ThrowIfCancellationRequested();
            await embedded.MeasureAsync(rounds, $"embedded_{gateways}_", length.Seconds ?? DefaultSeconds, log);
            await mosquitto.MeasureAsync(rounds, $"mosquitto_{gateways}_", length.Seconds ?? DefaultSeconds, log);
        }

        var medians = rounds.Medians();
        medians[$"embedded_{gateways}_broker_cpu_percent"] = Math.Round(medians[$"embedded_{gateways}_cloud_cpu_percent"] - medians[$"mosquitto_{gateways}_cloud_cpu_percent"], 2);
        return medians;
    }
}
