using System.Globalization;
using OpcSpaces.Storage.Series.Influx.Http;
using OpcSpaces.Storage.Series.Influx.Options;
using OpcSpaces.Storage.Series.Influx.Reading;

namespace OpcSpaces.Storage.Series.Influx.Servers;

/// <summary>InfluxDB 1.x, over HttpClient and InfluxQL: InfluxDB.Client has neither databases nor InfluxQL.</summary>
internal sealed class InfluxQlServer(InfluxOptions options, InfluxHttp http, InfluxQlClient client) : IInfluxServer
{
    private const long NsPerTick = 100;

    public async Task<bool> PingAsync(CancellationToken cancellation) =>
        (await http.SendAsync(HttpMethod.Get, "/ping", content: null, cancellation)).IsSuccess;

    public async Task<InfluxAnswer> PrepareAsync(CancellationToken cancellation)
    {
        // A database that exists keeps its retention: the server then answers with an error, and the write decides.
        var retention = options.RetentionDays == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $" WITH DURATION {options.RetentionDays}d");
        using var content = new FormUrlEncodedContent(
            [new("q", $"CREATE DATABASE {InfluxQlText.Identifier(options.Database)}{retention}")]);
        return InfluxHttp.Judge(await http.SendAsync(HttpMethod.Post, "/query", content, cancellation));
    }

    public Task<string?> FindRightsFixAsync(CancellationToken cancellation) => Task.FromResult<string?>(null);

    public async Task DeleteAsync(SeriesRange range, CancellationToken cancellation)
    {
        var community = range.Community is { } name ? $"community = {InfluxQlText.Literal(name)} AND " : "";
        await client.ExecuteAsync(
            string.Create(
                CultureInfo.InvariantCulture,
                $"DELETE FROM {InfluxQlText.Identifier(range.Measurement)} WHERE {community}time >= {Ns(range.From)} AND time < {Ns(range.To)}"),
            cancellation);
    }

    public void Dispose() => http.Dispose();

    private static long Ns(DateTimeOffset time) => (time.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) * NsPerTick;
}
