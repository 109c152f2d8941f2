namespace OpcSpaces.Model.Alarms;

/// <summary>How a condition stands at one moment. A condition without a finding does not hold.</summary>
public enum Standing
{
    /// <summary>It is beyond the threshold at which an alarm is raised.</summary>
    Holds,

    /// <summary>Between the two thresholds: too little to raise an alarm, too much to clear one.</summary>
    Lingers,

    /// <summary>Nobody can tell. It neither raises nor clears.</summary>
    Unknown,
}

/// <summary>One condition at one moment.</summary>
/// <param name="Key">What is wrong where.</param>
/// <param name="Standing">How it stands.</param>
/// <param name="Detail">For people, with the figure and its threshold; of an unknown one, why it is unknown.</param>
public readonly record struct Finding(AlarmKey Key, Standing Standing, string Detail)
{
    public AlarmSeverity Severity { get; init; } = AlarmSeverity.Minor;

    /// <summary>It has to hold for so long before the alarm is raised.</summary>
    public TimeSpan RaiseAfter { get; init; }

    /// <summary>It must not hold for so long before the alarm is cleared.</summary>
    public TimeSpan ClearAfter { get; init; }

    /// <summary>Since when it holds, where that is known better than from the judgements; null otherwise.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>When the cloud heard of something that is over, or over at once, such as a forced door: each later moment is one of its own. Null for what lasts.</summary>
    public DateTimeOffset? Moment { get; init; }

    /// <summary>A figure that has to stay or to rise while the condition waits to be raised; where it falls, the wait begins anew. Null for none.</summary>
    public double? Level { get; init; }

    /// <summary>Where one of these is wrong, or was until just now, this one is explained by it and is not judged.</summary>
    public IReadOnlyList<AlarmKey> Causes { get; init; } = [];

    /// <summary>For so long after a cause was cleared, it still explains this one.</summary>
    public TimeSpan CauseLasts { get; init; }

    public static Finding Unknown(AlarmKey key, string why) => new(key, Standing.Unknown, why);
}
