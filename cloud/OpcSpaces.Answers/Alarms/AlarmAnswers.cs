using OpcSpaces.Model.Alarms;
using OpcSpaces.Model.Alarms.Books;

namespace OpcSpaces.Answers.Alarms;

/// <summary>What an alarm is about.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Zone">The zone, of zones and points.</param>
/// <param name="Id">The id of the gateway, the zone, the point in its zone or the projection.</param>
public sealed record AlarmSubjectAnswer(AlarmSubjectKind Kind, string? Zone, string? Id);

/// <summary>An alarm, open or past.</summary>
/// <param name="Id">Stable.</param>
/// <param name="Kind">What is wrong.</param>
/// <param name="Severity">How soon somebody should look.</param>
/// <param name="State">How far it is.</param>
/// <param name="Subject">What it is about.</param>
/// <param name="Detail">For people, with the figure and the threshold when it was raised.</param>
/// <param name="RaisedAt">In the cloud's time.</param>
/// <param name="Unjudged">Of an open one, why nobody can tell now whether its condition still holds.</param>
/// <param name="AcknowledgedAt">When somebody said that they take care of it.</param>
/// <param name="AcknowledgedBy">The id of who did.</param>
/// <param name="Note">What they wrote.</param>
/// <param name="ClearedAt">When its condition was gone.</param>
public sealed record AlarmAnswer(
    string Id, AlarmKind Kind, AlarmSeverity Severity, AlarmState State, AlarmSubjectAnswer Subject, string Detail, DateTimeOffset RaisedAt, string? Unjudged, DateTimeOffset? AcknowledgedAt,
    string? AcknowledgedBy, string? Note, DateTimeOffset? ClearedAt);

/// <summary>Something that happened to an alarm.</summary>
/// <param name="Sequence">Rises over all communities, in the order in which events became durable.</param>
/// <param name="Event">What happened.</param>
/// <param name="At">In the cloud's time.</param>
/// <param name="Detail">Of one that was raised, what is wrong; of one that was acknowledged, the note.</param>
/// <param name="Who">The id of who acknowledged.</param>
/// <param name="Alarm">The id of the alarm.</param>
/// <param name="Kind">What is wrong.</param>
/// <param name="Severity">How soon somebody should look.</param>
public sealed record AlarmEventAnswer(long Sequence, AlarmEventKind Event, DateTimeOffset At, string Detail, string? Who, string Alarm, AlarmKind Kind, AlarmSeverity Severity);

/// <summary>An alarm with everything that happened to it.</summary>
/// <param name="Alarm">The alarm.</param>
/// <param name="Events">From the first on.</param>
public sealed record AlarmHistoryAnswer(AlarmAnswer Alarm, IReadOnlyList<AlarmEventAnswer> Events);

/// <summary>What happened after a position.</summary>
/// <param name="Items">In order; empty where nothing has happened since.</param>
/// <param name="After">Give it as <c>after</c> to get what follows.</param>
/// <param name="DeletedThrough">Where the position that was asked for is before it: events up to this sequence may be missing, because the retention of their alarms has ended. Read the list of alarms for what is open.</param>
public sealed record AlarmEventsAnswer(IReadOnlyList<AlarmEventAnswer> Items, long After, long? DeletedThrough);

/// <summary>What somebody writes who takes care of an alarm.</summary>
public sealed record AcknowledgeRequest(string? Note);
