using System.Security.Cryptography;
using OpcSpaces.Model.Usage;
using OpcSpaces.Points.Hours;
using OpcSpaces.Storage.Usage;

namespace OpcSpaces.Projections.Usage;

/// <summary>When hours are closed, and when they are closed again.</summary>
internal sealed partial class UsageFold
{
    private void CloseWhatIsDue()
    {
        foreach (var zone in _zones.Values)
        {
            if (zone.NextMs == 0 || _nowMs < zone.NextMs + MetricHour.LengthMs) continue;
            Close(zone);
        }
    }

    private void Close(UsageZone zone)
    {
        while (CanClose(zone))
        {
            // Of a zone that no gateway has any more, the hours that it still had are the last.
            var isGone = zone.Gateways.Count == 0 && zone.NextMs > zone.NewestMs;
            if (!isGone) Emit(zone, zone.NextMs);
            zone.NextMs = isGone ? 0 : zone.NextMs + MetricHour.LengthMs;
            zone.AllLateFromMs = long.MaxValue;
        }

        if (zone.Late.Count > 0) CloseAgain(zone);
        ChangePhaseWhenDue(zone);
        Forget(zone);
    }

    // The first hour of a zone that has none to close: never one that is final.
    private long FirstOpen(UsageZone zone, long atMs) => zone.StartOf(Math.Max(atMs, Math.Max(zone.KeptFromMs, _nowMs - UsageTimes.LongestLateMs)));

    private bool CanClose(UsageZone zone)
    {
        var endMs = zone.NextMs + MetricHour.LengthMs;
        if (zone.NextMs == 0 || _nowMs < endMs) return false;
        if (zone.IsSealedThrough(endMs)) return true;
        return _nowMs >= endMs + UsageTimes.GraceMs && IsListening && !AwaitsBacklog(zone, endMs);
    }

    /// <summary>Closes late hours again that every gateway has sealed, and all of them when nothing more came for a while.</summary>
    private void CloseAgain(UsageZone zone)
    {
        var isOver = _nowMs >= zone.LateSinceMs + UsageTimes.GraceMs && IsListening && !AwaitsBacklog(zone, zone.NextMs);
        foreach (var startMs in zone.Late.Where(startMs => isOver || zone.IsSealedThrough(startMs + MetricHour.LengthMs)).ToList())
        {
            zone.Late.Remove(startMs);
            zone.AllLateFromMs = long.MaxValue;
            Emit(zone, startMs);
        }
    }

    private bool IsListening => !_isDeaf && !_doubtsClock && _nowMs >= _listeningSinceMs + UsageTimes.ListeningMs;

    private bool AwaitsBacklog(UsageZone zone, long endMs)
    {
        foreach (var gateway in zone.Gateways)
        {
            if (gateway.SealedThroughMs < endMs && gateway.IsDraining(_nowMs)) return true;
        }

        return false;
    }

    private void Emit(UsageZone zone, long startMs)
    {
        var before = zone.Closed.GetValueOrDefault(startMs);
        var record = HourRecords.Make(zone, startMs, _nowMs, before.Revision + 1);
        var content = UsageContent.Write(record);
        var hash = Convert.ToHexString(SHA256.HashData(content).AsSpan(0, 16));
        if (before.Hash == hash) return;
        zone.Closed[startMs] = new ClosedHour(record.Revision, hash);
        _emitted.Add(new EmittedRecord(record, content, _entry.Id));
    }

    private void MarkLate(UsageZone zone, long fromMs)
    {
        if (fromMs >= zone.AllLateFromMs) return;
        MarkLate(zone, fromMs, zone.NextMs - MetricHour.LengthMs);
        zone.AllLateFromMs = zone.StartOf(fromMs);
    }

    private void MarkLate(UsageZone zone, long fromMs, long lastMs)
    {
        if (zone.Late.Count == 0) zone.LateSinceMs = _nowMs;
        for (var startMs = zone.StartOf(Math.Max(fromMs, Math.Max(zone.KeptFromMs, zone.NextMs - UsageTimes.LongestLateMs))); startMs <= lastMs; startMs += MetricHour.LengthMs) zone.Late.Add(startMs);
    }

    /// <summary>Drops what no gateway can change any more.</summary>
    private static void Forget(UsageZone zone)
    {
        var fromMs = zone.NextMs;
        foreach (var gateway in zone.Gateways)
        {
            if (gateway.HasOutbox) fromMs = Math.Min(fromMs, gateway.Seals ? gateway.SealedThroughMs : gateway.NewestMs);
        }

        fromMs = zone.StartOf(Math.Max(fromMs - UsageTimes.KeptMs, zone.NextMs - UsageTimes.LongestLateMs));
        foreach (var gateway in zone.Gateways)
        {
            if (gateway.Clock.UnsureSinceMs is { } unsureMs) fromMs = Math.Min(fromMs, zone.StartOf(Math.Max(unsureMs, zone.NextMs - UsageTimes.KeptUnsureMs)));
        }

        if (zone.Late.Count > 0) fromMs = Math.Min(fromMs, zone.Late.Min);
        if (fromMs <= zone.KeptFromMs) return;
        zone.KeptFromMs = fromMs;
        DropBefore(zone.Seals, fromMs);
        DropBefore(zone.Closed, fromMs);
        List<UsageMetric>? past = null;
        foreach (var metric in zone.Metrics.Values)
        {
            metric.Forget(fromMs);
            // That another gateway has the point must not be forgotten.
            if (metric is { IsRetired: true, TakenMs: null } && !(metric.Tally.ThroughMs >= fromMs)) (past ??= []).Add(metric);
        }

        if (past is null) return;
        foreach (var metric in past)
        {
            zone.Metrics.Remove((metric.Gateway, metric.Name));
            metric.Renew(); // a birth may still name it, and after a restart it would be a new one
        }

        zone.MetricsChanged();
    }

    private static void DropBefore<T>(SortedDictionary<long, T> hours, long beforeMs)
    {
        while (hours.Count > 0 && hours.First().Key is var first && first < beforeMs) hours.Remove(first);
    }
}
