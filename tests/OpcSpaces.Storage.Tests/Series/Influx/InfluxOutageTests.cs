using Microsoft.Extensions.Logging.Abstractions;
using OpcSpaces.Points;
using OpcSpaces.Storage.DeadLetters;
using OpcSpaces.Storage.Series;
using OpcSpaces.Storage.Series.Influx;
using OpcSpaces.Storage.Series.Influx.Options;
using OpcSpaces.Testing;

namespace OpcSpaces.Storage.Tests.Series.Influx;

/// <summary>A real InfluxDB 1.6 that is killed, is paused, and refuses points.</summary>
public sealed class InfluxOutageTests : IAsyncLifetime
{
    private static readonly TimeSpan Deadline = Eventually.Patience;
    private static readonly SeriesKey Key = new("occupancy", "opc", "zone-1", "desk/1", "occupied");
    private readonly TemporaryDirectory _directory = new("influx-outage");
    private DeadLetterTable _deadLetters = null!;
    private InfluxServer _influx = null!;
    private InfluxSeriesStore _store = null!;

    public async Task InitializeAsync()
    {
        _influx = await InfluxServer.StartAsync();
        _deadLetters = new DeadLetterTable(
            new DeadLetterOptions { Path = _directory.File("dead-letters.db") }, NullLogger<DeadLetterTable>.Instance);
        _store = new InfluxSeriesStore(
            new InfluxOptions
            {
                Url = _influx.Url.ToString().TrimEnd('/'),
                PositionPath = _directory.File("influx.db"),
                TimeoutMs = 2_000,
                BatchPoints = 500,
                Retry = new RetryOptions { FirstDelayMs = 5, MaxDelayMs = 20 },
            },
            _deadLetters, TimeProvider.System);
    }

    public async Task DisposeAsync()
    {
        await _store.DisposeAsync();
        await _influx.DisposeAsync();
        _deadLetters.Dispose();
        _directory.Dispose();
    }

    [Fact]
    public async Task Kills_in_the_middle_of_writing_lose_nothing_that_the_position_covers()
    {
        const int Each = 2_000;
        var killing = KillAgainAndAgainAsync(kills: 4);
        var batches = 0;
        for (; !killing.IsCompleted || batches < 10; batches++)
        {
            var batch = new SeriesBatch();
            for (var j = 0; j < Each; j++)
                batch.Add(Key, (batches * Each) + j, PointValue.Of(j % 2 == 0));
            await _store.WriteAsync(batch, batches + 1, default).WaitAsync(Deadline);
        }
        await killing;

        Assert.Equal(batches * Each, await _store.CountAsync(Key, default));
        Assert.Equal(batches, _store.Position);
        Assert.Equal(0, _store.Status.PointsRefused);
        Assert.True(_store.Status.Retries > 0, "no kill interrupted a write");
    }

    [Fact]
    public async Task A_paused_server_is_waited_for()
    {
        await _store.WriteAsync(One(1, PointValue.Of(true)), 1, default).WaitAsync(Deadline);
        _influx.Pause();
        var writing = _store.WriteAsync(One(2, PointValue.Of(true)), 2, default);
        await Eventually.ThatAsync(() => _store.Status.Retries > 0, Deadline, "a retry");
        Assert.Equal(1, _store.Position);
        _influx.Resume();
        await writing.WaitAsync(Deadline);
        Assert.Equal(2, await _store.CountAsync(Key, default));
    }

    [Fact]
    public async Task Points_of_another_type_than_their_field_are_set_aside_with_the_servers_words()
    {
        await _store.WriteAsync(One(1, PointValue.Of(true)), 1, default);
        var batch = new SeriesBatch();
        batch.BeginEntry(2);
        for (var i = 0; i < 200; i++)
            batch.Add(Key, 100 + i, i is 50 or 51 or 199 ? PointValue.Of("text") : PointValue.Of(i % 2 == 0));
        await _store.WriteAsync(batch, 2, default).WaitAsync(Deadline);

        Assert.Equal(198, await _store.CountAsync(Key, default));
        var letters = _deadLetters.ReadNewest(10).Select(stored => stored.Letter).ToArray();
        Assert.Equal([50, 51, 199], letters.Select(letter => letter.Item).Order());
        Assert.All(letters, letter => Assert.Contains("field type conflict", letter.Text, StringComparison.Ordinal));
    }

    private static SeriesBatch One(long time, PointValue value)
    {
        var batch = new SeriesBatch();
        batch.Add(Key, time, value);
        return batch;
    }

    private async Task KillAgainAndAgainAsync(int kills)
    {
        for (var i = 0; i < kills; i++)
        {
            var before = _store.Status.PointsWritten;
            await Eventually.ThatAsync(() => _store.Status.PointsWritten > before, Deadline, "a batch");
            await _influx.RestartAsync();
        }
    }
}
