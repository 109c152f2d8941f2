using System.Globalization;
using OpcSpaces.Model.Alarms.Sights;
using OpcSpaces.Points;

namespace OpcSpaces.Model.Alarms.Conditions;

/// <summary>Conditions of gateways.</summary>
internal static class GatewayConditions
{
    // After the cloud was not listening, gateways come back within minutes, each after its own pause.
    private static readonly TimeSpan ComesBackWithin = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan SetBackLasts = TimeSpan.FromHours(1);

    // A backlog is gone for good when hardly anything is left.
    private const double BacklogGone = 0.1;

    public static IEnumerable<Finding> Of(AlarmSight sight, AlarmRules rules)
    {
        foreach (var gateway in sight.Gateways)
        {
            if (Silent(sight, rules, gateway) is { } silent) yield return silent;
            if (Backlog(rules, gateway) is { } backlog) yield return backlog;
            if (Clock(sight, rules, gateway) is { } clock) yield return clock;
        }
    }

    private static Finding? Silent(AlarmSight sight, AlarmRules rules, SeenGateway gateway)
    {
        var key = new AlarmKey(AlarmKind.GatewaySilent, AlarmSubject.Of(gateway.Key));
        if (gateway.IsOnline == true) return null;
        // The cloud may have begun to listen long after it noticed that it did not.
        var since = gateway.IsOnline is null && sight.ListeningSince > gateway.Since ? sight.ListeningSince : gateway.Since;
        if (gateway.IsOnline is null && sight.Now - since < ComesBackWithin) return Finding.Unknown(key, "the cloud was not listening until just now");
        var detail = gateway.Since is null ? "the registry has it, and it was never heard"
            : gateway.IsOnline is null ? "it was not heard since the cloud listens again" : "it is offline";
        return new Finding(key, Standing.Holds, $"{detail}; what it measures is unknown until it is back")
        {
            Severity = gateway.Since is null ? AlarmSeverity.Minor : AlarmSeverity.Major,
            RaiseAfter = TimeSpan.FromMinutes(rules.GatewaySilentMinutes),
            ClearAfter = TimeSpan.FromMinutes(1),
            Since = since,
        };
    }

    private static Finding? Backlog(AlarmRules rules, SeenGateway gateway)
    {
        var key = new AlarmKey(AlarmKind.BacklogGrowing, AlarmSubject.Of(gateway.Key));
        if (gateway.IsOnline != true) return Finding.Unknown(key, "its backlog is known while it is online");
        if (gateway.Backlog < rules.BacklogBatches * BacklogGone) return null;
        return new Finding(key, gateway.Backlog >= (ulong)rules.BacklogBatches ? Standing.Holds : Standing.Lingers, Text($"it holds {gateway.Backlog} batches that do not get less (threshold {rules.BacklogBatches})"))
        {
            Severity = AlarmSeverity.Major,
            RaiseAfter = TimeSpan.FromMinutes(rules.BacklogMinutes),
            ClearAfter = TimeSpan.FromMinutes(rules.ClearMinutes),
            Level = gateway.Backlog,
        };
    }

    private static Finding? Clock(AlarmSight sight, AlarmRules rules, SeenGateway gateway)
    {
        var key = new AlarmKey(AlarmKind.ClockOff, AlarmSubject.Of(gateway.Key));
        if (gateway.IsOnline != true) return Finding.Unknown(key, "a clock is judged while its gateway is online");
        if (gateway.ClockSetBackAt is { } setBack && sight.Now - setBack < SetBackLasts) return Off("it was set back", TimeSpan.Zero, setBack);
        if (gateway.Clock is not { } clock) return null;
        // What it said last may be weeks old: what it says now comes behind all that waits.
        if (gateway.Backlog >= rules.BacklogBatches * BacklogGone) return Finding.Unknown(key, "what it says about its clock waits behind its backlog");
        if (clock.Wall.ToUnixTimeMilliseconds() < PlausibleTime.EarliestMs) return Off(Text($"it was never set and shows {clock.Wall:yyyy-MM-dd}"), TimeSpan.FromMinutes(rules.ClockMinutes), clock.SaidAt);
        // What waited in the outbox arrives late, and looks as if the clock was behind. Ahead it can only be by a wrong clock.
        var ahead = clock.Wall - clock.SaidAt;
        if (ahead > TimeSpan.FromSeconds(rules.ClockAheadSeconds)) return Off(Text($"it is {ahead.TotalSeconds:0} s ahead (threshold {rules.ClockAheadSeconds} s)"), TimeSpan.Zero, clock.SaidAt);
        return clock.IsSynchronized == false ? Off("it is not synchronised with a time server", TimeSpan.FromMinutes(rules.ClockMinutes), clock.SaidAt) : null;

        Finding Off(string detail, TimeSpan after, DateTimeOffset since) => new(key, Standing.Holds, $"its clock is off: {detail}")
        {
            Severity = AlarmSeverity.Major,
            RaiseAfter = after,
            ClearAfter = TimeSpan.FromMinutes(rules.ClearMinutes),
            Since = since,
        };
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
