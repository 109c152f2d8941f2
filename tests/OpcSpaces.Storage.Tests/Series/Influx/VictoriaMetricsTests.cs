using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using OpcSpaces.Points;
using OpcSpaces.Storage.DeadLetters;
using OpcSpaces.Storage.Series;
using OpcSpaces.Storage.Series.Influx;
using OpcSpaces.Storage.Series.Influx.Options;
using OpcSpaces.Testing;

namespace OpcSpaces.Storage.Tests.Series.Influx;

/// <summary>Another product's /api/v2/write takes what we write: numbers with millisecond times; it drops texts.</summary>
public sealed class VictoriaMetricsTests : IDisposable
{
    private const long StartMs = 1_772_438_400_000;
    private readonly TemporaryDirectory _directory = new("victoria");

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData(InfluxWriter.Own, InfluxGzip.Off)]
    [InlineData(InfluxWriter.Own, InfluxGzip.On)]
    [InlineData(InfluxWriter.Client, InfluxGzip.Off)]
    [InlineData(InfluxWriter.Client, InfluxGzip.On)]
    public async Task Numbers_and_qualities_arrive_at_their_points(InfluxWriter writer, InfluxGzip gzip)
    {
        await using var victoria = await VictoriaMetricsServer.StartAsync();
        using var deadLetters = new DeadLetterTable(
            new DeadLetterOptions { Path = _directory.File("dead-letters.db") }, NullLogger<DeadLetterTable>.Instance);
        var options = new InfluxOptions { PositionPath = _directory.File("influx.db"), Gzip = gzip, Writer = writer };
        Assert.Null(InfluxUrl.TryApply($"{victoria.Url}?bucket=opcspaces", options));
        await using var store = new InfluxSeriesStore(options, deadLetters, TimeProvider.System);

        var batch = new SeriesBatch();
        for (var i = 0; i < 1_000; i++)
            batch.Add(new SeriesKey("occupancy", "opc", "zone 1", "desk/12", "occupied"), Ns(i), PointValue.Of(i % 2 == 0));
        batch.Add(new SeriesKey("energy", "opc", "zone 1", "meter/1", "power"), Ns(0), PointValue.Of(21.3f), quality: 0);
        batch.Add(new SeriesKey("access", "opc", "zone 1", "door/1", "entry"), Ns(0), PointValue.Of("pseudonym"));
        await store.WriteAsync(batch, 1, default).WaitAsync(Eventually.Patience);

        Assert.True(await store.PingAsync(default));
        var desk = JsonDocument.Parse(await victoria.ExportAsync("occupancy_occupied")).RootElement;
        Assert.Equal("desk/12", desk.GetProperty("metric").GetProperty("point").GetString());
        Assert.Equal("zone 1", desk.GetProperty("metric").GetProperty("zone").GetString());
        Assert.Equal(1_000, desk.GetProperty("values").GetArrayLength());
        Assert.Equal(500, desk.GetProperty("values").EnumerateArray().Sum(value => value.GetDouble()));
        Assert.Equal(StartMs, desk.GetProperty("timestamps")[0].GetInt64());
        Assert.Contains("\"values\":[21.3]", await victoria.ExportAsync("energy_power"), StringComparison.Ordinal);
        Assert.Contains("\"values\":[0]", await victoria.ExportAsync("energy_power_quality"), StringComparison.Ordinal);
        Assert.DoesNotContain("pseudonym", await victoria.ExportAsync("access_entry"), StringComparison.Ordinal);
        Assert.Empty(deadLetters.Counts);
    }

    private static long Ns(int i) => (StartMs + i) * 1_000_000;
}
