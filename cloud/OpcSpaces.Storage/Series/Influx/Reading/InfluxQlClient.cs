using System.Text.Json;
using OpcSpaces.Storage.Series.Influx.Http;
using OpcSpaces.Storage.Series.Influx.Options;

namespace OpcSpaces.Storage.Series.Influx.Reading;

/// <summary>
/// InfluxQL over GET /query, the one query language that InfluxDB 1.x, 2.x and 3.x share (in 2.x the bucket needs a DBRP mapping,
/// which it has by default under its own name). Thread-safe.
/// </summary>
internal sealed class InfluxQlClient(InfluxOptions options, InfluxHttp http)
{
    /// <summary>Runs one statement and returns its series; times are ns.</summary>
    /// <exception cref="SeriesUnavailableException">The server is away, or does not take the statement.</exception>
    public async Task<IReadOnlyList<InfluxQlSeries>> QueryAsync(string statement, CancellationToken cancellation)
    {
        var path = $"/query?db={Uri.EscapeDataString(options.Database)}&epoch=ns&q={Uri.EscapeDataString(statement)}";
        var reply = await http.SendAsync(HttpMethod.Get, path, content: null, cancellation);
        if (!reply.IsSuccess)
            throw new SeriesUnavailableException($"InfluxDB did not answer: {InfluxHttp.Describe(reply)}");
        try
        {
            return Parse(reply.Body);
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new SeriesUnavailableException($"InfluxDB answered something that is no InfluxQL result: {e.Message}", e);
        }
    }

    private static List<InfluxQlSeries> Parse(byte[] body)
    {
        var answer = JsonDocument.Parse(body).RootElement;
        var result = answer.GetProperty("results")[0];
        if (result.TryGetProperty("error", out var error) && error.GetString()!.StartsWith("database not found", StringComparison.Ordinal))
            return []; // the first write makes it
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
