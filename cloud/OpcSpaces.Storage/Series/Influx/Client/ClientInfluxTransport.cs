using System.Text;
using InfluxDB.Client;
using InfluxDB.Client.Api.Domain;
using InfluxDB.Client.Core.Exceptions;
using OpcSpaces.Storage.Series.Influx.Http;
using OpcSpaces.Storage.Series.Influx.Options;
using OpcSpaces.Storage.Series.Influx.Writing;

namespace OpcSpaces.Storage.Series.Influx.Client;

/// <summary>
/// InfluxDB.Client for writing, for the bucket and for health. It makes one POST per call and does not retry: WriteApi with its
/// unbounded queue is not used. Unlike our own transport it can make the bucket.
/// </summary>
internal sealed class ClientInfluxTransport : IInfluxTransport
{
    private readonly InfluxOptions _options;
    private readonly InfluxCredentials _credentials;
    private readonly TimeProvider _time;
    private readonly Lock _gate = new(); // guards _client
    private InfluxDBClient? _client;

    /// <summary>The client refuses an empty one; 3.x and VictoriaMetrics do not look at it.</summary>
    private string Organization => _options.Organization.Length > 0 ? _options.Organization : "-";

    public ClientInfluxTransport(InfluxOptions options, TimeProvider time) =>
        (_options, _credentials, _time) = (options, new InfluxCredentials(options), time);

    public Task<InfluxAnswer> WriteAsync(ReadOnlyMemory<byte> lines, CancellationToken cancellation)
    {
        var text = Encoding.UTF8.GetString(lines.Span);
        return AttemptAsync(
            (client, until) => client.GetWriteApiAsync().WriteRecordAsync(
                text, WritePrecision.Ns, _options.Database, Organization, until),
            cancellation);
    }

    public Task<InfluxAnswer> PrepareDatabaseAsync(CancellationToken cancellation) => AttemptAsync(MakeBucketAsync, cancellation);

    public async Task<bool> PingAsync(CancellationToken cancellation)
    {
        var isThere = false;
        var answer = await AttemptAsync(async (client, _) => isThere = await client.PingAsync(), cancellation);
        return answer.Verdict == InfluxVerdict.Taken && isThere;
    }

    public void Dispose() => Forget();

    private async Task MakeBucketAsync(InfluxDBClient client, CancellationToken until)
    {
        var buckets = client.GetBucketsApi();
        if (await buckets.FindBucketByNameAsync(_options.Database, until) is not null)
            return;
        var found = await client.GetOrganizationsApi().FindOrganizationsAsync(org: Organization, cancellationToken: until);
        if (found is [{ Id: { Length: > 0 } organization }, ..])
            await buckets.CreateBucketAsync(_options.Database, organization, until);
    }

    /// <summary>The client also throws what is no InfluxException, such as for a Retry-After that is a date: one catch for all of it.</summary>
    private async Task<InfluxAnswer> AttemptAsync(Func<InfluxDBClient, CancellationToken, Task> work, CancellationToken cancellation)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromMilliseconds(_options.TimeoutMs), _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, deadline.Token);
        try
        {
            await work(Client(), either.Token).WaitAsync(either.Token);
            return InfluxAnswer.Taken;
        }
        catch (Exception e)
        {
            cancellation.ThrowIfCancellationRequested();
            return deadline.IsCancellationRequested
                ? new InfluxAnswer(InfluxVerdict.Unavailable, $"no answer within {_options.TimeoutMs} ms")
                : Judge(e);
        }
    }

    private InfluxAnswer Judge(Exception exception)
    {
        if (exception is not InfluxException { Status: > 0 } told)
        {
            var trouble = exception is TokenUnreadableException ? InfluxTrouble.Token : InfluxTrouble.Passing;
            return new InfluxAnswer(InfluxVerdict.Unavailable, exception.Message, Trouble: trouble);
        }
        if (told.Status is 401 or 403)
            Forget(); // with the next client comes the token that is in the file then
        var wait = told is HttpException { RetryAfter: { } seconds } ? TimeSpan.FromSeconds(seconds) : (TimeSpan?)null;
        return InfluxHttp.Judge(new InfluxReply(told.Status, Encoding.UTF8.GetBytes(told.Message), wait));
    }

    private InfluxDBClient Client()
    {
        lock (_gate)
        {
            if (_client is not null)
                return _client;
            var setup = new InfluxDBClientOptions(_options.Url)
            {
                Org = Organization,
                Bucket = _options.Database,
                Timeout = TimeSpan.FromMilliseconds(_options.TimeoutMs),
                AllowHttpRedirects = false,
            };
            if (_credentials.ReadToken() is { Length: > 0 } token)
                setup.Token = token;
            _client = new InfluxDBClient(setup);
            return InfluxHttp.Compresses(_options) ? _client.EnableGzip() : _client;
        }
    }

    private void Forget()
    {
        lock (_gate)
        {
            _client?.Dispose();
            _client = null;
        }
    }
}
