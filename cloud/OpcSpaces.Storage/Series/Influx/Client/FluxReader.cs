using System.Globalization;
using InfluxDB.Client.Api.Domain;
using OpcSpaces.Points;
using OpcSpaces.Storage.Series.Influx.Http;
using OpcSpaces.Storage.Series.Influx.Lines;
using OpcSpaces.Storage.Series.Influx.Options;
using OpcSpaces.Storage.Series.Influx.Reading;
using OpcSpaces.Storage.Series.Influx.Writing;

namespace OpcSpaces.Storage.Series.Influx.Client;

/// <summary>
/// Reads readings back by Flux with InfluxDB.Client (reader=flux). Values and qualities come as tables of their own, because Flux
/// keeps one type per column, and are joined here by time. Thread-safe.
/// </summary>
internal sealed class FluxReader(InfluxOptions options, InfluxClientConnection connection) : IInfluxReader
{
    private static readonly Dialect Csv = new(
        header: true, delimiter: ",", annotations: [Dialect.AnnotationsEnum.Datatype], commentPrefix: "#", Dialect.DateTimeFormatEnum.RFC3339Nano);

    public async Task<IReadOnlyList<SeriesSample>> ReadAsync(SeriesKey key, long fromNs, long toNs, int limit, CancellationToken cancellation)
    {
        if (fromNs >= toNs)
            return []; // Flux answers an empty range with an error
        // The first rows of both tables together contain the first readings.
        var rows = await QueryAsync(
            string.Create(CultureInfo.InvariantCulture, $"{FluxText.Select(options.Database, key, fromNs, toNs)}\n  |> sort(columns: [\"_time\"])\n  |> limit(n: {limit})"),
            cancellation);
        return [.. Join(key, rows).Take(limit)];
    }

    public async Task<SeriesSample?> ReadBeforeAsync(SeriesKey key, long beforeNs, CancellationToken cancellation)
    {
        var rows = await QueryAsync($"{FluxText.Select(options.Database, key, toNs: beforeNs)}\n  |> last()", cancellation);
        return Join(key, rows) is [.., var newest] ? newest : null;
    }

    public Task<IReadOnlyList<SeriesBucket>> SummariseAsync(SeriesKey key, SeriesGrid grid, CancellationToken cancellation) =>
        RowSummaries.SummariseAsync(this, key, grid, cancellation);

    public async Task<long> CountAsync(SeriesKey key, CancellationToken cancellation)
    {
        var counts = await QueryAsync($"{FluxText.Select(options.Database, key)}\n  |> count()", cancellation);
        return counts.Count > 1
            ? await RowCounter.CountAsync(this, key, cancellation)
            : counts.Sum(count => count.Value.AsInteger);
    }

    public async Task<IReadOnlyList<SeriesKey>> ListAsync(CancellationToken cancellation)
    {
        var newest = await QueryAsync($"{FluxText.All(options.Database)}\n  |> last()", cancellation);
        return [.. newest.Select(KeyOf).Where(key => key.Measurement != ProbeLine.Measurement).Distinct()];
    }

    private async Task<List<FluxRow>> QueryAsync(string flux, CancellationToken cancellation)
    {
        var csv = "";
        var answer = await connection.AttemptAsync(
            async (client, until) => csv = await client.GetQueryApi().QueryRawAsync(flux, Csv, connection.Organization, until), cancellation);
        return answer.Verdict == InfluxVerdict.Taken
            ? FluxRows.Parse(csv)
            : throw new SeriesUnavailableException($"InfluxDB did not answer the query: {answer.Text}");
    }

    private static List<SeriesSample> Join(SeriesKey key, List<FluxRow> rows)
    {
        var samples = new SortedDictionary<long, SeriesSample>();
        foreach (var row in rows)
        {
            var time = row.TimeNs;
            var sample = samples.GetValueOrDefault(time, new SeriesSample(time, PointValue.Null, QualityCode.Good));
            samples[time] = row["_field"] == key.Field ? sample with { Value = row.Value } : sample with { Quality = (int)row.Value.AsInteger };
        }
        return [.. samples.Values];
    }

    private static SeriesKey KeyOf(FluxRow row)
    {
        var field = row["_field"];
        var name = field.EndsWith(LineSeries.QualitySuffix, StringComparison.Ordinal) ? field[..^LineSeries.QualitySuffix.Length] : field;
        return new SeriesKey(row["_measurement"], row["community"], row["zone"], row["point"], name)
        {
            IsForeign = row[LineSeries.SourceTag] == LineSeries.Foreign,
        };
    }
}
