using OpcSpaces.Alarms.Storing;
using OpcSpaces.Model.Alarms;

namespace OpcSpaces.Benchmarks.Alarms;

/// <summary>An alarm that a scripted fault should raise, once.</summary>
/// <param name="Fault">For people.</param>
/// <param name="Kind">What is wrong.</param>
/// <param name="Zone">The zone, of points; empty for gateways.</param>
/// <param name="Subject">The id of the gateway or of the point in its zone.</param>
/// <param name="From">It is raised at or after this time.</param>
/// <param name="To">And before this one.</param>
internal sealed record ExpectedAlarm(string Fault, AlarmKind Kind, string Zone, string Subject, DateTimeOffset From, DateTimeOffset To)
{
    public bool Matches(Alarm alarm) =>
        alarm.Kind == Kind && alarm.Subject.Zone == Zone && alarm.Subject.Id == Subject && alarm.RaisedAt >= From && alarm.RaisedAt < To;

    public override string ToString() => FormattableString.Invariant($"{Kind} of {(Zone.Length > 0 ? $"{Zone}/" : "")}{Subject} between {From:yyyy-MM-dd HH:mm}Z and {To:yyyy-MM-dd HH:mm}Z ({Fault})");
}
