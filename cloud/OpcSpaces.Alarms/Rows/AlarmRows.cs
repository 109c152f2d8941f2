using OpcSpaces.Model.Alarms;
using OpcSpaces.Model.Alarms.Books;

namespace OpcSpaces.Alarms.Rows;

/// <summary>An alarm, open or past.</summary>
internal sealed class AlarmRow
{
    public required string Id { get; set; }

    public required AlarmKind Kind { get; set; }

    public required AlarmSeverity Severity { get; set; }

    public required AlarmSubjectKind SubjectKind { get; set; }

    public required string Community { get; set; }

    public required string Zone { get; set; }

    public required string Subject { get; set; }

    public required string Detail { get; set; }

    public required DateTimeOffset RaisedAt { get; set; }

    /// <summary>The event that raised it: the order of lists.</summary>
    public required long RaisedSequence { get; set; }

    public string? Unjudged { get; set; }

    public DateTimeOffset? AcknowledgedAt { get; set; }

    public string? AcknowledgedBy { get; set; }

    public string? Note { get; set; }

    public DateTimeOffset? ClearedAt { get; set; }

    public AlarmKey Key => new(Kind, new AlarmSubject(SubjectKind, Community, Zone, Subject));
}

/// <summary>Something that happened to an alarm. Rows are only added, and deleted with their alarm when its retention has ended.</summary>
internal sealed class AlarmEventRow
{
    /// <summary>From 1 on, without gaps, in the order in which events became durable.</summary>
    public required long Sequence { get; set; }

    public required string AlarmId { get; set; }

    public required AlarmEventKind Kind { get; set; }

    public required DateTimeOffset At { get; set; }

    /// <summary>The alarm's, so that a reader needs nothing else.</summary>
    public required string Community { get; set; }

    public required string Detail { get; set; }

    public string? Who { get; set; }
}

/// <summary>How far somebody has dealt with the events: who does something with each of them once, and the retention, which deletes them.</summary>
internal sealed class AlarmReaderRow
{
    public required string Name { get; set; }

    public required long Sequence { get; set; }
}

/// <summary>An <see cref="AlarmTimer"/>.</summary>
internal sealed class AlarmTimerRow
{
    public required AlarmKind Kind { get; set; }

    public required AlarmSubjectKind SubjectKind { get; set; }

    public required string Community { get; set; }

    public required string Zone { get; set; }

    public required string Subject { get; set; }

    public string? AlarmId { get; set; }

    public long? HeldMs { get; set; }

    public long? GoneMs { get; set; }

    public long ClearAfterMs { get; set; }

    public double? Level { get; set; }

    public long? MomentMs { get; set; }

    public long? ClosedMs { get; set; }

    public string? Unjudged { get; set; }

    public static AlarmTimerRow Of(AlarmTimer timer) => new()
    {
        Kind = timer.Key.Kind,
        SubjectKind = timer.Key.Subject.Kind,
        Community = timer.Key.Subject.Community,
        Zone = timer.Key.Subject.Zone,
        Subject = timer.Key.Subject.Id,
        AlarmId = timer.AlarmId,
        HeldMs = timer.HeldMs,
        GoneMs = timer.GoneMs,
        ClearAfterMs = timer.ClearAfterMs,
        Level = timer.Level,
        MomentMs = timer.MomentMs,
        ClosedMs = timer.ClosedMs,
        Unjudged = timer.Unjudged,
    };

    public AlarmTimer ToTimer() => new(new AlarmKey(Kind, new AlarmSubject(SubjectKind, Community, Zone, Subject)))
    {
        AlarmId = AlarmId,
        HeldMs = HeldMs,
        GoneMs = GoneMs,
        ClearAfterMs = ClearAfterMs,
        Level = Level,
        MomentMs = MomentMs,
        ClosedMs = ClosedMs,
        Unjudged = Unjudged,
    };
}
