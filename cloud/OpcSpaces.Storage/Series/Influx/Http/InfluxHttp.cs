using System.Net;
using System.Net.Http.Headers;
using OpcSpaces.Points;
using OpcSpaces.Storage.Series.Influx.Options;

namespace OpcSpaces.Storage.Series.Influx.Http;

/// <summary>One server over HTTP: addresses, sign-in, a deadline for every request, and the meaning of its answers. Thread-safe.</summary>
internal sealed class InfluxHttp : IDisposable
{
    private const int MaxFaultChars = 500;

    /// <summary>Bytes of an answer's text that are read when the status alone decides: errors, and writes.</summary>
    internal const int MaxFaultBytes = 16 * 1024;

    /// <summary>Bytes of the largest answer to a query. Reads are limited by their number of rows; a million rows of InfluxQL have about 60 MB.</summary>
    internal const int MaxAnswerBytes = 256 * 1024 * 1024;

    private readonly InfluxOptions _options;
    private readonly TimeProvider _time;
    private readonly InfluxCredentials _credentials;
    private readonly HttpClient _http;

    public InfluxHttp(InfluxOptions options, TimeProvider time)
    {
        (_options, _time) = (options, time);
        _credentials = new InfluxCredentials(options);
        var handler = new SocketsHttpHandler
        {
            PooledConnectionLifetime = TimeSpan.FromMinutes(5), // follow the name when the server moves
            UseProxy = !new Uri(options.Url).IsLoopback,
            AllowAutoRedirect = false, // would send the token elsewhere
        };
        _http = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
    }

    public static bool Compresses(InfluxOptions options) =>
        options.Gzip == InfluxGzip.On || (options.Gzip == InfluxGzip.Auto && !new Uri(options.Url).IsLoopback);

    /// <summary>Whether the text of an answer is data. Elsewhere its beginning is enough: an error, or the answer to a write.</summary>
    public static bool IsReadWhole(int status, string path) => status is >= 200 and < 300 && !path.EndsWith("/write", StringComparison.Ordinal);

    /// <summary>
    /// Sends a request and reads its answer: the text of an error up to <see cref="MaxFaultBytes"/>, and any other whole. One above <see cref="MaxAnswerBytes"/> is none.
    /// </summary>
    /// <returns>The status and the text; 0 and the reason when the server could not be reached in time.</returns>
    public async Task<InfluxReply> SendAsync(HttpMethod method, string pathAndQuery, HttpContent? content, CancellationToken cancellation)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromMilliseconds(_options.TimeoutMs), _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, deadline.Token);
        try
        {
            using var request = new HttpRequestMessage(method, _options.Url + pathAndQuery) { Content = content };
            request.Headers.Authorization = _credentials.Header;
            using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            var body = IsReadWhole((int)response.StatusCode, request.RequestUri!.AbsolutePath)
                ? await BoundedBody.ReadWholeAsync(response.Content, MaxAnswerBytes, either.Token)
                : await BoundedBody.ReadBeginningAsync(response.Content, MaxFaultBytes, either.Token);
            if (response.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden)
                _credentials.Forget();
            return new InfluxReply((int)response.StatusCode, body, RetryAfter(response.Headers.RetryAfter));
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return InfluxReply.NotReached($"no answer within {_options.TimeoutMs} ms");
        }
        catch (BodyTooLargeException e)
        {
            return InfluxReply.NotReached(e.Message);
        }
        catch (TokenUnreadableException e)
        {
            return InfluxReply.WithoutToken(e.Message);
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            return InfluxReply.NotReached(e.InnerException is { } inner ? $"{e.Message} {inner.Message}" : e.Message);
        }
    }

    /// <summary>
    /// What an answer to a write means. Every version of InfluxDB, and VictoriaMetrics, answers 204 when it has taken the lines, and nothing else
    /// does: a proxy, a sign-in page or another service answers 200 to everything. 400 and 422 are about the lines, 413 is about their
    /// number, so fewer of them may be taken. Every other status can be fixed without changing the lines, even a wrong token.
    /// </summary>
    public static InfluxAnswer JudgeWrite(in InfluxReply reply) => reply.Status switch
    {
        204 => InfluxAnswer.Taken,
        >= 200 and < 300 => new InfluxAnswer(InfluxVerdict.Unavailable, $"{Describe(reply)} (a write that was taken is answered 204)", Trouble: InfluxTrouble.Stranger),
        _ => Judge(reply),
    };

    /// <summary>What an answer to anything but a write means.</summary>
    public static InfluxAnswer Judge(in InfluxReply reply) => reply.Status switch
    {
        >= 200 and < 300 => InfluxAnswer.Taken,
        400 or 413 or 422 => new InfluxAnswer(InfluxVerdict.Refused, Describe(reply)),
        _ => new InfluxAnswer(InfluxVerdict.Unavailable, Describe(reply), reply.RetryAfter, TroubleOf(reply.Status)),
    };

    /// <summary>Who can fix a status that is neither a success nor about the lines.</summary>
    public static InfluxTrouble TroubleOf(int status) => status switch
    {
        401 or InfluxReply.NoToken => InfluxTrouble.Token,
        403 => InfluxTrouble.Rights,
        404 => InfluxTrouble.Target,
        >= 300 and < 400 => InfluxTrouble.Address,
        _ => InfluxTrouble.Passing,
    };

    public static string Describe(in InfluxReply reply)
    {
        var cut = reply.Text.CutTo(MaxFaultChars).ReplaceLineEndings(" ").Trim();
        return reply.Status <= 0 ? cut : $"HTTP {reply.Status}: {cut}";
    }

    public void Dispose() => _http.Dispose();

    private TimeSpan? RetryAfter(RetryConditionHeaderValue? header)
    {
        var wait = header?.Delta ?? (header?.Date - _time.GetUtcNow());
        return wait > TimeSpan.Zero ? wait : null;
    }
}
