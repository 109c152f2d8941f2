using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;
using OpcSpaces.Notices.Settings;

namespace OpcSpaces.Notices.Sending;

/// <summary>
/// Posts messages to receivers that may be hostile: no redirect is followed, no cookie kept, and an answer costs no more than some KiB and some seconds,
/// however slow or long it is. Which address is connected to is checked when the connection is made, so that a name that resolves to another one later
/// does not help. Thread-safe.
/// </summary>
internal sealed class ReceiverClient : IDisposable
{
    private const int MostAnswerBytes = 8 * 1024;
    private const int MostHeaderKib = 16;
    private readonly ReceiverPolicy _policy;
    private readonly NoticesOptions _options;
    private readonly TimeProvider _time;
    private readonly HttpClient _client;

    public ReceiverClient(ReceiverPolicy policy, NoticesOptions options, TimeProvider time)
    {
        (_policy, _options, _time) = (policy, options, time);
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false, // A proxy would choose the address.
            ConnectCallback = ConnectAsync,
            MaxResponseHeadersLength = MostHeaderKib,
            MaxResponseDrainSize = MostAnswerBytes,
            PooledConnectionLifetime = TimeSpan.FromMinutes(2),
            PooledConnectionIdleTimeout = TimeSpan.FromSeconds(20),
        };
        _client = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
        _client.DefaultRequestHeaders.UserAgent.ParseAdd("OpcSpaces-Notices/1");
    }

    /// <summary>Posts JSON.</summary>
    /// <param name="address">Where to.</param>
    /// <param name="body">UTF-8.</param>
    /// <param name="headers">Further headers.</param>
    /// <param name="stop">When the host ends.</param>
    /// <exception cref="OperationCanceledException">The host ends.</exception>
    public async Task<ReceiverAnswer> PostAsync(Uri address, byte[] body, IReadOnlyDictionary<string, string> headers, CancellationToken stop)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(_options.TimeoutSeconds), _time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, stop);
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new("application/json", "utf-8");
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        try
        {
            using var answer = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, both.Token);
            return new ReceiverAnswer(answer.StatusCode, await ReadAsync(answer, both.Token), RetryAfter(answer), null);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return ReceiverAnswer.Failed($"it did not answer within {_options.TimeoutSeconds} s");
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            return ReceiverAnswer.Failed(Explain(e));
        }
    }

    public void Dispose() => _client.Dispose();

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellation)
    {
        var (host, port) = (context.DnsEndPoint.Host, context.DnsEndPoint.Port);
        var isEncrypted = context.InitialRequestMessage.RequestUri?.Scheme == Uri.UriSchemeHttps;
        var addresses = await Dns.GetHostAddressesAsync(host, cancellation);
        var allowed = addresses.Where(address => _policy.Allows(host, address, isEncrypted)).ToArray();
        if (allowed.Length == 0) throw new ReceiverRefusedException(isEncrypted ? $"{host} has no public address, and notices.allowedReceivers does not have it" : $"{host} is reached without https, and notices.allowedReceivers does not have it");
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, port, cancellation);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    // As much as is needed; what follows is never read.
    private static async Task<string> ReadAsync(HttpResponseMessage answer, CancellationToken cancellation)
    {
        var buffer = new byte[MostAnswerBytes];
        await using var stream = await answer.Content.ReadAsStreamAsync(cancellation);
        var length = await stream.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellation);
        return Encoding.UTF8.GetString(buffer, 0, length);
    }

    private TimeSpan? RetryAfter(HttpResponseMessage answer) => answer.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } => date - _time.GetUtcNow(),
        _ => null,
    };

    // Never with the address, whose end is secret; the messages below name hosts at most.
    private static string Explain(Exception e) => e switch
    {
        ReceiverRefusedException => e.Message,
        AuthenticationException => $"its certificate is not accepted: {e.Message}",
        SocketException socket => $"no connection: {socket.SocketErrorCode}",
        { InnerException: { } inner } => Explain(inner),
        HttpRequestException http => $"its answer cannot be read ({http.HttpRequestError})",
        _ => $"its answer cannot be read ({e.GetType().Name})",
    };
}

/// <summary>What a receiver answered.</summary>
/// <param name="Status">The HTTP status; null without an answer.</param>
/// <param name="Body">Its beginning.</param>
/// <param name="RetryAfter">For how long it asks to wait.</param>
/// <param name="Error">Why there is no answer; null when there is one.</param>
internal sealed record ReceiverAnswer(HttpStatusCode? Status, string Body, TimeSpan? RetryAfter, string? Error)
{
    public static ReceiverAnswer Failed(string error) => new(null, "", null, error);

    /// <summary>What is wrong with the status; null when it says that the message was taken.</summary>
    public string? Fault => Error ?? ((int)Status!.Value switch
    {
        >= 200 and < 300 => null,
        >= 300 and < 400 => $"it answers {(int)Status} and points elsewhere, which is not followed: give the channel the final address",
        _ => $"it answers {(int)Status}",
    });
}
