using OpcSpaces.Points;
using OpcSpaces.Storage.Series;
using OpcSpaces.Wire.Outbox;

namespace OpcSpaces.EndToEnd.Tests.Faults.Verification;

/// <summary>Compares the sums of the seals in a journal with the journal's readings, by a plain calculation of its own over readings that are sorted by time.</summary>
internal static class SealVerification
{
    private const long Hour = 3_600_000;

    public static IReadOnlyList<Difference> Compare(JournaledReadings readings)
    {
        var differences = new List<Difference>();
        foreach (var (gateway, seals) in readings.Seals)
        {
            foreach (var (before, after) in seals.Zip(seals.Skip(1)).Where(pair => pair.Second.HourMs != pair.First.HourMs + Hour))
                differences.Add(new Difference(DifferenceKind.SealWrong, gateway, $"the hour {At(after.HourMs)} follows {At(before.HourMs)}"));
            foreach (var seal in seals) differences.AddRange(Of(readings, gateway, seal));
        }

        return differences;
    }

    private static IEnumerable<Difference> Of(JournaledReadings readings, string gateway, Seal seal)
    {
        var community = gateway.Split('/')[0];
        foreach (var zone in seal.Zones)
        {
            foreach (var (index, point) in (zone.Places?.Points ?? []).Index())
            {
                var (observed, occupied) = Presence(Series("occupancy", point, "occupied") ?? Series("occupancy", point, "count") ?? [], seal.HourMs);
                if ((observed, occupied) != (zone.Places!.ObservedMs[index], zone.Places.OccupiedMs[index]))
                    yield return Wrong(point, $"observed and occupied {zone.Places.ObservedMs[index]}, {zone.Places.OccupiedMs[index]} ms, by the readings {observed}, {occupied}");
            }

            foreach (var (index, point) in (zone.Meters?.Points ?? []).Index())
            {
                var grown = Growth(Series("energy", point, "energy") ?? [], seal.HourMs);
                if (grown != zone.Meters!.EnergyWh[index]) yield return Wrong(point, $"{zone.Meters.EnergyWh[index]} Wh, by the readings {grown}");
            }

            foreach (var (index, point) in (zone.Doors?.Points ?? []).Index())
            {
                var entries = (Series("access", point, "entry") ?? []).Values.Count(it => IsIn(it, seal.HourMs) && !it.Value.IsNull && it.Quality == QualityCode.Good);
                if (entries != zone.Doors!.Entries[index]) yield return Wrong(point, $"{zone.Doors.Entries[index]} entries, by the readings {entries}");
            }

            SortedDictionary<long, SeriesSample>? Series(string measurement, string point, string field) =>
                readings.Series.GetValueOrDefault(new SeriesKey(measurement, community, zone.Zone, point, field));

            Difference Wrong(string point, string what) => new(DifferenceKind.SealWrong, $"{gateway} {zone.Zone}/{point} {At(seal.HourMs)}", what);
        }
    }

    /// <summary>Observed and occupied time of an hour, in ms.</summary>
    public static (long Observed, long Occupied) Presence(SortedDictionary<long, SeriesSample> series, long hour)
    {
        var (observed, occupied) = (0L, 0L);
        var samples = series.Values.ToList();
        for (var i = 0; i < samples.Count; i++)
        {
            var until = Math.Min(i + 1 < samples.Count ? Ms(samples[i + 1]) : long.MaxValue, hour + Hour);
            var ms = Math.Max(0, until - Math.Max(Ms(samples[i]), hour));
            if (samples[i].Quality != QualityCode.Good || samples[i].Value.IsNull) continue;
            observed += ms;
            occupied += samples[i].Value.Bits != 0 ? ms : 0;
        }

        return (observed, occupied);
    }

    /// <summary>By how much a register grew in an hour.</summary>
    public static long Growth(SortedDictionary<long, SeriesSample> series, long hour)
    {
        var good = series.Values.Where(it => it.Quality is QualityCode.Good or WrongClocks.RegisterGoesOn && !it.Value.IsNull).ToList();
        return good.Zip(good.Skip(1)).Where(pair => pair.Second.Quality == QualityCode.Good && IsIn(pair.Second, hour)).Sum(pair => Math.Max(0, pair.Second.Value.AsInteger - pair.First.Value.AsInteger));
    }

    public static bool IsIn(SeriesSample sample, long hour) => Ms(sample) >= hour && Ms(sample) < hour + Hour;

    private static long Ms(SeriesSample sample) => sample.TimeNs / 1_000_000;

    private static string At(long ms) => FormattableString.Invariant($"{DateTimeOffset.FromUnixTimeMilliseconds(ms):yyyy-MM-dd HH:mm}");
}
