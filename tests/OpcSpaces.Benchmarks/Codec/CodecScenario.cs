using System.Buffers;
using System.Diagnostics;

namespace OpcSpaces.Benchmarks.Codec;

/// <summary>
/// Compares Google.Protobuf with our own reader and writer: both decode the same DDATA message of 100 readings and encode it again,
/// alternately in one run. Each figure is the median of its rounds.
/// </summary>
internal sealed class CodecScenario : IScenario
{
    private const int Rounds = 15;
    private static readonly TimeSpan RoundTime = TimeSpan.FromMilliseconds(150);

    public string Name => "codec";

    public string Measures => "Time to decode and encode a Sparkplug metric, with our code and with Google.Protobuf.";

    public Task<IReadOnlyDictionary<string, double>> RunAsync(TextWriter log, CancellationToken stop)
    {
        var readings = BenchmarkReading.Make(100);
        var payload = OurCodec.Encode(readings, historical: false).ToArray();
        if (OurCodec.Decode(payload) != GoogleCodec.Decode(payload) || OurCodec.DecodeObjects(payload) != GoogleCodec.Decode(payload))
            throw new InvalidOperationException("the codecs do not read the same");

        var ours = new ArrayBufferWriter<byte>(16 * 1024);
        var google = new ArrayBufferWriter<byte>(16 * 1024);
        var objects = OurCodec.ToObjects(readings);
        Dictionary<string, Action> contestants = new()
        {
            ["decode"] = () => OurCodec.Decode(payload),
            ["decode_google"] = () => GoogleCodec.Decode(payload),
            ["decode_objects"] = () => OurCodec.DecodeObjects(payload),
            ["encode"] = () => OurCodec.EncodeInto(ours, readings, historical: false),
            ["encode_historical"] = () => OurCodec.EncodeInto(ours, readings, historical: true),
            ["encode_google"] = () => GoogleCodec.EncodeInto(google, readings),
            ["encode_objects"] = () => OurCodec.EncodeObjects(ours, objects),
        };

        log.WriteLine($"{readings.Length} readings in {payload.Length} bytes, {Rounds} rounds of {RoundTime.TotalMilliseconds} ms each");
        var figures = Measure(contestants, readings.Length, stop);
        figures["payload_bytes"] = payload.Length;
        return Task.FromResult<IReadOnlyDictionary<string, double>>(figures);
    }

    private static Dictionary<string, double> Measure(Dictionary<string, Action> contestants, int metrics, CancellationToken stop)
    {
        Dictionary<string, List<double>> nanoseconds = contestants.Keys.ToDictionary(name => name, _ => new List<double>());
        Dictionary<string, double> bytes = [];
        for (var round = -3; round < Rounds; round++)
        {
            foreach (var (name, action) in contestants)
            {
                stop.ThrowIfCancellationRequested();
                var (ns, allocated) = RunOnce(action);
                if (round < 0)
                    continue;
                nanoseconds[name].Add(ns / metrics);
                bytes[name] = allocated / metrics;
            }
        }

        Dictionary<string, double> figures = [];
        foreach (var name in contestants.Keys)
        {
            figures[name + "_ns_per_metric"] = Math.Round(Median(nanoseconds[name]), 2);
            figures[name + "_bytes_per_metric"] = Math.Round(bytes[name], 2);
        }
        return figures;
    }

    private static (double Nanoseconds, double Bytes) RunOnce(Action action)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var started = Stopwatch.GetTimestamp();
        var calls = 0;
        do
        {
            for (var i = 0; i < 200; i++)
                action();
            calls += 200;
        }
        while (Stopwatch.GetElapsedTime(started) < RoundTime);
        return (Stopwatch.GetElapsedTime(started).TotalNanoseconds / calls, (double)(GC.GetAllocatedBytesForCurrentThread() - before) / calls);
    }

    private static double Median(List<double> values)
    {
        values.Sort();
        return values[values.Count / 2];
    }
}
