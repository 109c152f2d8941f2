using OpcSpaces.Alarms.Storing;

namespace OpcSpaces.Benchmarks.Alarms;

/// <summary>Raised alarms beside the expected ones.</summary>
internal sealed class AlarmTable
{
    private readonly IReadOnlyList<ExpectedAlarm> _expected;

    public AlarmTable(AlarmScript script, AlarmedMonth month)
    {
        _expected = script.Expected;
        Missing = [.. _expected.Where(expected => !month.Alarms.Any(expected.Matches))];
        Repeated = [.. _expected.Where(expected => month.Alarms.Count(expected.Matches) > 1)];
        Unexpected = [.. month.Alarms.Where(alarm => !_expected.Any(expected => expected.Matches(alarm)))];
        Open = [.. month.Alarms.Where(alarm => alarm.State != AlarmState.Cleared)];
        Raised = month.Alarms.Count;
    }

    public IReadOnlyList<ExpectedAlarm> Missing { get; }

    public IReadOnlyList<ExpectedAlarm> Repeated { get; }

    public IReadOnlyList<Alarm> Unexpected { get; }

    /// <summary>Not cleared at the end.</summary>
    public IReadOnlyList<Alarm> Open { get; }

    public int Raised { get; }

    public IEnumerable<string> Lines() =>
    [
        .. _expected.GroupBy(expected => (expected.Kind, expected.Fault)).OrderBy(group => group.Key.Kind).ThenBy(group => group.Key.Fault, StringComparer.Ordinal)
            .Select(group => $"{group.Key.Kind} | {group.Key.Fault} | expected {group.Count()} | missing {group.Count(Missing.Contains)} | repeated {group.Count(Repeated.Contains)}"),
        .. Missing.Select(expected => $"missing: {expected}"),
        .. Repeated.Select(expected => $"repeated: {expected}"),
        .. Unexpected.Select(alarm => FormattableString.Invariant($"unexpected: {alarm.Kind} of {alarm.Subject} at {alarm.RaisedAt:yyyy-MM-dd HH:mm}Z: {alarm.Detail}")),
        .. Open.Select(alarm => $"open at the end: {alarm.Kind} of {alarm.Subject}{(alarm.Unjudged is { } why ? $" ({why})" : "")}"),
    ];
}
