using OpcSpaces.Timing;

namespace OpcSpaces.Wire.Host;

/// <summary>
/// When one node may be asked for its births again: at once, then after pauses that double. Births do not reset the pause, because a node
/// whose births do not help would be asked without end; the longest pause without a request does.
/// </summary>
internal struct RebirthPacing
{
    private DateTimeOffset _requestedAt;
    private Backoff? _pauses;
    private TimeSpan _pause;

    /// <summary>Why the node is asked again until its births come; null when nothing is to be asked.</summary>
    public RebirthReason? Outstanding { get; private set; }

    public readonly bool MayRequestAt(DateTimeOffset now) => now >= _requestedAt + _pause;

    public void Requested(RebirthReason reason, DateTimeOffset now, HostSessionOptions options)
    {
        var longest = TimeSpan.FromMilliseconds(options.LongestRebirthPauseMs);
        _pauses ??= new Backoff(new BackoffOptions(options.FirstRebirthPauseMs, options.LongestRebirthPauseMs) { Jitter = 0 });
        if (now - _requestedAt > _pause + longest) _pauses.Succeeded();
        _pause = _pauses.Next();
        _requestedAt = now;
        Outstanding = reason;
    }

    /// <summary>Remembers a request that may not be sent yet.</summary>
    public void RequestLater(RebirthReason reason) => Outstanding ??= reason;

    /// <summary>The births came or the node died: no request is repeated.</summary>
    public void Clear() => Outstanding = null;
}

/// <summary>Why a host asks a node for its births again.</summary>
public enum RebirthReason
{
    /// <summary>A message came from a node without a birth, or after its death.</summary>
    NodeNotBorn,

    /// <summary>Data or a death came from a device without a birth.</summary>
    DeviceNotBorn,

    /// <summary>A missing <c>seq</c> did not arrive within the reorder timeout.</summary>
    SequenceGap,

    /// <summary>Data came with an alias or a name that the birth does not have.</summary>
    UnknownMetric,

    /// <summary>A birth that could not be read or was too large.</summary>
    BirthRejected,
}
