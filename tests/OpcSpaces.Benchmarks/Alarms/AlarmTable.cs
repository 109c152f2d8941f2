using OpcSpaces.Alarms.Storing;
using OpcSpaces.Model.Alarms;

namespace OpcSpaces.Benchmarks.Alarms;

/// <summary>Raised alarms beside the expected ones.</summary>
internal sealed class AlarmTable
{
    private readonly IReadOnlyList<ExpectedAlarm> _expected;
    private readonly IReadOnlyList<Alarm> _alarms;

    public AlarmTable(AlarmScript script, AlarmedMonth month)
    {
        (_expected, _alarms) = (script.Expected, month.Alarms);
        Missing = [.. _expected.Where(expected => !expected.IsUncertain && !_alarms.Any(expected.Matches))];
        Repeated = [.. _expected.Where(expected => _alarms.Count(expected.Matches) > 1)];
        Unexpected = [.. _alarms.Where(alarm => !_expected.Any(expected => expected.Matches(alarm)))];
        Open = [.. _alarms.Where(alarm => alarm.State != AlarmState.Cleared)];
    }

    public int Raised => _alarms.Count;

    public IReadOnlyList<ExpectedAlarm> Missing { get; }

    public IReadOnlyList<ExpectedAlarm> Repeated { get; }

    public IReadOnlyList<Alarm> Unexpected { get; }

    /// <summary>Not cleared at the end.</summary>
    public IReadOnlyList<Alarm> Open { get; }

    /// <summary>A table in Markdown: by what is scripted, how many alarms there should be and are, and the minutes until they were raised. Then what is wrong, by name.</summary>
    public IEnumerable<string> Lines() =>
    [
        "| kind | what is scripted | expected | raised | cleared | minutes until it is raised |",
        "| --- | --- | --- | --- | --- | --- |",
        .. _expected.GroupBy(expected => (expected.Kind, expected.Fault)).OrderBy(group => group.Key.Kind).ThenBy(group => group.Key.Fault, StringComparer.Ordinal).Select(group => Line(group.Key.Kind, group.Key.Fault, [.. group])),
        .. Missing.Select(expected => $"missing: {expected}"),
        .. Repeated.Select(expected => $"repeated: {expected}"),
        .. Unexpected.Select(alarm => FormattableString.Invariant($"unexpected: {alarm.Kind} of {alarm.Subject} at {alarm.RaisedAt:yyyy-MM-dd HH:mm}Z: {alarm.Detail}")),
        .. Open.Select(alarm => $"open at the end: {alarm.Kind} of {alarm.Subject}{(alarm.Unjudged is { } why ? $" ({why})" : "")}"),
    ];

    private string Line(AlarmKind kind, string fault, IReadOnlyList<ExpectedAlarm> group)
    {
        var raised = group.SelectMany(expected => _alarms.Where(expected.Matches), (expected, alarm) => (Alarm: alarm, Minutes: (alarm.RaisedAt - expected.Begins).TotalMinutes)).ToList();
        if (raised.Count == 0) return $"| {kind} | {fault} | {Count()} | 0 | 0 | |";
        var (least, most) = (raised.Min(pair => pair.Minutes), raised.Max(pair => pair.Minutes));
        var minutes = Math.Round(least) == Math.Round(most) ? FormattableString.Invariant($"{least:N0}") : FormattableString.Invariant($"{least:N0} to {most:N0}");
        return $"| {kind} | {fault} | {Count()} | {raised.Count} | {raised.Count(pair => pair.Alarm.State == AlarmState.Cleared)} | {minutes} |";

        string Count() => group.Any(expected => expected.IsUncertain) ? FormattableString.Invariant($"0 to {group.Count}") : FormattableString.Invariant($"{group.Count}");
    }
}
