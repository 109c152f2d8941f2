using System.Diagnostics;
using OpcSpaces.Edge.Config;
using OpcSpaces.Edge.Outbox;
using OpcSpaces.Edge.Outbox.Log;
using OpcSpaces.Edge.Sensing.Pins;
using OpcSpaces.Edge.Sensing.PulseMeters;
using OpcSpaces.Edge.Sensing.Zones;
using OpcSpaces.Testing;
using OpcSpaces.Wire.Mqtt;

namespace OpcSpaces.Benchmarks.Sensing;

/// <summary>
/// Eight meters that pulse fifty times a second for some time, and the agent that counts them. A meter's contact keeps its minimum
/// times on any machine: when this process is late, the next edge waits its full time, and it does not catch up.
/// </summary>
internal static class PulseTrial
{
    private const int Inputs = 8;
    private const int MicroWattHoursPerPulse = 1_000_000;
    private const string Gateway = "gw-1";
    private static readonly TimeSpan HalfPeriod = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan ShortestLevel = TimeSpan.FromMilliseconds(6);

    public static async Task<PulseResult> RunAsync(int seconds, CancellationToken stop)
    {
        using var directory = new TemporaryDirectory("sensing");
        var commits = 0;
        await using var signals = SignalServer.Start(directory.File("pins"), TimeProvider.System, _ => Interlocked.Increment(ref commits));
        GatewayFile.Write(directory.File("gateway.json"), Config(directory));
        await using var agent = ServerProcess.Start("dotnet", [ProductBinary.Find("edge", "OpcSpaces.Gateway"), "--config", directory.File("gateway.json")]);
        await Eventually.ThatAsync(() => commits > 0 || agent.HasExited, Eventually.Patience, "the agent's first commit", () => agent.Log);
        var (sent, took) = await DriveAsync(signals, seconds, stop);
        var code = await agent.StopAsync(TimeSpan.FromSeconds(60));
        if (code != 0) throw new InvalidOperationException(agent.Log);
        return new PulseResult(sent, Counted(directory.File("gateway")), sent / took / Inputs);
    }

    private static async Task<(long Sent, double Seconds)> DriveAsync(SignalServer signals, int seconds, CancellationToken stop)
    {
        var started = Stopwatch.GetTimestamp();
        var high = new bool[Inputs];
        var last = new TimeSpan[Inputs];
        var due = Enumerable.Range(0, Inputs).Select(input => HalfPeriod * input / Inputs).ToArray();
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(1));
        var sent = 0L;
        while (Stopwatch.GetElapsedTime(started).TotalSeconds < seconds || high.Contains(true))
        {
            await timer.WaitForNextTickAsync(stop);
            var now = Stopwatch.GetElapsedTime(started);
            for (var input = 0; input < Inputs; input++)
            {
                if (now < due[input] || now - last[input] < ShortestLevel || (now.TotalSeconds >= seconds && !high[input])) continue;
                high[input] = !high[input];
                signals.Set(Gateway, input + 1, high[input]);
                if (high[input]) sent++;
                // After the time of the edge, which is late if this thread had to wait.
                last[input] = Stopwatch.GetElapsedTime(started);
                due[input] = now - due[input] > HalfPeriod ? now + HalfPeriod : due[input] + HalfPeriod;
            }
        }

        return (sent, Stopwatch.GetElapsedTime(started).TotalSeconds);
    }

    private static long Counted(string directory)
    {
        using var pool = new CommitPool();
        using var outbox = OutboxLog.Open(new OutboxDependencies { Directory = directory, CommitPool = pool }, 1);
        return Enumerable.Range(1, Inputs).Sum(input => (outbox.Register($"hall/meter/{input}") ?? 0) / MicroWattHoursPerPulse);
    }

    private static GatewayConfig Config(TemporaryDirectory directory) => new()
    {
        Group = "hub",
        Gateway = Gateway,
        DataDirectory = directory.File("gateway"),
        Broker = new MqttEndpointOptions { Port = FreePort.Next() },
        Pins = new PinsConfig { Socket = directory.File("pins") },
        Zones =
        [
            new ZoneConfig
            {
                Id = "hall",
                Points = [.. Enumerable.Range(1, Inputs).Select(input => new PulseMeterConfig
                {
                    Point = $"meter/{input}", Pin = input, PulsesPerKilowattHour = 1000, ShortestGapMs = 5, ReportSeconds = 1,
                    FuseAmperes = 400, Phases = 3,
                })],
            },
        ],
    };
}
