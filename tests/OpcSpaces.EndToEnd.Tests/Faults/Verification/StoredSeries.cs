using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using OpcSpaces.Points;
using OpcSpaces.Storage.DeadLetters;
using OpcSpaces.Storage.Series;
using OpcSpaces.Storage.Series.Embedded;
using OpcSpaces.Testing;

namespace OpcSpaces.EndToEnd.Tests.Faults.Verification;

/// <summary>Reads what the series stores hold, for a comparison with the journal.</summary>
internal static class StoredSeries
{
    private const string QualitySuffix = "_quality";

    /// <summary>The embedded store of a cloud that does not run.</summary>
    public static async Task<List<Difference>> CompareEmbeddedAsync(string dataDirectory, JournaledReadings journal)
    {
        using var letters = new DeadLetterTable(
            new DeadLetterOptions { Path = Path.Combine(dataDirectory, "dead-letters.db") }, NullLogger<DeadLetterTable>.Instance);
        await using var store = new EmbeddedSeriesStore(
            new EmbeddedSeriesOptions { Path = Path.Combine(dataDirectory, "series.db") }, letters, TimeProvider.System);
        var differences = await SeriesVerification.CompareAsync(journal, store);
        differences.AddRange(letters.Counts.Select(count => new Difference(DifferenceKind.ReadingMissing, "dead letters", $"{count.Count} of {count.Reason}")));
        return differences;
    }

    /// <summary>A running InfluxDB, asked in InfluxQL and not through the product.</summary>
    public static async Task<List<Difference>> CompareInfluxAsync(InfluxServer influx, string database, JournaledReadings journal)
    {
        var stored = new Dictionary<SeriesKey, List<SeriesSample>>();
        using var answer = JsonDocument.Parse(await influx.QueryAsync("SELECT * FROM /.*/ GROUP BY *", database));
        foreach (var result in answer.RootElement.GetProperty("results").EnumerateArray())
        {
            if (!result.TryGetProperty("series", out var series)) continue;
            foreach (var one in series.EnumerateArray()) Read(one, stored);
        }

        var differences = new List<Difference>(journal.Collisions);
        differences.AddRange(stored.Keys.Where(key => !journal.Series.ContainsKey(key))
            .Select(key => new Difference(DifferenceKind.ReadingInvented, $"{key}", "the journal has no such series")));
        foreach (var (key, expected) in journal.Series)
            SeriesVerification.Compare(key, expected, stored.TryGetValue(key, out var samples) ? samples : [], differences);
        return differences;
    }

    private static void Read(JsonElement series, Dictionary<SeriesKey, List<SeriesSample>> into)
    {
        var tags = series.GetProperty("tags");
        var columns = series.GetProperty("columns").EnumerateArray().Select(column => column.GetString()!).ToList();
        foreach (var field in columns.Skip(1).Select(Field).Distinct())
        {
            var (value, quality) = (columns.IndexOf(field), columns.IndexOf(field + QualitySuffix));
            var key = new SeriesKey(
                series.GetProperty("name").GetString()!, Tag(tags, "community"), Tag(tags, "zone"), Tag(tags, "point"), field);
            var samples = series.GetProperty("values").EnumerateArray()
                .Where(row => Has(row, value) || Has(row, quality))
                .Select(row => new SeriesSample(
                    row[0].GetInt64(), Has(row, value) ? Value(field, row[value]) : PointValue.Null, Has(row, quality) ? row[quality].GetInt32() : QualityCode.Good))
                .ToList();
            if (samples.Count > 0) into.Add(key, samples);
        }
    }

    private static string Field(string column) => column.EndsWith(QualitySuffix, StringComparison.Ordinal) ? column[..^QualitySuffix.Length] : column;

    private static string Tag(JsonElement tags, string name) => tags.GetProperty(name).GetString()!;

    private static bool Has(JsonElement row, int column) => column >= 0 && row[column].ValueKind != JsonValueKind.Null;

    // JSON does not tell 0 from 0.0; power is the one that is a float.
    private static PointValue Value(string field, JsonElement value) =>
        value.ValueKind == JsonValueKind.String ? PointValue.Of(value.GetString()!) : field == "power" ? PointValue.Of(value.GetDouble()) : PointValue.Of(value.GetInt64());
}
