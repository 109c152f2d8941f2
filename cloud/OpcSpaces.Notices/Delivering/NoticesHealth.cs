namespace OpcSpaces.Notices.Delivering;

/// <summary>How the delivery of notices is doing. Safe from any thread.</summary>
public sealed class NoticesHealth
{
    private volatile NoticesStatus _status = new(0, null, [], null, null);

    /// <summary>At most some seconds old.</summary>
    public NoticesStatus Status
    {
        get => _status;
        internal set => _status = value;
    }
}

/// <summary>How the delivery of notices is doing, at one moment.</summary>
/// <param name="Waiting">Notices that wait, in all channels.</param>
/// <param name="OldestWaiting">When the first of them was queued.</param>
/// <param name="Failing">Channels whose attempts fail.</param>
/// <param name="Away">Why the database of notices is away; null while it answers.</param>
/// <param name="AwaySince">Since when.</param>
public sealed record NoticesStatus(long Waiting, DateTimeOffset? OldestWaiting, IReadOnlyList<FailingChannel> Failing, string? Away, DateTimeOffset? AwaySince);

/// <summary>A channel whose attempts fail.</summary>
/// <param name="Community">Its community.</param>
/// <param name="Id">Its id.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Since">Since when.</param>
/// <param name="Error">Why the last attempt failed.</param>
/// <param name="Waiting">How many notices wait for it.</param>
public sealed record FailingChannel(string Community, string Id, string Name, DateTimeOffset Since, string? Error, int Waiting);
