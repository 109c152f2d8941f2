using OpcSpaces.Storage.Series.Influx.Client;
using OpcSpaces.Storage.Series.Influx.Http;
using OpcSpaces.Storage.Series.Influx.Options;
using OpcSpaces.Storage.Series.Influx.Writing;

namespace OpcSpaces.Storage.Series.Influx;

/// <summary>Makes the transport that the options ask for.</summary>
internal static class InfluxTransports
{
    public static IInfluxTransport Create(InfluxOptions options, TimeProvider time)
    {
        if (options.Writer == InfluxWriter.Own)
            return new HttpInfluxTransport(options, new InfluxHttp(options, time));
        if (options.Api == InfluxApi.V2)
            return new ClientInfluxTransport(options, time);
        throw new NotSupportedException("InfluxDB.Client writes to /api/v2/write only: name a bucket, or use the own writer.");
    }
}
