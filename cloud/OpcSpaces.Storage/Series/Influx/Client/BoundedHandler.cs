using System.Net;
using OpcSpaces.Storage.Series.Influx.Http;
using OpcSpaces.Storage.Series.Influx.Options;

namespace OpcSpaces.Storage.Series.Influx.Client;

/// <summary>Reads answers for InfluxDB.Client, which would read one without an end until the memory is full. The limits are those of <see cref="InfluxHttp"/>.</summary>
internal sealed class BoundedHandler : DelegatingHandler
{
    private BoundedHandler(HttpMessageHandler inner)
        : base(inner)
    {
    }

    public static BoundedHandler Create(InfluxOptions options) => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false, // a redirect would send the token to another address
        AutomaticDecompression = DecompressionMethods.All,
        UseProxy = !new Uri(options.Url).IsLoopback,
    });

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        try
        {
            using var endless = response.Content;
            var body = InfluxHttp.IsReadWhole((int)response.StatusCode, request.RequestUri!.AbsolutePath)
                ? await BoundedBody.ReadWholeAsync(endless, InfluxHttp.MaxAnswerBytes, cancellationToken)
                : await BoundedBody.ReadBeginningAsync(endless, InfluxHttp.MaxFaultBytes, cancellationToken);
            response.Content = new ByteArrayContent(body);
            response.Content.Headers.ContentType = endless.Headers.ContentType;
            return response;
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }
}
