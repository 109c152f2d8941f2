#if INFLUXDB_CLIENT
using OpcSpaces.Storage.Series.Influx;

namespace OpcSpaces.Storage.Tests.Series.Influx;

/// <summary>InfluxDB.Client as the transport, where the feed has it.</summary>
public sealed class ClientInfluxFaultTests : InfluxFaultContract
{
    protected override void Configure(InfluxOptions options) =>
        (options.Writer, options.Api, options.Organization) = (InfluxWriter.Client, InfluxApi.V2, "opc");
}
#else
using Microsoft.Extensions.Logging.Abstractions;
using OpcSpaces.Storage.DeadLetters;
using OpcSpaces.Storage.Series.Influx;
using OpcSpaces.Testing;

namespace OpcSpaces.Storage.Tests.Series.Influx;

public sealed class ClientInfluxFaultTests
{
    [Fact]
    public void A_build_without_the_client_says_so()
    {
        using var directory = new TemporaryDirectory();
        using var deadLetters = new DeadLetterTable(
            new DeadLetterOptions { Path = directory.File("dead-letters.db") }, NullLogger<DeadLetterTable>.Instance);
        var options = new InfluxOptions { Url = "http://127.0.0.1:1", PositionPath = directory.File("influx.db"), Writer = InfluxWriter.Client };
        var refusal = Assert.Throws<NotSupportedException>(() => new InfluxSeriesStore(options, deadLetters, TimeProvider.System));
        Assert.Contains("UseInfluxClient", refusal.Message, StringComparison.Ordinal);
    }
}
#endif
