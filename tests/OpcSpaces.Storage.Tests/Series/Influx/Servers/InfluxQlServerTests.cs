using Microsoft.Extensions.Logging.Abstractions;
using OpcSpaces.Points;
using OpcSpaces.Storage.DeadLetters;
using OpcSpaces.Storage.Series;
using OpcSpaces.Storage.Series.Influx;
using OpcSpaces.Storage.Series.Influx.Options;
using OpcSpaces.Testing;

namespace OpcSpaces.Storage.Tests.Series.Influx.Servers;

/// <summary>Retention and deletes of a real InfluxDB 1.6.</summary>
public sealed class InfluxQlServerTests : IClassFixture<InfluxServerFixture>, IDisposable
{
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);
    private readonly TemporaryDirectory _directory = new("influxql");
    private readonly InfluxServerFixture _influx;
    private readonly string _database;
    private readonly DeadLetterTable _deadLetters;

    public InfluxQlServerTests(InfluxServerFixture influx)
    {
        (_influx, _database) = (influx, influx.NextDatabase());
        _deadLetters = new DeadLetterTable(
            new DeadLetterOptions { Path = _directory.File("dead-letters.db") }, NullLogger<DeadLetterTable>.Instance);
    }

    public void Dispose()
    {
        _deadLetters.Dispose();
        _directory.Dispose();
    }

    [Fact]
    public async Task A_missing_database_is_created_with_its_retention_and_an_existing_one_keeps_its_own()
    {
        await (await WriteAsync(30, "opc", 1)).DisposeAsync();
        Assert.Contains("720h0m0s", await RetentionAsync(), StringComparison.Ordinal);
        await (await WriteAsync(60, "opc", 2)).DisposeAsync();
        Assert.Contains("720h0m0s", await RetentionAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain("1440h0m0s", await RetentionAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_delete_takes_from_its_start_to_before_its_end_and_one_community_alone()
    {
        await using var store = await WriteAsync(0, "opc", 10);
        await using var other = await WriteAsync(0, "other", 10);
        await store.DeleteAsync(new SeriesRange("occupancy", Start.AddSeconds(2), Start.AddSeconds(5), "opc"), default);
        Assert.Equal("0, 1, 5, 6, 7, 8, 9", string.Join(", ", await SecondsAsync(store, "opc")));
        Assert.Equal(10, (await SecondsAsync(other, "other")).Count);
        // What expires is of the communities that are named: others may write to the same database.
        var removed = new List<(string, long?)>();
        await store.ExpireAsync("occupancy", ["opc"], Start.AddSeconds(6), (community, count) => removed.Add((community, count)), default);
        Assert.Equal("6, 7, 8, 9", string.Join(", ", await SecondsAsync(store, "opc")));
        Assert.Equal(10, (await SecondsAsync(other, "other")).Count);
        Assert.Equal([("opc", null)], removed);
        await store.DeleteAsync(new SeriesRange("occupancy", Start, Start.AddSeconds(9)), default);
        Assert.Equal("9", string.Join(", ", await SecondsAsync(store, "opc")));
        Assert.Equal("9", string.Join(", ", await SecondsAsync(store, "other")));
    }

    [Fact]
    public async Task A_delete_at_a_server_that_is_not_there_throws()
    {
        await using var store = Open(0, $"http://127.0.0.1:{FreePort.Next()}");
        await Assert.ThrowsAsync<SeriesUnavailableException>(() => store.DeleteAsync(new SeriesRange("occupancy", Start, Start.AddDays(1)), default));
    }

    private static SeriesKey Key(string community) => new("occupancy", community, "zone-1", "desk/1", "occupied");

    private static long Ns(DateTimeOffset time) => time.ToUnixTimeMilliseconds() * 1_000_000;

    private static async Task<List<long>> SecondsAsync(InfluxSeriesStore store, string community) =>
        [.. (await store.ReadAsync(Key(community), long.MinValue, long.MaxValue, 100, default)).Select(sample => (sample.TimeNs - Ns(Start)) / 1_000_000_000)];

    private async Task<InfluxSeriesStore> WriteAsync(int retentionDays, string community, int count)
    {
        var store = Open(retentionDays, _influx.Server.Url.ToString().TrimEnd('/'));
        var batch = new SeriesBatch();
        // With a retention the readings have to be of now, or the server refuses them.
        var start = retentionDays == 0 ? Start : TimeProvider.System.GetUtcNow();
        for (var i = 0; i < count; i++)
            batch.Add(Key(community), Ns(start.AddSeconds(i)), PointValue.Of(true));
        await store.WriteAsync(batch, 1, default).WaitAsync(Eventually.Patience);
        return store;
    }

    private InfluxSeriesStore Open(int retentionDays, string url) => new(
        new InfluxOptions { Url = url, Database = _database, RetentionDays = retentionDays, PositionPath = _directory.File($"{Guid.NewGuid()}.db") },
        _deadLetters,
        TimeProvider.System);

    private async Task<string> RetentionAsync() =>
        await _influx.Server.QueryAsync($"SHOW RETENTION POLICIES ON \"{_database.Replace("\"", "\\\"", StringComparison.Ordinal)}\"");
}
