using Microsoft.Extensions.Logging;
using OpcSpaces.Settings;

namespace OpcSpaces.Edge.Sensing.Badges;

/// <summary>
/// Turns card numbers into pseudonyms of the current month. When the clock has shown a new month for six hours of running time
/// without a break, the key of that month replaces the old key in the file, and the old key is deleted. Before that the new key
/// exists in memory only, so a clock that is wrong for a while does no harm. When the clock shows an earlier month than the file, the
/// key of the file is used. Thread-safe.
/// </summary>
internal sealed partial class BadgePseudonyms : IDisposable
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromHours(1);
    private static readonly TimeSpan BelievedAfter = TimeSpan.FromHours(6);

    private readonly string _path;
    private readonly TimeZoneInfo _zone;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly ITimer _timer;

    // Guards everything below.
    private readonly Lock _gate = new();
    private BadgeKey _kept;
    private BadgeKey? _ahead;
    private BadgeMonth? _seen;
    private long _seenStamp;
    private bool _disposed;

    /// <summary>Throws <see cref="SettingsException"/> when the key file cannot be used.</summary>
    public BadgePseudonyms(BadgesConfig config, TimeProvider time, ILogger logger)
    {
        (_path, _time, _logger) = (config.KeyFile, time, logger);
        _zone = TimeZoneInfo.FindSystemTimeZoneById(config.TimeZone);
        _kept = BadgeKeyFile.Read(_path);
        _timer = time.CreateTimer(_ => Look(), null, LookEvery, LookEvery);
    }

    public string Of(BadgeNumber number, DateTimeOffset at)
    {
        lock (_gate)
        {
            // The key has been erased. A pseudonym that is made with zeros could be reversed by anybody.
            ObjectDisposedException.ThrowIf(_disposed, this);
            return KeyOf(BadgeMonth.Of(at, _zone)).PseudonymOf(number);
        }
    }

    public void Dispose()
    {
        _timer.Dispose();
        lock (_gate)
        {
            _disposed = true;
            _kept.Erase();
            _ahead?.Erase();
        }
    }

    // Inside the gate.
    private BadgeKey KeyOf(BadgeMonth month)
    {
        if (month <= _kept.Month) return _kept;
        if (_ahead?.Month == month) return _ahead;
        _ahead?.Erase();
        return _ahead = _kept.RatchetTo(month);
    }

    private void Look()
    {
        lock (_gate)
        {
            // The timer may have fired just before this was disposed, and the keys are erased now.
            if (_disposed) return;
            var month = BadgeMonth.Of(_time.GetUtcNow(), _zone);
            if (month <= _kept.Month)
            {
                // The clock is right again.
                _seen = null;
                return;
            }

            if (_seen != month) (_seen, _seenStamp) = (month, _time.GetTimestamp());
            else if (_time.GetElapsedTime(_seenStamp) >= BelievedAfter) Advance(month);
        }
    }

    private void Advance(BadgeMonth month)
    {
        var next = _kept.RatchetTo(month);
        try
        {
            BadgeKeyFile.Advance(_path, next);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or SettingsException)
        {
            next.Erase();
            NotKept(_logger, month, e.Message);
            return;
        }

        _kept.Erase();
        _kept = next;
        Kept(_logger, month);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The badge key of {Month} is stored, and the key before it is deleted")]
    private static partial void Kept(ILogger logger, BadgeMonth month);

    [LoggerMessage(Level = LogLevel.Error, Message = "The badge key of {Month} cannot be stored, and the old key is still used: {Reason}")]
    private static partial void NotKept(ILogger logger, BadgeMonth month, string reason);
}
