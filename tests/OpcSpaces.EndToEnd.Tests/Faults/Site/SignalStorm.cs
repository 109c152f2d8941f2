using OpcSpaces.Edge.Sensing.Kinds;
using OpcSpaces.Edge.Sensing.PulseMeters;
using OpcSpaces.Testing;

namespace OpcSpaces.EndToEnd.Tests.Faults.Site;

/// <summary>
/// A building in which everybody moves all the time: every desk's detector rises about once a second for a moment, and every
/// meter pulses several times a second. Runs in the test's own process, which is never killed.
/// </summary>
internal sealed class SignalStorm(SignalServer signals, IEnumerable<Gateway> gateways, Random random)
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(5);
    private readonly List<(string Gateway, PinPointConfig Point)> _points =
        [.. gateways.SelectMany(gateway => gateway.Config.Zones.SelectMany(zone => zone.Points.Cast<PinPointConfig>().Select(point => (gateway.Id, point))))];

    /// <summary>Edges so far.</summary>
    public long Edges { get; private set; }

    /// <summary>Runs until cancelled, and leaves every pin low.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        var next = new PriorityQueue<int, long>();
        var levels = new bool[_points.Count];
        for (var i = 0; i < levels.Length; i++) next.Enqueue(i, Environment.TickCount64 + random.Next(2_000));
        using var timer = new PeriodicTimer(Step);
        while (!stop.IsCancellationRequested)
        {
            await timer.WaitForNextTickAsync(CancellationToken.None);
            while (next.TryPeek(out var due, out var at) && at <= Environment.TickCount64)
            {
                next.Dequeue();
                Set(due, levels[due] = !levels[due]);
                next.Enqueue(due, at + Lasts(_points[due].Point, levels[due]));
            }
        }

        for (var i = 0; i < levels.Length; i++)
        {
            if (levels[i]) Set(i, high: false);
        }
    }

    private void Set(int point, bool high)
    {
        signals.Set(_points[point].Gateway, _points[point].Point.Pin, high);
        Edges++;
    }

    private int Lasts(PointConfig point, bool high) => point switch
    {
        PulseMeterConfig => high ? 30 : random.Next(50, 400),
        _ => high ? random.Next(40, 300) : random.Next(300, 1_800),
    };
}
