using OpcSpaces.Points;
using OpcSpaces.Storage.Series;
using OpcSpaces.Storage.Series.Influx;
using OpcSpaces.Storage.Series.Influx.Options;
using OpcSpaces.Storage.Tests.Series.Influx.Servers;

namespace OpcSpaces.Storage.Tests.Series.Influx.Client;

/// <summary>InfluxDB.Client as the writer, chosen by the address, against InfluxDB 1.6 behind the second API.</summary>
public sealed class ClientSeriesContract(InfluxServerFixture influx) : SeriesStoreContract, IClassFixture<InfluxServerFixture>
{
    private readonly string _bucket = influx.NextDatabase();
    private SecondApiFront _front = null!;

    // The front has no deletes.
    protected override bool CanDelete => false;

    public override async Task InitializeAsync()
    {
        _front = await SecondApiFront.StartAsync(influx.Server);
        await base.InitializeAsync();
    }

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        await _front.DisposeAsync();
    }

    [Fact]
    public async Task The_bucket_is_created_with_its_retention_before_the_first_write()
    {
        Assert.True(await ((InfluxSeriesStore)Store).PingAsync(default));
        for (var i = 1; i <= 2; i++)
        {
            var batch = new SeriesBatch();
            batch.Add(new SeriesKey("occupancy", "opc", "z", "desk/1", "occupied"), i, PointValue.Of(true));
            await Store.WriteAsync(batch, i, default);
        }
        Assert.Equal((0, null), (Store.Status.Retries, Store.Status.LastFault));
        Assert.Contains("\"everySeconds\":2592000", Assert.Single(_front.Created).Replace(" ", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    protected override Task<ISeriesStore> OpenAsync()
    {
        var options = new InfluxOptions { PositionPath = Directory.File("influx.db"), Gzip = InfluxGzip.On, BatchPoints = 1_000 };
        Assert.Null(InfluxUrl.TryApply($"{_front.Url}?org=opc&bucket={Uri.EscapeDataString(_bucket)}&writer=client&retentionDays=30", options));
        return Task.FromResult<ISeriesStore>(new InfluxSeriesStore(options, DeadLetters, TimeProvider.System));
    }
}
