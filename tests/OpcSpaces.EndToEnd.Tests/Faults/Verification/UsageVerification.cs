using OpcSpaces.Model.Places;
using OpcSpaces.Model.Usage;
using OpcSpaces.Points;
using OpcSpaces.Storage.Series;
using OpcSpaces.Storage.Usage;

namespace OpcSpaces.EndToEnd.Tests.Faults.Verification;

/// <summary>
/// Compares the usage records of hours that all gateways have sealed with the journal's readings, by the plain calculation that seals are
/// compared with. Every such hour must have a record, and its expected times must be those of the seal.
/// </summary>
internal static class UsageVerification
{
    private const long Hour = 3_600_000;

    public static IReadOnlyList<Difference> Compare(JournaledReadings readings, IUsageStore store, out int records)
    {
        var differences = new List<Difference>();
        records = 0;
        foreach (var (gateway, seals) in readings.Seals)
        {
            var community = gateway.Split('/')[0];
            foreach (var (seal, zone) in seals.SelectMany(seal => seal.Zones.Select(zone => (seal, zone))))
            {
                var key = new ZoneKey(community, zone.Zone);
                var where = $"{key} {DateTimeOffset.FromUnixTimeMilliseconds(seal.HourMs):yyyy-MM-dd HH:mm}";
                if (store.Read(community, zone.Zone, seal.HourMs, seal.HourMs + Hour) is not [var record])
                {
                    differences.Add(new Difference(DifferenceKind.UsageWrong, where, "there is no record"));
                    continue;
                }

                records++;
                if (record.Closing != UsageClosing.Sealed) differences.Add(new Difference(DifferenceKind.UsageWrong, where, $"{record.Closing}"));
                differences.AddRange(record.Differences.Select(it => new Difference(DifferenceKind.UsageWrong, where, $"{it}")));
                differences.AddRange(Sums(readings, record));
                foreach (var (index, point) in (zone.Places?.Points ?? []).Index())
                {
                    var place = record.Places.Single(place => place.Point == point);
                    var (known, expected) = (zone.Places!.KnownMs[index], zone.Places.KnownMs[index] > 0 ? zone.Places.ExpectedMs[index] : 0);
                    if (Math.Abs(place.KnownMs - known) > 500 || Math.Abs(place.ExpectedMs - expected) > 500) differences.Add(new Difference(DifferenceKind.UsageWrong, $"{where} {point}", $"{place}, sealed {known}, {expected}"));
                }
            }
        }

        return differences;
    }

    /// <summary>Compares every sum of a record with the readings.</summary>
    public static IEnumerable<Difference> Sums(JournaledReadings readings, UsageRecord record)
    {
        var where = $"{record.Zone} {DateTimeOffset.FromUnixTimeMilliseconds(record.StartMs):yyyy-MM-dd HH:mm}";
        foreach (var place in record.Places)
        {
            var plain = SealVerification.Presence(Series("occupancy", place.Point, "occupied") ?? Series("occupancy", place.Point, "count") ?? [], record.StartMs);
            if ((place.ObservedMs, place.OccupiedMs) != plain) yield return new Difference(DifferenceKind.UsageWrong, $"{where} {place.Point}", $"{place}, by the readings {plain}");
        }

        foreach (var meter in record.Meters)
        {
            var grown = SealVerification.Growth(Series("energy", meter.Point, "energy") ?? [], record.StartMs);
            if (meter.EnergyWh != grown) yield return new Difference(DifferenceKind.UsageWrong, $"{where} {meter.Point}", $"{meter}, by the readings {grown}");
        }

        foreach (var door in record.Doors)
        {
            var entries = (Series("access", door.Point, "entry") ?? []).Values.Count(it => SealVerification.IsIn(it, record.StartMs) && !it.Value.IsNull && it.Quality == QualityCode.Good);
            if (door.Entries != entries) yield return new Difference(DifferenceKind.UsageWrong, $"{where} {door.Point}", $"{door}, by the readings {entries}");
        }

        SortedDictionary<long, SeriesSample>? Series(string measurement, string point, string field) =>
            readings.Series.GetValueOrDefault(new SeriesKey(measurement, record.Zone.Community, record.Zone.Zone, point, field));
    }
}
