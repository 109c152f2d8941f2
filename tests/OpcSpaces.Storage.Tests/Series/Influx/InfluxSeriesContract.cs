using OpcSpaces.Points;
using OpcSpaces.Storage.Series;
using OpcSpaces.Storage.Series.Influx;
using OpcSpaces.Storage.Series.Influx.Options;
using OpcSpaces.Storage.Tests.Series.Influx.Servers;

namespace OpcSpaces.Storage.Tests.Series.Influx;

/// <summary>Our own writer against InfluxDB 1.6.</summary>
public sealed class InfluxSeriesContract(InfluxServerFixture influx) : SeriesStoreContract, IClassFixture<InfluxServerFixture>
{
    private readonly string _database = influx.NextDatabase();

    protected override Task<ISeriesStore> OpenAsync() => Task.FromResult<ISeriesStore>(new InfluxSeriesStore(
        new InfluxOptions
        {
            Url = influx.Server.Url.ToString().TrimEnd('/'),
            Database = _database,
            PositionPath = Directory.File("influx.db"),
            Gzip = InfluxGzip.On,
            BatchPoints = 1_000,
        },
        DeadLetters,
        TimeProvider.System));

    [Fact]
    public async Task The_database_is_created_with_the_first_write()
    {
        Assert.True(await ((InfluxSeriesStore)Store).PingAsync(default));
        var batch = new SeriesBatch();
        batch.Add(new SeriesKey("occupancy", "opc", "z", "desk/1", "occupied"), 1, PointValue.Of(true));
        await Store.WriteAsync(batch, 1, default);
        Assert.Contains(_database.Replace("\"", "\\\"", StringComparison.Ordinal), await influx.Server.QueryAsync("SHOW DATABASES"), StringComparison.Ordinal);
    }
}
