using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace OpcSpaces.Edge.Sensing.Polling;

/// <summary>
/// Polls the chips of one bus, one after the other, with one timer and on the thread of that timer: a bus carries one transfer at a
/// time, and a slow chip occupies one thread at most. The timers of the clock must allow slow calls (GatewayClock.ForSlowCalls). A bug
/// in a driver affects its own chip only: it is logged, and the other chips are polled as before.
/// </summary>
internal sealed partial class BusPoller : IDisposable
{
    // So that chips that were added at the same time are not always polled at the same time.
    private static readonly TimeSpan Stagger = TimeSpan.FromMilliseconds(20);

    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly ITimer _timer;
    private readonly long _startStamp;

    // Guards everything below; held while a chip is polled.
    private readonly Lock _gate = new();
    private readonly PriorityQueue<IPolled, TimeSpan> _due = new();
    private bool _disposed;

    public BusPoller(TimeProvider time, ILogger? logger = null)
    {
        (_time, _startStamp, _logger) = (time, time.GetTimestamp(), logger ?? NullLogger.Instance);
        _timer = time.CreateTimer(_ => PollAllDue(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    private TimeSpan Running => _time.GetElapsedTime(_startStamp);

    /// <summary>Polls this chip from now on.</summary>
    public void Add(IPolled chip)
    {
        lock (_gate)
        {
            _due.Enqueue(chip, Running + (Stagger * (_due.Count + 1)));
            Arm();
        }
    }

    /// <summary>No chip is polled after this.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
            _timer.Dispose();
        }
    }

    private void PollAllDue()
    {
        lock (_gate)
        {
            if (_disposed) return;
            var now = Running;
            while (_due.TryPeek(out var chip, out var at) && at <= now)
            {
                var again = Poll(chip);
                // Counted from the time at which the chip was due, so that slow chips do not drift. A chip that is very late is polled only once.
                _due.DequeueEnqueue(chip, at + again > now ? at + again : now + again);
            }

            Arm();
        }
    }

    private TimeSpan Poll(IPolled chip)
    {
        try
        {
            return chip.Poll();
        }
        catch (Exception e)
        {
            // Without the message of the exception, which could contain the number of a card.
            Failed(_logger, chip.Name, e.GetType().Name, e.StackTrace);
            return chip.Fail();
        }
    }

    private void Arm()
    {
        if (!_due.TryPeek(out _, out var at)) return;
        var left = at - Running;
        _timer.Change(left < TimeSpan.FromMilliseconds(1) ? TimeSpan.FromMilliseconds(1) : left, Timeout.InfiniteTimeSpan);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Reading {Sensor} failed with {Exception}, which is a bug in its driver; it will be read again.{StackTrace}")]
    private static partial void Failed(ILogger logger, string sensor, string exception, string? stackTrace);
}
