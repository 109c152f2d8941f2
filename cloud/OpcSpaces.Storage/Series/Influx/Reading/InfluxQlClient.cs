using System.Text.Json;
using OpcSpaces.Storage.Series.Influx.Http;
using OpcSpaces.Storage.Series.Influx.Options;

namespace OpcSpaces.Storage.Series.Influx.Reading;

/// <summary>
/// InfluxQL over /query, the one query language that InfluxDB 1.x, 2.x and 3.x share (in 2.x the bucket needs a DBRP mapping, which it
/// has by default under its own name). InfluxDB.Client has no API for InfluxQL. Thread-safe.
/// </summary>
internal sealed class InfluxQlClient(InfluxOptions options, InfluxHttp http)
{
    /// <summary>Runs one statement that reads, and returns its series; times are ns.</summary>
    /// <exception cref="SeriesUnavailableException">The server cannot be reached or does not take the statement.</exception>
    public async Task<IReadOnlyList<InfluxQlSeries>> QueryAsync(string statement, CancellationToken cancellation) =>
        Read(await http.SendAsync(HttpMethod.Get, $"{Path}&q={Uri.EscapeDataString(statement)}", content: null, cancellation));

    /// <summary>Runs one statement that changes something.</summary>
    /// <exception cref="SeriesUnavailableException">The server cannot be reached or does not take the statement.</exception>
    public async Task ExecuteAsync(string statement, CancellationToken cancellation)
    {
        using var content = new FormUrlEncodedContent([new("q", statement)]);
        _ = Read(await http.SendAsync(HttpMethod.Post, Path, content, cancellation));
    }

    private string Path => $"/query?db={Uri.EscapeDataString(options.Database)}&epoch=ns";

    private static List<InfluxQlSeries> Read(in InfluxReply reply)
    {
        if (!reply.IsSuccess)
            throw new SeriesUnavailableException($"InfluxDB did not answer the query: {InfluxHttp.Describe(reply)}");
        try
        {
            return Parse(reply.Body);
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or IndexOutOfRangeException)
        {
            throw new SeriesUnavailableException($"InfluxDB answered something that is not an InfluxQL result: {e.Message}", e);
        }
    }

    private static List<InfluxQlSeries> Parse(byte[] body)
    {
        var answer = JsonDocument.Parse(body).RootElement;
        var result = answer.GetProperty("results")[0];
        if (result.TryGetProperty("error", out var error) && error.GetString()!.StartsWith("database not found", StringComparison.Ordinal))
            return []; // the first write creates it
        if (answer.TryGetProperty("error", out error) || result.TryGetProperty("error", out error))
            throw new SeriesUnavailableException($"InfluxDB does not take the statement: {error}");
        var all = new List<InfluxQlSeries>();
        if (!result.TryGetProperty("series", out var series))
            return all;
        foreach (var one in series.EnumerateArray())
        {
            var tags = one.TryGetProperty("tags", out var named)
                ? named.EnumerateObject().ToDictionary(tag => tag.Name, tag => tag.Value.GetString() ?? "")
                : [];
            all.Add(new InfluxQlSeries(
                one.TryGetProperty("name", out var name) ? name.GetString()! : "",
                tags,
                [.. one.GetProperty("columns").EnumerateArray().Select(column => column.GetString()!)],
                [.. one.GetProperty("values").EnumerateArray()]));
        }
        return all;
    }
}

/// <summary>One series of an InfluxQL answer; every row is an array with one value per column.</summary>
internal sealed record InfluxQlSeries(
    string Name, IReadOnlyDictionary<string, string> Tags, IReadOnlyList<string> Columns, IReadOnlyList<JsonElement> Rows);
