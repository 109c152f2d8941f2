using OpcSpaces.Storage.Series.Influx.Client;
using OpcSpaces.Storage.Series.Influx.Http;
using OpcSpaces.Storage.Series.Influx.Options;
using OpcSpaces.Storage.Series.Influx.Reading;
using OpcSpaces.Storage.Series.Influx.Servers;
using OpcSpaces.Storage.Series.Influx.Writing;

namespace OpcSpaces.Storage.Series.Influx;

/// <summary>What a store uses to reach its server: who writes, who reads, and who does everything else, as the options choose.</summary>
internal sealed class InfluxConnection : IDisposable
{
    private readonly InfluxHttp _http;

    public InfluxConnection(InfluxOptions options, TimeProvider time)
    {
        _http = new InfluxHttp(options, time);
        var influxQl = new InfluxQlClient(options, _http);
        if (options.Api == InfluxApi.V1)
        {
            Transport = new HttpInfluxTransport(options, _http);
            Server = new InfluxQlServer(options, _http, influxQl);
            Reader = new InfluxQlReader(influxQl);
            return;
        }
        var client = new InfluxClientConnection(options, time);
        Transport = options.Writer == InfluxWriter.Client ? new ClientInfluxTransport(options, client) : new HttpInfluxTransport(options, _http);
        Server = new ClientInfluxServer(options, client);
        Reader = options.Reader == InfluxReader.Flux ? new FluxReader(options, client) : new InfluxQlReader(influxQl);
    }

    public IInfluxTransport Transport { get; }

    public IInfluxServer Server { get; }

    public IInfluxReader Reader { get; }

    public void Dispose()
    {
        Server.Dispose();
        _http.Dispose();
    }
}
