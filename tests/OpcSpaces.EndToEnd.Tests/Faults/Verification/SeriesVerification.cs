using OpcSpaces.Storage.Series;

namespace OpcSpaces.EndToEnd.Tests.Faults.Verification;

/// <summary>Compares what a series store holds with the journal's readings, both ways, reading by reading.</summary>
internal static class SeriesVerification
{
    public static async Task<List<Difference>> CompareAsync(JournaledReadings journal, ISeriesStore store)
    {
        var differences = new List<Difference>(journal.Collisions);
        var listed = await store.ListAsync(CancellationToken.None);
        foreach (var key in listed.Where(key => !journal.Series.ContainsKey(key)))
            differences.Add(new Difference(DifferenceKind.ReadingInvented, $"{key}", "the journal has no such series"));
        foreach (var (key, expected) in journal.Series)
            Compare(key, expected, await store.ReadAsync(key, 0, long.MaxValue, int.MaxValue, CancellationToken.None), differences);
        return differences;
    }

    public static void Compare(SeriesKey key, SortedDictionary<long, SeriesSample> expected, IEnumerable<SeriesSample> actual, List<Difference> differences)
    {
        var seen = new HashSet<long>();
        foreach (var sample in actual)
        {
            var where = $"{key.Zone}/{key.Point}/{key.Field} at {sample.TimeNs}";
            if (!seen.Add(sample.TimeNs)) differences.Add(new Difference(DifferenceKind.Duplicate, where, $"{sample}"));
            else if (!expected.TryGetValue(sample.TimeNs, out var wanted)) differences.Add(new Difference(DifferenceKind.ReadingInvented, where, $"{sample}"));
            else if (wanted != sample) differences.Add(new Difference(DifferenceKind.ReadingDiffers, where, $"{sample} instead of {wanted}"));
        }

        foreach (var missing in expected.Keys.Where(time => !seen.Contains(time)))
            differences.Add(new Difference(DifferenceKind.ReadingMissing, $"{key.Zone}/{key.Point}/{key.Field} at {missing}", $"{expected[missing]}"));
    }
}
