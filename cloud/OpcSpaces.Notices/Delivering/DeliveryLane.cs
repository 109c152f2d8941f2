using OpcSpaces.Notices.Settings;
using OpcSpaces.Timing;

namespace OpcSpaces.Notices.Delivering;

/// <summary>When a channel may try again. In memory alone: after a restart each channel tries at once. Used by one thread at a time.</summary>
internal sealed class DeliveryLane(string channel, NoticesOptions options, Random? random)
{
    private static readonly TimeSpan Slow = TimeSpan.FromSeconds(3);

    // Half of a pause is random, so that channels of one receiver do not come at the same moment.
    private readonly Backoff _pauses = new(new BackoffOptions(options.FirstPauseMs, options.LongestPauseMs) { Jitter = 0.5 }, random);

    public string Channel => channel;

    /// <summary>Whether there may be something to send.</summary>
    public bool HasWork { get; set; } = true;

    /// <summary>It does not try before.</summary>
    public DateTimeOffset NotBefore { get; set; }

    /// <summary>Whether it is sending.</summary>
    public bool IsBusy { get; set; }

    /// <summary>Whether its last attempt failed or took long: then it shares few places with others like it, and costs the rest nothing.</summary>
    public bool IsTroubled { get; private set; }

    /// <summary>A message was taken.</summary>
    public void Succeeded(TimeSpan took)
    {
        _pauses.Succeeded();
        IsTroubled = took > Slow;
    }

    /// <summary>An attempt has failed.</summary>
    /// <param name="now">When.</param>
    /// <param name="retryAfter">For how long the receiver asked to wait; no longer than the longest pause.</param>
    public void Failed(DateTimeOffset now, TimeSpan? retryAfter)
    {
        var longest = TimeSpan.FromMilliseconds(options.LongestPauseMs);
        var pause = _pauses.Next();
        if (retryAfter > pause) pause = retryAfter.Value < longest ? retryAfter.Value : longest;
        (NotBefore, IsTroubled) = (now + pause, true);
    }
}
