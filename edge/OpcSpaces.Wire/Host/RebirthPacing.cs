namespace OpcSpaces.Wire.Host;

/// <summary>
/// When one node may be asked for its births again: at once, then after pauses that double. Births do not reset the pause, else a
/// node whose births do not help would be asked in a circle; the longest pause without a request does.
/// </summary>
internal struct RebirthPacing
{
    private DateTimeOffset _asked;
    private TimeSpan _pause;

    /// <summary>The reason of a request that is repeated until the node is born; null when none is outstanding.</summary>
    public RebirthReason? Outstanding { get; private set; }

    public readonly bool MayRequestAt(DateTimeOffset now) => now >= _asked + _pause;

    public void Requested(RebirthReason reason, DateTimeOffset now, HostSessionOptions options)
    {
        var longest = TimeSpan.FromMilliseconds(options.LongestRebirthPauseMs);
        var quiet = now - _asked > _pause + longest;
        _pause = quiet || _pause == TimeSpan.Zero ? TimeSpan.FromMilliseconds(options.FirstRebirthPauseMs) : _pause * 2;
        if (_pause > longest) _pause = longest;
        _asked = now;
        Outstanding = reason;
    }

    /// <summary>Remembers a request that may not go out yet.</summary>
    public void RequestLater(RebirthReason reason) => Outstanding ??= reason;

    /// <summary>The births came, or the node died: nothing is left to repeat.</summary>
    public void Clear() => Outstanding = null;
}

/// <summary>Why a host needs a node's births again.</summary>
public enum RebirthReason
{
    /// <summary>Something arrived from a node that is not born, or is dead.</summary>
    NodeNotBorn,

    /// <summary>Data or a death of a device without a birth.</summary>
    DeviceNotBorn,

    /// <summary>A missing <c>seq</c> did not arrive within the reorder timeout.</summary>
    SequenceGap,

    /// <summary>Data with an alias or a name that the birth does not have.</summary>
    UnknownMetric,

    /// <summary>A birth that could not be read or was too large.</summary>
    BirthRejected,
}
