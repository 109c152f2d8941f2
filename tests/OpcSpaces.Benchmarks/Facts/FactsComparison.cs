using OpcSpaces.Benchmarks.Facts.Living;
using OpcSpaces.Benchmarks.Truth.Simulated;
using OpcSpaces.EndToEnd.Tests.Faults.Verification;
using OpcSpaces.FirmwareSim.Building;
using OpcSpaces.Model.Usage;
using OpcSpaces.Points;
using OpcSpaces.Storage.Series;

namespace OpcSpaces.Benchmarks.Facts;

/// <summary>The usage records of a simulated month beside the readings of its journal and beside what really happened.</summary>
internal sealed class FactsComparison
{
    private const long DayMs = 24 * FactHour.LengthMs;

    private readonly LivedMonth _month;
    private readonly IReadOnlySet<Place> _broken;
    private readonly HashSet<Place> _counted; // rooms whose people are counted, and nothing else
    private readonly Dictionary<string, List<Span>> _observable; // by gateway
    private readonly Dictionary<string, string> _gateways; // by zone

    public FactsComparison(LivedMonth month)
    {
        (_month, _broken) = (month, month.Script.Broken);
        var plan = month.Script.Plan;
        _counted = plan.Gateways.SelectMany(gateway => gateway.Points).GroupBy(point => new Place(point.ZoneId, point.PointId))
            .Where(sensors => sensors.All(sensor => sensor.Kind == SensorType.LightBarriers)).Select(sensors => sensors.Key).ToHashSet();
        _gateways = plan.Gateways.SelectMany(gateway => gateway.Zones.Select(zone => (zone.Id, gateway.Id))).ToDictionary();
        _observable = plan.Gateways.ToDictionary(gateway => gateway.Id, gateway => SpanLists.Without(month.Watched, month.Script.Unobserved(gateway.Id)).ToList());
        Differences = [.. month.Records.GroupBy(record => record.StartMs / DayMs).SelectMany(day => DifferencesOf(day.Key * DayMs, [.. day]))];
        Hours = [.. Places().Where(place => place.IsDesk).SelectMany(HoursOf)];
        Coverages = [.. CoveragesOf()];
    }

    /// <summary>Where a sum of a record is not that of the readings, by a plain calculation.</summary>
    public IReadOnlyList<Difference> Differences { get; }

    /// <summary>Readings that are older than the one before them of their point; they count from that one's time on.</summary>
    public IReadOnlyList<string> DatedBack => _month.Readings.DatedBack;

    /// <summary>Every hour of every desk; one without a record says nothing.</summary>
    public IReadOnlyList<FactHour> Hours { get; }

    /// <summary>How much was observed of each kind of point.</summary>
    public IReadOnlyList<FactsCoverage> Coverages { get; }

    private IEnumerable<Difference> DifferencesOf(long dayMs, List<UsageRecord> records)
    {
        var readings = _month.Readings.Between(dayMs, dayMs + DayMs);
        return records.SelectMany(record => UsageVerification.Sums(readings, record));
    }

    private IEnumerable<Place> Places() => _month.Script.Plan.Gateways.SelectMany(gateway => gateway.Points).Select(point => new Place(point.ZoneId, point.PointId)).Distinct();

    private IEnumerable<FactHour> HoursOf(Place desk)
    {
        var said = _month.Records.Where(record => record.Zone.Zone == desk.Zone).ToDictionary(record => record.StartMs, record => record.Places.FirstOrDefault(place => place.Point == desk.Point));
        var present = SpanLists.Union(_month.Present[desk]);
        var (truth, both) = (PerHour(present), PerHour(SpanLists.Both(present, Observed(desk))));
        var observable = PerHour(_observable[_gateways[desk.Zone]]);
        for (var at = _month.Watched.FromMs; at < _month.Watched.ToMs; at += FactHour.LengthMs)
        {
            var hour = at / FactHour.LengthMs;
            yield return new FactHour(desk, at, said.GetValueOrDefault(at), truth.GetValueOrDefault(hour), both.GetValueOrDefault(hour), observable.GetValueOrDefault(hour));
        }
    }

    private IEnumerable<FactsCoverage> CoveragesOf()
    {
        var observed = new Dictionary<(string Kind, string Gateway), long>();
        var points = new Dictionary<(string Kind, string Gateway), HashSet<string>>();
        foreach (var record in _month.Records)
        {
            foreach (var place in record.Places) Add(KindOf(new Place(record.Zone.Zone, place.Point)), record.Zone.Zone, place.Point, place.ObservedMs);
            foreach (var meter in record.Meters) Add("meters", record.Zone.Zone, meter.Point, meter.ObservedMs);
            foreach (var door in record.Doors) Add("doors", record.Zone.Zone, door.Point, door.ObservedMs);
            foreach (var air in record.Air) Add("air", record.Zone.Zone, air.Metric, air.ObservedMs);
        }

        foreach (var (key, ms) in observed)
        {
            var observable = points[key].Sum(point => ObservableMs(key.Kind, key.Gateway, point));
            yield return new FactsCoverage(key.Kind, key.Gateway, ms, observable, points[key].Count * (_month.Watched.ToMs - _month.Watched.FromMs));
        }

        void Add(string kind, string zone, string point, long ms)
        {
            var key = (kind, _gateways[zone]);
            observed[key] = observed.GetValueOrDefault(key) + ms;
            if (!points.TryGetValue(key, out var known)) points[key] = known = [];
            known.Add($"{zone} {point}");
        }
    }

    private string KindOf(Place place) => !place.IsDesk ? _counted.Contains(place) ? FactsCoverage.CountedRooms : "rooms" : _broken.Contains(place) ? FactsCoverage.BrokenDesks : "desks";

    // A chip that does not answer is the one fault of a sensor that the hardware shows.
    private long ObservableMs(string kind, string gateway, string zoneAndMetric)
    {
        var clock = _month.Script.Clock;
        var silent = _month.Script.Plan.Script
            .Where(entry => entry.Sensor == "climate" && zoneAndMetric.StartsWith($"{entry.Zone} {entry.Point}/", StringComparison.Ordinal))
            .Select(entry => new Span(Ms(entry.From!.Value), Ms(entry.To!.Value)));
        return SpanLists.Without(_month.Watched, (kind == "doors" ? _month.Script.UnobservedAtDoors(gateway) : _month.Script.Unobserved(gateway)).Concat(silent)).Sum(span => span.ToMs - span.FromMs);

        long Ms(DateTime local) => clock.Instant(DateOnly.FromDateTime(local), local.TimeOfDay.TotalSeconds).ToUnixTimeMilliseconds();
    }

    // From the readings, and not from the records.
    private List<Span> Observed(Place place)
    {
        var key = new SeriesKey("occupancy", _month.Script.Plan.Community.Id, place.Zone, place.Point, "occupied");
        if (_month.Readings.Series.GetValueOrDefault(key) is not { } series) return [];
        var samples = series.Values.ToList();
        return SpanLists.Union(samples.Zip(samples.Skip(1).Append(new SeriesSample(_month.Watched.ToMs * 1_000_000, PointValue.Null, QualityCode.Stale)))
            .Where(pair => pair.First.Quality == QualityCode.Good && !pair.First.Value.IsNull && pair.Second.TimeNs > pair.First.TimeNs)
            .Select(pair => new Span(pair.First.TimeNs / 1_000_000, pair.Second.TimeNs / 1_000_000)));
    }

    private static Dictionary<long, long> PerHour(IEnumerable<Span> spans) => Span.PerBlock(spans, FactHour.LengthMs);
}
