using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using OpcSpaces.Points;
using OpcSpaces.Storage.DeadLetters;
using OpcSpaces.Storage.Series;
using OpcSpaces.Storage.Series.Influx;
using OpcSpaces.Storage.Series.Influx.Options;
using OpcSpaces.Storage.Tests.Series.Influx.Servers;
using OpcSpaces.Testing;

namespace OpcSpaces.Storage.Tests.Series.Influx.Writing;

/// <summary>
/// An InfluxDB that is unavailable, slow, overloaded, or refuses single points: nothing is lost, and the position waits. Every writer
/// has to pass.
/// </summary>
public abstract partial class InfluxFaultContract : IAsyncLifetime
{
    protected static readonly TimeSpan Deadline = Eventually.Patience;
    private DeadLetterTable _deadLetters = null!;

    protected TemporaryDirectory Directory { get; } = new("influx-faults");

    internal FakeInflux Influx { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Influx = await FakeInflux.StartAsync();
        _deadLetters = new DeadLetterTable(
            new DeadLetterOptions { Path = Directory.File("dead-letters.db") }, NullLogger<DeadLetterTable>.Instance);
    }

    public async Task DisposeAsync()
    {
        await Influx.DisposeAsync();
        _deadLetters.Dispose();
        Directory.Dispose();
    }

    [Theory]
    [InlineData(500)]
    [InlineData(503)]
    [InlineData(429)]
    [InlineData(401)]
    [InlineData(404)]
    [InlineData(302)]
    public async Task An_answer_that_can_be_fixed_on_the_server_is_retried_until_it_is_fixed(int status)
    {
        for (var i = 0; i < 5; i++)
            Influx.Script.Enqueue(FakeInflux.Status(status, "not now"));
        await using var store = Open();
        await store.WriteAsync(Points(10), 3, default).WaitAsync(Deadline);

        Assert.Equal(10, Influx.Lines.Count);
        Assert.Equal(3, store.Position);
        Assert.Equal(5, store.Status.Retries);
        Assert.Equal($"HTTP {status}: not now", store.Status.LastFault);
        Assert.True(store.Status.IsAvailable);
        Assert.Empty(_deadLetters.Counts);
    }

    [Theory]
    [InlineData(401, "token", "Put a valid token into")]
    [InlineData(403, "token", "Give the token the permission to write to")]
    [InlineData(404, "token", "Create the bucket or database")]
    [InlineData(401, "", "--influx-token-file")]
    [InlineData(307, "", "Correct the address")]
    public async Task What_only_a_person_can_fix_is_reported_with_since_when_and_what_to_do_and_logged_once(int status, string tokenFile, string fix)
    {
        if (tokenFile.Length > 0)
            await File.WriteAllTextAsync(Directory.File(tokenFile), "s3cret");
        for (var i = 0; i < 7; i++)
            Influx.Script.Enqueue(FakeInflux.Status(status, "no"));
        Influx.Script.Enqueue(FakeInflux.SilenceAsync);
        var log = new RecordingLogger<InfluxSeriesStore>();
        await using var store = Open(
            options => options.TokenFile = tokenFile.Length > 0 ? Directory.File(tokenFile) : "", logger: log);
        using var stop = new CancellationTokenSource();
        var writing = store.WriteAsync(Points(10), 3, stop.Token);
        await Eventually.ThatAsync(() => store.Status.Retries >= 7, Deadline, "all of the answers");

        var outage = store.Status.Outage!;
        Assert.Contains(fix, outage.Fix, StringComparison.Ordinal);
        Assert.Equal($"HTTP {status}: no", outage.Why);
        Assert.InRange(outage.Since, DateTimeOffset.UnixEpoch, TimeProvider.System.GetUtcNow());
        Assert.Contains(fix, Assert.Single(log.Messages), StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", log.Messages[0] + outage, StringComparison.Ordinal);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => writing);
    }

    [Fact]
    public async Task What_may_pass_by_itself_asks_nobody_to_fix_it_and_ends_with_the_next_success()
    {
        for (var i = 0; i < 4; i++)
            Influx.Script.Enqueue(FakeInflux.Status(503, "busy"));
        var log = new RecordingLogger<InfluxSeriesStore>();
        await using var store = Open(logger: log);
        await store.WriteAsync(Points(10), 3, default).WaitAsync(Deadline);
        Assert.Null(store.Status.Outage);
        Assert.Collection(
            log.Messages,
            message => Assert.Contains("cannot take readings at present", message, StringComparison.Ordinal),
            message => Assert.Contains("takes readings again", message, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Silence_ends_at_the_timeout_and_is_tried_again()
    {
        Influx.Script.Enqueue(FakeInflux.SilenceAsync);
        await using var store = Open(options => options.TimeoutMs = 300);
        await store.WriteAsync(Points(10), 3, default).WaitAsync(Deadline);
        // The answer to the second attempt may also come too late; then the lines arrive twice.
        Assert.Equal(10, Influx.Lines.Distinct().Count());
        Assert.Equal("no answer within 300 ms", store.Status.LastFault);
    }

    [Fact]
    public async Task While_no_server_listens_the_position_waits_and_the_write_can_be_cancelled()
    {
        await using var store = Open(options => options.Url = $"http://127.0.0.1:{FreePort.Next()}");
        using var cancel = new CancellationTokenSource();
        var writing = store.WriteAsync(Points(10), 3, cancel.Token);
        await Eventually.ThatAsync(() => store.Status.Retries > 3, Deadline, "retries");
        Assert.False(writing.IsCompleted);
        Assert.False(store.Status.IsAvailable);
        Assert.False(await store.PingAsync(default));

        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => writing);
        Assert.Equal(0, store.Position);
    }

    [Fact]
    public async Task A_server_that_asks_us_to_wait_is_left_alone_for_that_time()
    {
        var time = new FakeTime();
        Influx.Script.Enqueue(FakeInflux.Status(429, retryAfter: "7"));
        await using var store = Open(_ => { }, time);
        var writing = store.WriteAsync(Points(10), 3, default);
        await Eventually.ThatAsync(() => !store.Status.IsAvailable && time.ActiveTimers == 1, Deadline, "the wait");

        time.Advance(TimeSpan.FromMilliseconds(6_999));
        Assert.Equal(1, Influx.Writes);
        time.Advance(TimeSpan.FromMilliseconds(2));
        await writing.WaitAsync(Deadline);
        Assert.Equal(2, Influx.Writes);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Points_that_the_server_refuses_are_set_aside_and_the_rest_goes_in(bool serverTakesTheRest)
    {
        Influx.TakesTheRest = serverTakesTheRest;
        Influx.IsBad = line => line.Contains("value=13i", StringComparison.Ordinal) || line.Contains("value=700i", StringComparison.Ordinal);
        await using var store = Open(options => options.BatchPoints = 400);
        await store.WriteAsync(Points(1_000, journalId: 77), 77, default).WaitAsync(Deadline);

        Assert.Equal(998, Influx.Lines.Count);
        Assert.Equal(77, store.Position);
        Assert.Equal((998, 2), (store.Status.PointsWritten, store.Status.PointsRefused));
        var letters = _deadLetters.ReadNewest(10).Select(stored => stored.Letter).OrderBy(letter => letter.Item).ToArray();
        Assert.Equal([13, 700], letters.Select(letter => letter.Item));
        Assert.All(letters, letter => Assert.Equal(77, letter.JournalId));
        Assert.All(letters, letter => Assert.Contains("field type conflict", letter.Text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_request_that_is_too_large_is_halved_until_it_fits()
    {
        Influx.MostLines = 60;
        await using var store = Open();
        await store.WriteAsync(Points(1_000), 1, default).WaitAsync(Deadline);
        Assert.Equal(1_000, Influx.Lines.Count);
        Assert.Empty(_deadLetters.Counts);
    }

    [Fact]
    public async Task A_server_that_fails_during_the_search_for_a_bad_point_changes_nothing()
    {
        Influx.IsBad = line => line.Contains("value=13i", StringComparison.Ordinal);
        Influx.TakesTheRest = false;
        for (var i = 0; i < 4; i++)
        {
            Influx.Script.Enqueue(FakeInflux.Status(400, "bad"));
            Influx.Script.Enqueue(FakeInflux.Status(500));
        }
        await using var store = Open();
        await store.WriteAsync(Points(100), 1, default).WaitAsync(Deadline);
        Assert.Equal(99, Influx.Lines.Count);
        Assert.Equal(1, store.Status.PointsRefused);
    }

    [Theory]
    [InlineData(200, "<html><title>Sign in</title></html>")]
    [InlineData(200, """{"results":[{"statement_id":0}]}""")]
    [InlineData(200, "")]
    [InlineData(201, "created")]
    [InlineData(202, "queued")]
    public async Task A_success_that_is_not_InfluxDBs_is_an_outage_until_a_204_comes(int status, string body)
    {
        for (var i = 0; i < 5; i++)
            Influx.Script.Enqueue(FakeInflux.Status(status, body));
        Influx.Script.Enqueue(FakeInflux.SilenceAsync);
        await using var store = Open();
        using var stop = new CancellationTokenSource();
        var writing = store.WriteAsync(Points(10), 3, stop.Token);
        await Eventually.ThatAsync(() => store.Status.Retries >= 5, Deadline, "all of the answers");
        Assert.Equal(0, store.Position);
        Assert.Contains("Check that InfluxDB is at", store.Status.Outage!.Fix, StringComparison.Ordinal);
        Assert.StartsWith($"HTTP {status}: {body}", store.Status.Outage.Why, StringComparison.Ordinal);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => writing);

        await store.WriteAsync(Points(10), 3, default).WaitAsync(Deadline);
        Assert.Equal((10, 3L, null), (Influx.Lines.Count, store.Position, store.Status.Outage));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(1_000)]
    public async Task A_server_that_refuses_everything_is_an_outage_that_sets_nothing_aside_and_comes_back(int points)
    {
        Influx.IsBad = _ => true;
        await using var store = Open();
        var writing = store.WriteAsync(Points(points), 3, default);
        await Eventually.ThatAsync(() => store.Status.Retries >= 3, Deadline, "retries");
        Assert.Contains("it refuses every reading", store.Status.Outage!.Fix, StringComparison.Ordinal);
        Assert.Contains("field type conflict", store.Status.Outage.Why, StringComparison.Ordinal);
        Assert.Equal(0, store.Position);
        Assert.Empty(_deadLetters.Counts);
        // Two requests an attempt, and never a search through a thousand points.
        Assert.InRange(Influx.Writes, 1, 2 * (store.Status.Retries + 2));

        Influx.IsBad = _ => false;
        await writing.WaitAsync(Deadline);
        Assert.Equal((points, 3L, null), (Influx.Lines.Count, store.Position, store.Status.Outage));
        Assert.Empty(_deadLetters.Counts);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(1_000)]
    public async Task A_server_that_takes_the_probe_and_refuses_every_reading_is_an_outage_that_sets_nothing_aside_and_comes_back(int points)
    {
        Influx.IsBad = line => !line.StartsWith("opcspaces_probe", StringComparison.Ordinal);
        var log = new RecordingLogger<InfluxSeriesStore>();
        await using var store = Open(logger: log);
        var writing = store.WriteAsync(Points(points), 3, default);
        await Eventually.ThatAsync(() => store.Status.Retries >= 3, Deadline, "retries");
        Assert.Contains("it refuses every reading", store.Status.Outage!.Fix, StringComparison.Ordinal);
        Assert.Contains("field type conflict", store.Status.Outage.Why, StringComparison.Ordinal);
        Assert.Equal((0L, 0L), (store.Position, store.Status.PointsRefused));
        Assert.Empty(_deadLetters.Counts);
        Assert.Single(log.Messages);
        Assert.False(writing.IsCompleted);

        Influx.IsBad = _ => false;
        await writing.WaitAsync(Deadline);
        Assert.Equal((points, 3L, null), (Influx.Lines.Count, store.Position, store.Status.Outage));
        Assert.Empty(_deadLetters.Counts);
    }

    /// <summary>The few good ones are found among the bad ones, wherever they stand.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(299)]
    [InlineData(437)]
    public async Task One_good_point_among_many_bad_ones_goes_in_and_the_others_are_set_aside(int good)
    {
        Influx.IsBad = line => !line.StartsWith("opcspaces_probe", StringComparison.Ordinal) && !line.Contains($"value={good}i", StringComparison.Ordinal);
        Influx.TakesTheRest = false;
        await using var store = Open();
        await store.WriteAsync(Points(438), 3, default).WaitAsync(Deadline);
        Assert.Contains($"value={good}i", Assert.Single(Influx.Lines), StringComparison.Ordinal);
        Assert.Equal((437L, 3L, null), (store.Status.PointsRefused, store.Position, store.Status.Outage));
    }

    [Fact]
    public async Task A_server_that_begins_to_refuse_everything_during_the_search_sets_nothing_good_aside()
    {
        Influx.IsBad = line => line.Contains("value=13i", StringComparison.Ordinal) || Influx.Writes is > 4 and < 40;
        Influx.TakesTheRest = false;
        await using var store = Open();
        await store.WriteAsync(Points(100), 1, default).WaitAsync(Deadline);
        Assert.Equal(99, Influx.Lines.Count);
        Assert.Equal(1, store.Status.PointsRefused);
    }

    [Fact]
    public async Task One_bad_point_alone_is_set_aside_where_the_server_takes_others()
    {
        Influx.IsBad = line => line.Contains("value=0i", StringComparison.Ordinal);
        await using var store = Open();
        await store.WriteAsync(Points(1), 1, default).WaitAsync(Deadline);
        Assert.Equal((1L, 1L), (store.Status.PointsRefused, store.Position));
        Assert.Equal(2, Influx.Probes); // one of now, and one of the point's time
    }

    [Fact]
    public async Task A_new_token_is_used_without_a_restart_and_no_token_is_shown()
    {
        await File.WriteAllTextAsync(Directory.File("token"), "old-s3cret");
        await using var store = Open(options => (options.Api, options.TokenFile) = (InfluxApi.V2, Directory.File("token")));
        for (var i = 0; i < 3; i++)
        {
            Influx.Script.Enqueue(async context =>
            {
                await File.WriteAllTextAsync(Directory.File("token"), "new-s3cret");
                await FakeInflux.Status(401, "unauthorized")(context);
            });
        }
        await store.WriteAsync(Points(1), 1, default).WaitAsync(Deadline);
        Assert.Equal(
            ["Token old-s3cret", "Token new-s3cret", "Token new-s3cret", "Token new-s3cret"],
            Influx.Requests.Where(request => request.Request.Contains("write", StringComparison.Ordinal)).Select(request => request.Authorization));
        Assert.DoesNotContain("s3cret", store.Status.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_file_that_cannot_be_read_is_tried_again()
    {
        await using var store = Open(options => (options.Api, options.TokenFile) = (InfluxApi.V2, Directory.File("token")));
        var writing = store.WriteAsync(Points(1), 1, default);
        await Eventually.ThatAsync(() => store.Status.Retries > 0, Deadline, "a retry");
        Assert.Contains("token", store.Status.LastFault, StringComparison.Ordinal);
        await File.WriteAllTextAsync(Directory.File("token"), "s3cret");
        await writing.WaitAsync(Deadline);
    }

    [Fact]
    public async Task Another_target_starts_at_position_0()
    {
        await using (var store = Open())
            await store.WriteAsync(Points(1), 5, default).WaitAsync(Deadline);
        await using (var same = Open())
            Assert.Equal(5, same.Position);
        await using var other = Open(options => options.Database = "other");
        Assert.Equal(0, other.Position);
    }

    protected static SeriesKey Key => new("occupancy", "opc", "zone-1", "desk/1", "value");

    protected static SeriesBatch Points(int count, long journalId = 1)
    {
        var batch = new SeriesBatch();
        batch.BeginEntry(journalId);
        for (var i = 0; i < count; i++)
            batch.Add(Key, i, PointValue.Of((long)i));
        return batch;
    }

    protected InfluxSeriesStore Open(Action<InfluxOptions>? change = null, TimeProvider? time = null, ILogger<InfluxSeriesStore>? logger = null)
    {
        var options = new InfluxOptions
        {
            Url = Influx.Url,
            PositionPath = Directory.File("influx.db"),
            Retry = new RetryOptions { FirstDelayMs = 1, MaxDelayMs = 2 },
        };
        Configure(options);
        change?.Invoke(options);
        return new InfluxSeriesStore(options, _deadLetters, time ?? TimeProvider.System, logger);
    }

    /// <summary>Chooses the transport.</summary>
    protected abstract void Configure(InfluxOptions options);
}
