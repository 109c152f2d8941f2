using OpcSpaces.EndToEnd.Tests.Faults.Bench;
using OpcSpaces.EndToEnd.Tests.Faults.Verification;
using OpcSpaces.Storage.Series.Influx;
using OpcSpaces.Storage.Series.Influx.Options;
using OpcSpaces.Testing;

namespace OpcSpaces.EndToEnd.Tests.Faults.Influx;

/// <summary>InfluxDB in trouble costs nothing but time: ingest and page go on, and afterwards the series are complete.</summary>
public sealed class InfluxTroubleTests : IAsyncLifetime
{
    private const string Database = "opcspaces";
    private const string RefusedPoint = "desk/3";
    private const int Desks = 40;
    private InfluxServer _influx = null!;
    private FaultyFront _front = null!;
    private FaultBench _bench = null!;
    private RestlessGateway _gateway = null!;
    private RestlessGateway _probe = null!;

    public async Task InitializeAsync()
    {
        _influx = await InfluxServer.StartAsync();
        _front = await FaultyFront.StartAsync(_influx.Url, RefusedPoint);
        _bench = await FaultBench.StartAsync(cloudArguments: ["--influx", $"{_front.Url}?db={Database}"]);
        _gateway = await _bench.AddGatewayAsync("gw-01", Desks);
        _probe = await _bench.AddGatewayAsync("gw-probe", 1);
    }

    public async Task DisposeAsync()
    {
        await _bench.DisposeAsync();
        await _front.DisposeAsync();
        await _influx.DisposeAsync();
    }

    [Fact]
    public async Task Whatever_InfluxDB_answers_or_does_not_the_cloud_goes_on_and_afterwards_every_reading_is_there_once()
    {
        _gateway.BeginToFlip(Desks);
        await _bench.UntilAsync(report => report.SeriesAvailable && _front.Asked(FrontMode.Pass) > 2, "InfluxDB to take readings");
        foreach (var mode in (FrontMode[])[FrontMode.ServerError, FrontMode.TooMany, FrontMode.Silence])
        {
            _front.Mode = mode;
            await Eventually.ThatAsync(() => _front.Asked(mode) > 0, FaultBench.Patience, $"a request to meet {mode}");
            if (mode != FrontMode.Silence)
                await _bench.UntilAsync(report => !report.SeriesAvailable && report.SeriesFault.Contains("HTTP", StringComparison.Ordinal), $"the status to tell of {mode}");
            await AssertIngestAndPageGoOnAsync();
        }

        _front.Mode = FrontMode.Pass;
        _influx.Kill();
        await _bench.UntilAsync(report => !report.SeriesAvailable, "the status to tell that InfluxDB is gone");
        await AssertIngestAndPageGoOnAsync();
        await AssertIngestAndPageGoOnAsync();
        await _influx.RestartAsync();

        await _bench.UntilLevelAsync();
        Assert.True((await _bench.ReportAsync()).SeriesAvailable);
        using var letters = _bench.Letters("verify-letters.db");
        await using var store = Store(letters);
        await _bench.VerifyAsync(store);
    }

    [Fact]
    public async Task Points_that_InfluxDB_rejects_are_set_aside_one_by_one_and_all_others_arrive()
    {
        _front.Mode = FrontMode.RefusePoint;
        _gateway.BeginToFlip(Desks);
        await FaultBench.UntilCommittedAsync(_gateway, more: 50);
        await _bench.UntilLevelAsync();
        var report = await _bench.ReportAsync();
        await _bench.StopAsync();

        using var journal = new JournalCopy(_bench.JournalPath);
        var readings = JournaledReadings.Read(journal);
        using var letters = _bench.Letters("verify-letters.db");
        await using var store = Store(letters);
        var differences = await _bench.CompareSeriesAsync(readings, store);
        var rejected = readings.Series.Where(series => series.Key.Point == RefusedPoint).Sum(series => series.Value.Count);
        Assert.True(rejected > 2);
        Assert.All(differences, difference => Assert.Equal(DifferenceKind.ReadingMissing, difference.Kind));
        Assert.All(differences, difference => Assert.Contains($"/{RefusedPoint}/", difference.Where, StringComparison.Ordinal));
        // The first readings came before anything was rejected.
        Assert.InRange(rejected - differences.Count, 0, 1);
        Assert.Equal((differences.Count, differences.Count), (report.PointsRefused, report.DeadLetters["refused-by-store"]));
    }

    private async Task AssertIngestAndPageGoOnAsync()
    {
        var behind = (await _bench.ReportAsync()).Lag("series");
        _probe.Pins.Set(1, high: true);
        await _bench.UntilShownAsync(_probe.Desk(1), "occupied");
        _probe.Pins.Set(1, high: false);
        await _bench.UntilShownAsync(_probe.Desk(1), "recent");
        await FaultBench.UntilCommittedAsync(_gateway, more: 10);
        await _bench.UntilAsync(report => report.Lag("series") > behind, "the series to fall behind while the rest goes on");
    }

    private InfluxSeriesStore Store(Storage.DeadLetters.DeadLetterTable letters) => new(
        new InfluxOptions { Url = _influx.Url.ToString().TrimEnd('/'), Database = Database, PositionPath = _bench.Directory.File("verify-position.db") },
        letters, TimeProvider.System);
}
