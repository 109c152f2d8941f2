using OpcSpaces.Model.Usage;
using OpcSpaces.Points;
using OpcSpaces.Points.Hours;
using OpcSpaces.Wire.Outbox;

namespace OpcSpaces.Projections.Usage;

/// <summary>Puts the record of one hour of a zone together.</summary>
internal static class HourRecords
{
    /// <param name="zone">The zone.</param>
    /// <param name="startMs">The beginning of the hour, in ms since 1970 UTC.</param>
    /// <param name="nowMs">The cloud's clock.</param>
    /// <param name="revision">Its revision.</param>
    public static UsageRecord Make(UsageZone zone, long startMs, long nowMs, int revision)
    {
        var seals = zone.Seals.GetValueOrDefault(startMs) ?? [];
        var (places, meters, doors, air, differences) = (new List<PlaceUsage>(), new List<MeterUsage>(), new List<DoorUsage>(), new List<AirUsage>(), new List<SealDifference>());
        foreach (var ofPoint in zone.ByPoint)
        {
            var metrics = OfOneMetric(ofPoint, startMs, nowMs);
            var hour = Sum(metrics, startMs, nowMs);
            if (IsPast(metrics, hour)) continue;
            var (metric, point) = (metrics[0].Metric, metrics[0].Point);
            switch (metric.Nature)
            {
                case MetricNature.Presence:
                    places.Add(Place(point, hour, metrics, Expected(seals, metrics)));
                    break;
                case MetricNature.Register:
                    meters.Add(new MeterUsage(point, Ms(hour.ObservedMs), hour.Amount, hour.Unplaced));
                    break;
                case MetricNature.Moment:
                    doors.Add(new DoorUsage(point, hour.Amount, Ms(metrics.Sum(it => it.Gaps!.ObservedMs(startMs, it.Gateway.KnownThroughMs(startMs + MetricHour.LengthMs, nowMs))))));
                    break;
                default:
                    air.Add(new AirUsage(metrics[0].Name, Ms(hour.ObservedMs), hour.ObservedMs > 0 ? (int)Math.Clamp(Math.Round(hour.Integral / hour.ObservedMs * 10), int.MinValue, int.MaxValue) : 0));
                    break;
            }

            foreach (var (gateway, sealedHour) in seals) Compare(differences, sealedHour.Zone, metric.Nature, point, OfGateway(metrics, gateway, startMs, nowMs));
        }

        return new UsageRecord
        {
            Zone = zone.Key,
            StartMs = startMs,
            Revision = revision,
            Closing = zone.IsSealed(startMs) ? UsageClosing.Sealed : UsageClosing.TimeOut,
            IsForeign = zone.Gateways.Any(gateway => !gateway.HasOutbox),
            Places = places,
            Meters = meters,
            Doors = doors,
            Air = air,
            Sources = [.. seals.Select(it => new UsageSource(it.Key.Key.Gateway, it.Value.Epoch, it.Value.Through))],
            Differences = differences,
        };
    }

    // A room whose people are counted beside other sensors is occupied when all sensors together say so, as long as they say something.
    private static UsageMetric[] OfOneMetric(UsageMetric[] metrics, long startMs, long nowMs)
    {
        var occupied = metrics.Length == 1 ? metrics : Array.FindAll(metrics, metric => metric.Metric == PointMetric.Occupied);
        if (occupied.Length == 0 || occupied.Length == metrics.Length) return metrics;
        return Array.Exists(occupied, metric => !metric.IsRetired || HourOf(metric, startMs, nowMs).ObservedMs > 0)
            ? occupied
            : Array.FindAll(metrics, metric => metric.Metric != PointMetric.Occupied);
    }

    // A point that no gateway has any more, and of which the hour says nothing.
    private static bool IsPast(UsageMetric[] metrics, in MetricHour hour) =>
        hour is { ObservedMs: 0, Amount: 0 } && Array.TrueForAll(metrics, metric => metric.IsRetired);

    // Parts of several gateways: their use began with the earlier, and ended with the later.
    private static MetricHour Sum(UsageMetric[] metrics, long startMs, long nowMs)
    {
        var sum = HourOf(metrics[0], startMs, nowMs);
        for (var i = 1; i < metrics.Length; i++)
        {
            var part = HourOf(metrics[i], startMs, nowMs);
            var (first, last) = sum.ActiveMs > 0 && part.ActiveMs > 0
                ? (Math.Min(sum.FirstActiveMs, part.FirstActiveMs), Math.Max(sum.LastActiveMs, part.LastActiveMs))
                : (sum.FirstActiveMs + part.FirstActiveMs, sum.LastActiveMs + part.LastActiveMs);
            sum = sum.With(part) with { FirstActiveMs = first, LastActiveMs = last };
        }

        return sum;
    }

    private static MetricHour? OfGateway(UsageMetric[] metrics, UsageGateway gateway, long startMs, long nowMs)
    {
        foreach (var metric in metrics)
        {
            if (metric.Gateway == gateway) return HourOf(metric, startMs, nowMs);
        }

        return null;
    }

    private static MetricHour HourOf(UsageMetric metric, long startMs, long nowMs) =>
        metric.Tally.HourAt(startMs, metric.Gateway.KnownThroughMs(startMs + MetricHour.LengthMs, nowMs));

    // To whole seconds: an estimate has no ms.
    private static int Rounded(long ms) => (int)((ms + 500) / 1_000 * 1_000);

    private static int Ms(long ms) => (int)Math.Min(ms, MetricHour.LengthMs);

    private static PlaceUsage Place(string point, in MetricHour hour, UsageMetric[] metrics, (int Known, int Expected, int Low, int High) expected)
    {
        var observed = Ms(hour.ObservedMs);
        return new PlaceUsage(
            point, observed, Math.Min(Ms(hour.ActiveMs), observed), expected.Known, expected.Expected, expected.Low, expected.High,
            Use(metrics, hour));
    }

    private static PlaceUse? Use(UsageMetric[] metrics, in MetricHour hour)
    {
        var (begun, cut) = (0, 0);
        IReadOnlyList<int> ended = [];
        foreach (var metric in metrics)
        {
            var stays = metric.Stays!.HourAt(hour.StartMs);
            (begun, cut) = (begun + stays.Begun, cut + stays.Cut);
            if (stays.EndedSeconds.Count > 0) ended = [.. ended, .. stays.EndedSeconds];
        }

        return hour.ActiveMs == 0 && begun == 0 && cut == 0 && ended.Count == 0 ? null : new PlaceUse(hour.FirstActiveMs, hour.LastActiveMs, begun, ended, cut);
    }

    // Of the gateways that report the point; where it moved from one to another within the hour, their parts are added.
    private static (int Known, int Expected, int Low, int High) Expected(SortedList<UsageGateway, SealedHour> seals, UsageMetric[] metrics)
    {
        var (known, expected, low, high) = (0L, 0L, 0L, 0L);
        foreach (var (gateway, hour) in seals)
        {
            if (!Array.Exists(metrics, metric => metric.Gateway == gateway)) continue;
            if (hour.Zone.Places is not { } places || IndexOf(places.Points, metrics[0].Point) is not (>= 0 and var i) || known + places.KnownMs[i] > MetricHour.LengthMs) continue;
            (known, expected, low, high) = (known + places.KnownMs[i], expected + places.ExpectedMs[i], low + places.LowMs[i], high + places.HighMs[i]);
        }

        return known == 0 ? default : (Rounded(known), Rounded(expected), Rounded(low), Rounded(high));
    }

    private static void Compare(List<SealDifference> differences, SealedZone zone, MetricNature nature, string point, MetricHour? ours)
    {
        if (ours is not { } hour) return;
        switch (nature)
        {
            case MetricNature.Presence when zone.Places is { } places && IndexOf(places.Points, point) is >= 0 and var i:
                Add(SealedSum.Observed, places.ObservedMs[i], hour.ObservedMs);
                Add(SealedSum.Occupied, places.OccupiedMs[i], hour.ActiveMs);
                break;
            case MetricNature.Register when zone.Meters is { } meters && IndexOf(meters.Points, point) is >= 0 and var i:
                Add(SealedSum.Observed, meters.ObservedMs[i], hour.ObservedMs);
                Add(SealedSum.Energy, meters.EnergyWh[i], hour.Amount);
                break;
            case MetricNature.Moment when zone.Doors is { } doors && IndexOf(doors.Points, point) is >= 0 and var i:
                Add(SealedSum.Entries, doors.Entries[i], hour.Amount);
                break;
        }

        void Add(SealedSum sum, long @sealed, long byReadings)
        {
            if (@sealed != byReadings) differences.Add(new SealDifference(point, sum, @sealed, byReadings));
        }
    }

    private static int IndexOf(IReadOnlyList<string> points, string point)
    {
        for (var i = 0; i < points.Count; i++)
        {
            if (points[i] == point) return i;
        }

        return -1;
    }
}
