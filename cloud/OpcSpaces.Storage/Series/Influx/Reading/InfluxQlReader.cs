using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.Json;
using OpcSpaces.Points;
using OpcSpaces.Storage.Series.Influx.Lines;
using OpcSpaces.Storage.Series.Influx.Writing;

namespace OpcSpaces.Storage.Series.Influx.Reading;

/// <summary>
/// Reads readings back by InfluxQL. In JSON a float 5 and an integer 5 look the same, so the type comes from SHOW FIELD KEYS. A field
/// never changes its type, so that is asked once per field. Thread-safe.
/// </summary>
internal sealed class InfluxQlReader(InfluxQlClient client) : IInfluxReader
{
    private readonly ConcurrentDictionary<(string Measurement, string Field), string> _types = [];

    public async Task<IReadOnlyList<SeriesSample>> ReadAsync(
        SeriesKey key, long fromNs, long toNs, int limit, CancellationToken cancellation)
    {
        var query = new StringBuilder(SelectFrom(key));
        if (fromNs > long.MinValue + 1)
            query.Append(CultureInfo.InvariantCulture, $" AND time >= {fromNs}");
        if (toNs < long.MaxValue)
            query.Append(CultureInfo.InvariantCulture, $" AND time < {toNs}");
        query.Append(CultureInfo.InvariantCulture, $" ORDER BY time LIMIT {limit}");
        return await SelectAsync(key, query.ToString(), cancellation);
    }

    public async Task<SeriesSample?> ReadBeforeAsync(SeriesKey key, long beforeNs, CancellationToken cancellation)
    {
        var before = beforeNs < long.MaxValue ? string.Create(CultureInfo.InvariantCulture, $" AND time < {beforeNs}") : "";
        var newest = await SelectAsync(key, $"{SelectFrom(key)}{before} ORDER BY time DESC LIMIT 1", cancellation);
        return newest.Count == 0 ? null : newest[0];
    }

    public async Task<IReadOnlyList<SeriesBucket>> SummariseAsync(SeriesKey key, SeriesGrid grid, CancellationToken cancellation)
    {
        try
        {
            return await new InfluxQlSummaries(client, key, TagsOf(key), grid).ReadAsync(await TypeAsync(key, cancellation), cancellation)
                ?? await RowSummaries.SummariseAsync(this, key, grid, cancellation);
        }
        catch (Exception e) when (e is InvalidOperationException or FormatException or IndexOutOfRangeException)
        {
            throw new SeriesUnavailableException($"InfluxDB answered rows that are not those of the query: {e.Message}", e);
        }
    }

    /// <summary>The server counts the values. Where a series has values and qualities, the rows are counted here.</summary>
    public async Task<long> CountAsync(SeriesKey key, CancellationToken cancellation)
    {
        var field = InfluxQlText.Identifier(key.Field);
        var quality = InfluxQlText.Identifier(key.Field + LineSeries.QualitySuffix);
        var rows = await client.QueryAsync(
            $"SELECT count({field}) AS v, count({quality}) AS q FROM {InfluxQlText.Identifier(key.Measurement)} WHERE {TagsOf(key)}", cancellation);
        var (values, qualities) = rows.Count == 0 ? (0, 0) : (Number(rows[0], "v"), Number(rows[0], "q"));
        return values == 0 || qualities == 0 ? values + qualities : await RowCounter.CountAsync(this, key, cancellation);
    }

    public async Task<IReadOnlyList<SeriesKey>> ListAsync(CancellationToken cancellation)
    {
        var keys = new HashSet<SeriesKey>();
        foreach (var measurements in await client.QueryAsync("SHOW MEASUREMENTS", cancellation))
        {
            foreach (var measurement in measurements.Rows.Select(row => row[0].GetString()!).Where(name => name != ProbeLine.Measurement))
            {
                var newest = await client.QueryAsync(
                    $"SELECT last(*) FROM {InfluxQlText.Identifier(measurement)} GROUP BY community, zone, point, {LineSeries.SourceTag}", cancellation);
                foreach (var series in newest)
                    AddKeys(series, measurement, keys);
            }
        }
        return [.. keys];
    }

    private static void AddKeys(InfluxQlSeries series, string measurement, HashSet<SeriesKey> keys)
    {
        const string Prefix = "last_";
        string Tag(string name) => series.Tags.GetValueOrDefault(name, "");
        for (var column = 0; column < series.Columns.Count; column++)
        {
            var name = series.Columns[column];
            if (!name.StartsWith(Prefix, StringComparison.Ordinal) || series.Rows[0][column].ValueKind == JsonValueKind.Null)
                continue;
            name = name[Prefix.Length..];
            var field = name.EndsWith(LineSeries.QualitySuffix, StringComparison.Ordinal) ? name[..^LineSeries.QualitySuffix.Length] : name;
            keys.Add(new SeriesKey(measurement, Tag("community"), Tag("zone"), Tag("point"), field) { IsForeign = Tag(LineSeries.SourceTag) == LineSeries.Foreign });
        }
    }

    private async Task<List<SeriesSample>> SelectAsync(SeriesKey key, string query, CancellationToken cancellation)
    {
        var samples = new List<SeriesSample>();
        foreach (var series in await client.QueryAsync(query, cancellation))
        {
            foreach (var row in series.Rows)
            {
                var quality = row[2].ValueKind == JsonValueKind.Null ? QualityCode.Good : (int)row[2].GetDouble();
                samples.Add(new SeriesSample(row[0].GetInt64(), await ValueAsync(key, row[1], cancellation), quality));
            }
        }
        return samples;
    }

    private async ValueTask<PointValue> ValueAsync(SeriesKey key, JsonElement value, CancellationToken cancellation) => value.ValueKind switch
    {
        JsonValueKind.Null => PointValue.Null,
        JsonValueKind.String => PointValue.Of(value.GetString()!),
        JsonValueKind.True => PointValue.Of(1L),
        JsonValueKind.False => PointValue.Of(0L),
        _ when await TypeAsync(key, cancellation) == "integer" => PointValue.Of(value.GetInt64()),
        _ => PointValue.Of(value.GetDouble()),
    };

    private async ValueTask<string?> TypeAsync(SeriesKey key, CancellationToken cancellation)
    {
        var name = (key.Measurement, key.Field);
        if (_types.TryGetValue(name, out var known))
            return known;
        foreach (var series in await client.QueryAsync($"SHOW FIELD KEYS FROM {InfluxQlText.Identifier(key.Measurement)}", cancellation))
        {
            foreach (var row in series.Rows)
                _types[(key.Measurement, row[0].GetString()!)] = row[1].GetString()!;
        }
        return _types.GetValueOrDefault(name);
    }

    private static long Number(InfluxQlSeries series, string column)
    {
        var index = series.Columns.ToList().IndexOf(column);
        var value = index < 0 ? default : series.Rows[0][index];
        return value.ValueKind == JsonValueKind.Number ? value.GetInt64() : 0;
    }

    private static string SelectFrom(SeriesKey key) =>
        $"SELECT {InfluxQlText.Identifier(key.Field)}, {InfluxQlText.Identifier(key.Field + LineSeries.QualitySuffix)} "
        + $"FROM {InfluxQlText.Identifier(key.Measurement)} WHERE {TagsOf(key)}";

    private static string TagsOf(SeriesKey key) =>
        $"community = {InfluxQlText.Literal(key.Community)} AND zone = {InfluxQlText.Literal(key.Zone)} AND point = {InfluxQlText.Literal(key.Point)} "
        + $"AND {LineSeries.SourceTag} = {InfluxQlText.Literal(key.IsForeign ? LineSeries.Foreign : "")}";
}
