using System.Diagnostics;

namespace OpcSpaces.Testing;

/// <summary>
/// The real time in which this process had a processor: a stretch in which the machine gave it none counts as one step. A limit that is
/// measured with it does not fail because the machine was busy for seconds. It measures real time, so no fake clock can replace it.
/// </summary>
public sealed class AwakeTime : IDisposable
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan LongestStep = TimeSpan.FromMilliseconds(50);
    private readonly Lock _gate = new();
    private readonly Timer _timer;
    private TimeSpan _elapsed;
    private long _seen = Stopwatch.GetTimestamp();

    public AwakeTime() => _timer = new Timer(_ => Look(), null, Step, Step);

    public TimeSpan Elapsed
    {
        get
        {
            Look();
            lock (_gate)
                return _elapsed;
        }
    }

    public void Dispose() => _timer.Dispose();

    private void Look()
    {
        lock (_gate)
        {
            var now = Stopwatch.GetTimestamp();
            var step = Stopwatch.GetElapsedTime(_seen, now);
            _elapsed += step < LongestStep ? step : LongestStep;
            _seen = now;
        }
    }
}
