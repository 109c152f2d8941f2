using Microsoft.Extensions.Logging;
using OpcSpaces.Settings;

namespace OpcSpaces.Edge.Sensing.Badges;

/// <summary>
/// Makes card numbers into pseudonyms of their month. The key file follows a new month once the clock has shown it for six hours
/// of running time without a break, and the old key is then gone for good; until then the new month's key is worked out in
/// memory, so a clock that is wrong for a while costs no key. A clock that shows an earlier month than the file's gets the file's
/// key. Thread-safe.
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

    /// <summary>Throws <see cref="SettingsException"/> when there is no key to use.</summary>
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
            // The key is gone: what it would make now could be turned back by anybody.
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
            // The timer may have been under way when this was disposed, and the keys are erased.
            if (_disposed) return;
            var month = BadgeMonth.Of(_time.GetUtcNow(), _zone);
            if (month <= _kept.Month)
            {
                // Right again: what it showed before counts no more.
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

    [LoggerMessage(Level = LogLevel.Information, Message = "The key of {Month} is in place; the one before it is gone.")]
    private static partial void Kept(ILogger logger, BadgeMonth month);

    [LoggerMessage(Level = LogLevel.Error, Message = "The key of {Month} could not be put in its place, and the old one is still there: {Reason}")]
    private static partial void NotKept(ILogger logger, BadgeMonth month, string reason);
}
