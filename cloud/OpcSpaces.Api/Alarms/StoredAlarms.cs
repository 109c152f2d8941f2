using OpcSpaces.Alarms.Storing;
using OpcSpaces.Answers.Alarms;

namespace OpcSpaces.Api.Alarms;

/// <summary>What the store has of alarms, as answers.</summary>
internal static class StoredAlarms
{
    public static AlarmAnswer Answer(this Alarm alarm) => new(
        alarm.Id, alarm.Kind, alarm.Severity, alarm.State, new AlarmSubjectAnswer(alarm.Subject.Kind, alarm.Subject.Zone is { Length: > 0 } zone ? zone : null, alarm.Subject.Id is { Length: > 0 } id ? id : null),
        alarm.Detail, alarm.RaisedAt, alarm.Unjudged, alarm.AcknowledgedAt, alarm.AcknowledgedBy, alarm.Note, alarm.ClearedAt);

    public static AlarmEventAnswer Answer(this StoredAlarmEvent happened) =>
        new(happened.Sequence, happened.Event, happened.At, happened.Detail, happened.Who, happened.Alarm.Id, happened.Alarm.Kind, happened.Alarm.Severity);
}
