using System.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
using OpcSpaces.Edge.RaspberryPi.LineEvents;
using OpcSpaces.Edge.RaspberryPi.Tests.LineEvents;
using OpcSpaces.Edge.Sensing.Badges;
using OpcSpaces.Edge.Sensing.Pins;
using OpcSpaces.Edge.Sensing.Wiegand;
using OpcSpaces.Testing;

namespace OpcSpaces.Benchmarks.Sensing;

/// <summary>
/// Frames of 26 bits in real time over the driver for line events, while two threads for each core do nothing but compute. The thread
/// that plays the kernel writes each event with the time at which its edge was due; when it is itself late, the event is late, and its
/// time is not. So both ways of dating suffer from the same lateness.
/// </summary>
internal static class BusyWiegandTrial
{
    private const int ThreadsPerCore = 2;
    private const int BytesOfCard = 3;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    public static BusyWiegandResult Run(int frames, int seed)
    {
        using var idle = new ManualResetEventSlim();
        var load = Enumerable.Range(0, ThreadsPerCore * Environment.ProcessorCount).Select(_ => new Thread(() => Compute(idle)) { IsBackground = true }).ToList();
        load.ForEach(thread => thread.Start());
        try
        {
            return Run(frames, new Random(seed));
        }
        finally
        {
            idle.Set();
            load.ForEach(thread => thread.Join());
        }
    }

    private static BusyWiegandResult Run(int frames, Random random)
    {
        var device = new FakeLineDevice();
        using var pins = new LinePins(device, new Dictionary<int, PinPull>(), TimeProvider.System, NullLogger.Instance);
        var heard = new List<(WiegandEdge Edge, DateTimeOffset HandledAt)>();
        foreach (var line in (int[])[0, 1])
        {
            pins.OpenInput(line).Subscribe(change =>
            {
                // One thread handles both lines.
                lock (heard) heard.Add((new WiegandEdge(line, !change.High, change.At), TimeProvider.System.GetUtcNow()));
            });
        }

        var numbers = Enumerable.Range(0, frames).Select(_ => (uint)random.Next(1, 0xFFFFFF)).ToList();
        var sent = numbers.Sum(number => Play(device, NoisyFrame.Of(number, random, disturbed: false)));
        Eventually.ThatAsync(() => Count(heard) == sent, Eventually.Patience, "every edge").GetAwaiter().GetResult();
        return Judge(numbers, heard);
    }

    private static int Count(List<(WiegandEdge Edge, DateTimeOffset HandledAt)> heard)
    {
        lock (heard) return heard.Count;
    }

    // Waits by computing: a sleep would be later than an edge lasts.
    private static int Play(FakeLineDevice device, NoisyFrame frame)
    {
        var start = Stopwatch.GetElapsedTime(0) + Pause;
        foreach (var (line, high, microseconds) in frame.Edges)
        {
            var due = start + TimeSpan.FromMicroseconds(microseconds);
            while (Stopwatch.GetElapsedTime(0) < due) Thread.SpinWait(20);
            device.Edge(line, high, due);
        }

        return frame.Edges.Count;
    }

    private static BusyWiegandResult Judge(List<uint> numbers, List<(WiegandEdge Edge, DateTimeOffset HandledAt)> heard)
    {
        var (byEvent, byHandling) = (0, 0);
        // Each frame without noise has two edges for each of its bits; frames do not overlap in time.
        var inOrder = heard.OrderBy(it => it.Edge.At).Chunk(heard.Count / numbers.Count).ToList();
        foreach (var (index, edges) in inOrder.Index())
        {
            if (Read([.. edges.Select(it => it.Edge)]) == numbers[index]) byEvent++;
            if (Read([.. edges.Select(it => it.Edge with { At = it.HandledAt })]) == numbers[index]) byHandling++;
        }

        return new BusyWiegandResult(numbers.Count, byEvent, byHandling, heard.Max(it => it.HandledAt - it.Edge.At));
    }

    private static uint? Read(List<WiegandEdge> edges)
    {
        Span<byte> number = stackalloc byte[BadgeNumber.MostBytes];
        var fault = WiegandFrame.Read(edges, WiegandConfig.Auto, number, out var bytes, out _);
        return fault == WiegandFault.None && bytes == BytesOfCard ? (uint)((number[0] << 16) | (number[1] << 8) | number[2]) : null;
    }

    private static void Compute(ManualResetEventSlim idle)
    {
        while (!idle.IsSet) Thread.SpinWait(1000);
    }
}
