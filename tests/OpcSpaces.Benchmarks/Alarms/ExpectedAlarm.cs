using OpcSpaces.Alarms.Storing;
using OpcSpaces.Model.Alarms;

namespace OpcSpaces.Benchmarks.Alarms;

/// <summary>An alarm that something scripted should raise, once.</summary>
/// <param name="Fault">What is scripted, for people.</param>
/// <param name="Kind">What is wrong.</param>
/// <param name="Zone">The zone, of zones and points; empty otherwise.</param>
/// <param name="Subject">The id of the gateway, the zone, the point in its zone or the projection; empty for the cloud.</param>
/// <param name="Begins">When what is scripted begins.</param>
/// <param name="From">It is raised at or after this time.</param>
/// <param name="To">And before this one.</param>
internal sealed record ExpectedAlarm(string Fault, AlarmKind Kind, string Zone, string Subject, DateTimeOffset Begins, DateTimeOffset From, DateTimeOffset To)
{
    /// <summary>Whether it is raised depends on what a person did at the moment at which it begins.</summary>
    public bool IsUncertain { get; init; }

    public bool Matches(Alarm alarm) =>
        alarm.Kind == Kind && alarm.Subject.Zone == Zone && alarm.Subject.Id == Subject && alarm.RaisedAt >= From && alarm.RaisedAt < To;

    public override string ToString() => FormattableString.Invariant($"{Kind} of {(Zone.Length > 0 ? $"{Zone}/" : "")}{Subject} between {From:yyyy-MM-dd HH:mm}Z and {To:yyyy-MM-dd HH:mm}Z ({Fault})");
}
