namespace OpcSpaces.Model.Alarms.Books;

/// <summary>What the book remembers of one condition. Times in ms; those of day since 1970 UTC.</summary>
/// <param name="Key">What is wrong where.</param>
public sealed record AlarmTimer(AlarmKey Key)
{
    /// <summary>The id of the open alarm; null while none is open.</summary>
    public string? AlarmId { get; init; }

    /// <summary>How long the condition was seen to hold, without the time in which nobody could tell; null while no alarm waits to be raised.</summary>
    public long? HeldMs { get; init; }

    /// <summary>Of an open alarm, how long its condition was seen not to hold; null while it holds.</summary>
    public long? GoneMs { get; init; }

    /// <summary><see cref="Finding.ClearAfter"/> when it held last.</summary>
    public long ClearAfterMs { get; init; }

    /// <summary><see cref="Finding.Level"/> at the last judgement.</summary>
    public double? Level { get; init; }

    /// <summary>The last <see cref="Finding.Moment"/> for which an alarm was raised.</summary>
    public long? MomentMs { get; init; }

    /// <summary>When the last alarm was cleared, for a while.</summary>
    public long? ClosedMs { get; init; }

    /// <summary>Of an open alarm, why nobody can tell now whether its condition still holds; null where it was judged.</summary>
    public string? Unjudged { get; init; }

    /// <summary>What of <see cref="HeldMs"/> is stored.</summary>
    public long StoredHeldMs { get; init; }

    public bool IsOpen => AlarmId is not null;
}
