using OpcSpaces.Model.Alarms;
using OpcSpaces.Model.Alarms.Books;

namespace OpcSpaces.Alarms.Storing;

/// <summary>An alarm, open or past.</summary>
/// <param name="Id">Stable: see <see cref="AlarmIds"/>.</param>
/// <param name="Kind">What is wrong.</param>
/// <param name="Severity">How soon somebody should look.</param>
/// <param name="State">How far it is.</param>
/// <param name="Subject">What it is about.</param>
/// <param name="Detail">For people, with the figure and the threshold when it was raised.</param>
/// <param name="RaisedAt">In the cloud's time.</param>
/// <param name="Unjudged">Of an open one, why nobody can tell now whether its condition still holds; null where it was judged.</param>
/// <param name="AcknowledgedAt">Null while nobody has.</param>
/// <param name="AcknowledgedBy">The id of who did.</param>
/// <param name="Note">What they wrote.</param>
/// <param name="ClearedAt">Null while it is open.</param>
public sealed record Alarm(
    string Id, AlarmKind Kind, AlarmSeverity Severity, AlarmState State, AlarmSubject Subject, string Detail, DateTimeOffset RaisedAt, string? Unjudged,
    DateTimeOffset? AcknowledgedAt, string? AcknowledgedBy, string? Note, DateTimeOffset? ClearedAt);

/// <summary>An event of the list.</summary>
/// <param name="Sequence">From 1 on, in the order in which events became durable.</param>
/// <param name="Event">What happened.</param>
/// <param name="At">When.</param>
/// <param name="Detail">For people: of one that was raised, what is wrong; of one that was acknowledged, the note.</param>
/// <param name="Who">The id of who acknowledged; null otherwise.</param>
/// <param name="Alarm">The alarm as it is now.</param>
public sealed record StoredAlarmEvent(long Sequence, AlarmEventKind Event, DateTimeOffset At, string Detail, string? Who, Alarm Alarm);

/// <summary>Which alarms are asked for; null does not restrict.</summary>
public sealed record AlarmFilter(AlarmState? State = null, AlarmKind? Kind = null, AlarmSeverity? Severity = null, AlarmSubjectKind? SubjectKind = null, string? Zone = null, string? Subject = null);
