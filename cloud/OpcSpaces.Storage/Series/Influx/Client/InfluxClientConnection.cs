using System.Text;
using InfluxDB.Client;
using InfluxDB.Client.Core.Exceptions;
using OpcSpaces.Storage.Series.Influx.Http;
using OpcSpaces.Storage.Series.Influx.Options;

namespace OpcSpaces.Storage.Series.Influx.Client;

/// <summary>
/// One InfluxDB.Client, made at the first call and again when the server refuses the token. Every call has a deadline, and what the
/// client throws becomes an answer. Thread-safe.
/// </summary>
/// <param name="options">Which server.</param>
/// <param name="time">For the deadline.</param>
/// <param name="create">Makes the client with a token, or without one when the server asks for none.</param>
internal sealed class InfluxClientConnection(InfluxOptions options, TimeProvider time, Func<string?, IInfluxDBClient> create) : IDisposable
{
    // Longer than the deadline of an attempt, so that the attempt ends a call and can say why.
    private static readonly TimeSpan BeyondDeadline = TimeSpan.FromSeconds(10);

    private readonly InfluxCredentials _credentials = new(options);
    private readonly Lock _gate = new(); // guards _client
    private IInfluxDBClient? _client;

    public InfluxClientConnection(InfluxOptions options, TimeProvider time)
        : this(options, time, token => Create(options, token))
    {
    }

    /// <summary>The client refuses an empty name; 3.x and VictoriaMetrics do not look at it.</summary>
    public string Organization => options.Organization.Length > 0 ? options.Organization : "-";

    /// <summary>Runs one call. Throws nothing except for cancellation.</summary>
    public Task<InfluxAnswer> AttemptAsync(Func<IInfluxDBClient, CancellationToken, Task> call, CancellationToken cancellation) => AttemptAsync(
        async (client, until) =>
        {
            await call(client, until);
            return InfluxAnswer.Taken;
        },
        cancellation);

    /// <summary>Runs one call that judges its answer itself. Throws nothing except for cancellation.</summary>
    public async Task<InfluxAnswer> AttemptAsync(Func<IInfluxDBClient, CancellationToken, Task<InfluxAnswer>> call, CancellationToken cancellation)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromMilliseconds(options.TimeoutMs), time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, deadline.Token);
        try
        {
            return await call(Client(), either.Token).WaitAsync(either.Token);
        }
        catch (Exception e)
        {
            // The client also throws other exceptions than its own, for example for a Retry-After that is a date.
            cancellation.ThrowIfCancellationRequested();
            return deadline.IsCancellationRequested
                ? new InfluxAnswer(InfluxVerdict.Unavailable, $"no answer within {options.TimeoutMs} ms")
                : Judge(e);
        }
    }

    /// <summary>The token that the present client uses; null when there is none.</summary>
    /// <exception cref="TokenUnreadableException">The file cannot be read.</exception>
    public string? ReadToken() => _credentials.ReadToken();

    public void Dispose() => Forget();

    private InfluxAnswer Judge(Exception exception)
    {
        if (exception is not InfluxException { Status: > 0 } answered)
        {
            var trouble = exception is TokenUnreadableException ? InfluxTrouble.Token : InfluxTrouble.Passing;
            return new InfluxAnswer(InfluxVerdict.Unavailable, exception.Message, Trouble: trouble);
        }
        if (answered.Status is 401 or 403)
            Forget(); // the next client reads the token file again
        var wait = answered is HttpException { RetryAfter: { } seconds } ? TimeSpan.FromSeconds(seconds) : (TimeSpan?)null;
        return InfluxHttp.Judge(new InfluxReply(answered.Status, Encoding.UTF8.GetBytes(answered.Message), wait));
    }

    private IInfluxDBClient Client()
    {
        lock (_gate)
            return _client ??= create(ReadToken() is { Length: > 0 } token ? token : null);
    }

    private void Forget()
    {
        lock (_gate)
        {
            _client?.Dispose();
            _client = null;
        }
    }

    private static InfluxDBClient Create(InfluxOptions options, string? token)
    {
        var setup = new InfluxDBClientOptions(options.Url)
        {
            Org = options.Organization.Length > 0 ? options.Organization : "-",
            Bucket = options.Database,
            Timeout = TimeSpan.FromMilliseconds(options.TimeoutMs) + BeyondDeadline,
            HttpClient = new HttpClient(BoundedHandler.Create(options)) { Timeout = Timeout.InfiniteTimeSpan },
        };
        if (token is not null)
            setup.Token = token;
        var client = new InfluxDBClient(setup);
        if (InfluxHttp.Compresses(options))
            client.EnableGzip();
        return client;
    }
}
