using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace OpcSpaces.Edge.Sensing.Polling;

/// <summary>
/// Asks the chips of one bus, one after the other, by one timer and on its thread: a bus carries one transfer at a time, and a
/// slow chip keeps one thread at most, however many sensors there are. The clock's timers must bear that (GatewayClock.ForSlowCalls).
/// A driver with a bug costs its own chip alone: it is logged, and all others are asked on.
/// </summary>
internal sealed partial class BusPoller : IDisposable
{
    // So that chips that were added together are not asked together for ever.
    private static readonly TimeSpan Stagger = TimeSpan.FromMilliseconds(20);

    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly ITimer _timer;
    private readonly long _startStamp;

    // Guards everything below; held while a chip is asked.
    private readonly Lock _gate = new();
    private readonly PriorityQueue<IPolled, TimeSpan> _due = new();
    private bool _disposed;

    public BusPoller(TimeProvider time, ILogger? logger = null)
    {
        (_time, _startStamp, _logger) = (time, time.GetTimestamp(), logger ?? NullLogger.Instance);
        _timer = time.CreateTimer(_ => AskAllDue(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    private TimeSpan Running => _time.GetElapsedTime(_startStamp);

    /// <summary>Asks it from now on.</summary>
    public void Add(IPolled chip)
    {
        lock (_gate)
        {
            _due.Enqueue(chip, Running + (Stagger * (_due.Count + 1)));
            Arm();
        }
    }

    /// <summary>No chip is asked after this.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
            _timer.Dispose();
        }
    }

    private void AskAllDue()
    {
        lock (_gate)
        {
            if (_disposed) return;
            var now = Running;
            while (_due.TryPeek(out var chip, out var at) && at <= now)
            {
                var again = Ask(chip);
                // By the time at which it was due, so that slow chips do not drift; but none is asked twice for one lateness.
                _due.DequeueEnqueue(chip, at + again > now ? at + again : now + again);
            }

            Arm();
        }
    }

    private TimeSpan Ask(IPolled chip)
    {
        try
        {
            return chip.Poll();
        }
        catch (Exception e)
        {
            // Without its message, in which a card's number could stand.
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

    [LoggerMessage(Level = LogLevel.Error, Message = "Asking {Sensor} failed with {Exception}, which is a bug; it is asked again.{StackTrace}")]
    private static partial void Failed(ILogger logger, string sensor, string exception, string? stackTrace);
}
