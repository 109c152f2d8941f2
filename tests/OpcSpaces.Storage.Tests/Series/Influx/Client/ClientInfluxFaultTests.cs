using OpcSpaces.Storage.Series.Influx.Options;
using OpcSpaces.Storage.Tests.Series.Influx.Writing;

namespace OpcSpaces.Storage.Tests.Series.Influx.Client;

/// <summary>InfluxDB.Client as the writer.</summary>
public sealed class ClientInfluxFaultTests : InfluxFaultContract
{
    protected override void Configure(InfluxOptions options) =>
        (options.Writer, options.Api, options.Organization) = (InfluxWriter.Client, InfluxApi.V2, "opc");
}
