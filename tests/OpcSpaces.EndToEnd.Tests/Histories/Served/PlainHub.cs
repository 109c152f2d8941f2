using OpcSpaces.EndToEnd.Tests.Faults.Verification;
using OpcSpaces.Points;
using OpcSpaces.Storage.Series;

namespace OpcSpaces.EndToEnd.Tests.Histories.Served;

/// <summary>What a community did in each hour, worked out from the readings and the seals of a journal, apart from the product's projections, records and figures.</summary>
internal sealed class PlainHub
{
    private const long Hour = 3_600_000, Day = 24 * Hour;

    private readonly Dictionary<(string Zone, string Point, long Hour), PlainHour> _hours = [];

    /// <param name="readings">Of the journal.</param>
    /// <param name="community">The community.</param>
    /// <param name="fromMs">The beginning of the first hour.</param>
    /// <param name="toMs">The end of the last one.</param>
    public PlainHub(JournaledReadings readings, string community, long fromMs, long toMs)
    {
        var points = readings.Series.Keys.Where(key => key.Community == community && key.Zone.Length > 0 && key.Field is "occupied" or "count" or "energy" or "entry")
            // A room whose people are counted is occupied by what its detector says, where it has one.
            .Where(key => key.Field != "count" || !readings.Series.ContainsKey(key with { Field = "occupied" })).ToList();
        for (var day = fromMs; day < toMs; day += Day)
        {
            var part = readings.Between(day, day + Day);
            foreach (var key in points)
            {
                if (!part.Series.TryGetValue(key, out var series)) continue;
                for (var hour = day; hour < day + Day; hour += Hour) _hours[(key.Zone, key.Point, hour)] = Of(key, series, hour);
            }
        }

        foreach (var (seal, zone) in readings.Seals.Where(seals => seals.Key.StartsWith($"{community}/", StringComparison.Ordinal)).SelectMany(seals => seals.Value).SelectMany(seal => seal.Zones.Select(zone => (seal, zone))))
        {
            foreach (var (index, point) in (zone.Places?.Points ?? []).Index())
            {
                if (_hours.TryGetValue((zone.Zone, point, seal.HourMs), out var known)) _hours[(zone.Zone, point, seal.HourMs)] = known with { ExpectedMs = zone.Places!.KnownMs[index] > 0 ? zone.Places.ExpectedMs[index] : 0 };
            }
        }
    }

    /// <summary>Every hour of every point.</summary>
    public IReadOnlyDictionary<(string Zone, string Point, long Hour), PlainHour> Hours => _hours;

    public IEnumerable<PlainHour> Of(Func<string, string, bool> which) => _hours.Where(hour => which(hour.Key.Zone, hour.Key.Point)).Select(hour => hour.Value);

    /// <summary>How many hours places were expected to be occupied for; whole seconds of each hour, as records have them.</summary>
    public double SeatHours(Func<string, string, bool> which) => Of(which).Sum(hour => hour.ExpectedSeconds) / 3_600.0;

    public double KilowattHours(Func<string, bool> zone) => Of((id, point) => zone(id) && point.StartsWith("meter/", StringComparison.Ordinal)).Sum(hour => hour.EnergyWh) / 1_000.0;

    private static PlainHour Of(SeriesKey key, SortedDictionary<long, SeriesSample> series, long hour)
    {
        switch (key.Field)
        {
            case "energy":
                return new PlainHour(0, 0, SealVerification.Growth(series, hour), 0, 0);
            case "entry":
                return new PlainHour(0, 0, 0, series.Values.Count(it => SealVerification.IsIn(it, hour) && !it.Value.IsNull && it.Quality == QualityCode.Good), 0);
            default:
                var (observed, occupied) = SealVerification.Presence(series, hour);
                return new PlainHour(observed, occupied, 0, 0, 0);
        }
    }
}

/// <summary>One point in one hour.</summary>
/// <param name="ObservedMs">Of a place.</param>
/// <param name="OccupiedMs">Of a place, as its gateway decided.</param>
/// <param name="EnergyWh">Of a meter.</param>
/// <param name="Entries">Of a door.</param>
/// <param name="ExpectedMs">Of a place, as sealed.</param>
internal readonly record struct PlainHour(long ObservedMs, long OccupiedMs, long EnergyWh, long Entries, long ExpectedMs)
{
    /// <summary>As records have it.</summary>
    public long ExpectedSeconds => (ExpectedMs + 500) / 1_000;
}
