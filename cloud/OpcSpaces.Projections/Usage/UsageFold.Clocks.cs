using OpcSpaces.Points;
using OpcSpaces.Points.Hours;
using OpcSpaces.Wire.Outbox;

namespace OpcSpaces.Projections.Usage;

/// <summary>What gateways say about their clocks: the hours that a wrong clock has touched are unknown.</summary>
internal sealed partial class UsageFold
{
    private void OnStatement(ClockStatement statement)
    {
        if (_gateway.Clock.Take(statement) is not { } said) return;
        var turn = Believable(said);
        var newestMs = _gateway.NewestMs;
        if (turn.Kind != ClockTurnKind.Doubted) _gateway.NewestMs = Math.Min(newestMs, turn.NowMs);
        if (_gateway.Seals) _gateway.SealedThroughMs = turn.NextSealedMs(_gateway.SealedThroughMs);
        foreach (var zone in _zones.Values)
        {
            if (zone.Key.Community == _gateway.Key.Community && zone.Metrics.Keys.Any(key => key.Gateway == _gateway)) Turn(zone, turn, newestMs);
        }
    }

    // A gateway that says times that cannot be is doubted until it says others.
    private ClockTurn Believable(ClockTurn turn)
    {
        if (turn.BeforeMs > _nowMs + PlausibleTime.LongestAheadMs)
            turn = turn with { BeforeMs = _nowMs, WrongFromMs = Math.Min(turn.WrongFromMs, _nowMs), WrongUntilMs = Math.Min(turn.WrongUntilMs, _nowMs) };
        if (turn.Kind == ClockTurnKind.Doubted || PlausibleTime.Is(turn.NowMs, _nowMs)) return turn;
        _gateway.Clock.Doubt();
        return turn with { Kind = ClockTurnKind.Doubted };
    }

    private void Turn(UsageZone zone, in ClockTurn turn, long newestMs)
    {
        foreach (var metric in zone.Metrics.Values)
        {
            if (metric.Gateway != _gateway) continue;
            if (turn.Kind == ClockTurnKind.Corrected && metric.Tally is { HasEarlier: true, ThroughMs: { } throughMs }) Reopen(zone, throughMs, throughMs);
            metric.Turn(turn);
        }

        if (turn.Kind == ClockTurnKind.Doubted) return;
        if (turn.Kind == ClockTurnKind.Corrected) Void(zone, turn.WrongFromMs, turn.WrongUntilMs);
        // What was said of a time that is still to come was not of that time.
        Void(zone, turn.NowMs, Math.Max(newestMs, turn.BeforeMs));
        // The first reading of all came with a wrong time.
        if (zone.Closed.Count == 0 && zone.NextMs > zone.StartOf(turn.NowMs)) (zone.NextMs, zone.AllLateFromMs) = (FirstOpen(zone, turn.NowMs), long.MaxValue);
    }

    // The gateway says nothing of these hours any more.
    private void Void(UsageZone zone, long fromMs, long untilMs)
    {
        if (fromMs > untilMs) return;
        foreach (var (startMs, seals) in zone.Seals)
        {
            if (startMs >= zone.StartOf(fromMs) && startMs <= untilMs) seals.Remove(_gateway);
        }

        Reopen(zone, fromMs, untilMs);
    }

    private void Reopen(UsageZone zone, long fromMs, long untilMs)
    {
        var lastMs = Math.Min(zone.StartOf(untilMs), zone.NextMs - MetricHour.LengthMs);
        if (zone.NextMs > 0 && zone.StartOf(fromMs) <= lastMs) MarkLate(zone, fromMs, lastMs);
    }
}
