using OpcSpaces.Alarms.Storing;
using OpcSpaces.Databases;
using OpcSpaces.Notices.Messages;
using OpcSpaces.Registry.Reading;

namespace OpcSpaces.Cloud.Alarms;

/// <summary>
/// Tells the channels of a community what happens to its alarms, and those of every community what happens to the cloud itself. Each event becomes a notice with
/// an id of its own before it counts as read, so a kill loses none and repeats none.
/// </summary>
internal sealed partial class AlarmNotices(AlarmStore alarms, INotices notices, RegistryReader registry, TimeProvider time, ILogger<AlarmNotices> logger) : BackgroundService
{
    private const string Reader = "notices";
    private const int AtATime = 100;
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(5);
    private bool _isAway;
    private long _missed; // of the events that were deleted before they became notices, the last one that is logged

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken)) await TryTellAsync(stoppingToken);
        }
        catch (OperationCanceledException)
        {
            // The host ends.
        }
    }

    /// <summary>Makes notices of all events that have not become any yet.</summary>
    /// <exception cref="DatabaseUnavailableException">That of the alarms, of the notices or of the registry is away: the next call goes on.</exception>
    internal async Task TellAsync(CancellationToken stop)
    {
        var through = alarms.ReadThrough(Reader);
        if (alarms.DeletedThrough is var deleted && deleted > Math.Max(through, _missed)) Missed(through, _missed = deleted);
        while (alarms.EventsAfter(null, through, AtATime) is { Count: > 0 } events)
        {
            foreach (var happened in events)
            {
                await TellAsync(happened, stop);
                // If we crash here, the same notices are added again and are there already.
                alarms.SetReadThrough(Reader, through = happened.Sequence);
            }
        }
    }

    private async Task TellAsync(StoredAlarmEvent happened, CancellationToken stop)
    {
        // While nobody can say which communities there are, what concerns the cloud itself is not told, and waits.
        var communities = happened.Alarm.Subject.Community is { Length: > 0 } one ? [one] : registry.Communities;
        foreach (var community in communities)
        {
            var notice = AlarmText.Of(happened, community);
            // A gateway may give its group any name; nobody can have made channels for such a community.
            if (notice.Faults() is { Count: > 0 } faults) NotTold(happened.Sequence, string.Join("; ", faults));
            else await notices.AddAsync(notice, stop);
        }
    }

    private async Task TryTellAsync(CancellationToken stop)
    {
        try
        {
            await TellAsync(stop);
            if (_isAway) Back();
            _isAway = false;
        }
        catch (Exception e) when (e is DatabaseUnavailableException or DatabaseRefusedException)
        {
            if (!_isAway) Away(e.Message);
            _isAway = true;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // A bug must not end the host: readings come first.
            if (!_isAway) Failed(e);
            _isAway = true;
        }
    }

    [LoggerMessage(LogLevel.Warning, "Event {Sequence} of the alarms becomes no notice: {Faults}")]
    private partial void NotTold(long sequence, string faults);

    [LoggerMessage(LogLevel.Warning, "Of the events {Through} to {Deleted} of the alarms, those whose alarms were deleted become no notices: their retention has ended")]
    private partial void Missed(long through, long deleted);

    [LoggerMessage(LogLevel.Error, "Channels are not told of alarms, and it is tried again: {Fault}")]
    private partial void Away(string fault);

    [LoggerMessage(LogLevel.Error, "Channels are not told of alarms because of a bug, and it is tried again")]
    private partial void Failed(Exception exception);

    [LoggerMessage(LogLevel.Information, "Channels are told of alarms again.")]
    private partial void Back();
}
