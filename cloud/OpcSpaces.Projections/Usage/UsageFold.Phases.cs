using OpcSpaces.Points.Hours;

namespace OpcSpaces.Projections.Usage;

/// <summary>What becomes of the hours of a zone whose community has another time zone from now on.</summary>
internal sealed partial class UsageFold
{
    private void ChangePhase(string community)
    {
        var phaseMs = _timeZones.PhaseMs(community);
        foreach (var zone in _zones.Values.Where(zone => zone.Key.Community == community))
        {
            zone.NextPhase = zone.PhaseMs == phaseMs ? null : new PhaseChange(phaseMs, zone.NextPhase?.SinceMs ?? _nowMs);
            ChangePhaseWhenDue(zone);
        }
    }

    // The hours that had begun before the change are closed as all hours are, because the backlog of a gateway may belong to them.
    private void ChangePhaseWhenDue(UsageZone zone)
    {
        if (zone.NextPhase is not { } next) return;
        if (zone.NextMs != 0 && (zone.NextMs < next.SinceMs || !IsListening || AwaitsBacklog(zone, _nowMs))) return;
        ChangePhase(zone, next.PhaseMs);
    }

    // The hours that are open are closed with what is known, and the first hour on the new grid that shares no time with them is the next one.
    private void ChangePhase(UsageZone zone, int phaseMs)
    {
        foreach (var startMs in zone.Late) Emit(zone, startMs);
        for (; zone.NextMs != 0 && zone.NextMs < _nowMs; zone.NextMs += MetricHour.LengthMs) Emit(zone, zone.NextMs);
        var closedMs = zone.Closed.Count > 0 ? zone.Closed.Keys.Last() + MetricHour.LengthMs : 0;
        var endMs = Math.Max(zone.NextMs, Math.Max(zone.KeptFromMs, closedMs));
        (zone.PhaseMs, zone.NextPhase) = (phaseMs, null);
        zone.KeptFromMs = endMs == 0 ? 0 : zone.StartOf(endMs + MetricHour.LengthMs - 1);
        if (zone.NextMs != 0) zone.NextMs = zone.KeptFromMs;
        zone.Seals.Clear();
        zone.Closed.Clear();
        zone.Late.Clear();
        zone.AllLateFromMs = long.MaxValue;
        foreach (var metric in zone.Metrics.Values)
        {
            metric.Restart(phaseMs);
            metric.Forget(zone.KeptFromMs);
        }
    }
}
