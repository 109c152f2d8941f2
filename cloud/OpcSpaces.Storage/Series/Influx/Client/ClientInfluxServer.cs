using InfluxDB.Client;
using OpcSpaces.Storage.Series.Influx.Http;
using OpcSpaces.Storage.Series.Influx.Options;
using OpcSpaces.Storage.Series.Influx.Servers;

namespace OpcSpaces.Storage.Series.Influx.Client;

/// <summary>Health, bucket, token and deletes of InfluxDB 2.x and Cloud, by InfluxDB.Client. 3.x and VictoriaMetrics have only some of it.</summary>
internal sealed class ClientInfluxServer(InfluxOptions options, InfluxClientConnection connection) : IInfluxServer
{
    private readonly InfluxBucket _bucket = new(options, connection.Organization);

    public async Task<bool> PingAsync(CancellationToken cancellation)
    {
        var answers = false;
        var attempt = await connection.AttemptAsync(async (client, _) => answers = await client.PingAsync(), cancellation);
        return attempt.Verdict == InfluxVerdict.Taken && answers;
    }

    public async Task<InfluxAnswer> PrepareAsync(CancellationToken cancellation)
    {
        string? fix = null;
        var answer = await connection.AttemptAsync(async (client, until) => fix = await _bucket.EnsureAsync(client, until), cancellation);
        if (fix is not null)
            return new InfluxAnswer(InfluxVerdict.Refused, $"There is no bucket '{options.Database}'.", Fix: fix);
        // VictoriaMetrics and 3.x have no API for buckets, and a token may be allowed to write only: then the write decides.
        return answer.Verdict == InfluxVerdict.Refused || answer.Trouble is InfluxTrouble.Target or InfluxTrouble.Rights
            ? InfluxAnswer.Taken
            : answer;
    }

    public async Task<string?> FindRightsFixAsync(CancellationToken cancellation)
    {
        string? fix = null;
        _ = await connection.AttemptAsync(async (client, until) => fix = await FindRightsFixAsync(client, until), cancellation);
        return fix;
    }

    public async Task DeleteAsync(SeriesRange range, CancellationToken cancellation)
    {
        // The server includes the end, and the client's times are in steps of 100 ns: a reading within the last step may stay.
        var last = range.To.UtcDateTime.AddTicks(-1);
        var community = range.Community is { } name ? $" AND community={FluxText.Literal(name)}" : "";
        var answer = await connection.AttemptAsync(
            (client, until) => client.GetDeleteApi().Delete(
                range.From.UtcDateTime, last, $"_measurement={FluxText.Literal(range.Measurement)}{community}",
                options.Database, connection.Organization, until),
            cancellation);
        if (answer.Verdict != InfluxVerdict.Taken)
            throw new SeriesUnavailableException($"InfluxDB did not delete the readings: {answer.Text}");
    }

    public void Dispose() => connection.Dispose();

    private async Task<string?> FindRightsFixAsync(IInfluxDBClient client, CancellationToken until)
    {
        if (connection.ReadToken() is not { Length: > 0 } token)
            return null;
        var bucket = await client.GetBucketsApi().FindBucketByNameAsync(options.Database, until);
        return bucket is null ? null : InfluxTokenRights.FindFix(await client.GetAuthorizationsApi().FindAuthorizationsAsync(until), token, bucket);
    }
}
