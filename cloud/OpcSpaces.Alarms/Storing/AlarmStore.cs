using Microsoft.EntityFrameworkCore;
using OpcSpaces.Alarms.Databases;
using OpcSpaces.Alarms.Rows;
using OpcSpaces.Model.Alarms;
using OpcSpaces.Model.Alarms.Books;

namespace OpcSpaces.Alarms.Storing;

/// <summary>
/// Keeps open and past alarms, what happened to them, and what the next judgement needs. What happened and what is remembered become durable in one transaction: after a
/// kill, an alarm was raised with everything or not at all. Thread-safe; one process writes.
/// </summary>
/// <remarks>Members throw <see cref="OpcSpaces.Databases.DatabaseUnavailableException"/> while the database is away.</remarks>
public sealed class AlarmStore(AlarmsDatabase database, TimeProvider time)
{
    // The name under which the retention keeps which events it has deleted.
    private const string Retention = "retention";

    private readonly Lock _writing = new(); // numbers of events are given inside of it
    private long _version = time.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>Another number after each change, also by a command line beside this process; also different from those of former processes.</summary>
    public long Version => Volatile.Read(ref _version) + database.Use(LastSequence);

    /// <summary>Events up to this sequence may be missing, because their alarms were deleted; 0 where none was.</summary>
    public long DeletedThrough => ReadThrough(Retention);

    /// <summary>The communities that have alarms, open or past; the installation is the empty one.</summary>
    public IReadOnlyList<string> Communities => database.Use(context => context.Alarms.Select(row => row.Community).Distinct().OrderBy(community => community).ToList());

    /// <summary>The book as it was stored last.</summary>
    public AlarmBook LoadBook() => new(database.Use(context => context.Timers.AsNoTracking().AsEnumerable().Select(row => row.ToTimer()).ToList()));

    /// <summary>Stores what came of a judgement, whole or not at all.</summary>
    public void Commit(BookTurn turn) => Write(context =>
    {
        var sequence = LastSequence(context);
        foreach (var happened in turn.Events) Apply(context, happened, ++sequence);
        foreach (var key in turn.Dropped)
        {
            if (FindTimer(context, key) is { } row) context.Timers.Remove(row);
        }

        foreach (var timer in turn.Changed)
        {
            var row = AlarmTimerRow.Of(timer);
            if (FindTimer(context, timer.Key) is { } known) context.Entry(known).CurrentValues.SetValues(row);
            else context.Timers.Add(row);
            if (timer.AlarmId is { } id && context.Alarms.Find(id) is { } alarm) alarm.Unjudged = timer.Unjudged;
        }

        return true;
    });

    /// <summary>Says that somebody takes care of an alarm. One that was acknowledged before stays as it is, and so does one that is cleared.</summary>
    /// <param name="community">Of the alarm; empty for the installation.</param>
    /// <param name="id">Of the alarm.</param>
    /// <param name="who">The id of the caller.</param>
    /// <param name="note">What they wrote; null for nothing.</param>
    /// <returns>The alarm as it is now; null when the community has no such alarm.</returns>
    public Alarm? Acknowledge(string community, string id, string who, string? note) => Write(context =>
    {
        if (context.Alarms.Find(id) is not { } row || row.Community != community) return null;
        if (row.ClearedAt is not null || row.AcknowledgedAt is not null) return Describe(row);
        (row.AcknowledgedAt, row.AcknowledgedBy, row.Note) = (time.GetUtcNow(), who, note);
        context.Events.Add(new AlarmEventRow { Sequence = LastSequence(context) + 1, AlarmId = id, Kind = AlarmEventKind.Acknowledged, At = row.AcknowledgedAt.Value, Community = community, Detail = note ?? "", Who = who });
        return Describe(row);
    });

    /// <summary>Alarms of a community, the newest first.</summary>
    /// <param name="community">Empty for the installation.</param>
    /// <param name="filter">Which ones.</param>
    /// <param name="before">Only those before this position; null for the newest.</param>
    /// <param name="limit">How many at most.</param>
    public IReadOnlyList<(long Position, Alarm Alarm)> List(string community, AlarmFilter filter, long? before, int limit) => database.Use(context =>
    {
        var rows = context.Alarms.AsNoTracking().Where(row => row.Community == community);
        if (before is { } position) rows = rows.Where(row => row.RaisedSequence < position);
        if (filter.Kind is { } kind) rows = rows.Where(row => row.Kind == kind);
        if (filter.Severity is { } severity) rows = rows.Where(row => row.Severity == severity);
        if (filter.SubjectKind is { } subjectKind) rows = rows.Where(row => row.SubjectKind == subjectKind);
        if (filter.Zone is { } zone) rows = rows.Where(row => row.Zone == zone);
        if (filter.Subject is { } subject) rows = rows.Where(row => row.Subject == subject);
        rows = filter.State switch
        {
            AlarmState.Open => rows.Where(row => row.ClearedAt == null && row.AcknowledgedAt == null),
            AlarmState.Acknowledged => rows.Where(row => row.ClearedAt == null && row.AcknowledgedAt != null),
            AlarmState.Cleared => rows.Where(row => row.ClearedAt != null),
            _ => rows,
        };
        return rows.OrderByDescending(row => row.RaisedSequence).Take(limit).AsEnumerable().Select(row => (row.RaisedSequence, Describe(row))).ToList();
    });

    /// <summary>One alarm with its events, from the first on; null when the community has no such alarm.</summary>
    public (Alarm Alarm, IReadOnlyList<StoredAlarmEvent> Events)? Find(string community, string id) => database.Use<(Alarm, IReadOnlyList<StoredAlarmEvent>)?>(context =>
    {
        if (context.Alarms.AsNoTracking().FirstOrDefault(row => row.Id == id && row.Community == community) is not { } row) return null;
        var alarm = Describe(row);
        return (alarm, context.Events.AsNoTracking().Where(happened => happened.AlarmId == id).OrderBy(happened => happened.Sequence).AsEnumerable().Select(happened => Describe(happened, alarm)).ToList());
    });

    /// <summary>
    /// What happened after a position, in order: what channels and streams read. An event that was read never changes, and none comes before it later. Those up to
    /// <see cref="DeletedThrough"/> may be missing.
    /// </summary>
    /// <param name="community">Empty for the installation; null for all.</param>
    /// <param name="after">The last sequence that the reader has; 0 for the beginning.</param>
    /// <param name="limit">How many at most.</param>
    public IReadOnlyList<StoredAlarmEvent> EventsAfter(string? community, long after, int limit) => database.Use(context =>
    {
        var found = context.Events.AsNoTracking().Where(row => row.Sequence > after && (community == null || row.Community == community))
            .Join(context.Alarms.AsNoTracking(), happened => happened.AlarmId, alarm => alarm.Id, (happened, alarm) => new { Happened = happened, Alarm = alarm })
            .OrderBy(pair => pair.Happened.Sequence).Take(limit).ToList();
        return found.Select(pair => Describe(pair.Happened, Describe(pair.Alarm))).ToList();
    });

    /// <summary>The last event that a reader has dealt with; 0 for one that has dealt with none.</summary>
    /// <param name="reader">Its name.</param>
    public long ReadThrough(string reader) => database.Use(context => ReadThrough(context, reader));

    /// <summary>Stores which event a reader has dealt with last.</summary>
    /// <param name="reader">Its name; one process writes it.</param>
    /// <param name="sequence">Of the event.</param>
    public void SetReadThrough(string reader, long sequence) => database.Use(context =>
    {
        SetReadThrough(context, reader, sequence);
        return context.SaveChanges();
    });

    /// <summary>How many alarms were cleared before a time.</summary>
    public int CountClearedBefore(DateTimeOffset before) => database.Use(context => context.Alarms.Count(row => row.ClearedAt != null && row.ClearedAt < before));

    /// <summary>Deletes alarms of a community that were cleared before a time, with their events, those first that were cleared first. Open ones stay, and numbers of events are not given twice.</summary>
    /// <param name="community">Empty for the installation.</param>
    /// <param name="before">When their retention ended.</param>
    /// <param name="most">At most so many at a time.</param>
    /// <returns>How many were deleted, and when the first of them was cleared.</returns>
    public (int Count, DateTimeOffset? From) Expire(string community, DateTimeOffset before, int most)
    {
        // A write without an effect would look like a change to those who ask whether there was one.
        var due = database.Use(context => Due(context).Select(row => row.Id).ToList());
        return due.Count == 0 ? (0, null) : Write<(int, DateTimeOffset?)>(context =>
        {
            var alarms = Due(context).ToList();
            var ids = alarms.ConvertAll(row => row.Id);
            var events = context.Events.Where(row => ids.Contains(row.AlarmId)).ToList();
            SetReadThrough(context, Retention, Math.Max(ReadThrough(context, Retention), events.Max(row => row.Sequence)));
            context.Events.RemoveRange(events);
            context.Alarms.RemoveRange(alarms);
            return (alarms.Count, alarms[0].ClearedAt);
        });

        IQueryable<AlarmRow> Due(AlarmsContext context) =>
            context.Alarms.Where(row => row.Community == community && row.ClearedAt != null && row.ClearedAt < before).OrderBy(row => row.ClearedAt).Take(most);
    }

    private static void Apply(AlarmsContext context, AlarmEvent happened, long sequence)
    {
        var subject = happened.Key.Subject;
        if (happened.Kind == AlarmEventKind.Raised)
        {
            context.Alarms.Add(new AlarmRow
            {
                Id = happened.AlarmId,
                Kind = happened.Key.Kind,
                Severity = happened.Severity,
                SubjectKind = subject.Kind,
                Community = subject.Community,
                Zone = subject.Zone,
                Subject = subject.Id,
                Detail = happened.Detail,
                RaisedAt = happened.At,
                RaisedSequence = sequence,
            });
        }
        else if (context.Alarms.Find(happened.AlarmId) is { } alarm)
        {
            (alarm.ClearedAt, alarm.Unjudged) = (happened.At, null);
        }

        context.Events.Add(new AlarmEventRow { Sequence = sequence, AlarmId = happened.AlarmId, Kind = happened.Kind, At = happened.At, Community = subject.Community, Detail = happened.Detail });
    }

    // Also of events that are deleted.
    private static long LastSequence(AlarmsContext context) => Math.Max(context.Events.Max(row => (long?)row.Sequence) ?? 0, ReadThrough(context, Retention));

    private static long ReadThrough(AlarmsContext context, string reader) => context.Readers.AsNoTracking().Where(row => row.Name == reader).Select(row => (long?)row.Sequence).FirstOrDefault() ?? 0;

    private static void SetReadThrough(AlarmsContext context, string reader, long sequence)
    {
        if (context.Readers.Find(reader) is { } known) known.Sequence = sequence;
        else context.Readers.Add(new AlarmReaderRow { Name = reader, Sequence = sequence });
    }

    private static AlarmTimerRow? FindTimer(AlarmsContext context, AlarmKey key) => context.Timers.Find(key.Kind, key.Subject.Kind, key.Subject.Community, key.Subject.Zone, key.Subject.Id);

    private static Alarm Describe(AlarmRow row) => new(
        row.Id, row.Kind, row.Severity, row.ClearedAt is not null ? AlarmState.Cleared : row.AcknowledgedAt is not null ? AlarmState.Acknowledged : AlarmState.Open, row.Key.Subject, row.Detail, row.RaisedAt,
        row.Unjudged, row.AcknowledgedAt, row.AcknowledgedBy, row.Note, row.ClearedAt);

    private static StoredAlarmEvent Describe(AlarmEventRow row, Alarm alarm) => new(row.Sequence, row.Kind, row.At, row.Detail, row.Who, alarm);

    private T Write<T>(Func<AlarmsContext, T> work)
    {
        lock (_writing)
        {
            try
            {
                return database.Change(work);
            }
            finally
            {
                // Also after a commit whose outcome is not known.
                Interlocked.Increment(ref _version);
            }
        }
    }
}
